"""One scan for each kind of raw file, every column as text; and what to say when a scan fails."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import polars as pl
import polars.selectors as cs

from pipeline.sources import packing
from pipeline.sources.layout import CATALOGUE_COLUMNS, FILM_COLUMNS, FILM_CREDIT_COLUMNS, RATING_COLUMNS
from pipeline.sources.movielens import MOVIE_COLUMNS
from pipeline.sources.source import Source
from pipeline.sources.survey import content
from pipeline.sources.walking import walk
from pipeline.store.errors import ReleaseError, UnreadableSource, of_the_disk
from pipeline.store.vocabulary import PlatformCode

os.environ.setdefault("POLARS_CSV_CHUNK_SIZE", str(1 << 20))  # else 32 MiB, several at a time for each core
_ROW = "row of the file"


def scan_catalogue(source: Source, platform: PlatformCode) -> pl.LazyFrame:
    """A catalogue as written: each column as text under `raw_`, with `platform`, `file` and `row` (from 1).

    Like every scan it tells of each row whether it is `blank`, and whether it is `short` of fields.
    """
    return _scan(source, CATALOGUE_COLUMNS).with_columns(platform=pl.lit(platform, dtype=pl.Enum(PlatformCode)))


def scan_ratings(source: Source) -> pl.LazyFrame:
    """Ratings as written, and read: `user_id`, `score`, `rated_at` null where the text is no such number.

    Reading text as numbers is where engines differ most, so it is done here and not in the portable steps.
    """
    return _scan(source, RATING_COLUMNS).with_columns(
        blank=pl.all_horizontal(cs.starts_with("raw_").is_null()),  # of many rows, and none of spaces is worth a look
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


def scan_movies(source: Source) -> pl.LazyFrame:
    """The films of a MovieLens archive as written, in the same way."""
    return _scan(source, MOVIE_COLUMNS)


def count_rows(source: Source) -> int:
    """The rows below the first line, as they were counted when the file was first read through."""
    return source.rows


def _scan(source: Source, columns: tuple[str, ...]) -> pl.LazyFrame:
    """Columns are known by their place: whatever the file calls them, and however often."""
    dialect = source.dialect
    rows = pl.scan_csv(
        source.unpacked or source.file,
        separator=dialect.separator,
        with_column_names=lambda names: [f"field {place}" for place in range(len(names))],
        infer_schema=False,
        row_index_name=_ROW,
        row_index_offset=1,
        glob=False,
    )
    raw = [pl.col(f"field {dialect.columns[name]}").alias(f"raw_{name}") for name in columns]
    short = pl.Series(source.short_rows, dtype=pl.Int64)
    row = pl.col(_ROW).cast(pl.Int64)
    return rows.select(
        row.alias("row"),
        pl.lit(source.path).alias("file"),
        (row.is_in(short.implode()) if source.short_rows else pl.lit(value=False)).alias("short"),
        pl.all_horizontal(_says_nothing(cell) for cell in raw).alias("blank"),
        *raw,
    )


def _says_nothing(cell: pl.Expr) -> pl.Expr:
    """Looked at no further than to the first character that is seen: cells may be long."""
    return cell.is_null() | (cell.str.len_bytes() == 0) | ~cell.str.contains(r"[^\s\x{200b}\x{feff}]")


@contextmanager
def reading(source: Source, scratch: Path) -> Iterator[Source]:
    """A file as it can be scanned: what polars cannot stream lies unpacked in a scratch folder meanwhile.

    Raises:
        UnreadableSource: the file is no CSV; the message says where.
        ReleaseError: the disk failed.
    """
    unpacked = None if source.dialect.streams else scratch / f"{source.name}-unpacked.csv"
    try:
        if unpacked:
            _unpack(source, unpacked)
        yield replace(source, unpacked=unpacked)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as fault:  # the latter is no Exception
        said = str(fault).splitlines()[0]
        if of_the_disk(fault):  # the disk's fault, such as a full one, and not the file's
            raise ReleaseError(f"{said}; met at {source.file}; the current release stays") from None
        say_where_it_breaks(source)
        raise UnreadableSource(f"{source.file} cannot be read as CSV: {said}") from None
    finally:
        if unpacked:
            unpacked.unlink(missing_ok=True)


def say_where_it_breaks(source: Source) -> None:
    """Name the first row that is no CSV or has more fields than the first line, if there is one.

    Raises:
        UnreadableSource: there is.
    """
    dialect = source.dialect
    with packing.text(source.file, packed=dialect.gzip, encoding=dialect.encoding) as stream:
        walk(source.file, stream, dialect, [])


def _unpack(source: Source, file: Path) -> None:
    with file.open("wb") as stream:
        stream.writelines(content(source.file, packed=source.dialect.gzip, encoding=source.dialect.encoding))
