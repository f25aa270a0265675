"""What titles do not say, by platform and column."""

import polars as pl

from pipeline.eda.platforms import platform
from pipeline.eda.section import Figure, Section
from pipeline.eda.sections.summing import total as sum_of
from pipeline.eda.shapes import Bars, Heat
from pipeline.eda.tables import Tables, collect
from pipeline.eda.words import number, several, share

NAME, TITLE = "missing", "What is missing"

COLUMNS = {
    "director": pl.col("directors").list.len() == 0,
    "cast": pl.col("cast").list.len() == 0,
    "country": pl.col("countries").list.len() == 0,
    "date added": pl.col("date_added").is_null(),
    "rating": pl.col("rating_filled"),
    "duration": pl.col("duration_int").is_null(),
    "genres": pl.col("genres").list.len() == 0,
    "description": pl.col("description").is_null(),
}
"""The columns that may be empty, and when they are: after the repairs, so a cast of bare numbers is empty too."""

SAID, FILLED = "g, as the platform says", "g, as it says nothing"


def section(tables: Tables) -> Section:
    """Where the tables have gaps."""
    cells = gaps(tables.titles)
    if cells.is_empty():
        return Section.nothing(NAME, TITLE, "The release holds no titles, so nothing can be missing in them.")
    ratings = general(tables.titles)
    parts = [
        Figure(
            "missing-by-platform",
            "Titles without a value, by column and platform",
            Heat(cells, "column", "platform", "share missing", text="missing"),
            _said(cells),
            "As counted in the tables, after repairs. A rating is missing where it was filled with g.",
        )
    ]
    if not ratings.is_empty():
        parts.append(
            Figure(
                "rated-g",
                "Rated g: by the platform, or by us",
                Bars(ratings, "platform", "titles", "titles", series="rating"),
                _said_of_g(ratings),
                "The assignment has a missing audience rating read as g, for general audiences. These are the titles "
                "of which that is true, and those of which nobody knows.",
            )
        )
    return Section(NAME, TITLE, "", tuple(parts), _found(cells, ratings))


def gaps(titles: pl.LazyFrame) -> pl.DataFrame:
    """A row a column and platform: "column", "platform", "titles missing", "share missing", "missing" in words."""
    flags = titles.select(platform(), *(empty.alias(name) for name, empty in COLUMNS.items()))
    counts = collect(
        flags.group_by("platform").agg(pl.len().cast(pl.Int64).alias("all"), pl.col(*COLUMNS).sum().cast(pl.Int64))
    )
    long = counts.unpivot(list(COLUMNS), index=["platform", "all"], variable_name="column", value_name="titles missing")
    order = pl.col("column").cast(pl.Enum(list(COLUMNS)))
    part = pl.col("titles missing") / pl.col("all")
    long = long.with_columns(order, part.alias("share missing")).sort("column", "platform")
    said = [f"{number(row[2])} ({share(row[2], row[0])})" if row[2] else "0" for row in
            long.select("all", "column", "titles missing").iter_rows()]  # fmt: skip
    return long.select(
        "column", "platform", "titles missing", "share missing", missing=pl.Series(said, dtype=pl.String)
    )


def general(titles: pl.LazyFrame) -> pl.DataFrame:
    """Titles rated g, a row a platform and reason that has any: "platform", "rating", "titles"."""
    reason = pl.when("rating_filled").then(pl.lit(FILLED)).otherwise(pl.lit(SAID)).cast(pl.Enum([SAID, FILLED]))
    rated = titles.filter(pl.col("rating") == "g").select(platform(), rating=reason)
    return collect(rated.group_by("platform", "rating").agg(titles=pl.len().cast(pl.Int64)).sort("platform", "rating"))


def _said(cells: pl.DataFrame) -> str:
    most = cells.sort("share missing", "column", "platform", descending=[True, False, False]).head(3)
    said = [
        f"{column} on {name} ({share_of(part)})"
        for column, name, part in most.select("column", "platform", "share missing").rows()
        if part
    ]
    return f"The largest gaps are {several(said)}." if said else "No column of any platform has a gap."


def share_of(part: float) -> str:
    """A share that is a fraction already, in per cent."""
    return share(part, 1)


def _said_of_g(ratings: pl.DataFrame) -> str:
    total, filled = sum_of(ratings["titles"]), sum_of(ratings.filter(pl.col("rating") == FILLED)["titles"])
    return f"Of {number(total)} titles that read as g, {number(filled)} ({share(filled, total)}) were filled."


def _found(cells: pl.DataFrame, ratings: pl.DataFrame) -> str:
    column, name, missing, part = cells.sort(
        "share missing", "column", "platform", descending=[True, False, False]
    ).row(0)[:4]
    if not missing:
        return "Nothing is missing in any column of any platform."
    filled = sum_of(ratings.filter(pl.col("rating") == FILLED)["titles"])
    return (
        f"The largest gap is {column} on {name} ({number(missing)} titles, {share_of(part)}), and "
        f"{share(filled, sum_of(ratings['titles']))} of the titles rated g are so only because nobody rated them."
    )
