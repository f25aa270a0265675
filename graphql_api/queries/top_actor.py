"""The actor in the most titles. A work on two platforms is two titles and counts on both."""

from collections.abc import Sequence

import polars as pl

from graphql_api.queries.selection import KEYS, per_group
from pipeline.store.vocabulary import Role


def acting(titles: pl.LazyFrame, credits: pl.LazyFrame) -> pl.LazyFrame:
    """One row an actor of a title, with what selections narrow titles by."""
    actors = credits.filter(pl.col("role") == Role.ACTOR).select("title_id", "name")
    return actors.join(titles.select("title_id", *KEYS), on="title_id")


def top_actor(acting: pl.LazyFrame, by: Sequence[str] = ()) -> pl.LazyFrame:
    """The greatest number of titles that any actor is in, and the names of all in that many, by code point.

    Args:
        acting: As `acting` makes it, of the titles selected.
        by: Columns; each combination of their values has a top actor of its own.

    Returns:
        Columns `by`, `count` and `names`; no row where no title names a cast.
    """
    counts = acting.group_by(*by, "name").agg(count=pl.len())
    most = pl.col("count").max()
    winners = counts.filter(pl.col("count") == (most.over(by) if by else most)).sort("name")
    return per_group(winners, by, count=pl.col("count").first(), names=pl.col("name"))
