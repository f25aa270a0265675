"""What is known of a raw file, and of all of one build."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Self

from pipeline.store.vocabulary import PlatformCode


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a raw file is written.

    Attributes:
        gzip: whether it is compressed, whatever its name.
        encoding: `utf-8`, `utf-8-sig` (behind a byte order mark) or `utf-16`, as Python calls them.
        separator: what stands between two fields.
        columns: where each of our columns stands, from 0, whatever the file calls it.
        width: how many fields the first line has.
    """

    gzip: bool = False
    encoding: str = "utf-8"
    separator: str = ","
    columns: Mapping[str, int] = field(default_factory=dict)
    width: int = 0

    @property
    def streams(self) -> bool:
        """Whether polars can read the file piece by piece as it lies."""
        return not self.gzip and self.encoding != "utf-16"


@dataclass(frozen=True, slots=True)
class Source:
    """One raw file, read once to know it.

    Attributes:
        path: where it lies below the folder of raw files.
        file: where it lies.
        size: in bytes, as it lies.
        sha256: of the file as it lies.
        content: the SHA-256 of what it says, in UTF-8 without a byte order mark; equal for a file and its gzip.
        dialect: how it is written.
        rows: how many there are below the first line, blank ones included.
        short_rows: numbers of the rows with fewer fields than the first line, of files whose rows are walked.
        unended: whether its last line has no end and was taken for whole.
        platforms: by code, where a column of the file first names a platform.
        unpacked: where a copy lies that can be streamed, while there is one.
    """

    path: str
    file: Path
    size: int
    sha256: str
    content: str
    dialect: Dialect
    rows: int
    short_rows: tuple[int, ...] = ()
    unended: bool = False
    platforms: Mapping[str, str] = field(default_factory=dict)
    unpacked: Path | None = None

    @property
    def name(self) -> str:
        """The name of the file without what tells its format: `1` of `1.csv` and of `1.csv.gz`."""
        return self.file.name.removesuffix(".gz").removesuffix(".csv")

    @classmethod
    def remembered(cls, path: str, file: Path, found: Mapping[str, Any]) -> Self:
        """What a survey found before: `found` is as `asdict` and JSON made it of all but the place.

        Raises:
            TypeError: it is not that.
        """
        dialect, short_rows = Dialect(**found["dialect"]), tuple(found["short_rows"])
        return cls(path=path, file=file, **{**found, "dialect": dialect, "short_rows": short_rows})


class MovieLens(NamedTuple):
    """The files of a MovieLens archive that are read."""

    movies: Source
    ratings: Source


@dataclass(frozen=True, slots=True)
class Sources:
    """The raw files of one build."""

    catalogues: dict[PlatformCode, Source]
    ratings: tuple[Source, ...]
    films: Source | None
    film_credits: Source | None
    synthetic: bool
    """True when every file is as `pipeline sample` wrote it."""
    movielens: MovieLens | None = None

    def __iter__(self) -> Iterator[Source]:
        yield from self.catalogues.values()
        yield from self.ratings
        yield from filter(None, (self.films, self.film_credits))
        yield from self.movielens or ()
