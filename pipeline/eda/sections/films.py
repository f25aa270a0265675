"""Films: when they came out, how long they are, and of which genres and languages."""

import polars as pl

from pipeline.eda.section import Figure, Listing, Section
from pipeline.eda.sections.aside import aside
from pipeline.eda.sections.film_kinds import lengths, names, original_languages, ranked
from pipeline.eda.sections.summing import highest, lowest, quarters, total
from pipeline.eda.shapes import Bars, Lines
from pipeline.eda.tables import Tables, collect
from pipeline.eda.words import counted, number, share

NAME, TITLE = "films", "Films: when, how long and what"

MONTHS = {
    "Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "May": "May", "Jun": "June", "Jul": "July",
    "Aug": "August", "Sep": "September", "Oct": "October", "Nov": "November", "Dec": "December",
}  # fmt: skip
"""The months in short, as they stand under bars, and in full."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

FIRSTS = "The day of the first release; where a film set knows only the year, it writes 1 January."
EACH = "A film counts with each that it has."
CODES = "By their codes in the film set."
"""What a reader needs to know of some figures."""


def section(tables: Tables) -> Section:
    """What the film set holds, money and votes apart."""
    films = collect(tables.films)
    kept_out = aside("films-kept-out", "Films that did not enter", tables.set_aside("films"), "films")
    if films.is_empty():
        finding = "There are no films to look at."
        return Section(NAME, TITLE, "This release holds no film set.", kept_out, finding)
    months, weekdays, years = by_month(films), by_weekday(films), by_year(films)
    first, last = (years["year"][end] for end in (0, -1))
    intro = f"The film set holds {counted(films.height, 'film')} with a day of release, from {first} to {last}."
    parts: tuple[Figure | Listing, ...] = (
        in_order("films-by-month", "Films by month of release", months, "month", FIRSTS),
        in_order("films-by-weekday", "Films by weekday of release", weekdays, "weekday"),
        line(years),
        *lengths(films),
        ranked("film-genres", "Genres", names(films, "genres", "genre"), films.height, EACH),
        ranked("film-languages", "Spoken languages", names(films, "languages", "language"), films.height, EACH),
        ranked("film-original-languages", "Original languages", original_languages(films), films.height, CODES),
        *kept_out,
    )
    return Section(NAME, TITLE, intro, parts, found(films, months, weekdays))


def found(films: pl.DataFrame, months: pl.DataFrame, weekdays: pl.DataFrame) -> str:
    """When films come out, how long they are, and how many are in English."""
    month, weekday = highest(months, "films"), highest(weekdays, "films")
    known = films["runtime"].drop_nulls()
    half = f"half of those with a known length run {number(quarters(known)[1])} minutes or less, " if len(known) else ""
    english = films.filter(pl.col("original_language") == "en").height
    return (
        f"The most films come out in {in_full(month['month'])} ({share(month['films'], films.height)}) and on a "
        f"{weekday['weekday']} ({share(weekday['films'], films.height)}), {half}and "
        f"{share(english, films.height)} are in English."
    )


def by_month(films: pl.DataFrame) -> pl.DataFrame:
    """Films by month of release: twelve rows of "month" and "films"."""
    return on_a_wheel(films, "month", tuple(MONTHS), pl.col("release_date").dt.month())


def by_weekday(films: pl.DataFrame) -> pl.DataFrame:
    """Films by weekday of release: seven rows of "weekday", Monday first, and "films"."""
    return on_a_wheel(films, "weekday", WEEKDAYS, pl.col("release_date").dt.weekday())


def on_a_wheel(films: pl.DataFrame, what: str, names: tuple[str, ...], place: pl.Expr) -> pl.DataFrame:
    """Films by what comes round again, all of its names in order; `place` counts from 1."""
    wheel = pl.DataFrame({what: names, "place": range(1, len(names) + 1)})
    found = films.group_by(place=place.cast(pl.Int64)).agg(pl.len().cast(pl.Int64).alias("films"))
    return wheel.join(found, on="place", how="left").sort("place").select(what, pl.col("films").fill_null(0))


def by_year(films: pl.DataFrame) -> pl.DataFrame:
    """Films by year of release, years without any too: "year" and "films"."""
    found = films.group_by(year=pl.col("release_year").cast(pl.Int64)).agg(pl.len().cast(pl.Int64).alias("films"))
    every = found.select(pl.int_range(pl.col("year").min(), pl.col("year").max() + 1).alias("year"))
    return every.join(found, on="year", how="left").sort("year").with_columns(pl.col("films").fill_null(0))


def in_order(name: str, title: str, table: pl.DataFrame, what: str, note: str = "") -> Figure:
    """Upright bars of what comes round again."""
    top, least = highest(table, "films"), lowest(table, "films")
    return Figure(
        name,
        title,
        Bars(table, what, "films", "films", upright=True),
        f"{table.height} bars, one a {what}: the highest is {in_full(top[what])} with {counted(top['films'], 'film')} "
        f"({share(top['films'], total(table['films']))}), the lowest {in_full(least[what])} with {least['films']:,}.",
        note,
    )


def in_full(name: str) -> str:
    """The name of a month that stands in short; another name as it is."""
    return MONTHS.get(name, name)


def line(years: pl.DataFrame) -> Figure:
    """Films over the years."""
    top = highest(years, "films")
    first, last = (years["year"][end] for end in (0, -1))
    return Figure(
        "films-by-year",
        "Films by year of release",
        Lines(years, "year", "films", "year of release", "films"),
        f"A line from {first} to {last}, highest in {top['year']} with {counted(top['films'], 'film')}.",
    )
