"""Raw files written byte by byte, and what is said of them."""

from pathlib import Path

import pytest

from pipeline.sources.finding import find
from pipeline.sources.layout import CATALOGUE_COLUMNS
from pipeline.sources.scans import scan_catalogue
from pipeline.store.errors import UnreadableSource
from pipeline.store.vocabulary import PlatformCode

AMAZON = "catalogues/amazon_prime_titles.csv"
HEADER = ",".join(CATALOGUE_COLUMNS)
ROW = 's1,Movie,Rain,Ada Bell,Cleo Dorn,Peru,"May 1, 2020",2020,PG,90 min,Drama,Nothing odd.'


def amazon(raw: Path, content: str | bytes) -> Path:
    """Write Amazon's catalogue."""
    file = raw / AMAZON
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def scanned(raw: Path) -> list[dict[str, object]]:
    """The rows of Amazon's catalogue."""
    return scan_catalogue(find(raw).catalogues[PlatformCode.AMAZON], PlatformCode.AMAZON).collect().rows(named=True)


def fault(raw: Path) -> str:
    """What is said of a folder with a file that cannot be read."""
    with pytest.raises(UnreadableSource) as caught:
        find(raw)
    message = str(caught.value)
    assert "\n" not in message
    return message
