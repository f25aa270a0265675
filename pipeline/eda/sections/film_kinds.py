"""What films are: how long, of which genres, and in which languages."""

import polars as pl

from pipeline.eda.counting import histogram, steps
from pipeline.eda.section import Figure, Listing
from pipeline.eda.sections.summing import quarters
from pipeline.eda.shapes import Bars, Histogram
from pipeline.eda.words import counted, number, several, share

LENGTHS_TO = 300
"""The end of the histogram of runtimes, in minutes; the few longer films are listed by name."""

LENGTHS_STEP = 10
"""Minutes in a bin."""

LISTED = 10
"""How many films are named at an end of a column."""

RANKED = 20
"""How many of the most frequent names are drawn."""


def lengths(films: pl.DataFrame) -> tuple[Figure | Listing, ...]:
    """Runtimes, and the longest and the shortest by name."""
    known = films.filter(pl.col("runtime").is_not_null())
    if known.is_empty():
        return ()
    low, middle, high = quarters(known["runtime"])
    table = histogram(known.lazy(), "runtime", steps(0, LENGTHS_TO - 1, LENGTHS_STEP), count="films")
    over = known.filter(pl.col("runtime") >= LENGTHS_TO).height
    be = "is" if over == 1 else "are"
    figure = Figure(
        "film-runtimes",
        "Runtimes",
        Histogram(table, "from", "to", "films", "minutes", "films"),
        f"The median is {number(middle)} minutes, and the middle half lies between {number(low)} and {number(high)}.",
        f"{counted(films.height - known.height, 'film has', 'films have')} no known length"
        + (f", and {counted(over, 'film')} of {LENGTHS_TO} minutes or more {be} not drawn." if over else "."),
    )
    return (
        figure,
        Listing("longest-films", "The longest films", extreme(known, "runtime", "minutes", most_first=True)),
        Listing("shortest-films", "The shortest films", extreme(known, "runtime", "minutes", most_first=False)),
    )


def extreme(films: pl.DataFrame, column: str, heading: str, *, most_first: bool) -> pl.DataFrame:
    """The `LISTED` films at one end of a column: "film", "year", `heading`; equal ones by lower-case title, then id."""
    return (
        films.sort(column, pl.col("title").str.to_lowercase(), "film_id", descending=[most_first, False, False])
        .head(LISTED)
        .select(pl.col("title").alias("film"), pl.col("release_year").alias("year"), pl.col(column).alias(heading))
    )


def ranked(name: str, title: str, table: pl.DataFrame, films: int, note: str) -> Figure:
    """Lying bars of the most frequent names; the shares are of all films."""
    label, top = table.columns[0], table.head(RANKED)
    first = [f"{what} with {share(count, films)}" for what, count in top.head(3).iter_rows()]
    left = f" Drawn are the {RANKED} most frequent of {table.height:,}." if table.height > RANKED else ""
    return Figure(
        name,
        title,
        Bars(top, label, "films", "films"),
        f"The longest bars: {several(first)} of the films." if first else "No bars, as the films name none.",
        note + left,
    )


def names(films: pl.DataFrame, column: str, name: str) -> pl.DataFrame:
    """How many films have each name of a column of lists: `name` and "films", most first, then by name."""
    found = films.select(pl.col(column).explode(empty_as_null=False).alias(name)).drop_nulls()
    return by_count(found, name)


def original_languages(films: pl.DataFrame) -> pl.DataFrame:
    """How many films were made in each language: "code" and "films", most first, then by code."""
    return by_count(films.select(code="original_language").drop_nulls(), "code")


def by_count(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    """How often each value occurs, most first, then by value."""
    counts = rows.group_by(name).agg(pl.len().cast(pl.Int64).alias("films"))
    return counts.sort("films", name, descending=[True, False])
