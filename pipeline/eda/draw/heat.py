"""Matrices of coloured cells with a number in each."""

import altair as alt
import polars as pl

from pipeline.eda.draw.frames import categories, named, span
from pipeline.eda.draw.marks import WIDTH, Chart, across
from pipeline.eda.draw.palette import HEAT, LIGHT, SIGNED
from pipeline.eda.shapes import Heat


def heat(shape: Heat) -> Chart:
    """A matrix of cells, each with its number."""
    rows = named(
        shape.table, {"row": shape.row, "column": shape.column, "value": shape.value, "text": shape.text}
    ).with_columns(pl.col("row", "column").cast(pl.String), pl.col("value").cast(pl.Float64))
    if shape.text is None:
        rows = rows.with_columns(text=(pl.col("value").round(2) + 0.0).map_elements("{:.2f}".format, pl.String))
    most = span(rows["value"])[1] or 1.0
    levels = len(HEAT) - 1
    level = pl.col("value") / most * levels
    level = pl.when(pl.col("value") == 0).then(0).otherwise(level.ceil().clip(1, levels))
    steps = HEAT
    if shape.signed:
        level, steps = ((pl.col("value") * 3.5).round() + 3).clip(0, 6), SIGNED
    rows = rows.with_columns(level=level.fill_null(3 if shape.signed else 0).cast(pl.Int64))
    dark = pl.col("level").is_in([0, 6] if shape.signed else [4, 5, 6])
    rows = rows.with_columns(
        fill=pl.col("level").replace_strict(dict(enumerate(steps))),
        ink=pl.when(dark).then(pl.lit(LIGHT["high-ink"])).otherwise(pl.lit(LIGHT["low-ink"])),
        text=pl.col("text").fill_null("–"),
    )
    columns, lines = categories(rows, "column"), categories(rows, "row")
    turned = max(map(len, columns), default=0) * len(columns) > 80
    head = alt.Axis(
        orient="top",
        title=shape.column_title or None,
        labelAngle=-40 if turned else 0,
        grid=False,
        ticks=False,
        domain=False,
        labelPadding=6,
        labelLimit=200,
        labelOverlap=False,
    )
    base = alt.Chart(rows).encode(
        x=alt.X("column:N", sort=columns, axis=head),
        y=alt.Y("row:N", sort=lines, axis=across(shape.row_title or None)),
    )
    cells = base.mark_rect(stroke=LIGHT["surface"], strokeWidth=2).encode(color=alt.Color("fill:N", scale=None))
    numbers = base.mark_text(fontSize=11).encode(text="text:N", color=alt.Color("ink:N", scale=None))
    return alt.layer(cells, numbers).properties(width=WIDTH, height=32 * len(lines) + (110 if turned else 40))
