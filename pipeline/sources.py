"""The raw files: which there are, what their columns must be, and one scan for each kind."""

import codecs
import csv
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from pipeline.store.errors import MissingSource, ReleaseError, UnreadableSource
from pipeline.store.vocabulary import PlatformCode

CATALOGUE_COLUMNS = (
    "show_id", "type", "title", "director", "cast", "country",
    "date_added", "release_year", "rating", "duration", "listed_in", "description",
)  # fmt: skip
FILM_COLUMNS = (
    "adult", "belongs_to_collection", "budget", "genres", "homepage", "id", "imdb_id", "original_language",
    "original_title", "overview", "popularity", "poster_path", "production_companies", "production_countries",
    "release_date", "revenue", "runtime", "spoken_languages", "status", "tagline", "title", "video", "vote_average",
    "vote_count",
)  # fmt: skip
FILM_CREDIT_COLUMNS = ("cast", "crew", "id")
RATING_COLUMNS = ("userId", "rating", "timestamp", "movieId")

CATALOGUE_FILES = {
    PlatformCode.AMAZON: "catalogues/amazon_prime_titles.csv",
    PlatformCode.DISNEY: "catalogues/disney_plus_titles.csv",
    PlatformCode.HULU: "catalogues/hulu_titles.csv",
    PlatformCode.NETFLIX: "catalogues/netflix_titles.csv",
}
"""Where each platform's catalogue lies below the folder of raw files."""

RATINGS_FOLDER = "ratings"
"""Every CSV file in this folder holds ratings."""

FILMS_FILE = "films/movies_dataset.csv"
FILM_CREDITS_FILE = "films/credits.csv"
"""Where the film set lies: its films, and who is in them."""

SAMPLE_MARK = "SAMPLE.json"
"""Beside generated raw files: the hash of each."""

_CHUNK = 1 << 20
os.environ.setdefault("POLARS_CSV_CHUNK_SIZE", str(_CHUNK))  # else 32 MiB, several at a time for each core
_ROW = "row of the file"  # a column of a file may be named `row`


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


def find(raw: Path) -> Sources:
    """Every raw file below a folder, checked for what a CSV reader would not notice or not explain.

    Raises:
        MissingSource: the folder, every catalogue, or a film set's films beside its credits are not there.
        UnreadableSource: a file is empty, not UTF-8, or lacks a column.
    """
    if not raw.is_dir():
        raise MissingSource(f"{raw} is not a folder; --raw names the one that holds catalogues/ and ratings/")
    catalogues = {code: raw / path for code, path in CATALOGUE_FILES.items() if (raw / path).is_file()}
    if not catalogues:
        expected = ", ".join(CATALOGUE_FILES.values())
        raise MissingSource(f"{raw} holds no catalogue; expected at least one of {expected}")
    files = (raw / RATINGS_FOLDER).glob("[!.]*.csv")  # macOS leaves a hidden file beside each that it copies
    ratings = sorted(files, key=lambda file: (len(file.stem), file.stem))
    known = {code: _known(raw, file, CATALOGUE_COLUMNS) for code, file in catalogues.items()}
    rated = tuple(_known(raw, file, RATING_COLUMNS) for file in ratings)
    films, film_credits = raw / FILMS_FILE, raw / FILM_CREDITS_FILE
    if film_credits.is_file() and not films.is_file():
        raise MissingSource(f"{film_credits} is there without {films}: put the films beside it, or take it away")
    sources = Sources(
        catalogues=known,
        ratings=rated,
        films=_known(raw, films, FILM_COLUMNS) if films.is_file() else None,
        film_credits=_known(raw, film_credits, FILM_CREDIT_COLUMNS) if film_credits.is_file() else None,
        synthetic=False,
    )
    sample = _sample_hashes(raw)
    return replace(sources, synthetic=all(sample.get(source.path) == source.sha256 for source in sources))


def mark_sample(raw: Path) -> None:
    """Note beside generated files what they hold, so that they are known for generated until someone changes one."""
    hashes = {source.path: source.sha256 for source in find(raw)}
    (raw / SAMPLE_MARK).write_text(json.dumps(hashes, indent=2) + "\n", encoding="utf-8")


def _sample_hashes(raw: Path) -> dict[str, str]:
    """The hashes of the files that `pipeline sample` wrote here; none where it did not."""
    try:
        found = json.loads((raw / SAMPLE_MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def scan_catalogue(source: Source, platform: PlatformCode) -> pl.LazyFrame:
    """A catalogue as written: each column as text under `raw_`, with `platform`, `file` and `row` (from 1)."""
    return _scan(source, CATALOGUE_COLUMNS).with_columns(platform=pl.lit(platform, dtype=pl.Enum(PlatformCode)))


def scan_ratings(source: Source) -> pl.LazyFrame:
    """Ratings as written, and read: `user_id`, `score`, `rated_at` null where the text is no such number.

    Reading text as numbers is where engines differ most, so it is done here and not in the portable steps.
    """
    return _scan(source, RATING_COLUMNS).with_columns(
        user_id=pl.col("raw_userId").cast(pl.Int32, strict=False),
        title_id=pl.col("raw_movieId"),
        score=pl.col("raw_rating").cast(pl.Float32, strict=False),
        rated_at=pl.col("raw_timestamp").cast(pl.Int64, strict=False),
    )


def scan_films(source: Source) -> pl.LazyFrame:
    """The films of the film set as written: each column as text under `raw_`, with `file` and `row` (from 1)."""
    return _scan(source, FILM_COLUMNS)


def scan_film_credits(source: Source) -> pl.LazyFrame:
    """The casts and crews of the film set as written, in the same way."""
    return _scan(source, FILM_CREDIT_COLUMNS)


def where_it_breaks(source: Source) -> str | None:
    """The first row that is no CSV or has more fields than the first line; None if there is none."""
    with source.file.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(stream, strict=True)
        width, row, line = len(next(rows, [])), 0, 1
        try:
            for row, fields in enumerate(rows, start=1):
                if len(fields) > width:
                    return f"row {row} (line {line + 1}) has {len(fields)} fields, the first line {width}"
                line = rows.line_num
        except csv.Error as fault:
            return f"row {row + 1} (line {line + 1}): {fault}"
    return None


def count_rows(source: Source) -> int:
    """The rows in the file, by the number of the last: polars would map the whole file into memory for `pl.len()`."""
    rows = pl.scan_csv(source.file, infer_schema=False, row_index_name=_ROW, row_index_offset=1, glob=False)
    return rows.select(pl.col(_ROW).max()).collect(engine="streaming").item() or 0


def _scan(source: Source, columns: tuple[str, ...]) -> pl.LazyFrame:
    rows = pl.scan_csv(source.file, infer_schema=False, row_index_name=_ROW, row_index_offset=1, glob=False)
    return rows.select(
        pl.col(_ROW).cast(pl.Int64).alias("row"),
        pl.lit(source.path).alias("file"),
        *(pl.col(name).alias(f"raw_{name}") for name in columns),
    )


def _known(raw: Path, file: Path, columns: tuple[str, ...]) -> Source:
    """Read a file from end to end: its hash, and that it is UTF-8 with the columns it must have."""
    digest, decoder, size, chunk = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")(), 0, b"-"
    try:
        with file.open("rb") as stream:
            while chunk:
                chunk = stream.read(_CHUNK)
                digest.update(chunk)
                decoder.decode(chunk, final=not chunk)
                size += len(chunk)
    except UnicodeDecodeError as fault:
        offset = size + len(chunk) - len(fault.object) + fault.start  # the decoder may hold bytes of the chunk before
        raise UnreadableSource(
            f"{file} is not UTF-8: byte 0x{fault.object[fault.start]:02x} at offset {offset}; "
            f"save it as UTF-8, for instance with: iconv -f latin1 -t utf-8"
        ) from None
    except OSError as fault:
        raise UnreadableSource(f"{file} cannot be read ({fault.strerror}); expected a CSV file") from None
    if size == 0:
        raise UnreadableSource(f"{file} is empty; expected a first line with the columns {', '.join(columns)}")
    _check_header(file, columns)
    return Source(path=file.relative_to(raw).as_posix(), file=file, size=size, sha256=digest.hexdigest())


def _check_header(file: Path, columns: tuple[str, ...]) -> None:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        try:
            found = next(csv.reader(stream), [])
        except csv.Error as fault:
            raise UnreadableSource(f"{file} has no readable first line ({fault}); is it a CSV file?") from None
    missing = [name for name in columns if name not in found]
    if missing:
        raise UnreadableSource(
            f"{file} lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}; "
            f"found: {', '.join(found)}; expected: {', '.join(columns)}"
        )


@contextmanager
def reading(source: Source) -> Iterator[None]:
    """Say which file a reader's error is about.

    Raises:
        UnreadableSource: the file is no CSV; the message says where.
        ReleaseError: the disk failed.
    """
    try:
        yield
    except pl.exceptions.PolarsError as fault:
        said = str(fault).splitlines()[0]
        if "os error" in said:  # the disk's fault, such as a full one, and not the file's
            raise ReleaseError(f"{said}; met at {source.file}; the current release stays") from None
        raise UnreadableSource(f"{source.file} cannot be read as CSV: {where_it_breaks(source) or said}") from None
