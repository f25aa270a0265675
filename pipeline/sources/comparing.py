"""What raw files say of one another: that one is there twice, or is the file of another platform."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.sources.source import Source
from pipeline.store.errors import UnreadableSource
from pipeline.store.vocabulary import PlatformCode


def refuse_twins(sources: Sequence[Source]) -> None:
    """Files of one kind that say the same are one file twice: its rows would count twice, or for two platforms.

    Raises:
        UnreadableSource: two say the same, though one may be compressed or in another encoding.
    """
    seen: dict[str, Source] = {}
    for source in sources:
        if twin := seen.get(source.content):
            raise UnreadableSource(
                f"{source.file} holds the same as {twin.file}; expected each file once: take one of them away"
            )
        seen[source.content] = source


def refuse_equal_parts(parts: Mapping[Path, Path]) -> None:
    """As `refuse_twins`, of what files became: line ends, the order of rows and the like aside.

    Args:
        parts: the part that each raw file became.

    Raises:
        UnreadableSource: two became the same.
    """
    sizes = Counter(part.stat().st_size for part in parts.values())
    seen: dict[str, Path] = {}
    for file, part in parts.items():
        if sizes[part.stat().st_size] == 1:
            continue
        with part.open("rb") as stream:
            twin = seen.setdefault(hashlib.file_digest(stream, "sha256").hexdigest(), file)
        if twin != file:
            raise UnreadableSource(
                f"{file} holds the same ratings as {twin}; expected each file once: take one of them away"
            )


def refuse_other_platforms(catalogues: Mapping[PlatformCode, Source]) -> None:
    """A catalogue may name its platform in a column of its own; it is the one of the file's name.

    Raises:
        UnreadableSource: it names another.
    """
    for platform, source in catalogues.items():
        for code in source.platforms.keys() - {platform.value}:
            other, where = PlatformCode(code).display_name, source.platforms[code]
            raise UnreadableSource(
                f"{source.file} names another platform than {platform.display_name}: its {where}, which is {other}; "
                f"expected the catalogue of {platform.display_name}: give the file the name of its platform, or take "
                f"out the rows of others"
            )
