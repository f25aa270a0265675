"""What the pipeline's tests are made with: frames and releases from rows written by hand."""

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import narwhals as nw
import polars as pl

from pipeline.build import build
from pipeline.ops.engines.engine import Sums
from pipeline.progress import Steps
from pipeline.sources.layout import CATALOGUE_COLUMNS, FILM_COLUMNS, FILM_CREDIT_COLUMNS
from pipeline.store.releases import Release, activate, open_release
from pipeline.store.tables import TABLES
from pipeline.store.vocabulary import PlatformCode
from tests.raw_files import Rows, write_raw


class Quiet(Steps):
    """Progress that nobody watches."""

    def step(self, name: str) -> None:
        pass


def made(
    folder: Path,
    catalogues: Mapping[PlatformCode, Rows],
    ratings: Mapping[str, Rows] | None = None,
    films: Rows | None = None,
    credits: Rows | None = None,
) -> Release:
    """The release that rows make, current in `folder/data`; the raw files are in `folder/raw`."""
    return made_of(write_raw(folder / "raw", catalogues, ratings, films, credits), folder / "data")


def made_of(raw: Path, data: Path, sums: Sums | None = None) -> Release:
    """The release of a folder of raw files, made current."""
    release = build(raw, data, Quiet(), sums=sums)
    activate(data, release.manifest.version)
    return release


def copied(release: Release, data: Path) -> Release:
    """A release in another folder, made current there: quicker than to build it again."""
    shutil.copytree(release.folder, data / release.manifest.version)
    activate(data, release.manifest.version)
    return open_release(data)


def table(release: Release, name: str) -> pl.DataFrame:
    """A whole table."""
    return release.scan(name).collect()


def tables(release: Release) -> dict[str, pl.DataFrame]:
    """Every table that rows enter."""
    return {name: table(release, name) for name in TABLES if name != "quarantine"}


def raw_titles(rows: Sequence[Mapping[str, str]], platform: PlatformCode = PlatformCode.HULU) -> pl.LazyFrame:
    """Rows of a catalogue as `sources.scan_catalogue` gives them, without a file: an empty cell is null."""
    code = pl.lit(platform, dtype=pl.Enum(PlatformCode))
    return raw_rows(rows, CATALOGUE_COLUMNS, "catalogues/rows.csv").with_columns(platform=code)


def raw_films(rows: Sequence[Mapping[str, str]]) -> pl.LazyFrame:
    """Rows of the film set as `sources.scan_films` gives them."""
    return raw_rows(rows, FILM_COLUMNS, "films/rows.csv")


def raw_film_credits(rows: Sequence[Mapping[str, str]]) -> pl.LazyFrame:
    """Rows of the film set's credits as `sources.scan_film_credits` gives them."""
    return raw_rows(rows, FILM_CREDIT_COLUMNS, "films/credits.csv")


def raw_rows(rows: Sequence[Mapping[str, str]], names: Sequence[str], file: str) -> pl.LazyFrame:
    """Rows as any scan gives them."""
    columns = {f"raw_{name}": [row[name] or None for row in rows] for name in names}
    return pl.LazyFrame(columns, schema=dict.fromkeys(columns, pl.String)).with_columns(
        blank=pl.all_horizontal(pl.all().is_null()),
        short=pl.lit(value=False),
        row=pl.int_range(1, pl.len() + 1, dtype=pl.Int64),
        file=pl.lit(file),
    )


def lazy(frame: pl.LazyFrame | pl.DataFrame) -> nw.LazyFrame[pl.LazyFrame]:
    """A frame for the portable steps."""
    return nw.from_native(frame.lazy())


def listing(folder: Path) -> dict[str, tuple[int, int, str]]:
    """Every file below a folder: its inode, when it was last written, and its hash."""
    return {
        file.relative_to(folder).as_posix(): (
            file.stat().st_ino,
            file.stat().st_mtime_ns,
            hashlib.sha256(file.read_bytes()).hexdigest(),
        )
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
