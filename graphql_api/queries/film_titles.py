"""Which films have a title, case and accents aside, and which of several is meant."""

import polars as pl

from graphql_api.text import folded


def film_titles(films: pl.LazyFrame) -> pl.LazyFrame:
    """All films in the order of their titles; of those with one title the most voted first, then by title and id.

    Args:
        films: With `row` and `lower_title`.

    Returns:
        Columns `folded`, the title without case and accents, and `row`.
    """
    return (
        films.with_columns(folded=folded(pl.col("title")))
        .sort("folded", "vote_count", "lower_title", "film_id", descending=[False, True, False, False])
        .select("folded", "row")
    )
