"""How the numbers of films go together."""

import polars as pl

from pipeline.eda.association import correlations
from pipeline.eda.section import Figure
from pipeline.eda.shapes import Heat
from pipeline.eda.words import counted

NUMBERS = {
    "budget": "budget", "revenue": "revenue", "return_ratio": "return", "popularity": "popularity",
    "vote_count": "votes", "vote_average": "mean vote", "runtime": "runtime", "release_year": "year",
}  # fmt: skip
"""The columns that are correlated, and what they are called."""


def known(films: pl.DataFrame) -> pl.DataFrame:
    """The films with null for what is unknown: amounts of 0, and the mean of no votes."""
    return films.with_columns(
        *(pl.when(pl.col(name) > 0).then(name).alias(name) for name in ("budget", "revenue", "return_ratio")),
        vote_average=pl.when(pl.col("vote_count") > 0).then("vote_average"),
    )


def together(films: pl.DataFrame, *, ranks: bool) -> Figure:
    """The correlations of every pair of numbers, or of their ranks."""
    table = correlations(known(films), NUMBERS, ranks=ranks)
    kind = "Spearman" if ranks else "Pearson"
    return Figure(
        f"film-{kind.lower()}",
        f"Correlations of the films' numbers ({kind})",
        Heat(table, "one", "other", "coefficient", signed=True),
        strongest(table),
        "Each pair is over the films of which both are known."
        + (" Of ranks, so that a few huge amounts count for little." if ranks else ""),
    )


def strongest(table: pl.DataFrame) -> str:
    """The pair that goes together most, in a sentence."""
    place = {name: at for at, name in enumerate(NUMBERS.values())}
    first, second = (pl.col(name).replace_strict(place) for name in ("one", "other"))
    pairs = table.filter(first < second, pl.col("coefficient").is_not_null())
    if pairs.is_empty():
        return "A matrix without numbers, as too few films have both of any two."
    strength = pl.col("coefficient").abs()
    one, other, coefficient, rows = pairs.sort(strength, descending=True, maintain_order=True).row(0)
    return (
        f"A matrix of {len(NUMBERS)} rows and columns: {one} and {other} go together most, with {coefficient:.2f} over "
        f"{counted(rows, 'film')}."
    )
