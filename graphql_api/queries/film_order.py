"""The order of films by a field. Films equal in it follow by title, then id."""

from enum import StrEnum

import polars as pl

from graphql_api.queries.title_order import OrderDirection


class FilmOrderField(StrEnum):
    """What films can be ordered by: the name of the column."""

    TITLE = "lower_title"
    RELEASE_DATE = "release_date"
    POPULARITY = "popularity"
    VOTE_COUNT = "vote_count"
    VOTE_AVERAGE = "vote_average"
    REVENUE = "revenue"
    RETURN_RATIO = "return_ratio"


def film_order(films: pl.LazyFrame, field: FilmOrderField, direction: OrderDirection) -> pl.LazyFrame:
    """The rows of the films in an order.

    Args:
        films: With `row`, and the columns of `FilmOrderField`.
        field: What to order by.
        direction: Which way; it is that of the field alone.

    Returns:
        The column `row`.
    """
    descending = [direction == OrderDirection.DESC, False, False]
    return films.sort(field, "lower_title", "film_id", descending=descending).select("row")
