"""How many titles each platform has."""

import polars as pl


def platform_counts(titles: pl.LazyFrame) -> pl.LazyFrame:
    """Titles of each platform and type.

    Returns:
        Columns `platform`, `type` and `count`.
    """
    return titles.group_by("platform", "type").agg(count=pl.len())
