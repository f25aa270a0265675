"""Bins and boxes, counted in polars so that only small tables are drawn."""

import math
from collections.abc import Sequence

import polars as pl

from pipeline.eda.shapes import MOST_POINTS
from pipeline.eda.tables import collect

WHISKER = 1.5
"""A whisker ends at the outermost value within so many times the box's height of the box."""


def steps(low: float, high: float, width: float) -> list[float]:
    """Bounds of bins of one width, from the multiple of it below `low` to that above `high`."""
    first, last = math.floor(low / width), math.floor(high / width) + 1
    return [number * width for number in range(first, last + 1)]


def doublings(high: float) -> list[float]:
    """Bounds 1, 2, 4 ... of bins for counts from 1 to `high`, for a logarithmic scale."""
    return [float(2**power) for power in range(max(1, math.floor(math.log2(max(high, 1))) + 1) + 1)]


def histogram(
    rows: pl.LazyFrame, value: str, edges: Sequence[float], *, by: str | None = None, count: str = "titles"
) -> pl.DataFrame:
    """Count values into bins.

    Args:
        rows: any rows; those without a value are left out.
        value: the column to bin, in numbers.
        edges: the bounds, ascending; a bin has its lower bound and not its upper. Values outside are left out.
        by: a column to count apart.
        count: what to call the counts.

    Returns:
        A row a bin (and group), empty bins too: (`by`), "from", "to", `count`; sorted by group and bound.
    """
    bounds = pl.DataFrame({"bin": range(len(edges) - 1), "from": edges[:-1], "to": edges[1:]}).with_columns(
        pl.col("bin").cast(pl.UInt32)
    )
    found = pl.lit(pl.Series([float(edge) for edge in edges])).search_sorted(pl.col(value).cast(pl.Float64), "right")
    keys = [by] if by else []
    counted = collect(
        rows.filter(pl.col(value).is_not_null())
        .select(*keys, bin=(found - 1).cast(pl.Int64))
        .filter(pl.col("bin").is_between(0, len(edges) - 2))
        .group_by(*keys, pl.col("bin").cast(pl.UInt32))
        .agg(pl.len().cast(pl.Int64).alias(count))
    )
    every = counted.select(by).unique().join(bounds, how="cross") if by else bounds
    return (
        every.join(counted, on=[*keys, "bin"], how="left")
        .sort(*keys, "bin")
        .select(*keys, "from", "to", pl.col(count).fill_null(0))
    )


def five_numbers(rows: pl.LazyFrame, value: str, by: Sequence[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The boxes of `shapes.Boxes` and what lies outside their whiskers.

    Args:
        rows: any rows with a column of numbers; those without a value are left out.
        value: that column.
        by: the columns that make a group.

    Returns:
        A row a group: `by`, "rows", "low", "first quarter", "median", "third quarter", "high", "outside" (how many
        rows lie outside the whiskers), sorted by `by`; quarters are interpolated linearly. And the values outside,
        each once a group: `by`, "value", "rows"; at most `MOST_POINTS` in all, the outermost of each group first.
    """
    known = rows.filter(pl.col(value).is_not_null()).select(*by, value=pl.col(value).cast(pl.Float64))
    number = pl.col("value")
    counted = known.group_by(*by, "value").agg(rows=pl.len().cast(pl.Int64))
    fences = known.group_by(*by).agg(
        pl.len().cast(pl.Int64).alias("of"),
        number.quantile(0.25, "linear").alias("first quarter"),
        number.median().alias("median"),
        number.quantile(0.75, "linear").alias("third quarter"),
    )
    reach = WHISKER * (pl.col("third quarter") - pl.col("first quarter"))
    inside = number.is_between(pl.col("first quarter") - reach, pl.col("third quarter") + reach)
    values = collect(counted.join(fences, on=list(by)).with_columns(inside=inside))
    boxes = (
        values.group_by(*by)
        .agg(
            pl.col("of").first().alias("rows"),
            number.filter("inside").min().alias("low"),
            pl.col("first quarter", "median", "third quarter").first(),
            number.filter("inside").max().alias("high"),
            pl.col("rows").filter(~pl.col("inside")).sum().alias("outside"),
        )
        .sort(*by)
    )
    distance = pl.max_horizontal(pl.col("first quarter") - number, number - pl.col("third quarter"))
    outside = (
        values.filter(~pl.col("inside"))
        .with_columns(far=distance.rank("ordinal", descending=True).over(*by))
        .sort("far", *by, "value")
        .head(MOST_POINTS)
        .sort(*by, "value")
        .select(*by, "value", "rows")
    )
    return boxes, outside
