"""Lines and points: charts whose marks stand for single values."""

import math
from typing import Any

import altair as alt
import polars as pl

from pipeline.eda.draw.frames import ceiling, named, series_of, span, spread
from pipeline.eda.draw.marks import WIDTH, Chart, fill, legend_over, log_ticks, upwards, years_or_numbers
from pipeline.eda.draw.palette import LIGHT, colours
from pipeline.eda.shapes import Lines, Points

HEIGHT = 300
LABEL_GAP = 15
"""Pixels between the labels of two lines, at least."""

LABEL_WIDTH = 78
"""Pixels right of a chart of lines for their labels."""


def lines(shape: Lines) -> Chart:
    """Lines, each with its name at its end."""
    rows = named(shape.table, {"x": shape.x, "y": shape.y, "series": shape.series}).with_columns(
        pl.col("y").cast(pl.Float64)
    )
    if shape.log_y:
        rows = rows.filter(pl.col("y") > 0)
    dates = rows.schema["x"].is_temporal()
    least, most = span(rows["y"])
    domain = [10 ** math.floor(math.log10(least)), most * 1.2] if shape.log_y else [0, ceiling(most)]
    scale = alt.Scale(type="log" if shape.log_y else "linear", domain=domain, nice=False)
    kind, x_format = ("T", "%Y") if dates else ("Q", "d")
    x = alt.X(
        f"x:{kind}",
        scale=alt.Scale(nice=False, zero=False),
        axis=alt.Axis(title=shape.x_title or None, grid=False, format=x_format, tickCount=8),
    )
    y = alt.Y("y:Q", scale=scale, axis=upwards(shape.y_title, log=shape.log_y))
    series = series_of(rows, "series") if shape.series else []
    width = {"strokeWidth": 2, "strokeJoin": "round"}
    if not series:
        drawn = alt.Chart(rows).mark_line(color=LIGHT["accent"], **width).encode(x=x, y=y)
        return alt.layer(drawn).properties(width=WIDTH, height=HEIGHT)
    colour = alt.Color("series:N", scale=alt.Scale(domain=series, range=colours(series)), legend=None)
    ends = _ends(rows, series, domain, log=shape.log_y)
    drawn = alt.Chart(rows).mark_line(**width).encode(x=x, y=y, color=colour)
    dots = alt.Chart(ends).mark_circle(size=34, opacity=1).encode(x=x, y=y, color=colour)
    labels = (
        alt.Chart(ends)
        .mark_text(align="left", dx=8, fontSize=12)
        .encode(x=x, y=alt.Y("place:Q", scale=scale), text="series:N", color=colour)
    )
    return alt.layer(drawn, dots, labels).properties(width=WIDTH, height=HEIGHT)


def _ends(rows: pl.DataFrame, series: list[str], domain: list[float], *, log: bool) -> pl.DataFrame:
    """Where the names of lines stand: right of the last point, moved apart where lines end close together."""
    last = rows["x"].max()
    ends = (
        rows.sort("x").group_by(pl.col("series").cast(pl.String), maintain_order=True).agg(pl.col("y").last())
    ).filter(pl.col("series").is_in(series))
    low, high = (math.log10(edge) if log else edge for edge in domain)
    at = [math.log10(height) if log else height for height in ends["y"]]
    moved = spread(at, (high - low) * LABEL_GAP / (HEIGHT - 60))
    place = pl.Series("place", [10**height if log else height for height in moved], dtype=pl.Float64)
    return ends.with_columns(place, x=pl.lit(last, dtype=rows.schema["x"]))


def points(shape: Points) -> Chart:
    """Points, the few that have a name with it beside them."""
    rows = named(
        shape.table,
        {"x": shape.x, "y": shape.y, "series": shape.series, "size": shape.size, "label": shape.label},
    )
    for column, log in (("x", shape.log_x), ("y", shape.log_y)):
        rows = rows.filter(pl.col(column) > 0) if log else rows
    year = _years(rows["x"])
    ticks: dict[str, Any] = {"tickCount": 8}
    if shape.log_x and not rows.is_empty():
        ticks = {"values": log_ticks(*span(rows["x"]))}
    x = alt.X(
        "x:Q",
        scale=alt.Scale(type="log" if shape.log_x else "linear", zero=False, nice=False, padding=14),
        axis=alt.Axis(title=shape.x_title, grid=True, **years_or_numbers(year=year), **ticks),
    )
    y = alt.Y(
        "y:Q",
        scale=alt.Scale(type="log" if shape.log_y else "linear", zero=False, nice=False, padding=12),
        axis=upwards(shape.y_title, log=shape.log_y),
    )
    series = series_of(rows, "series") if shape.series else []
    colour = fill(series)
    size = alt.value(20)
    if shape.size:
        size = alt.Size("size:Q", scale=alt.Scale(range=[6, 420], zero=True), legend=None)
    drawn = alt.Chart(rows).mark_circle(opacity=0.45).encode(x=x, y=y, color=colour, size=size)
    layers = [drawn]
    if shape.label:
        known = rows.filter(pl.col("label").is_not_null())
        layers.append(
            alt.Chart(known)
            .mark_text(align="left", dx=6, dy=-4, fontSize=11, color=LIGHT["ink"])
            .encode(x=x, y=y, text="label:N")
        )
    return alt.layer(*layers).properties(width=WIDTH, height=HEIGHT + legend_over(series))


def _years(values: pl.Series) -> bool:
    """Whether these are years, which are written without separators."""
    low, high = span(values)
    return values.dtype.is_integer() and low > 1800 and high < 2200
