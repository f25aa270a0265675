"""What a figure shows, before anybody draws it: a small table and which of its columns mean what.

A shape knows no drawing library. Its rows are drawn in the order in which they stand; its column names are the
headings of the table under the figure, so they are words with their units ("titles", "mean score", "minutes").
Columns of platforms hold the names of `pipeline.eda.platforms` ("Amazon", "Disney+", "Hulu", "Netflix"): as a
`series` they are drawn in the platforms' own colours.
"""

from dataclasses import dataclass

import polars as pl

MOST_POINTS = 3_000
"""Marks in a scatter plot, at most: more of them make the page heavy and hide one another."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars by category, lying (ranked lists) or `upright` (months, weekdays, a grid of scores).

    Attributes:
        table: one row a bar; with `series`, one row a part of a bar.
        label: the column of categories.
        value: the column of lengths.
        value_title: what the lengths are, with the unit.
        label_title: what the categories are; may be empty where they speak for themselves.
        series: the column that colours parts, stacked in the order of the platforms or of their first rows.
        upright: categories from left to right.
        log: a logarithmic scale of lengths; values must be above 0, and nothing is stacked then.
    """

    table: pl.DataFrame
    label: str
    value: str
    value_title: str
    label_title: str = ""
    series: str | None = None
    upright: bool = False
    log: bool = False


@dataclass(frozen=True, slots=True)
class Histogram:
    """Counts in bins that were counted already (see `counting.histogram`).

    Attributes:
        table: one row a bin.
        low: the column of lower bounds, which belong to the bin.
        high: the column of upper bounds.
        count: the column of counts.
        x_title: what was binned, with the unit.
        y_title: what was counted.
        series: the column that colours parts, stacked.
        log_x: a logarithmic scale of what was binned; bounds must be above 0.
        log_y: a logarithmic scale of counts; nothing is stacked then.
    """

    table: pl.DataFrame
    low: str
    high: str
    count: str
    x_title: str
    y_title: str
    series: str | None = None
    log_x: bool = False
    log_y: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """A line, or one for each of a few series, over years or days.

    Attributes:
        table: one row a point of a line.
        x: the column of years (integers) or days (dates).
        y: the column of heights.
        x_title: what runs from left to right.
        y_title: what the heights are, with the unit.
        series: the column that names the lines; each is labelled at its end.
        log_y: a logarithmic scale of heights; rows at 0 are left out of the drawing.
    """

    table: pl.DataFrame
    x: str
    y: str
    x_title: str
    y_title: str
    series: str | None = None
    log_y: bool = False


@dataclass(frozen=True, slots=True)
class Heat:
    """A matrix of coloured cells with a number in each.

    Attributes:
        table: one row a cell.
        row: the column of the matrix' rows.
        column: the column of the matrix' columns.
        value: the column that colours: from 0 up, or from -1 to 1 where `signed`.
        text: the column of what stands in the cells (strings); else `value` itself with two decimals.
        row_title: what the rows are.
        column_title: what the columns are.
        signed: 0 is the middle of the colours.
    """

    table: pl.DataFrame
    row: str
    column: str
    value: str
    text: str | None = None
    row_title: str = ""
    column_title: str = ""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A scatter plot.

    Attributes:
        table: one row a point, at most `MOST_POINTS` of them.
        x: the column from left to right.
        y: the column from bottom to top.
        x_title: what x is, with the unit.
        y_title: what y is, with the unit.
        said: how so many points became so few ("every 12th title by id", "one point a pair of values"), or "".
        series: the column that colours the points.
        size: the column of how many rows a point stands for; its area grows with it.
        label: the column of names written beside points; null in most rows.
        log_x: a logarithmic scale of x; rows at 0 are left out of the drawing.
        log_y: a logarithmic scale of y; rows at 0 are left out of the drawing.
    """

    table: pl.DataFrame
    x: str
    y: str
    x_title: str
    y_title: str
    said: str = ""
    series: str | None = None
    size: str | None = None
    label: str | None = None
    log_x: bool = False
    log_y: bool = False

    def __post_init__(self) -> None:
        if self.table.height > MOST_POINTS:
            raise ValueError(f"{self.table.height:,} points; sample or bin them to at most {MOST_POINTS:,}")


@dataclass(frozen=True, slots=True)
class Boxes:
    """Five numbers a group, and what lies outside the whiskers (see `counting.five_numbers`).

    Attributes:
        table: one row a group, with the columns "low", "first quarter", "median", "third quarter", "high" (low and
            high are the whiskers' ends: the outermost values within 1.5 times the box of its ends).
        group: the column of groups, one box each.
        value_title: what is measured, with the unit.
        series: the column that colours the boxes.
        outliers: rows outside the whiskers, with the columns `group` and "value"; at most `MOST_POINTS` of them.
        log: a logarithmic scale; values at 0 are left out of the drawing.
    """

    table: pl.DataFrame
    group: str
    value_title: str
    series: str | None = None
    outliers: pl.DataFrame | None = None
    log: bool = False


@dataclass(frozen=True, slots=True)
class Cloud:
    """Words as large as they are frequent.

    Attributes:
        table: one row a word.
        word: the column of words.
        weight: the column of how often each occurs.
    """

    table: pl.DataFrame
    word: str
    weight: str


Shape = Bars | Histogram | Lines | Heat | Points | Boxes | Cloud
"""Whatever a figure may show."""


def shown(shape: Shape) -> pl.DataFrame:
    """The table that stands under a figure; of a matrix, the matrix."""
    if isinstance(shape, Heat):
        return shape.table.pivot(shape.column, index=shape.row, values=shape.text or shape.value)
    return shape.table
