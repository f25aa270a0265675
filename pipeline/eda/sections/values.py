"""What the columns of titles hold: audience ratings, genres, countries, actors and directors."""

import polars as pl

from pipeline.eda.platforms import platform
from pipeline.eda.section import Figure, Section
from pipeline.eda.sections.summing import total as sum_of
from pipeline.eda.shapes import Bars
from pipeline.eda.tables import Tables, collect
from pipeline.eda.words import counted, number, several, share

NAME, TITLE = "values", "Ratings, genres, countries and people"
TOP = 25
"""Values that a figure names."""

FILLED = "g (filled)"
"""What an audience rating that the platform did not give is called here: everywhere else it is `g`."""

TITLE_OF = {"genres": "Genres", "countries": "Countries", "actors": "Actors", "directors": "Directors"}
SINGULAR = {"genres": "genre", "countries": "country", "actors": "actor", "directors": "director"}


def section(tables: Tables) -> Section:
    """The values that occur most."""
    ratings = top(audience(tables.titles), "rating")
    if ratings.is_empty():
        return Section.nothing(NAME, TITLE, "The release holds no titles, so there are no values to count.")
    listed = {
        "genres": (TITLE_OF["genres"], top(one_a_row(tables.titles, "genres", "genre"), "genre")),
        "countries": (TITLE_OF["countries"], top(one_a_row(tables.titles, "countries", "country"), "country")),
        "actors": (TITLE_OF["actors"], top(people(tables, "actor"), "actor")),
        "directors": (TITLE_OF["directors"], top(people(tables, "director"), "director")),
    }
    note = f"Those that the platform did not give read as g in the tables, and stand here as “{FILLED}”."
    parts = [_figure("audience-ratings", "Audience ratings", ratings, note)]
    parts += [_figure(name, title, table) for name, (title, table) in listed.items() if not table.is_empty()]
    return Section(
        NAME,
        TITLE,
        f"The {TOP} that most titles have, by platform. A title counts once for each of its genres, countries and "
        "people; a work on two platforms counts on both.",
        tuple(parts),
        _found(ratings, {name: table for name, (_, table) in listed.items()}),
    )


def audience(titles: pl.LazyFrame) -> pl.LazyFrame:
    """A row a title: "platform", "rating", in which a filled one is told from the platform's own."""
    rating = pl.when("rating_filled").then(pl.lit(FILLED)).otherwise("rating")
    return titles.select(platform(), rating=rating)


def one_a_row(titles: pl.LazyFrame, column: str, name: str) -> pl.LazyFrame:
    """A row a title and entry of one of its lists: "platform", `name`."""
    return titles.select(platform(), pl.col(column).alias(name)).explode(name, empty_as_null=True).drop_nulls(name)


def people(tables: Tables, role: str) -> pl.LazyFrame:
    """A row a title and person in a role: "platform", and the person as most often written under the role's name."""
    rows = tables.credits.filter(pl.col("role") == role).select("title_id", "name", "display_name")
    written = (
        rows.group_by("name", "display_name")
        .len()
        .sort("len", "display_name", descending=[True, False])
        .group_by("name", maintain_order=True)
        .agg(pl.col("display_name").first())
    )
    known = rows.select("title_id", "name").join(written, on="name")
    return known.join(tables.titles.select("title_id", platform()), on="title_id").select(
        "platform", pl.col("display_name").alias(role)
    )


def top(rows: pl.LazyFrame, column: str) -> pl.DataFrame:
    """The values that occur most: a row a value and platform, `column`, "platform", "titles", "on all platforms".

    The most frequent first; of equal ones the first by code point.
    """
    counted_rows = collect(rows.group_by(column, "platform").agg(titles=pl.len().cast(pl.Int64)))
    every = pl.col("titles").sum().over(column).alias("on all platforms")
    place = pl.struct(-pl.col("on all platforms"), pl.col(column)).rank("dense")
    return (
        counted_rows.with_columns(every)
        .filter(place <= TOP)
        .sort("on all platforms", column, "platform", descending=[True, False, False])
        .select(column, "platform", "titles", "on all platforms")
    )


def _figure(name: str, title: str, table: pl.DataFrame, note: str = "") -> Figure:
    column = table.columns[0]
    leading = table.unique(column, maintain_order=True).select(column, "on all platforms").head(3).rows()
    said = several([f"{value} ({number(titles)})" for value, titles in leading])
    return Figure(
        f"top-{name}",
        title,
        Bars(table, column, "titles", "titles", series="platform"),
        f"The most frequent are {said}." if len(leading) > 1 else f"The only one is {said}.",
        note,
    )


def _found(ratings: pl.DataFrame, listed: dict[str, pl.DataFrame]) -> str:
    def first(table: pl.DataFrame) -> str:
        value, titles = table.row(0)[0], table.row(0)[3]
        return f"{value} ({counted(titles, 'title')})"

    said = [f"the {name} {first(listed[names])}" for names, name in SINGULAR.items() if not listed[names].is_empty()]
    total = sum_of(ratings["titles"])
    rating, titles = ratings.row(0)[0], ratings.row(0)[3]
    begin = f"The most frequent audience rating is {rating} ({share(titles, total)} of those shown)"
    return f"{begin}; most frequent are {several(said)}." if said else f"{begin}."
