"""The film set: its films and their credits, from the raw files to tables.

Without raw files there is no film set: its tables are there all the same, and empty.
"""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from pipeline.made import Made
from pipeline.progress import Steps
from pipeline.quarantine import forget_good, good, set_aside, with_reason
from pipeline.reuse import Earlier, key_of
from pipeline.sources.scans import count_rows, reading, scan_film_credits, scan_films
from pipeline.sources.source import Source, Sources
from pipeline.steps import film_credits, films
from pipeline.store.tables import FilmCredits, Films, scan, schema

STAGED_AT_ONCE = 4_096
"""Rows of credits that are held before they are written: they hold a dozen names each, and those set aside more."""


def write_film_set(sources: Sources, folder: Path, steps: Steps, earlier: Earlier) -> Mapping[str, Made]:
    """`films` and `film_credits`, and the quarantine of both; returns what each file became, by its path."""
    made: dict[str, Made] = {}
    steps.step("films")
    if sources.films:
        key = key_of("films", sources.films.path, sources.films.sha256)
        linked = earlier.take(key, folder, ["films.parquet"], ["quarantine/films.parquet"])
        made |= {path: Made.again(entry) for path, entry in linked.items()} or {
            sources.films.path: write_films(sources.films, folder, key)
        }
    else:
        pl.DataFrame(schema=schema(Films)).write_parquet(folder / "films.parquet")
    steps.step("film credits")
    if sources.film_credits and sources.films:
        key = key_of("film_credits", sources.films.sha256, sources.film_credits.path, sources.film_credits.sha256)
        linked = earlier.take(key, folder, ["film_credits.parquet"], ["quarantine/film_credits.parquet"])
        made |= {path: Made.again(entry) for path, entry in linked.items()} or {
            sources.film_credits.path: write_film_credits(sources.film_credits, folder, key)
        }
    else:
        pl.DataFrame(schema=schema(FilmCredits)).write_parquet(folder / "film_credits.parquet")
    return made


def write_films(source: Source, folder: Path, key: str) -> Made:
    """`films` and its quarantine."""
    with reading(source, folder) as readable:
        raw = scan_films(readable)
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
    repairs |= {"a last line without an end taken for whole": int(source.unended)}
    return Made(key, count_rows(source), entered.item(), repairs=repairs)


def write_film_credits(source: Source, folder: Path, key: str) -> Made:
    """`film_credits` and its quarantine.

    A row is long, so rows pass by one after another, whatever there are of them: what is read out of them is staged,
    and of those set aside what they said.
    """
    staged = folder / "staged.parquet"
    films_there = scan(folder / "films.parquet").select("film_id").collect().to_series()
    with reading(source, folder) as readable:
        raw = scan_film_credits(readable)
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
    return Made(key, count_rows(source), entered.item())
