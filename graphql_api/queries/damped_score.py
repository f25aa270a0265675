"""The mean score of a title, drawn towards that of all ratings where votes are few: what titles are ordered by."""

import polars as pl

DAMPING = 5
"""How many votes of the mean of all ratings are added to a title's own.

In ratings that say something of titles, about a fifth of the variance is the title's: 5 votes are then about as much
evidence as knowing nothing. It is no filter: every rated title has its place.
"""


def damped_score(scores: pl.LazyFrame) -> pl.LazyFrame:
    """Add `damped_score` to `score_sum` and `votes`."""
    mean = pl.col("score_sum").sum() / pl.col("votes").sum()
    return scores.with_columns(
        damped_score=(pl.col("score_sum") + DAMPING * mean) / (pl.col("votes") + DAMPING),
    )
