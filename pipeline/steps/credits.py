"""`credits`: who is in a title or directed it, one row a person, in billing order."""

import polars as pl

from pipeline.steps.titles import show_number
from pipeline.store.tables import Credits, conform
from pipeline.store.vocabulary import Role


def credits_of(titles: pl.LazyFrame) -> pl.LazyFrame:
    """All people of the rows of `steps.titles`, in the order of platform, show number, role and billing."""
    return (
        pl.concat([one_role(titles, Role.ACTOR, "display_cast"), one_role(titles, Role.DIRECTOR, "display_directors")])
        .pipe(first_mention)
        .pipe(bill)
        .pipe(conform, Credits)
    )


def one_role(titles: pl.LazyFrame, role: Role, people: str) -> pl.LazyFrame:
    """One row a person as written, numbered as listed."""
    return (
        titles.select("title_id", "platform", show_number().alias("show"), display_name=pl.col(people))
        .with_columns(listed=pl.int_ranges(pl.col("display_name").list.len()))
        .explode("display_name", "listed", empty_as_null=False, keep_nulls=False)
        .with_columns(name=pl.col("display_name").str.to_lowercase(), role=pl.lit(role, dtype=pl.Enum(Role)))
    )


def first_mention(people: pl.LazyFrame) -> pl.LazyFrame:
    """Six casts name someone twice: the first mention counts."""
    return people.filter(pl.col("listed") == pl.col("listed").min().over("title_id", "role", "name"))


def bill(people: pl.LazyFrame) -> pl.LazyFrame:
    """Number the people of each title and role from 1, as listed."""
    return people.sort("platform", "show", "title_id", "role", "listed").with_columns(
        billing=pl.int_range(1, pl.len() + 1).over("title_id", "role")
    )
