"""`user_sums` and `co_liked`: what grows faster than the ratings do, for those who study them.

Like the steps of `ratings` these are Narwhals functions, and everything in them is whole or a half: no engine and no
order of adding can give another number.
"""

from typing import Any, TypeAlias

import narwhals as nw

Frame: TypeAlias = nw.LazyFrame[Any]
"""A lazy frame of whichever engine."""

LIKED = 4.0
"""The score from which a rating counts as liking."""

_ROOM = 16
"""More than the ten scores there are: a time times this, and a score in halves added, sorts by time and then score."""


def newest(ratings: Frame) -> Frame:
    """One rating a user and title: the newest, of equally new ones the highest, as models count them.

    Args:
        ratings: `user_id`, `title_id`, `score` in half steps of 0.5 to 5, `rated_at` in seconds.

    Returns:
        `user_id`, `title_id` and `score` in 64 bits, in no order.
    """
    halves = (nw.col("score").cast(nw.Float64) * 2).cast(nw.Int64)
    return (
        ratings.select("user_id", "title_id", (nw.col("rated_at") * _ROOM + halves).alias("last"))
        .group_by("user_id", "title_id")
        .agg(nw.col("last").max())
        .select("user_id", "title_id", ((nw.col("last") % _ROOM).cast(nw.Float64) / 2).alias("score"))
    )


def user_sums(ratings: Frame) -> Frame:
    """Of each user the number of ratings, the sum of their scores and that of the squares: (user_id) in order."""
    score = nw.col("score").cast(nw.Float64)
    return (
        ratings.with_columns(score.alias("score"), (score * score).alias("square"))
        .group_by("user_id")
        .agg(
            nw.len().cast(nw.Int64).alias("votes"),
            nw.col("score").sum().alias("score_sum"),
            nw.col("square").sum().alias("score_sumsq"),
        )
        .sort("user_id")
    )


def most_rated(ratings: Frame, count: int) -> Frame:
    """The `title_id` of the titles with the most ratings, `count` at most; of equally many the first by id."""
    votes = ratings.group_by("title_id").agg(nw.len().cast(nw.Int64).alias("votes"))
    return votes.sort("votes", "title_id", descending=[True, False]).head(count).select("title_id")


def of_titles(ratings: Frame, titles: Frame) -> Frame:
    """The ratings of some titles, by their `title_id`."""
    return ratings.join(titles, on="title_id", how="semi")


def liked(ratings: Frame) -> Frame:
    """Who liked what: the `user_id` and `title_id` of ratings of `LIKED` or above."""
    return ratings.filter(nw.col("score") >= LIKED).select("user_id", "title_id")


def together(likes: Frame, others: Frame) -> Frame:
    """Of each two titles how many users liked both; the Gram matrix of the likes without what is below its diagonal.

    Args:
        likes: `user_id` and `title_id`, no pair twice: all likes, or those of some titles, which are some rows.
        others: the same, of all titles.

    Returns:
        `title_id`, `other_id` and `users`, by the two ids, of which the first is never behind the second in the order
        of text. A title with itself counts those who liked it. Pairs that nobody liked have no row.
    """
    return (
        likes.join(others.select("user_id", nw.col("title_id").alias("other_id")), on="user_id", how="inner")
        .filter(nw.col("title_id") <= nw.col("other_id"))
        .group_by("title_id", "other_id")
        .agg(nw.len().cast(nw.Int64).alias("users"))
        .sort("title_id", "other_id")
    )
