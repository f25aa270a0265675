"""How many titles were made in a country, alone or with others."""

import polars as pl


def country_count(titles: pl.LazyFrame) -> pl.LazyFrame:
    """Titles of each country by year of release and type; a title counts once in each of its countries.

    Returns:
        Columns `country`, `release_year`, `type` and `count`.
    """
    return (
        titles.select("release_year", "type", country="countries")
        .explode("country", empty_as_null=False)
        .group_by("country", "release_year", "type")
        .agg(count=pl.len())
    )
