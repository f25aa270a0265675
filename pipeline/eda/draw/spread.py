"""Distributions: bins side by side, and boxes with whiskers."""

from typing import Any

import altair as alt
import polars as pl

from pipeline.eda.draw.frames import categories, named, series_of, span, stacked
from pipeline.eda.draw.marks import (
    NUMBERS,
    WIDTH,
    Chart,
    across,
    fill,
    legend_over,
    log_ticks,
    thin,
    upwards,
    years_or_numbers,
)
from pipeline.eda.draw.palette import LIGHT
from pipeline.eda.shapes import Boxes, Histogram


def histogram(shape: Histogram) -> Chart:
    """Bins side by side, their groups stacked."""
    rows = named(
        shape.table, {"low": shape.low, "high": shape.high, "value": shape.count, "series": shape.series}
    ).with_columns(pl.col("low", "high", "value").cast(pl.Float64))
    series = series_of(rows, "series") if shape.series else []
    parts = stacked(rows, "low", "value", series) if series else rows.with_columns(start=0.0, end="value")
    parts = parts.filter(pl.col("value") > 0)
    if shape.log_x:
        parts = parts.filter(pl.col("low") > 0)
    scale = alt.Scale(domainMin=0)
    if shape.log_y:
        least = 0.7
        parts = parts.with_columns(start=pl.when(pl.col("start") > 0).then("start").otherwise(least))
        scale = alt.Scale(type="log", domainMin=least, nice=False)
    bottom, top = span(rows["low"], rows["high"])
    reach = alt.Scale(type="log" if shape.log_x else "linear", domain=[bottom, top], nice=False)
    year = bottom > 1800 and top < 2200
    ticks: dict[str, Any] = {"tickCount": 9}
    if shape.log_x:
        edges = sorted({*rows["low"], *rows["high"]})
        ticks = {"values": edges if len(edges) <= 15 else log_ticks(edges[0], edges[-1])}
    axis = alt.Axis(title=shape.x_title, grid=False, **years_or_numbers(year=year), **ticks)
    drawn = (
        alt.Chart(parts)
        .mark_bar(**thin(), binSpacing=0)
        .encode(
            x=alt.X("low:Q", scale=reach, axis=axis),
            x2="high:Q",
            y=alt.Y("start:Q", scale=scale, axis=upwards(shape.y_title, log=shape.log_y)),
            y2="end:Q",
            color=fill(series),
        )
    )
    return drawn.properties(width=WIDTH, height=280 + legend_over(series))


def boxes(shape: Boxes) -> Chart:
    """Boxes with whiskers; what lies outside is a dot each."""
    places = {"low": "low", "q1": "first quarter", "median": "median", "q3": "third quarter", "high": "high"}
    rows = named(shape.table, {"group": shape.group, "series": shape.series, **places}).with_columns(
        pl.col("group").cast(pl.String), pl.col(*places).cast(pl.Float64)
    )
    order = categories(rows, "group")
    outside = pl.DataFrame(schema={"group": pl.String, "value": pl.Float64})
    if shape.outliers is not None:
        outside = named(shape.outliers, {"group": shape.group, "value": "value"}).with_columns(
            pl.col("group").cast(pl.String), pl.col("value").cast(pl.Float64)
        )
    if shape.log:
        least = 0.5
        rows = rows.with_columns(pl.col(*places).clip(least))
        outside = outside.filter(pl.col("value") > 0)
    scale = alt.Scale(type="log" if shape.log else "linear", nice=True, zero=False)
    place = alt.Y("group:N", sort=order, title=None, axis=across())

    ticks: dict[str, Any] = {"tickCount": 8}
    if shape.log:
        ticks = {"values": log_ticks(*span(rows["low"], rows["high"], outside["value"]))}
    axis = alt.Axis(title=shape.value_title, grid=True, labelExpr=NUMBERS, **ticks)

    def x(column: str) -> alt.X:
        return alt.X(f"{column}:Q", scale=scale, axis=axis)

    series = series_of(rows, "series") if shape.series else []
    base, wide = alt.Chart(rows), {"height": 14, "stroke": None}
    layers = [
        alt.Chart(outside).mark_circle(size=14, color=LIGHT["muted"], opacity=0.4).encode(y=place, x=x("value")),
        base.mark_rule(color=LIGHT["muted"]).encode(y=place, x=x("low"), x2="high:Q"),
        base.mark_bar(**wide).encode(y=place, x=x("q1"), x2="q3:Q", color=fill(series, offset=None)),
        base.mark_tick(color=LIGHT["surface"], thickness=2, height=14).encode(y=place, x=x("median")),
    ]
    return alt.layer(*layers).properties(width=WIDTH, height=30 * rows.height + 10)
