"""The order of titles by a field. Titles equal in it follow by title, then id; those without a value come last."""

from enum import StrEnum

import polars as pl


class TitleOrderField(StrEnum):
    """What titles can be ordered by: the name of the column."""

    TITLE = "title"
    RELEASE_YEAR = "release_year"
    DATE_ADDED = "date_added"
    DURATION = "duration_int"
    SCORE = "damped_score"
    VOTES = "votes"


class OrderDirection(StrEnum):
    """Which way to order."""

    ASC = "asc"
    DESC = "desc"


def title_order(titles: pl.LazyFrame, field: TitleOrderField, direction: OrderDirection) -> pl.LazyFrame:
    """The rows of the titles in an order.

    Args:
        titles: With `row`, and the columns of `TitleOrderField`.
        field: What to order by. Lengths go by unit first: all titles in minutes, then all in seasons.
        direction: Which way; titles without a value come last either way.

    Returns:
        The column `row`.
    """
    by = ["duration_type", field] if field == TitleOrderField.DURATION else [field]
    descending = [name == field and direction == OrderDirection.DESC for name in by]
    return titles.sort(*by, "title", "title_id", descending=[*descending, False, False], nulls_last=True).select("row")
