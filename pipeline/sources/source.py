"""What is known of a raw file, and of all of one build."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.store.vocabulary import PlatformCode


@dataclass(frozen=True, slots=True)
class Source:
    """One raw file, read once to know it: `path` is that below the folder of raw files, `size` is in bytes."""

    path: str
    file: Path
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The raw files of one build."""

    catalogues: dict[PlatformCode, Source]
    ratings: tuple[Source, ...]
    films: Source | None
    film_credits: Source | None
    synthetic: bool
    """True when every file is as `pipeline sample` wrote it."""

    def __iter__(self) -> Iterator[Source]:
        yield from self.catalogues.values()
        yield from self.ratings
        yield from filter(None, (self.films, self.film_credits))
