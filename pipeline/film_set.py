"""The film set: its films and their credits, from the raw files to tables.

Without raw files there is no film set: its tables are there all the same, and empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from pipeline.progress import Steps
from pipeline.quarantine import forget_good, good, set_aside, with_reason
from pipeline.sources.scans import reading, scan_film_credits, scan_films
from pipeline.sources.source import Source, Sources
from pipeline.steps import film_credits, films
from pipeline.store.tables import FilmCredits, Films, scan, schema

STAGED_AT_ONCE = 4_096
"""Rows of credits that are held before they are written: they hold a dozen names each, and those set aside more."""


@dataclass(frozen=True, slots=True)
class FilmSet:
    """What became of the raw files, by their paths: the rows that entered, and the repairs."""

    entered: Mapping[str, int] = field(default_factory=dict)
    repairs: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def write_film_set(sources: Sources, folder: Path, steps: Steps) -> FilmSet:
    """`films` and `film_credits`, and the quarantine of both."""
    entered: dict[str, int] = {}
    repairs: dict[str, Mapping[str, int]] = {}
    steps.step("films")
    if sources.films:
        entered[sources.films.path], repairs[sources.films.path] = write_films(sources.films, folder)
    else:
        pl.DataFrame(schema=schema(Films)).write_parquet(folder / "films.parquet")
    steps.step("film credits")
    if sources.film_credits:
        entered[sources.film_credits.path] = write_film_credits(sources.film_credits, folder)
    else:
        pl.DataFrame(schema=schema(FilmCredits)).write_parquet(folder / "film_credits.parquet")
    return FilmSet(entered, repairs)


def write_films(source: Source, folder: Path) -> tuple[int, dict[str, int]]:
    """`films` and its quarantine; returns how many rows entered, and the repairs."""
    with reading(source):
        raw = scan_films(source)
        rows = raw.pipe(films.films).pipe(with_reason, films.reasons()).pipe(forget_good).collect(engine="streaming")
        repairs = raw.pipe(films.repairs).collect(engine="streaming").row(0, named=True)
    entered, *_ = pl.collect_all(
        [
            rows.lazy().pipe(good).select(pl.len()),
            rows.lazy().pipe(good).pipe(films.finished).sink_parquet(folder / "films.parquet", lazy=True),
            rows.lazy().pipe(set_aside, "films").sink_parquet(folder / "quarantine" / "films.parquet", lazy=True),
        ],
        engine="streaming",
    )
    return entered.item(), repairs


def write_film_credits(source: Source, folder: Path) -> int:
    """`film_credits` and its quarantine; returns how many rows entered.

    A row is long, so rows pass by one after another, whatever there are of them: what is read out of them is staged,
    and of those set aside what they said.
    """
    staged = folder / "staged.parquet"
    films_there = scan(folder / "films.parquet").select("film_id").collect().to_series()
    with reading(source):
        raw = scan_film_credits(source)
        repeated = raw.pipe(film_credits.repeated).collect(engine="streaming").to_series()
        rows = raw.pipe(film_credits.film_credits)
        rows = rows.pipe(with_reason, film_credits.reasons(films_there, repeated)).pipe(forget_good)
        rows.sink_parquet(staged, row_group_size=STAGED_AT_ONCE, compression="uncompressed", engine="streaming")
    rows = scan(staged)
    entered, *_ = pl.collect_all(
        [
            rows.pipe(good).select(pl.len()),
            rows.pipe(good).pipe(film_credits.finished).sink_parquet(folder / "film_credits.parquet", lazy=True),
            rows.pipe(set_aside, "film_credits").sink_parquet(
                folder / "quarantine" / "film_credits.parquet", lazy=True
            ),
        ],
        engine="streaming",
    )
    staged.unlink()
    return int(entered.item())
