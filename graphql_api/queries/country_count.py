"""How many titles were made in a country, alone or with others."""

import polars as pl

from graphql_api.text import folded


def country_count(titles: pl.LazyFrame) -> pl.LazyFrame:
    """Titles of each country by year of release and type; a title counts once in each of its countries.

    Countries are told apart without their accents, which are dropped here and not from the counts: a title made in
    both `méxico` and `mexico` is one.

    Returns:
        Columns `country` (folded), `release_year`, `type` and `count`.
    """
    return (
        titles.select("release_year", "type", country=pl.col("countries").list.eval(folded(pl.element())).list.unique())
        .explode("country", empty_as_null=False)
        .group_by("country", "release_year", "type")
        .agg(count=pl.len())
    )
