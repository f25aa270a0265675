"""What the steps make of the small catalogue and film set and every odd row, by the number of the transformations.

It is kept in `golden.json`; `python -m tests.pipeline.golden` writes the entry of the present number.
"""

import hashlib
import json
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from pipeline.ops.engines.engine import Sums
from pipeline.sources.finding import find
from pipeline.steps import TRANSFORMATIONS
from pipeline.store.releases import Release
from pipeline.store.tables import TABLES
from pipeline.store.vocabulary import PlatformCode
from tests.data.odd_films import BAD_FILM_CREDITS, BAD_FILMS, ODD_FILM_CREDITS, ODD_FILMS
from tests.data.odd_rows import BAD_RATINGS, BAD_TITLES, ODD_TITLES
from tests.pipeline.making import made_of, table
from tests.raw_files import film, film_credits, rating, title, write_raw
from tests.small import FILM_CREDITS, FILMS, HULU, write_small

GOLDEN = Path(__file__).with_name("golden.json")

RAISE = (
    f"the same raw rows make other tables than they did, but pipeline.steps.TRANSFORMATIONS is still "
    f"{TRANSFORMATIONS}: releases made before would pass for equal to those made now. If the change is meant, raise "
    f"TRANSFORMATIONS by one and run: python -m tests.pipeline.golden"
)
REFRESH = "the raw rows have changed, and so their tables; write them down with: python -m tests.pipeline.golden"


def write_golden(folder: Path) -> Path:
    """Write the raw files: the small catalogue with the odd and the bad rows among those of Hulu, films likewise."""
    odd = enumerate([*ODD_TITLES, *BAD_TITLES], 1001)
    rows = [title(**{"show_id": f"s{number}", **row.raw}) for number, row in odd]
    ratings = [rating(movieId="as1"), *(rating(**{"movieId": "as1", **bad.raw}) for bad in BAD_RATINGS)]
    films = [film(**{"id": str(number), **row.raw}) for number, row in enumerate([*ODD_FILMS, *BAD_FILMS], 1001)]
    people = enumerate([*ODD_FILM_CREDITS, *BAD_FILM_CREDITS], 1001)
    credited = [{**film_credits(str(number)), **row.raw} for number, row in people]
    write_small(folder)
    films, credited = [*FILMS, *films], [*FILM_CREDITS, *credited]
    return write_raw(folder, {PlatformCode.HULU: [*HULU, *rows]}, {"3": ratings}, films, credited)


def hashes(release: Release, raw: Path) -> dict[str, str]:
    """What was read and each table that was made of it, hashed by content: a file's layout is another matter."""
    read = [[source.path, source.sha256] for source in find(raw)]
    return {"raw files": digest(read)} | {name: digest(content(table(release, name))) for name in TABLES}


def content(frame: pl.DataFrame) -> list[object]:
    """A table's columns, types and rows in order."""
    columns = [[name, type(dtype).__name__] for name, dtype in frame.schema.items()]
    return [columns, *map(list, frame.rows())]


def digest(value: Iterable[object]) -> str:
    """A hash of plain values; a day is written in ISO's layout."""
    return hashlib.sha256(json.dumps(value, default=str).encode()).hexdigest()[:16]


def remembered() -> dict[str, dict[str, str]]:
    """The entries written down, by the number of the transformations."""
    return json.loads(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.exists() else {}


def fault(made: dict[str, str]) -> str | None:
    """What is wrong with tables made now, if anything."""
    was = remembered().get(str(TRANSFORMATIONS))
    if was is None or made["raw files"] != was["raw files"]:
        return REFRESH
    return RAISE if made != was else None


def main() -> None:
    """Write the entry of the present number, unless other tables were made of the same rows under it."""
    with tempfile.TemporaryDirectory() as folder:
        raw = write_golden(Path(folder) / "raw")
        made = hashes(made_of(raw, Path(folder) / "data", Sums()), raw)
    if fault(made) == RAISE:
        sys.exit(RAISE)
    entries = remembered() | {str(TRANSFORMATIONS): made}
    GOLDEN.write_text(json.dumps(entries, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
