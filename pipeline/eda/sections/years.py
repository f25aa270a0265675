"""Years: of release against length, and from release to the day a platform added a title."""

import polars as pl

from pipeline.eda.counting import five_numbers, histogram, steps
from pipeline.eda.platforms import platform
from pipeline.eda.section import Figure, Listing, Section
from pipeline.eda.sections.summing import ends
from pipeline.eda.sections.summing import total as sum_of
from pipeline.eda.shapes import MOST_POINTS, Boxes, Histogram, Points
from pipeline.eda.tables import Tables, collect
from pipeline.eda.words import counted, number, share

NAME, TITLE = "years", "Years"
LONGEST_LAG = 40
"""Years of lag up to which the histogram goes."""


def section(tables: Tables) -> Section:
    """What the years of titles say."""
    cells = year_and_length(tables.titles)
    lags = lag(tables.titles)
    boxes, outside = five_numbers(lags, "lag", ["platform"])
    if cells.is_empty() and boxes.is_empty():
        why = "No movie says how long it is and no title when it was added, so there is nothing to compare."
        return Section.nothing(NAME, TITLE, why)
    parts: list[Figure | Listing] = []
    if not cells.is_empty():
        parts.append(
            Figure(
                "release-year-and-minutes",
                "Year of release and minutes of movies",
                Points(
                    cells, "year of release", "minutes", "year of release", "minutes", size="movies",
                    said="one point a year and ten minutes, its area the number of movies",
                ),
                _said_of_cells(cells),
            )
        )  # fmt: skip
    if not boxes.is_empty():
        parts += _lags(lags, boxes, outside)
    return Section(
        NAME, TITLE, "The year is the year of release; when a platform added a title is another matter.", tuple(parts),
        _found(lags, cells),
    )  # fmt: skip


def year_and_length(titles: pl.LazyFrame) -> pl.DataFrame:
    """A row a year of release and ten minutes in which movies fall, the fullest first.

    "year of release", "minutes" (the middle of the ten), "movies"; at most `MOST_POINTS` of them.
    """
    movies = titles.filter((pl.col("type") == "movie") & (pl.col("duration_type") == "min"))
    cell = movies.select(pl.col("release_year").alias("year of release"), minutes=pl.col("duration_int") // 10 * 10 + 5)
    counted_cells = cell.group_by("year of release", "minutes").agg(movies=pl.len().cast(pl.Int64))
    return collect(
        counted_cells.sort("movies", "year of release", "minutes", descending=[True, True, False]).head(MOST_POINTS)
    )


def lag(titles: pl.LazyFrame) -> pl.LazyFrame:
    """Titles whose year added is known: "title", "platform", "released", "added", "lag" in years, "title_id"."""
    return titles.filter(pl.col("added_year").is_not_null()).select(
        pl.col("display_title").alias("title"),
        platform(),
        released="release_year",
        added="added_year",
        lag=pl.col("added_year") - pl.col("release_year"),
        title_id="title_id",
    )


def added_first(lags: pl.LazyFrame) -> pl.DataFrame:
    """Titles that were added in a year before that of their release, the furthest first."""
    early = lags.filter(pl.col("lag") < 0).sort("lag", "title_id")
    return collect(
        early.select(
            "title",
            "platform",
            pl.col("released").alias("year of release"),
            pl.col("added").alias("year added"),
        )
    )


def _lags(lags: pl.LazyFrame, boxes: pl.DataFrame, outside: pl.DataFrame) -> list[Figure | Listing]:
    bins = histogram(lags, "lag", steps(-3, LONGEST_LAG - 1, 1), by="platform")
    total, at_once, later = collect(
        lags.select(pl.len(), at_once=(pl.col("lag") == 0).sum(), later=(pl.col("lag") >= LONGEST_LAG).sum())
    ).row(0)
    early = added_first(lags)
    parts: list[Figure | Listing] = [
        Figure(
            "lag",
            "From release to the platform",
            Histogram(bins, "from", "to", "titles", "years from release to added", "titles", series="platform"),
            f"{share(at_once, total)} of {counted(total, 'title')} with a known day were added in the year of their "
            "release.",
            f"{counted(later, 'title')} added {LONGEST_LAG} years after release or later "
            f"{'is' if later == 1 else 'are'} left out.",
        ),
        Figure(
            "lag-by-platform",
            "From release to the platform, by platform",
            Boxes(boxes, "platform", "years from release to added", series="platform", outliers=outside),
            "The median is "
            + "; ".join(
                f"{number(years)} {'year' if years == 1 else 'years'} on {name}"
                for name, years in boxes.select("platform", "median").rows()
            )
            + ".",
        ),
    ]
    if not early.is_empty():
        note = f"{counted(early.height, 'title')}; one of the two years is wrong, or it was announced early."
        parts.append(Listing("added-before-release", "Added in a year before that of release", early, note))
    return parts


def _said_of_cells(cells: pl.DataFrame) -> str:
    year, minutes, movies = cells.row(0)
    first, last = (f"{year:.0f}" for year in ends(cells["year of release"]))
    return (
        f"Movies from {first} to {last} gather in the latest years: the fullest place is {year} with "
        f"{counted(movies, 'movie')} of {minutes - 5} to {minutes + 4} minutes."
    )


def _found(lags: pl.LazyFrame, cells: pl.DataFrame) -> str:
    total, median, early = collect(
        lags.select(pl.len(), median=pl.col("lag").median(), early=(pl.col("lag") < 0).sum())
    ).row(0)
    if not total:
        return f"No title says when it was added; the {number(sum_of(cells['movies']))} movies with a length are shown."
    return (
        f"Of {counted(total, 'title')} with a known day, half were added {number(median)} "
        f"{'year' if median == 1 else 'years'} after release or sooner, and {number(early)} before the year of release."
    )
