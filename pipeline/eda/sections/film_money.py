"""Films and money: budgets, revenues, and what came back for each dollar spent."""

import polars as pl

from pipeline.eda.association import correlations
from pipeline.eda.counting import histogram
from pipeline.eda.section import Figure, Listing, Section
from pipeline.eda.sections.film_kinds import LISTED
from pipeline.eda.sections.summing import quarters, total
from pipeline.eda.shapes import MOST_POINTS, Histogram, Points
from pipeline.eda.tables import Tables, collect
from pipeline.eda.words import counted, share

NAME, TITLE = "film-money", "Films: money"

RETURNS = [2.0**power for power in range(-7, 11)]
"""Bounds of bins of returns: each spans twice as much as the one before it, and 1 is one of them."""

LEAST = 1_000
"""US dollars below which an amount is taken for one in another unit, such as millions, and not drawn."""

DEAR = 1_000_000
"""The budget, in US dollars, from which a return is no curiosity."""


def section(tables: Tables) -> Section:
    """What films cost and earned."""
    films = collect(tables.films)
    known = with_both(films)
    if known.is_empty():
        what = "No film of this release has both a budget and a revenue." if films.height else "There are no films."
        return Section(NAME, TITLE, what, (), "Of no film it is known what came back for what was spent.")
    intro = (
        "The return is the revenue divided by the budget, in US dollars of the time, of films that have both: "
        f"{known.height:,} of {counted(films.height, 'film')}. The film set writes 0 for an unknown amount."
    )
    parts: tuple[Figure | Listing, ...] = (
        Listing("film-amounts", "Which amounts are known", known_amounts(films)),
        returns(known),
        budgets_and_revenues(known),
        *lists(known),
    )
    return Section(NAME, TITLE, intro, parts, finding(known))


def finding(known: pl.DataFrame) -> str:
    """What came back, and how often that was more than was spent."""
    won = known.filter(pl.col("return_ratio") > 1).height
    dear = known.filter(pl.col("budget") >= DEAR)
    said = (
        f"Of the {counted(known.height, 'film')} with a budget and a revenue {share(won, known.height)} earned more "
        f"than they cost, and the median return is {quarters(known['return_ratio'])[1]:.2f}"
    )
    if dear.is_empty():
        return f"{said}."
    top = best(dear).row(0, named=True)
    return (
        f"{said}; of those that cost a million dollars or more the highest is {top['return']:,.1f}, of {top['film']} "
        f"({top['year']})."
    )


def with_both(films: pl.DataFrame) -> pl.DataFrame:
    """The films of which both amounts are known."""
    return films.filter(pl.col("budget") > 0, pl.col("revenue") > 0)


def known_amounts(films: pl.DataFrame) -> pl.DataFrame:
    """How many films have which amounts: "known", "films"; four rows."""
    budget, revenue = pl.col("budget") > 0, pl.col("revenue") > 0
    kinds = {
        "budget and revenue": budget & revenue,
        "budget alone": budget & ~revenue,
        "revenue alone": ~budget & revenue,
        "neither": ~budget & ~revenue,
    }
    found = films.select(holds.sum().cast(pl.Int64).alias(kind) for kind, holds in kinds.items())
    return found.unpivot(variable_name="known", value_name="films")


def returns(known: pl.DataFrame) -> Figure:
    """Returns on a logarithmic scale."""
    table = histogram(known.lazy(), "return_ratio", RETURNS, count="films")
    low, middle, high = quarters(known["return_ratio"])
    out = known.height - total(table["films"])
    return Figure(
        "film-returns",
        "Return: revenue divided by budget",
        Histogram(table, "from", "to", "films", "return", "films", log_x=True),
        f"The median is {middle:.2f}, and the middle half lies between {low:.2f} and {high:.2f}.",
        "At 1 a film earned what it cost; each bar spans twice as much as the one before it. "
        f"{counted(out, 'film lies', 'films lie')} outside.",
    )


def thinned(rows: pl.DataFrame) -> tuple[pl.DataFrame, str]:
    """One row in so many that a figure has room for them, and that in words."""
    every = -(-rows.height // MOST_POINTS)
    if every < 2:
        return rows, "One point a film."
    return rows.gather_every(every), f"One film in {every}, counted by id."


def budgets_and_revenues(known: pl.DataFrame) -> Figure:
    """Budget against revenue, both on a logarithmic scale."""
    plausible = known.filter(pl.col("budget") >= LEAST, pl.col("revenue") >= LEAST).sort("film_id")
    won, lost = "earned more than it cost", "earned no more than it cost"
    outcome = pl.when(pl.col("revenue") > pl.col("budget")).then(pl.lit(won)).otherwise(pl.lit(lost))
    rows = plausible.select(pl.col("title").alias("film"), "budget", "revenue", outcome.alias("outcome"))
    table, said = thinned(rows)
    more = rows.filter(pl.col("outcome") == won).height
    out = known.height - rows.height
    return Figure(
        "film-budgets-and-revenues",
        "Budget against revenue",
        Points(
            table, "budget", "revenue", "budget (US dollars)", "revenue (US dollars)", said=said, series="outcome",
            log_x=True, log_y=True,
        ),
        f"A point a film; {share(more, rows.height)} lie above the line where the revenue equals the budget"
        f"{slope(rows)}.",
        f"{counted(out, 'film')} with an amount below {LEAST:,} US dollars, probably in another unit, "
        f"{'is' if out == 1 else 'are'} not drawn.",
    )  # fmt: skip


def slope(rows: pl.DataFrame) -> str:
    """How the two amounts go together, as the end of a sentence; nothing where that cannot be said."""
    logs = rows.select(pl.col("budget").log10(), pl.col("revenue").log10())
    found = correlations(logs, ["budget", "revenue"]).row(1, named=True)["coefficient"]
    return "" if found is None else f", and the correlation of the two logarithms is {found:.2f}"


def best(known: pl.DataFrame, *, worst: bool = False) -> pl.DataFrame:
    """The films with the highest returns, or the lowest.

    Returns:
        `LISTED` rows at most: "film", "year", "budget", "revenue", "return"; equal ones by lower-case title, then id.
    """
    return (
        known.sort("return_ratio", pl.col("title").str.to_lowercase(), "film_id", descending=[not worst, False, False])
        .head(LISTED)
        .select(
            pl.col("title").alias("film"),
            pl.col("release_year").alias("year"),
            pl.col("budget", "revenue").round().cast(pl.Int64),
            pl.col("return_ratio").alias("return"),
        )
    )


def lists(known: pl.DataFrame) -> tuple[Listing, ...]:
    """The highest and the lowest returns by name, of all films and of those that cost something."""
    dear = known.filter(pl.col("budget") >= DEAR)
    note = "Amounts in US dollars, as the film set has them: a few dollars are probably in another unit."
    found = [
        Listing("highest-returns", "The highest returns", best(known), note),
        Listing("lowest-returns", "The lowest returns", best(known, worst=True), note),
        Listing("dear-films", "The highest returns of films that cost a million dollars or more", best(dear)),
    ]
    return tuple(part for part in found if part.frame.height)
