"""How columns go together: Pearson and Spearman for numbers, Cramér's V for categories."""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations_with_replacement

import polars as pl

Columns = Mapping[str, str] | Sequence[str]


def correlations(rows: pl.DataFrame, columns: Columns, *, ranks: bool = False) -> pl.DataFrame:
    """Every pair of columns, each pair over the rows where both are known.

    Args:
        rows: a frame of some ten thousand rows.
        columns: the columns of numbers, or a mapping from them to what they are called.
        ranks: Spearman's coefficient, which is Pearson's of the ranks (equal values share their mean rank).

    Returns:
        A row a pair in both orders and each column with itself: "one", "other", "coefficient" (from -1 to 1; null
        where one of them does not vary or fewer than three rows have both), "rows".
    """
    return _pairs(columns, lambda one, other: _coefficient(rows, one, other, ranks=ranks))


def _coefficient(rows: pl.DataFrame, one: str, other: str, *, ranks: bool) -> tuple[float | None, int]:
    pair = rows.select(a=pl.col(one).cast(pl.Float64), b=pl.col(other).cast(pl.Float64)).drop_nulls()
    if ranks:
        pair = pair.select(pl.all().rank("average"))
    if pair.height < 3 or pair["a"].n_unique() < 2 or pair["b"].n_unique() < 2:
        return None, pair.height
    return pair.select(pl.corr("a", "b")).item(), pair.height


def associations(rows: pl.DataFrame, columns: Columns) -> pl.DataFrame:
    """Cramér's V of every pair of columns: 0 where they are independent, 1 where one tells the other.

    V is the root of chi squared / (rows * (the lesser number of categories - 1)), without correction for bias.

    Args:
        rows: a frame of some ten thousand rows; of each pair, those where both are known.
        columns: the columns of categories, or a mapping from them to what they are called.

    Returns:
        A row a pair in both orders and each column with itself: "one", "other", "coefficient" (null where a column
        has a single category), "rows".
    """
    return _pairs(columns, lambda one, other: _cramers_v(rows, one, other))


def _cramers_v(rows: pl.DataFrame, one: str, other: str) -> tuple[float | None, int]:
    pair = rows.select(a=pl.col(one).cast(pl.String), b=pl.col(other).cast(pl.String)).drop_nulls()
    lesser = min(pair["a"].n_unique(), pair["b"].n_unique())
    if lesser < 2:
        return None, pair.height
    cells = (
        pair.group_by("a", "b")
        .len("seen")
        .with_columns(pl.col("seen").cast(pl.Float64), row=pl.col("seen").sum().over("a"))
        .with_columns(column=pl.col("seen").sum().over("b"))
    )
    # Cells that nobody is in have the square of their expectation in chi squared all the same: so the closed form.
    contingency = cells.select((pl.col("seen") ** 2 / (pl.col("row") * pl.col("column"))).sum()).item() - 1
    return math.sqrt(max(0.0, contingency) / (lesser - 1)), pair.height


def _pairs(columns: Columns, found: Callable[[str, str], tuple[float | None, int]]) -> pl.DataFrame:
    """What is found of each pair, looked for once, in both orders."""
    names = dict(columns) if isinstance(columns, Mapping) else {name: name for name in columns}
    once = {pair: found(*pair) for pair in combinations_with_replacement(names, 2)}
    rows = [
        (names[one], names[other], *(once.get((one, other)) or once[other, one])) for one in names for other in names
    ]
    schema = {"one": pl.String, "other": pl.String, "coefficient": pl.Float64, "rows": pl.Int64}
    return pl.DataFrame(rows, schema, orient="row")
