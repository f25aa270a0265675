"""What all charts share: their width, axes, legend and letters."""

from typing import Any, TypeAlias

import altair as alt

from pipeline.eda.draw.palette import LIGHT, colours

Chart: TypeAlias = alt.Chart | alt.LayerChart
Fill: TypeAlias = alt.Color | dict[str, Any]
WIDTH = 680
"""Pixels of every chart with its axes."""

NUMBERS = "abs(datum.value) >= 1e5 ? replace(format(datum.value, '.3~s'), 'G', 'B') : format(datum.value, ',~f')"
"""How axes write numbers: 1,400 and 2.5M, and B for thousands of millions."""

POWERS = [10.0**power for power in range(-3, 13)]
"""The ticks of a logarithmic axis."""

FONT = "Arial, Liberation Sans, Helvetica, DejaVu Sans, sans-serif"
"""Measured with when axes are laid out; the page sets the same for charts, or labels would be cut off."""


def finished(chart: Chart, right: int = 8) -> dict[str, Any]:
    """The chart's specification with the house's letters and lines; `right` is room for labels beside the last mark."""
    plain = {"fontWeight": "normal"}
    ready = (
        chart.configure(
            font=FONT,
            aria=False,
            background=LIGHT["surface"],
            autosize=alt.AutoSizeParams(type="fit", contains="padding"),
            padding={"left": 2, "right": right, "top": 4, "bottom": 4},
        )
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=LIGHT["muted"], titleColor=LIGHT["muted"], labelFontSize=11, titleFontSize=11,
            titleFontWeight=plain["fontWeight"], gridColor=LIGHT["rule"], domainColor=LIGHT["rule"],
            tickColor=LIGHT["rule"], labelLimit=240, titlePadding=8,
        )
        .configure_legend(labelColor=LIGHT["ink"], labelFontSize=12, symbolStrokeWidth=0)
    )  # fmt: skip
    return ready.to_dict()  # type: ignore[no-any-return]


def legend(offset: int = 26) -> alt.Legend:
    """The series' names in one line over the chart; `offset` leaves room for the title of heights."""
    return alt.Legend(
        title=None, orient="top", direction="horizontal", symbolType="square", symbolSize=110, symbolOpacity=1,
        offset=offset,
    )  # fmt: skip


def legend_over(series: list[str]) -> int:
    """Pixels that a legend takes."""
    return 40 if series else 0


def across(title: str | None = None) -> alt.Axis:
    """The axis of lying bars: names alone."""
    return alt.Axis(title=title, grid=False, ticks=False, domain=False, labelColor=LIGHT["ink"], labelPadding=6)


def upwards(title: str, *, log: bool = False) -> alt.Axis:
    """The axis of heights: few fine lines, its title over it and not along it."""
    return alt.Axis(
        title=title, grid=True, ticks=False, domain=False, titleAngle=0, titleAlign="left", titleY=-10, titleX=0,
        titleAnchor="start", labelExpr=NUMBERS, labelPadding=6, **({"values": POWERS} if log else {"tickCount": 5}),
    )  # fmt: skip


def years_or_numbers(*, year: bool) -> dict[str, Any]:
    """How an axis from left to right writes its values: years have no separators."""
    return {"format": "d"} if year else {"labelExpr": NUMBERS}


def log_ticks(low: float, high: float) -> list[float]:
    """Where a logarithmic axis has its ticks: powers of ten, with doubles and fives where there are few of them."""
    inside = [power for power in POWERS if low <= power <= high]
    if len(inside) >= 4:
        return inside
    return sorted(step * power for power in POWERS for step in (1, 2, 5) if low <= step * power <= high)


def thin() -> dict[str, Any]:
    """A hair of the page's colour around bars, which keeps neighbours apart."""
    return {"stroke": LIGHT["surface"], "strokeWidth": 0.6}


def fill(series: list[str], *, offset: int | None = 26) -> Fill:
    """The colour of marks: that of their series, with a legend `offset` over the chart, or that of a single one."""
    if not series:
        return alt.value(LIGHT["accent"])
    scale = alt.Scale(domain=series, range=colours(series))
    return alt.Color("series:N", scale=scale, sort=series, legend=None if offset is None else legend(offset))
