"""Bars by category, lying or upright."""

import altair as alt
import polars as pl

from pipeline.eda.draw.frames import categories, ceiling, named, series_of, short, span, stacked, written
from pipeline.eda.draw.marks import WIDTH, Chart, Fill, across, fill, thin, upwards
from pipeline.eda.draw.palette import LIGHT
from pipeline.eda.shapes import Bars

ROW = 22
"""Pixels of a bar with the space to the next."""


def bars(shape: Bars) -> Chart:
    """Bars by category, each with its number at its end."""
    rows = named(shape.table, {"label": shape.label, "value": shape.value, "series": shape.series})
    rows = rows.with_columns(pl.col("value").cast(pl.Float64), short("label") if not shape.series else pl.col("label"))
    rows = rows.with_columns(pl.col("label").cast(pl.String))
    series = series_of(rows, "series") if shape.series else []
    parts = stacked(rows, "label", "value", series) if series else rows.with_columns(start=0.0, end="value")
    totals = rows.group_by("label", maintain_order=True).agg(pl.col("value").sum())
    whole = shape.table.schema[shape.value].is_integer()
    totals = totals.with_columns(
        written(totals.with_columns(pl.col("value").cast(pl.Int64)) if whole else totals, "value", shape.value)
    )
    most = span(totals["value"])[1]
    own = shape.series == shape.label  # the labels name the colours
    colour = fill(series, offset=None if own else 26 if shape.upright else 6)
    if shape.upright:
        return _standing(shape, parts, totals, most, colour)
    place = alt.Y("label:N", sort=categories(rows, "label"), title=None, axis=across())
    scale = alt.Scale(type="log", domain=[_floor(totals["value"]), most * 2], nice=False) if shape.log else None
    scale = scale or alt.Scale(domain=[0, (most or 1) * 1.14], nice=False)
    start, end = ("start", "end")
    if shape.log:
        parts = parts.with_columns(start=pl.lit(_floor(totals["value"])))
    drawn = (
        alt.Chart(parts)
        .mark_bar(**thin())
        .encode(
            y=place,
            x=alt.X(f"{start}:Q", scale=scale, axis=None),
            x2=alt.X2(f"{end}:Q"),
            color=colour,
        )
    )
    numbers = (
        alt.Chart(totals)
        .mark_text(align="left", dx=5, fontSize=11, color=LIGHT["ink"])
        .encode(y=place, x=alt.X("value:Q", scale=scale, axis=None), text="text:N")
    )
    return alt.layer(drawn, numbers).properties(
        width=WIDTH, height=ROW * totals.height + 8 + (0 if own or not series else 26), **_below(shape.value_title)
    )


def _standing(shape: Bars, parts: pl.DataFrame, totals: pl.DataFrame, most: float, colour: Fill) -> Chart:
    order = categories(totals, "label")
    turned = max((len(label) for label in order), default=0) * len(order) > 90
    axis = alt.Axis(
        title=shape.label_title or None, labelAngle=-45 if turned else 0, grid=False, ticks=False, labelOverlap=True
    )
    place = alt.X("label:N", sort=order, axis=axis, scale=alt.Scale(paddingInner=0.2, paddingOuter=0.1))
    least = _floor(totals["value"])
    scale = alt.Scale(type="log", nice=False) if shape.log else alt.Scale(domain=[0, ceiling(most * 1.05)])
    if shape.log:
        parts = parts.filter(pl.col("end") > 0).with_columns(start=pl.lit(least))
    drawn = (
        alt.Chart(parts)
        .mark_bar(**thin())
        .encode(
            x=place,
            y=alt.Y("start:Q", scale=scale, axis=upwards(shape.value_title, log=shape.log)),
            y2="end:Q",
            color=colour,
        )
    )
    layers = [drawn]
    if len(order) <= 14:
        layers.append(
            alt.Chart(totals)
            .mark_text(dy=-7, fontSize=11, color=LIGHT["ink"])
            .encode(x=place, y=alt.Y("value:Q", scale=scale), text="text:N")
        )
    return alt.layer(*layers).properties(width=WIDTH, height=300)


def _floor(values: pl.Series) -> float:
    """Where bars on a logarithmic scale begin: so far below the least that it still shows."""
    return span(values.filter(values > 0))[0] / 2 or 0.1


def _below(title: str) -> dict[str, alt.TitleParams]:
    """What bars without an axis measure, under them."""
    return {
        "title": alt.TitleParams(
            title, orient="bottom", anchor="end", fontSize=11, fontWeight="normal", color=LIGHT["muted"], offset=4
        )
    }
