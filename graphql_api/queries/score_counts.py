"""How many titles have a mean score above a limit, strictly."""

from collections.abc import Sequence

import polars as pl

from graphql_api.queries.selection import per_group


def mean_scores(titles: pl.LazyFrame, by: Sequence[str] = ()) -> pl.LazyFrame:
    """The mean scores of the rated titles, lowest first.

    A mean is one division of two exact sums, so it is the number nearest to the true mean, as a limit such as 3.4 is
    the number nearest to what was typed: comparing the two compares what was meant.

    Returns:
        Columns `by` and `scores`; no row where no title was rated.
    """
    return per_group(titles.filter(pl.col("score").is_not_null()).sort("score"), by, scores=pl.col("score"))


def score_counts(titles: pl.LazyFrame, scored: float) -> pl.LazyFrame:
    """How many titles on each platform have a mean score above `scored`.

    Returns:
        Columns `platform` and `count`; no row for a platform with none.
    """
    return titles.filter(pl.col("score") > scored).group_by("platform").agg(count=pl.len())
