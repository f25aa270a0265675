"""One scan for each kind of raw file, every column as text; and what to say when a scan fails."""

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager

import polars as pl

from pipeline.sources.layout import CATALOGUE_COLUMNS, FILM_COLUMNS, FILM_CREDIT_COLUMNS, RATING_COLUMNS
from pipeline.sources.source import Source
from pipeline.store.errors import ReleaseError, UnreadableSource
from pipeline.store.vocabulary import PlatformCode

os.environ.setdefault("POLARS_CSV_CHUNK_SIZE", str(1 << 20))  # else 32 MiB, several at a time for each core
_ROW = "row of the file"  # a column of a file may be named `row`


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
