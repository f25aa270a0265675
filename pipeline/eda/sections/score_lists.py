"""Lists about scores: the best and the worst titles, those without a rating, and ratings that could not enter."""

import polars as pl

from pipeline.eda.platforms import platform
from pipeline.eda.section import Figure, Listing
from pipeline.eda.sections.aside import aside
from pipeline.eda.sections.summing import total
from pipeline.eda.shapes import Bars
from pipeline.eda.tables import Tables, collect
from pipeline.eda.words import counted, several, share
from pipeline.store.vocabulary import RatingsSignal

DAMPING = 5
"""How many ratings of the mean of all are added to a title's own, as the service does when it lists the best first."""

LISTED = 10
"""How many of the best, and of the worst."""

UNTOLD = {RatingsSignal.USER_ONLY, RatingsSignal.NONE, RatingsSignal.MISJOINED}
"""What the gate calls ratings that tell nothing of the titles they name."""


def ranked(titles: pl.LazyFrame, scores: pl.LazyFrame, *, worst: bool = False) -> pl.DataFrame:
    """The best titles by their damped mean, or the worst.

    Returns:
        `LISTED` rows at most: "title", "platform", "year", "ratings", "mean score", "damped mean"; equal ones by their
        title in lower case and then their id.
    """
    mean = pl.col("score_sum").sum() / pl.col("votes").sum()
    damped = scores.with_columns(damped=(pl.col("score_sum") + DAMPING * mean) / (pl.col("votes") + DAMPING))
    return collect(
        damped.join(titles, on="title_id")
        .sort("damped", "title", "title_id", descending=[not worst, False, False])
        .head(LISTED)
        .select(
            pl.col("display_title").alias("title"),
            platform(),
            pl.col("release_year").alias("year"),
            pl.col("votes").alias("ratings"),
            pl.col("score").alias("mean score"),
            pl.col("damped").alias("damped mean"),
        )
    )


def best_and_worst(tables: Tables) -> tuple[Listing, Listing]:
    """The ends of the list that the service would show."""
    note = f"By a damped mean: as if {DAMPING} ratings of the mean of all had been added, so that few count little."
    if tables.card and tables.card.signal in UNTOLD:
        note += " These ratings tell nothing about titles, so that the order is one by chance."
    best, worst = (ranked(tables.titles, tables.title_scores, worst=worst) for worst in (False, True))
    return (
        Listing("best-titles", "The best rated titles", best, note),
        Listing("worst-titles", "The worst rated titles", worst, note),
    )


def rated_or_not(titles: pl.LazyFrame, scores: pl.LazyFrame) -> pl.DataFrame:
    """How many titles of each platform have a rating: "platform", "rating" ("rated", "not rated"), "titles"."""
    known = titles.join(scores.select("title_id", rated=pl.lit("rated")), on="title_id", how="left")
    words = pl.Enum(["rated", "not rated"])
    return collect(
        known.group_by(platform(), rating=pl.col("rated").fill_null("not rated").cast(words))
        .agg(pl.len().cast(pl.Int64).alias("titles"))
        .sort("platform", "rating")
    )


def unrated(tables: Tables) -> Figure:
    """Titles without a rating, by platform."""
    table = rated_or_not(tables.titles, tables.title_scores)
    of = dict(table.group_by("platform").agg(pl.col("titles").sum()).iter_rows())
    without = table.filter(pl.col("rating") == "not rated")
    by_platform = [f"{none:,} of {of[name]:,} on {name}" for name, _, none in without.iter_rows()]
    none, titles = total(without["titles"]), total(table["titles"])
    return Figure(
        "titles-without-ratings",
        "Titles with and without ratings",
        Bars(table, "platform", "titles", "titles", series="rating"),
        f"{counted(none, 'title')} of {titles:,} ({share(none, titles)}) {'has' if none == 1 else 'have'} no rating"
        + (f": {several(by_platform)}." if by_platform else "."),
    )


def kept_out(tables: Tables) -> tuple[Listing, ...]:
    """Why ratings did not enter, among them those of ids that no title has; nothing where all did."""
    reasons = dict(tables.set_aside("ratings"))
    unmatched = sum(source.unmatched for source in tables.manifest.sources)
    if unmatched:
        reasons["about a MovieLens film that no title of the catalogues is"] = unmatched
    return aside("ratings-kept-out", "Ratings that did not enter", reasons, "ratings")
