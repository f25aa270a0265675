"""The platforms as the report calls them, in the one order that every figure keeps."""

import polars as pl

PLATFORMS = {"amazon": "Amazon", "disney": "Disney+", "hulu": "Hulu", "netflix": "Netflix"}
"""What a platform's code is called."""

TYPES = {"movie": "Movies", "tv show": "TV shows"}
"""What titles of a type are called."""


def platform(column: str = "platform") -> pl.Expr:
    """The names of platforms from a column of their codes; they sort in the report's order, and its name stays."""
    return pl.col(column).cast(pl.String).replace_strict(PLATFORMS, return_dtype=pl.Enum(list(PLATFORMS.values())))


def kind(column: str = "type") -> pl.Expr:
    """What titles of a type are called, from a column of types; the column's name stays."""
    return pl.col(column).cast(pl.String).replace_strict(TYPES, return_dtype=pl.Enum(list(TYPES.values())))
