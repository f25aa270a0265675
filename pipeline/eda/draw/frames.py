"""Tables made ready to be drawn: columns named by their place in the chart, parts stacked, labels kept apart."""

import math
from collections.abc import Mapping
from itertools import pairwise

import polars as pl

from pipeline.eda.cells import text
from pipeline.eda.platforms import PLATFORMS

LABEL = 36
"""Letters of a label, at most."""

RESERVED = (
    "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
    "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__",
)  # fmt: skip
"""What every object of JavaScript has: Vega takes it for its own, so a label that reads so gets an unseen letter."""


def named(table: pl.DataFrame, places: Mapping[str, str | None]) -> pl.DataFrame:
    """A chart's columns under the names of their places: headings may hold what its syntax claims."""
    return table.select(pl.col(column).alias(place) for place, column in places.items() if column).with_columns(
        pl.when(pl.col(pl.String).is_in(RESERVED))
        .then(pl.col(pl.String) + "\u200b")
        .otherwise(pl.col(pl.String))
        .name.keep()
    )


def categories(table: pl.DataFrame, column: str) -> list[str]:
    """The values of a column as they first appear."""
    return [str(value) for value in table[column].cast(pl.String).unique(maintain_order=True).to_list()]


def series_of(table: pl.DataFrame, column: str) -> list[str]:
    """The series of a chart: platforms in their own order, others as they first appear."""
    found = categories(table, column)
    order = list(PLATFORMS.values())
    return sorted(found, key=order.index) if all(name in order for name in found) else found


def short(column: str) -> pl.Expr:
    """A column of labels, none longer than fits beside a chart; equal ones would share a place, so they stay apart."""
    value = pl.col(column).cast(pl.String)
    cut = pl.when(value.str.len_chars() > LABEL).then(value.str.slice(0, LABEL - 1) + "…").otherwise(value)
    again = pl.int_range(pl.len()).over(cut)
    return (cut + pl.lit("\u200b").repeat_by(again).list.join("")).alias(column)


def stacked(rows: pl.DataFrame, key: str, value: str, series: list[str]) -> pl.DataFrame:
    """Rows with the ends `start` and `end` of each part, which lie in the order of the series over equal `key`."""
    order = pl.col("series").cast(pl.String).replace_strict({name: place for place, name in enumerate(series)})
    ends = pl.col(value).fill_null(0).cum_sum().over(key)
    return (
        rows.with_columns(order=order, position=pl.int_range(pl.len()))
        .sort("order", "position")
        .with_columns(end=ends, start=ends - pl.col(value).fill_null(0))
        .sort("position")
    )


def written(rows: pl.DataFrame, value: str, heading: str) -> pl.Series:
    """The values of a column in words, as the table under the figure has them."""
    return pl.Series("text", [text(each, heading) for each in rows[value]], dtype=pl.String)


def spread(heights: list[float], gap: float) -> list[float]:
    """Heights of labels moved apart so that neighbours are at least `gap` apart, their order kept."""
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    moved = list(heights)
    for before, place in pairwise(order):
        moved[place] = max(moved[place], moved[before] + gap)
    return moved


def span(*columns: pl.Series) -> tuple[float, float]:
    """The least and the greatest of some columns of numbers; 0 and 1 where there are none."""
    values = pl.concat([column.cast(pl.Float64) for column in columns]).drop_nulls()
    return (float(values.min()), float(values.max())) if values.len() else (0.0, 1.0)  # type: ignore[arg-type]


def ceiling(value: float) -> float:
    """A round number at or a little above a value: the end of an axis."""
    if value <= 0:
        return 1.0
    size = 10.0 ** math.floor(math.log10(value))
    return next(step * size for step in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if step * size >= value)
