"""How long titles are: minutes and seasons, by platform and type, and the extreme rows by name."""

from collections.abc import Iterator

import polars as pl

from pipeline.eda.counting import five_numbers, histogram, steps
from pipeline.eda.platforms import PLATFORMS, kind, platform
from pipeline.eda.section import Figure, Listing, Section
from pipeline.eda.sections.summing import total as sum_of
from pipeline.eda.shapes import Boxes, Histogram
from pipeline.eda.tables import Tables, collect
from pipeline.eda.words import counted, number, several, share

NAME, TITLE = "lengths", "Lengths"
LONGEST_BIN = 240
"""Minutes up to which the histogram goes."""

NAMED = 15
"""Rows of each list of extremes."""


def section(tables: Tables) -> Section:
    """Minutes and seasons, never compared with each other."""
    minutes, seasons = in_unit(tables.titles, "min"), in_unit(tables.titles, "season")
    known = collect(pl.concat([minutes.select(pl.len()), seasons.select(pl.len())]))["len"].to_list()
    if not any(known):
        return Section.nothing(NAME, TITLE, "No title says how long it is, so there is nothing to show.")
    parts: list[Figure | Listing] = []
    if known[0]:
        parts += [*_minutes(minutes), *extremes(minutes)]
    if known[1]:
        parts += _seasons(seasons)
    return Section(
        NAME,
        TITLE,
        "A title has minutes or seasons; the two are never compared. Lengths that stood in the column of audience "
        "ratings count here, as they were moved where they belong.",
        tuple(parts),
        _found(minutes, seasons),
    )


def in_unit(titles: pl.LazyFrame, unit: str) -> pl.LazyFrame:
    """Titles measured in a unit: "title", "platform", "type", "year of release", "length", "group"."""
    known = titles.filter(pl.col("duration_type") == unit).select(
        pl.col("display_title").alias("title"),
        platform(),
        kind(),
        pl.col("release_year").alias("year of release"),
        pl.col("duration_int").alias("length"),
        "title_id",
    )
    kinds = pl.col("type").cast(pl.String).str.replace("Movies", "movies", literal=True)
    group = pl.concat_str(pl.col("platform").cast(pl.String), pl.lit(" "), kinds)
    return known.with_columns(group=group)


def boxes(rows: pl.LazyFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Five numbers of lengths a platform and type, and what lies outside (see `counting.five_numbers`)."""
    table, outside = five_numbers(rows, "length", ["platform", "type", "group"])
    return table.sort("type", "platform"), outside


def _minutes(minutes: pl.LazyFrame) -> Iterator[Figure]:
    bins = histogram(minutes, "length", steps(0, LONGEST_BIN - 1, 10), by="platform")
    counts = collect(minutes.select(all=pl.len(), longer=(pl.col("length") >= LONGEST_BIN).sum())).row(0)
    top = bins.group_by("from", "to").agg(pl.col("titles").sum()).sort("titles", "from", descending=True).row(0)
    yield Figure(
        "minutes",
        "Minutes",
        Histogram(bins, "from", "to", "titles", "minutes", "titles", series="platform"),
        f"The most titles last from {number(top[0])} to under {number(top[1])} minutes ({counted(top[2], 'title')} of "
        f"{number(counts[0])}).",
        f"Ten minutes a bar; {counted(counts[1], 'title')} of {LONGEST_BIN} minutes or more "
        f"{'is' if counts[1] == 1 else 'are'} left out.",
    )
    table, outside = boxes(minutes)
    yield Figure(
        "minutes-by-platform-and-type",
        "Minutes by platform and type",
        Boxes(table.drop("platform", "type").insert_column(1, table["platform"]), "group", "minutes", series="platform",
              outliers=outside),
        _said_of_boxes(table, "minutes"),
        "A box is the middle half with the median in it; whiskers end within 1.5 boxes of it, and dots lie outside.",
    )  # fmt: skip


def _seasons(seasons: pl.LazyFrame) -> Iterator[Figure | Listing]:
    most = collect(seasons.select(pl.col("length").max())).item()
    bins = histogram(seasons, "length", steps(1, most, 1))
    total = sum_of(bins["titles"])
    yield Figure(
        "seasons",
        "Seasons",
        Histogram(bins, "from", "to", "titles", "seasons", "titles", log_y=True),
        f"{share(bins['titles'][0], total)} of {counted(total, 'title')} in seasons have a single one; "
        f"the most is {number(most)}.",
        "Heights are logarithmic.",
    )
    table, outside = boxes(seasons)
    yield Figure(
        "seasons-by-platform-and-type",
        "Seasons by platform and type",
        Boxes(table.drop("platform", "type").insert_column(1, table["platform"]), "group", "seasons", series="platform",
              outliers=outside),
        _said_of_boxes(table, "seasons"),
    )  # fmt: skip
    yield _list("most-seasons", "Most seasons", seasons, pl.col("length"), "seasons")
    movies = seasons.filter(pl.col("type") == "Movies")
    count = collect(movies.select(pl.len())).item()
    if count:
        platforms = collect(movies.select(pl.col("platform").unique().sort()))["platform"].to_list()
        yield _list(
            "movies-in-seasons",
            "Movies that are measured in seasons",
            movies,
            pl.col("length"),
            "seasons",
            f"{counted(count, 'movie')} of {several(platforms)}; kept as the platform says it.",
        )


def extremes(minutes: pl.LazyFrame) -> Iterator[Listing]:
    """The longest, the shortest, and those of 0 minutes, by name."""
    yield _list("longest", "Longest", minutes, pl.col("length"), "minutes")
    above = minutes.filter(pl.col("length") > 0)
    yield _list("shortest", "Shortest above 0 minutes", above, pl.col("length"), "minutes", last=True)
    none = minutes.filter(pl.col("length") == 0)
    if count := collect(none.select(pl.len())).item():
        yield _list(
            "no-minutes", "0 minutes", none, pl.col("length"), "minutes",
            f"{counted(count, 'title')} with a length of 0 minutes; kept as the platform says it.",
        )  # fmt: skip


def _list(
    name: str, title: str, rows: pl.LazyFrame, by: pl.Expr, unit: str, note: str = "", *, last: bool = False
) -> Listing:
    frame = collect(
        rows.sort(by, "title_id", descending=[not last, False])
        .head(NAMED)
        .select("title", "platform", "type", "year of release", pl.col("length").alias(unit))
    )
    return Listing(name, title, frame, note)


def _said_of_boxes(table: pl.DataFrame, unit: str) -> str:
    said = [f"{number(median)} for {group}" for group, median in table.select("group", "median").rows()]
    outside = sum_of(table["outside"])
    rows = sum_of(table["rows"])
    return (
        f"The median of {unit} is {several(said)}; {counted(outside, 'title')} of {number(rows)} "
        f"{'lies' if outside == 1 else 'lie'} outside the whiskers."
    )


def _found(minutes: pl.LazyFrame, seasons: pl.LazyFrame) -> str:
    movies = minutes.filter(pl.col("type") == "Movies")
    half, longest = collect(movies.select(pl.col("length").median(), other=pl.col("length").max())).row(0)
    shows = seasons.filter(pl.col("type") == "TV shows")
    total, single = collect(shows.select(pl.len(), single=(pl.col("length") == 1).sum())).row(0)
    said = []
    if half is not None:
        name, place = collect(
            movies.filter(pl.col("length") == longest).sort("title_id").select("title", "platform").head(1)
        ).row(0)
        said.append(
            f"half of all movies last {number(half)} minutes or less, and the longest {number(longest)} "
            f"({name}, {place})"
        )
    if total:
        said.append(f"{share(single, total)} of the shows have a single season")
    sentence = "; ".join(said) or f"no movie on {several(list(PLATFORMS.values()))} says how long it is"
    return f"{sentence[:1].upper()}{sentence[1:]}."
