"""How many films were released in a month, and on a day of the week, over all years."""

import polars as pl


def films_released_in_month(films: pl.LazyFrame) -> pl.LazyFrame:
    """Films by month of release.

    Returns:
        Columns `month`, 1 for January, and `count`; no row for a month with none.
    """
    return films.group_by(month=pl.col("release_date").dt.month()).agg(count=pl.len())


def films_released_on_weekday(films: pl.LazyFrame) -> pl.LazyFrame:
    """Films by day of the week of release.

    Returns:
        Columns `weekday`, 1 for Monday, and `count`; no row for a day with none.
    """
    return films.group_by(weekday=pl.col("release_date").dt.weekday()).agg(count=pl.len())
