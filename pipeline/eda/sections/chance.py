"""The plain check of ratings: how far titles' means are apart, beside how far chance alone would set them."""

import math
from dataclasses import dataclass

import polars as pl

from pipeline.eda.counting import doublings
from pipeline.eda.sections.summing import most, total

BEYOND = 4
"""By how many standard deviations of what chance does a spread must differ from it to be called something else."""

NO_ROOM = 1e-9
"""A sum of variances below is that of equal scores, and what floating point makes of them."""

SEEN, BY_CHANCE = "seen", "by chance alone"


@dataclass(frozen=True, slots=True)
class Chance:
    """How far means are apart.

    Attributes:
        seen: the mean square of the distance of titles' means from that of all ratings.
        expected: the same on average, if the same scores were dealt out to the same numbers of ratings at random.
        wobble: the standard deviation of `ratio` then, about.
    """

    seen: float
    expected: float
    wobble: float

    @property
    def ratio(self) -> float:
        """How many times as much as by chance alone."""
        return self.seen / self.expected

    @property
    def told(self) -> str:
        """What to think of that."""
        if abs(self.ratio - 1) <= BEYOND * self.wobble:
            return "what chance explains"
        return f"{'more' if self.ratio > 1 else 'less'} than chance explains"


def distances(scores: pl.DataFrame) -> pl.DataFrame:
    """Of each title "votes", "seen", the squared distance of its mean from that of all, and "expected", its average.

    A mean of n of N scores that were dealt out at random has the variance of all scores times (1/n - 1/N).
    """
    votes, score = max(total(scores["votes"]), 1), float(scores["score_sum"].sum())
    squares = float(scores["score_sumsq"].sum()) - score**2 / votes
    variance = max(0.0, squares / max(votes - 1, 1))
    return scores.select(
        "votes",
        seen=(pl.col("score") - score / votes) ** 2,
        expected=variance * (1 / pl.col("votes") - 1 / votes),
    )


def chance(scores: pl.DataFrame) -> Chance | None:
    """How far the means of `title_scores` are apart; None where chance leaves them no room, as with equal scores."""
    found = distances(scores)
    seen, expected = float(found["seen"].sum()), float(found["expected"].sum())
    if expected < NO_ROOM:
        return None
    # The square of a nearly normal distance has a variance of twice the square of its mean.
    wobble = math.sqrt(2 * float((found["expected"] ** 2).sum())) / expected
    return Chance(seen / found.height, expected / found.height, wobble)


def by_votes(scores: pl.DataFrame) -> pl.DataFrame:
    """The two spreads for titles of about as many ratings.

    Returns:
        Two rows a doubling of the number of ratings, ascending: "ratings" (their mean a title), "standard deviation"
        (in points of the score), "spread" (`SEEN` or `BY_CHANCE`), "titles".
    """
    edges = doublings(most(scores["votes"]))
    group = pl.lit(pl.Series(edges)).search_sorted(pl.col("votes").cast(pl.Float64), "right")
    return (
        distances(scores)
        .group_by(group=group)
        .agg(
            pl.col("votes").mean().alias("ratings"),
            pl.col("seen").mean().sqrt().alias(SEEN),
            pl.col("expected").mean().sqrt().alias(BY_CHANCE),
            pl.len().cast(pl.Int64).alias("titles"),
        )
        .sort("group")
        .unpivot(
            [SEEN, BY_CHANCE],
            index=["group", "ratings", "titles"],
            variable_name="spread",
            value_name="standard deviation",
        )
        .sort("group", maintain_order=True)
        .select("ratings", "standard deviation", "spread", "titles")
    )
