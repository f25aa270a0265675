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
            nw.coalesce(*(nw.when(holds).then(nw.lit(why)) for why, holds in reasons().items())).alias("reason")
        )
        .drop("known")
    )


def reasons() -> dict[str, nw.Expr]:
    """Why a rating may not enter, the first that holds counting."""
    return {
        "row is blank": nw.col("blank"),
        "userId is not a whole number": nw.col("user_id").is_null() | (nw.col("user_id") < 0),
        "rating is not a half step of 0.5 to 5": ~nw.col("score").is_in(STEPS).fill_null(value=False),
        "timestamp is not whole seconds": ~nw.col("rated_at").is_between(0, LATEST).fill_null(value=False),
        "movieId is no title of the catalogues": nw.col("known").is_null(),
    }


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


def sum_scores(ratings: Frame) -> Frame:
    """Votes of each title with the sums of their scores and of the squares.

    Scores are half steps, so the sums are exact in 64 bits whatever the order of adding.
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
        .sort("title_id")
    )


def add_up(sums: Frame) -> Frame:
    """Votes and mean of each title over all its ratings, with the sums, from the sums of any parts of the ratings.

    The sums are exact, so the mean is the nearest number to the true one.
    """
    return (
        sums.group_by("title_id")
        .agg(nw.col(name).sum() for name in ("votes", "score_sum", "score_sumsq"))
        .with_columns((nw.col("score_sum") / nw.col("votes").cast(nw.Float64)).alias("score"))
        .select("title_id", nw.col("votes").cast(nw.Int64), "score", "score_sum", "score_sumsq")
        .sort("title_id")
    )
