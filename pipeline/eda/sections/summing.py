"""What sentences say of a column: its sum, its ends, its quarters, and the row that stands out."""

from typing import Any, cast

import polars as pl


def total(values: pl.Series) -> int:
    """The sum of whole numbers; 0 of none."""
    return int(values.sum())


def most(values: pl.Series) -> int:
    """The greatest of whole numbers, of which there is one at least."""
    return int(cast(int, values.max()))


def quarters(values: pl.Series, low: float = 0.25, high: float = 0.75) -> tuple[float, float, float]:
    """Where a lower part of the values ends, the median, and where the upper part begins, interpolated linearly.

    Args:
        values: numbers, one at least.
        low: the lower part, of 1.
        high: what lies below the upper part, of 1.
    """
    return tuple(cast(float, values.quantile(part, "linear")) for part in (low, 0.5, high))  # type: ignore[return-value]


def ends(values: pl.Series) -> tuple[float, float]:
    """The least and the greatest of some numbers, one at least."""
    return float(cast(float, values.min())), float(cast(float, values.max()))


def highest(table: pl.DataFrame, column: str) -> dict[str, Any]:
    """The row with the greatest value, the first of equal ones."""
    return table.sort(column, descending=True, maintain_order=True).row(0, named=True)


def lowest(table: pl.DataFrame, column: str) -> dict[str, Any]:
    """The row with the least value, the first of equal ones."""
    return table.sort(column, maintain_order=True).row(0, named=True)
