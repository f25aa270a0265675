"""Who is in the film set: everybody with the name as first written and the number of films."""

import polars as pl

from graphql_api.text import folded


def film_people(film_credits: pl.LazyFrame) -> pl.LazyFrame:
    """One row a person and role. Credits come in the order of film and billing: the name as first written counts.

    Returns:
        Columns `role`, `name`, `display_name`, `film_count` and `folded`, the name without case and accents; in the
        order of role and name.
    """
    return (
        film_credits.group_by("role", "name", maintain_order=True)
        .agg(pl.col("display_name").first(), film_count=pl.len())
        .with_columns(folded=folded(pl.col("name")))
        .sort("role", "name")
    )
