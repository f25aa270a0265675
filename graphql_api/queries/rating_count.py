"""How many titles have an audience rating."""

import polars as pl

from graphql_api.text import folded


def rating_count(titles: pl.LazyFrame) -> pl.LazyFrame:
    """Titles with each audience rating; those that came without one count as `g`.

    Returns:
        Columns `rating` (folded) and `count`.
    """
    return titles.group_by(rating=folded(pl.col("rating"))).agg(count=pl.len())
