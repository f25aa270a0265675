"""How the columns of titles go together: Pearson and Spearman for numbers, Cramér's V for categories."""

import polars as pl

from pipeline.eda.association import associations, correlations
from pipeline.eda.platforms import kind, platform
from pipeline.eda.section import Figure, Listing, Section
from pipeline.eda.shapes import Heat
from pipeline.eda.tables import Tables, collect
from pipeline.eda.words import number

NAME, TITLE = "correlations", "Correlations"
FEWEST = 30
"""Rows that a pair must share to be named in a sentence."""

NUMBERS = (
    "year of release", "year added", "minutes", "seasons", "cast", "directors", "countries", "genres", "words",
    "mean score", "ratings",
)  # fmt: skip
BETWEEN = "0: independent; 1: one tells the other. Columns of many values come out too high."
CATEGORIES = ("platform", "type", "audience rating", "first genre", "first country")


def section(tables: Tables) -> Section:
    """Which columns say something of others."""
    rows = measured(tables)
    if rows.height < 3:
        return Section.nothing(NAME, TITLE, "There are too few titles to tell whether columns go together.")
    known = [name for name in NUMBERS if rows[name].drop_nulls().n_unique() > 1]
    straight, ranked = correlations(rows, known), correlations(rows, known, ranks=True)
    pairs, categories = strongest(straight, ranked), associations(rows, CATEGORIES)
    parts: list[Figure | Listing] = []
    if len(known) > 1:
        parts += [
            _figure("pearson", "Numbers: Pearson", straight, "How straight the line is on which two numbers lie."),
            _figure("spearman", "Numbers: Spearman", ranked, "As Pearson, of the ranks: a rise counts, be it a curve."),
        ]
    parts.append(_figure("cramers-v", "Categories: Cramér’s V", categories, BETWEEN, signed=False))
    if not pairs.is_empty():
        parts.append(Listing("strongest-pairs", "Strongest pairs of numbers", pairs.head(15)))
    return Section(
        NAME,
        TITLE,
        "Each pair is compared over the titles of which both are known. “Words” are those of the description; “cast”, "
        "“directors”, “countries” and “genres” are how many a title has.",
        tuple(parts),
        _found(pairs, categories),
    )


def measured(tables: Tables) -> pl.DataFrame:
    """A row a title with what is compared, `NUMBERS` and `CATEGORIES`; null where it is not known."""
    length = pl.col("duration_int")
    scores = tables.title_scores.select("title_id", ratings="votes", mean="score")
    return collect(
        tables.titles.join(scores, on="title_id", how="left", maintain_order="left").select(
            pl.col("release_year").alias("year of release"),
            pl.col("added_year").alias("year added"),
            pl.when(pl.col("duration_type") == "min").then(length).alias("minutes"),
            pl.when(pl.col("duration_type") == "season").then(length).alias("seasons"),
            *(_length(name).alias(name) for name in ("cast", "directors", "countries", "genres")),
            pl.col("description").str.count_matches(r"\S+").alias("words"),
            pl.col("mean").alias("mean score"),
            "ratings",
            platform().cast(pl.String),
            kind().cast(pl.String),
            pl.when(~pl.col("rating_filled")).then("rating").alias("audience rating"),
            pl.col("genres").list.first().alias("first genre"),
            pl.col("countries").list.first().alias("first country"),
        )
    )


def _length(column: str) -> pl.Expr:
    """How many entries a list has; an empty one says nothing, so it is not known."""
    entries = pl.col(column).list.len()
    return pl.when(entries > 0).then(entries)


def strongest(straight: pl.DataFrame, ranked: pl.DataFrame) -> pl.DataFrame:
    """Pairs of numbers, each once, by the size of Spearman's: "one", "other", "Pearson", "Spearman", "titles"."""
    both = straight.rename({"coefficient": "Pearson", "rows": "titles"}).join(
        ranked.select("one", "other", Spearman="coefficient"), on=["one", "other"]
    )
    order = {name: place for place, name in enumerate(NUMBERS)}
    once = pl.col("one").replace_strict(order) < pl.col("other").replace_strict(order)
    return (
        both.filter(once & (pl.col("titles") >= FEWEST) & pl.col("Spearman").is_not_null())
        .sort(pl.col("Spearman").abs(), "one", "other", descending=[True, False, False])
        .select("one", "other", "Pearson", "Spearman", "titles")
    )


def _figure(name: str, title: str, table: pl.DataFrame, note: str, *, signed: bool = True) -> Figure:
    return Figure(name, title, Heat(table, "one", "other", "coefficient", signed=signed), _said(table), note)


def _said(table: pl.DataFrame) -> str:
    pair = _strongest_of(table)
    if pair is None:
        return "No pair shares enough titles to be compared."
    return f"Apart from each with itself, the strongest pair is {pair}."


def _found_of(categories: pl.DataFrame) -> str:
    pair = _strongest_of(categories)
    return f"of the categories it is {pair}." if pair else "of the categories no pair can be compared."


def _strongest_of(table: pl.DataFrame) -> str | None:
    known = table.filter(
        (pl.col("one") != pl.col("other")) & pl.col("coefficient").is_not_null() & (pl.col("rows") >= FEWEST)
    )
    if known.is_empty():
        return None
    order = (pl.col("coefficient").abs(), "one", "other")
    one, other, value = known.sort(*order, descending=[True, False, False]).row(0)[:3]
    return f"{one} with {other} ({value:.2f})"


def _found(pairs: pl.DataFrame, categories: pl.DataFrame) -> str:
    if pairs.is_empty():
        return "No two numbers share enough titles to be compared."
    one, other, _, value, titles = pairs.row(0)
    strong = pairs.filter(pl.col("Spearman").abs() >= 0.5).height
    return (
        f"{number(strong) if strong else 'None'} of {number(pairs.height)} pairs of numbers "
        f"{'have' if strong > 1 else 'has'} a rank "
        f"correlation of 0.5 or more, the strongest being {one} with {other} ({value:.2f} over {titles:,} titles); "
        + _found_of(categories)
    )
