"""Users: how many ratings each gave, how high, when, and which titles twice."""

from datetime import UTC, datetime

import polars as pl

from pipeline.eda.counting import doublings, histogram
from pipeline.eda.section import Figure, Listing, Section
from pipeline.eda.sections.scores import TENTHS, TWICE
from pipeline.eda.sections.summing import highest, most, quarters, total
from pipeline.eda.shapes import Histogram, Lines
from pipeline.eda.tables import Tables, collect
from pipeline.eda.words import are, counted, day, number, share

NAME, TITLE = "users", "Users"

SLICES = 8
"""Into how many parts users are divided where their titles are held, so that an eighth of them is at a time."""


def section(tables: Tables) -> Section:
    """Who rates, how much and when."""
    if not tables.rows("ratings"):
        finding = "There are no ratings, so there are no users."
        return Section(NAME, TITLE, "This release holds no ratings.", (), finding)
    users, times = each_user(tables.ratings), times_rated(tables.ratings)
    first, last = first_and_last(tables.ratings)
    intro = (
        f"{are(total(users['ratings']), 'rating')} of {counted(users.height, 'user')}, given from "
        f"{day(first.date())} to {day(last.date())} (UTC)."
    )
    parts: tuple[Figure | Listing, ...] = (
        ratings_a_user(users),
        means(users),
        line_of_time(tables, first, last),
        repeated(times),
    )
    return Section(NAME, TITLE, intro, parts, found(users, times))


def found(users: pl.DataFrame, times: pl.DataFrame) -> str:
    """How much users rate, how many hardly do, and how many do the same twice."""
    _, middle, _ = quarters(users["ratings"])
    part = share(of_the_most_active(users), total(users["ratings"]))
    single = users.filter(pl.col("ratings") == 1).height
    again = total(times.filter(pl.col("times") > 1)["pairs"])
    rated = "one rating" if middle == 1 else f"{number(middle)} ratings"
    return (
        f"The median user gave {rated} and the most active tenth {part} of all, "
        f"{share(single, users.height) if single else 'nobody'} gave only one, and "
        + (f"a title was rated by the same user more than once in {counted(again, 'case')}." if again else
           "nobody rated a title more than once.")
    )  # fmt: skip


def each_user(ratings: pl.LazyFrame) -> pl.DataFrame:
    """A row a user: "user_id", "ratings", "mean score"; in the order of users."""
    score = pl.col("score").cast(pl.Float64)
    sums = ratings.group_by("user_id").agg(pl.len().cast(pl.Int64).alias("ratings"), score.sum().alias("sum"))
    users = sums.select("user_id", "ratings", (pl.col("sum") / pl.col("ratings")).alias("mean score"))
    return collect(users.sort("user_id"))


def of_the_most_active(users: pl.DataFrame) -> int:
    """How many ratings the tenth of the users with the most gave; a tenth is rounded up."""
    return int(users["ratings"].sort(descending=True).head(-(-users.height // 10)).sum())


def times_rated(ratings: pl.LazyFrame) -> pl.DataFrame:
    """How often one user rated one title: "times", "pairs" (of a user and a title); ascending.

    There are nearly as many pairs as ratings, so they are counted a part of the users at a time.
    """
    counts = [
        collect(
            ratings.filter(pl.col("user_id") % SLICES == part)
            .group_by("user_id", "title_id")
            .agg(pl.len().cast(pl.Int64).alias("times"))
            .group_by("times")
            .agg(pl.len().cast(pl.Int64).alias("pairs"))
        )
        for part in range(SLICES)
    ]
    return pl.concat(counts).group_by("times").agg(pl.col("pairs").sum()).sort("times")


def over_time(ratings: pl.LazyFrame, *, months: bool = False) -> pl.DataFrame:
    """Ratings by the year in which they were given, or the month, in UTC, those without any too.

    Returns:
        "year" (a number) or "month" (its first day), and "ratings"; ascending.
    """
    every = "1mo" if months else "1y"
    found = collect(
        ratings.group_by(period=pl.from_epoch("rated_at", "s").dt.truncate(every).dt.date()).agg(
            pl.len().cast(pl.Int64).alias("ratings")
        )
    )
    periods = found.select(pl.date_range(pl.col("period").min(), pl.col("period").max(), every).alias("period"))
    rows = periods.join(found, on="period", how="left").with_columns(pl.col("ratings").fill_null(0)).sort("period")
    if months:
        return rows.rename({"period": "month"})
    return rows.select(pl.col("period").dt.year().cast(pl.Int64).alias("year"), "ratings")


def first_and_last(ratings: pl.LazyFrame) -> tuple[datetime, datetime]:
    """When the first rating was given and when the last, in UTC."""
    seconds = pl.col("rated_at")
    low, high = collect(ratings.select(low=seconds.min(), high=seconds.max())).row(0)
    return datetime.fromtimestamp(low, UTC), datetime.fromtimestamp(high, UTC)


def ratings_a_user(users: pl.DataFrame) -> Figure:
    """How many ratings users gave, on a logarithmic scale."""
    single, top = users.filter(pl.col("ratings") == 1).height, most(users["ratings"])
    low, _, high = quarters(users["ratings"])
    return Figure(
        "ratings-per-user",
        "Ratings per user",
        Histogram(
            histogram(users.lazy(), "ratings", doublings(top), count="users"),
            "from", "to", "users", "ratings of the user", "users", log_x=True,
        ),
        f"The middle half of the {counted(users.height, 'user')} gave between {number(low)} and {number(high)} "
        f"ratings, {counted(single, 'user') if single else 'nobody'} gave one, and the most active gave {top:,}.",
        TWICE.format("ratings"),
    )  # fmt: skip


def means(users: pl.DataFrame) -> Figure:
    """How high users score."""
    table = histogram(users.lazy(), "mean score", TENTHS, count="users")
    top = highest(table, "users")
    low, middle, high = quarters(users["mean score"], 0.05, 0.95)
    return Figure(
        "mean-scores-of-users",
        "Mean score per user",
        Histogram(table, "from", "to", "users", "mean score", "users"),
        f"The highest bar stands between {top['from']:.2f} and {top['to']:.2f} with {counted(top['users'], 'user')}; "
        f"the median is {middle:.2f}, and nine users in ten lie between {low:.2f} and {high:.2f}.",
    )


def line_of_time(tables: Tables, first: datetime, last: datetime) -> Figure:
    """Ratings over time: by year, or by month where there are not three years."""
    months = last.year - first.year < 2
    period = "month" if months else "year"
    table = over_time(tables.ratings, months=months)
    top, ratings = highest(table, "ratings"), total(table["ratings"])
    when = f"{top[period]:%B %Y}" if months else top[period]
    empty = table.filter(pl.col("ratings") == 0).height
    return Figure(
        "ratings-over-time",
        "Ratings over time",
        Lines(table, period, "ratings", period, "ratings"),
        f"A line over {counted(table.height, period)}, highest in {when} with {counted(top['ratings'], 'rating')} "
        f"({share(top['ratings'], ratings)}); "
        + (f"{counted(empty, f'{period} has', f'{period}s have')} none." if empty else f"no {period} is without any."),
        f"By the {period} in UTC in which they were given.",
    )


def repeated(times: pl.DataFrame) -> Listing:
    """How often a user rated the same title."""
    return Listing(
        "titles-rated-twice",
        "How often a user rated the same title",
        times.with_columns((pl.col("times") * pl.col("pairs")).alias("ratings")).rename(
            {"pairs": "pairs of a user and a title"}
        ),
        "All of them count in a title's score; models take the newest only.",
    )
