"""How many titles there are: by platform and type, by year of release, by year added."""

import polars as pl

from pipeline.eda.platforms import kind, platform
from pipeline.eda.section import Figure, Section
from pipeline.eda.sections.summing import total as sum_of
from pipeline.eda.shapes import Bars, Lines
from pipeline.eda.tables import Tables, collect
from pipeline.eda.words import counted, number, several, share

NAME, TITLE = "overview", "Titles and platforms"


def section(tables: Tables) -> Section:
    """What is on, where and since when."""
    types = by_platform_and_type(tables.titles)
    if types.is_empty():
        return Section.nothing(NAME, TITLE, "The release holds no titles, so there is nothing to count.")
    released, added = by_year(tables.titles, "release_year"), by_year(tables.titles, "added_year")
    parts = [
        Figure(
            "titles-by-platform",
            "Titles by platform and type",
            Bars(types, "platform", "titles", "titles", series="type"),
            _said_of_types(types),
        ),
        Figure(
            "titles-by-release-year",
            "Titles by year of release",
            Lines(released, "year", "titles", "year of release", "titles", series="platform"),
            _said_of_years(released, "released"),
        ),
    ]
    if not added.is_empty():
        parts.append(
            Figure(
                "titles-by-year-added",
                "Titles by year added",
                Lines(added, "year", "titles", "year in which the platform added them", "titles", series="platform"),
                _said_of_years(added, "added"),
                _undated(tables.titles),
            )
        )
    return Section(NAME, TITLE, "A work on two platforms is two titles, and counts twice.", tuple(parts), _found(types))


def by_platform_and_type(titles: pl.LazyFrame) -> pl.DataFrame:
    """A row a platform and type that has titles: "platform", "type", "titles", "share of the platform"."""
    rows = titles.select(platform(), kind()).group_by("platform", "type").agg(titles=pl.len().cast(pl.Int64))
    of_platform = pl.col("titles") / pl.col("titles").sum().over("platform")
    return collect(rows.with_columns(of_platform.alias("share of the platform")).sort("platform", "type"))


def by_year(titles: pl.LazyFrame, column: str) -> pl.DataFrame:
    """A row a platform and year from its first to its last: "platform", "year", "titles"; the newest year first."""
    known = collect(
        titles.select(platform(), year=pl.col(column))
        .filter(pl.col("year").is_not_null())
        .group_by("platform", "year")
        .agg(titles=pl.len().cast(pl.Int64))
    )
    span = known.group_by("platform").agg(year=pl.int_ranges(pl.col("year").min(), pl.col("year").max() + 1))
    every = span.explode("year", empty_as_null=True).with_columns(pl.col("year").cast(pl.Int32))
    return (
        every.join(known, on=["platform", "year"], how="left")
        .with_columns(pl.col("titles").fill_null(0))
        .sort("year", "platform", descending=[True, False])
    )


def _said_of_types(types: pl.DataFrame) -> str:
    totals = (
        types.group_by("platform", maintain_order=True)
        .agg(pl.col("titles").sum())
        .sort("titles", "platform", descending=[True, False])
    )
    *first, (least, titles) = totals.rows()
    said = [f"{name} has {number(count)}" for name, count in first]
    return f"{several([*said, f'{least} has ' + counted(titles, 'title')])}."


def _said_of_years(years: pl.DataFrame, what: str) -> str:
    total = years.group_by("year").agg(pl.col("titles").sum())
    top = total.sort("titles", "year", descending=True).row(0, named=True)
    since = top["year"] - 10
    late = sum_of(total.filter(pl.col("year") > since)["titles"])
    come = "come" if what == "released" else "came"
    return (
        f"The most were {what} in {top['year']} ({counted(top['titles'], 'title')}); "
        f"{share(late, sum_of(total['titles']))} {come} from {since + 1} or later."
    )


def _undated(titles: pl.LazyFrame) -> str:
    """How many titles the figure leaves out, and whose they are."""
    missing = collect(
        titles.filter(pl.col("added_year").is_null())
        .select(platform())
        .group_by("platform")
        .agg(titles=pl.len())
        .sort("titles", "platform", descending=[True, False])
    )
    if missing.is_empty():
        return ""
    named = several([f"{number(count)} of {name}" for name, count in missing.rows()])
    return f"Left out, as nobody says when they were added: {named}."


def _found(types: pl.DataFrame) -> str:
    total = sum_of(types["titles"])
    platforms = types.group_by("platform").agg(pl.col("titles").sum())
    name, most = platforms.sort("titles", "platform", descending=[True, False]).row(0)
    movies = sum_of(types.filter(pl.col("type") == "Movies")["titles"])
    return (
        f"Of {counted(total, 'title')}, {name} has the most ({number(most)}, {share(most, total)}), and "
        f"{share(movies, total)} are movies."
    )
