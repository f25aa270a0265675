"""`ratings` and `title_scores`: users' ratings and their sums.

These rows outgrow one machine first, so the steps are Narwhals functions in a dialect that polars, Spark, Sail and
DataFusion read alike: casts are explicit, nothing depends on the order of rows, and text has become numbers before.
"""

from typing import Any, TypeAlias

import narwhals as nw

Frame: TypeAlias = nw.LazyFrame[Any]
"""A lazy frame of whichever engine."""

STEPS = [half / 2 for half in range(1, 11)]
"""The scores a user can give: half steps from 0.5 to 5."""

LATEST = 253_402_300_799
"""The last second of the year 9999: a later timestamp is in milliseconds, or no time at all."""


def with_reason(ratings: Frame, titles: Frame) -> Frame:
    """Mark each rating with why it may not enter; null marks a good one. `titles` needs only its `title_id`."""
    known = titles.select(nw.col("title_id"), nw.lit(value=True).alias("known"))
    return (
        ratings.join(known, on="title_id", how="left")
        .with_columns(
            nw.coalesce(
                _reason("userId is not a whole number", nw.col("user_id").is_null() | (nw.col("user_id") < 0)),
                _reason("rating is not a half step of 0.5 to 5", ~nw.col("score").is_in(STEPS).fill_null(value=False)),
                _reason(
                    "timestamp is not whole seconds", ~nw.col("rated_at").is_between(0, LATEST).fill_null(value=False)
                ),
                _reason("movieId is no title of the catalogues", nw.col("known").is_null()),
            ).alias("reason")
        )
        .drop("known")
    )


def good(ratings: Frame) -> Frame:
    """The ratings that may enter."""
    return ratings.filter(nw.col("reason").is_null()).select(
        nw.col("user_id").cast(nw.Int32),
        nw.col("title_id").cast(nw.String),
        nw.col("score").cast(nw.Float32),
        nw.col("rated_at").cast(nw.Int64),
    )


def in_order(ratings: Frame) -> Frame:
    """By user and time; title and score make the order total, so equal inputs give equal files."""
    return ratings.sort("user_id", "rated_at", "title_id", "score")


def score_titles(ratings: Frame) -> Frame:
    """Votes and mean of each title over all its ratings, with the sums that further ratings can be added to.

    Scores are half steps, so sums and squares are exact in 64 bits and the mean is the nearest number to the true one.
    """
    score = nw.col("score").cast(nw.Float64)
    return (
        ratings.with_columns(score.alias("score"), (score * score).alias("square"))
        .group_by("title_id")
        .agg(
            nw.len().cast(nw.Int64).alias("votes"),
            nw.col("score").sum().alias("score_sum"),
            nw.col("square").sum().alias("score_sumsq"),
        )
        .with_columns((nw.col("score_sum") / nw.col("votes").cast(nw.Float64)).alias("score"))
        .select("title_id", "votes", "score", "score_sum", "score_sumsq")
        .sort("title_id")
    )


def _reason(text: str, holds: nw.Expr) -> nw.Expr:
    return nw.when(holds).then(nw.lit(text))
