"""What must hold in the finished tables of a draft before it is published."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import dataframely as dy
import polars as pl

from pipeline.store.errors import TableError
from pipeline.store.manifest import SourceEntry
from pipeline.store.tables import Credits, FilmCredits, Films, MovieLens, Titles, TitleScores, UserSums, scan

FILMS_AT_ONCE = 10_000
"""Films whose credits are held at a time: their key has the film in it, so that it can be checked in parts."""

Files = Mapping[str, tuple[str, ...]]


def check(folder: Path, files: Files, sources: Iterable[SourceEntry]) -> None:
    """Hold the tables to their contracts, to each other, and to the rows that were read.

    Single ratings are not held to their contract again: each passed the same rules on its way in.

    Raises:
        TableError: something does not hold; the message says in how many rows.
    """
    tables = {name: scan([folder / file for file in parts]) for name, parts in files.items() if parts}
    _contract("titles", tables["titles"], Titles)
    _contract("credits", tables["credits"], Credits)
    _contract("title_scores", tables["title_scores"], TitleScores)
    _contract("films", tables["films"], Films)
    if "movielens" in tables:
        _contract("movielens", tables["movielens"], MovieLens)
    _no_strays(tables, "credits", "titles", "title_id")
    _no_strays(tables, "title_scores", "titles", "title_id")
    _no_strays(tables, "film_credits", "films", "film_id")
    for films in tables["films"].select("film_id").collect().to_series().sort().to_frame().iter_slices(FILMS_AT_ONCE):
        those = pl.col("film_id").is_between(films["film_id"].first(), films["film_id"].last())
        _contract("film_credits", tables["film_credits"].filter(those), FilmCredits)
    every_row_accounted_for(sources)
    _every_rating_counted(tables)
    if {"user_sums", "co_liked"} <= tables.keys():
        _sums_fit(tables)


def _contract(name: str, rows: pl.LazyFrame, contract: type[dy.Schema]) -> None:
    _, failures = contract.filter(rows.collect())
    if broken := failures.counts():
        raise TableError(f"{name}: " + "; ".join(f"{rows:,} rows break `{rule}`" for rule, rows in broken.items()))


def _no_strays(tables: Mapping[str, pl.LazyFrame], name: str, whole: str, key: str) -> None:
    strays = tables[name].join(tables[whole].select(key), on=key, how="anti").select(pl.len()).collect().item()
    if strays:
        raise TableError(f"{name}: {strays:,} rows name a {key.removesuffix('_id')} that is not in {whole}")


def every_row_accounted_for(sources: Iterable[SourceEntry]) -> None:
    """Nothing is lost and nothing made up: every row of every raw file is in a table, in quarantine, or unmatched.

    Raises:
        TableError: the rows of a file do not add up.
    """
    for source in sources:
        if source.rows != source.entered + source.set_aside + source.unmatched:
            matched = f", {source.unmatched:,} matched nothing" * bool(source.unmatched)
            raise TableError(
                f"{source.path}: {source.rows:,} rows were read, but {source.entered:,} entered a table{matched} "
                f"and {source.set_aside:,} were set aside"
            )


def _every_rating_counted(tables: Mapping[str, pl.LazyFrame]) -> None:
    ratings = tables["ratings"].select(pl.len()).collect().item() if "ratings" in tables else 0
    votes = tables["title_scores"].select(pl.col("votes").sum()).collect().item()
    if votes != ratings:
        raise TableError(f"title_scores counts {votes:,} votes of {ratings:,} ratings")


def _sums_fit(tables: Mapping[str, pl.LazyFrame]) -> None:
    """Of what users rated again the newest counts, so no sum is above that of all; `co_liked` is too long to hold."""
    _contract("user_sums", tables["user_sums"], UserSums)
    counted = tables["user_sums"].select(pl.col("votes").sum()).collect().item()
    votes = tables["title_scores"].select(pl.col("votes").sum()).collect().item()
    if counted > votes:
        raise TableError(f"user_sums counts {counted:,} ratings of {votes:,}")
    of_title = tables["title_scores"].select("title_id", "votes")
    one, other = (of_title.select(pl.all().name.prefix(f"{name}_")) for name in ("one", "other"))
    users = pl.col("users")
    holds = (
        (users <= pl.col("one_votes")) & (users <= pl.col("other_votes")) & (pl.col("title_id") <= pl.col("other_id"))
    )
    broken = (
        tables["co_liked"]
        .join(one, left_on="title_id", right_on="one_title_id", how="left")
        .join(other, left_on="other_id", right_on="other_title_id", how="left")
        .filter(~holds.fill_null(value=False))
    )
    if rows := broken.select(pl.len()).collect(engine="streaming").item():
        raise TableError(f"co_liked: {rows:,} rows are out of order, or count more users than a title has votes")
