"""Scores: what users give, and how titles fare."""

import polars as pl

from pipeline.eda.counting import doublings, five_numbers, histogram
from pipeline.eda.platforms import platform
from pipeline.eda.section import Figure, Listing, Section
from pipeline.eda.sections.score_lists import best_and_worst, kept_out, unrated
from pipeline.eda.sections.summing import ends, highest, lowest, most, quarters, total
from pipeline.eda.shapes import Bars, Boxes, Histogram, Points
from pipeline.eda.tables import Tables, collect
from pipeline.eda.words import are, counted, number, several, share

NAME, TITLE = "scores", "Scores"

STEPS = [half / 2 for half in range(1, 11)]
"""The scores that a user can give."""

TENTHS = [(10 * tenth - 5) / 100 for tenth in range(5, 52)]
"""Bounds of bins of means, which have the tenths in their middle: most means of a few half steps are near one."""

PER_DECADE = 10
"""Steps of the number of ratings in the scatter plot from one power of ten to the next."""

FEW = 5
"""Of so few ratings, or fewer, a mean says more about chance than about a title."""

TWICE = "Each bar spans twice as many {} as the one before it."
"""How bars on a logarithmic scale are read."""


def section(tables: Tables) -> Section:
    """How titles are rated."""
    if not tables.rows("ratings"):
        lists: tuple[Figure | Listing, ...] = kept_out(tables)
        if tables.rows("titles"):
            lists = (unrated(tables), *lists)
        finding = "There are no ratings, so no title has a score."
        return Section(NAME, TITLE, "This release holds no ratings.", lists, finding)
    scores = collect(tables.title_scores)
    intro = (
        f"Users give half steps from 0.5 to 5. {are(tables.rows('ratings'), 'rating')} of "
        f"{counted(scores.height, 'title')}; a title's score is the plain mean of all its ratings."
    )
    parts: tuple[Figure | Listing, ...] = (
        scores_given(tables),
        means(scores),
        means_by_platform(tables),
        means_and_ratings(scores),
        ratings_a_title(scores),
        unrated(tables),
        *kept_out(tables),
        *best_and_worst(tables),
    )
    return Section(NAME, TITLE, intro, parts, found(scores))


def found(scores: pl.DataFrame) -> str:
    """How high scores are, how far they are apart, and how many rest on little."""
    low, _, high = quarters(scores["score"])
    few = scores.filter(pl.col("votes") <= FEW).height
    ratings = total(scores["votes"])
    return (
        f"The mean of {counted(ratings, 'rating')} is {float(scores['score_sum'].sum()) / ratings:.2f}, the middle "
        f"half of the titles' means lies between {low:.2f} and {high:.2f}, and {share(few, scores.height)} of the "
        f"rated titles have {FEW} ratings or fewer."
    )


def by_score(ratings: pl.LazyFrame) -> pl.DataFrame:
    """How often each score was given: "score" (text, with one decimal) and "ratings", a row a half step."""
    grid = pl.DataFrame({"step": STEPS})
    counts = ratings.group_by(step=pl.col("score").cast(pl.Float64)).agg(pl.len().cast(pl.Int64).alias("ratings"))
    return (
        grid.join(collect(counts), on="step", how="left")
        .sort("step")
        .select(pl.col("step").cast(pl.String).alias("score"), pl.col("ratings").fill_null(0))
    )


def scores_given(tables: Tables) -> Figure:
    """The grid of half steps."""
    table = by_score(tables.ratings)
    ratings, top, least = total(table["ratings"]), highest(table, "ratings"), lowest(table, "ratings")
    whole = total(table.filter(pl.col("score").str.ends_with(".0"))["ratings"])
    return Figure(
        "scores-given",
        "Scores given",
        Bars(table, "score", "ratings", "ratings", label_title="score", upright=True),
        f"Ten bars, one a half step: the highest is {top['score']} with {share(top['ratings'], ratings)} of the "
        f"ratings, the lowest {least['score']} with {share(least['ratings'], ratings)}; whole scores are "
        f"{share(whole, ratings)} of all.",
    )


def mean_bins(scores: pl.DataFrame) -> pl.DataFrame:
    """Titles by their mean score, in bins of a tenth: "from", "to", "titles"."""
    return histogram(scores.lazy(), "score", TENTHS)


def means(scores: pl.DataFrame) -> Figure:
    """Mean score per title."""
    table = mean_bins(scores)
    top = highest(table, "titles")
    low, middle, high = quarters(scores["score"], 0.05, 0.95)
    return Figure(
        "mean-scores",
        "Mean score per title",
        Histogram(table, "from", "to", "titles", "mean score", "titles"),
        f"The highest bar stands between {top['from']:.2f} and {top['to']:.2f} with {counted(top['titles'], 'title')}; "
        f"the median is {middle:.2f}, and nine titles in ten lie between {low:.2f} and {high:.2f}.",
        "Means of one or two ratings can only be halves and quarters, which makes single bars stand out.",
    )


def means_by_platform(tables: Tables) -> Figure:
    """The boxes of mean scores by platform."""
    rated = tables.title_scores.join(tables.titles.select("title_id", platform()), on="title_id")
    boxes, outside = five_numbers(rated, "score", ["platform"])
    boxes = boxes.rename({"rows": "titles"})
    medians = [f"{row['median']:.2f} on {row['platform']}" for row in boxes.iter_rows(named=True)]
    out = counted(total(boxes["outside"]), "title lies", "titles lie")
    return Figure(
        "scores-by-platform",
        "Mean score per title, by platform",
        Boxes(boxes, "platform", "mean score", series="platform", outliers=outside),
        f"A box a platform: the median is {several(medians)}, and {out} outside the whiskers.",
    )


def mean_points(scores: pl.DataFrame) -> pl.DataFrame:
    """Titles by their number of ratings and their mean: "ratings" (their mean), "mean score", "titles".

    A point stands for the titles of one tenth of a mean and one tenth of a power of ten of ratings, so that there are
    fewer points than a figure may have.
    """
    # The logarithm of a power of ten may come out a hair too low.
    step = ((pl.col("votes").log(10) + 1e-9) * PER_DECADE).floor()
    tenth = ((pl.col("score") * 10 + 0.5).floor() / 10).round(1)
    return (
        scores.group_by(step=step, tenth=tenth)
        .agg(pl.col("votes").mean().alias("ratings"), pl.len().cast(pl.Int64).alias("titles"))
        .sort("step", "tenth")
        .select("ratings", pl.col("tenth").alias("mean score"), "titles")
    )


def means_and_ratings(scores: pl.DataFrame) -> Figure:
    """Mean score against the number of ratings."""
    few = pl.col("votes") <= FEW
    groups = {f"{FEW} ratings or fewer": scores.filter(few), f"more than {FEW}": scores.filter(~few)}
    ranges = [
        "from {:.2f} to {:.2f}".format(*ends(group["score"])) + f" for {counted(group.height, 'title')} with {which}"
        for which, group in groups.items()
        if group.height
    ]
    said = "One point for all titles of the same tenth of a mean and about as many ratings; its area is their number."
    return Figure(
        "scores-and-ratings",
        "Mean score against the number of ratings",
        Points(
            mean_points(scores), "ratings", "mean score", "ratings of the title", "mean score", said=said,
            size="titles", log_x=True,
        ),
        f"Means range {several(ranges)}.",
    )  # fmt: skip


def ratings_a_title(scores: pl.DataFrame) -> Figure:
    """How many ratings titles have, on a logarithmic scale."""
    top, (_, middle, _) = most(scores["votes"]), quarters(scores["votes"])
    single = scores.filter(pl.col("votes") == 1).height
    return Figure(
        "ratings-per-title",
        "Ratings per title",
        Histogram(
            histogram(scores.lazy(), "votes", doublings(top)),
            "from", "to", "titles", "ratings of the title", "rated titles", log_x=True,
        ),
        f"Half of the {counted(scores.height, 'rated title')} have {number(middle)} ratings or fewer, "
        f"{counted(single, 'title has', 'titles have')} one, and the most rated has {top:,}.",
        TWICE.format("ratings"),
    )  # fmt: skip
