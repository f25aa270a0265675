"""The longest title. Minutes are never compared with seasons: each unit has its own longest."""

from collections.abc import Sequence

import polars as pl


def max_duration(titles: pl.LazyFrame, by: Sequence[str] = ()) -> pl.LazyFrame:
    """The greatest length in each unit, and the ids of all titles of that length by title, then id.

    Returns:
        Columns `by`, `duration_type`, `duration_int` and `title_ids`; no row for a unit that no title has.
    """
    keys = [*by, "duration_type"]
    return (
        titles.filter(pl.col("duration_int").is_not_null())
        .filter(pl.col("duration_int") == pl.col("duration_int").max().over(keys))
        .sort("title", "title_id")
        .group_by(keys, maintain_order=True)
        .agg(pl.col("duration_int").first(), title_ids=pl.col("title_id"))
    )
