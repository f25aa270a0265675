"""A shape as a picture: SVG for the page, which follows its colours and letters, and PNG."""

import re
from dataclasses import dataclass

import vl_convert as vlc

from pipeline.eda.draw.bars import bars
from pipeline.eda.draw.cloud import cloud
from pipeline.eda.draw.heat import heat
from pipeline.eda.draw.marks import finished
from pipeline.eda.draw.palette import LIGHT
from pipeline.eda.draw.points import LABEL_WIDTH, lines, points
from pipeline.eda.draw.spread import boxes, histogram
from pipeline.eda.shapes import Bars, Boxes, Cloud, Heat, Histogram, Lines, Points, Shape

_ROLES = {colour: role for role, colour in LIGHT.items()}
_COLOUR = re.compile("|".join(re.escape(f'"{colour}"') for colour in _ROLES), re.IGNORECASE)
_HIDDEN = re.compile(r'<text [^>]*\bopacity="0"[^>]*>[^<]*</text>')  # labels that would have lain over others
_FONT = re.compile(r' font-family="[^"]*"')
_DULL = re.compile(r' (?:class|pointer-events|aria-hidden|aria-label|role|aria-roledescription)="[^"]*"| opacity="1"')
_DIGITS = re.compile(r"(\d+\.\d{2})\d+")
_ID = re.compile(r'\bid="([^"]+)"')
_EMPTY = re.compile(r'<path (?:[^>]* )?d=""[^>]*/>|<g[^>]*></g>')
_SIZE = re.compile(r'^<svg [^>]*?width="([\d.]+)" height="([\d.]+)"[^>]*>')


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn figure. `svg` has no text alternative yet and no style of its own; `png` is light, at twice the size."""

    svg: str
    png: bytes


def picture(name: str, shape: Shape) -> Picture:
    """Draw a shape; `name` keeps what it defines apart from other pictures of the same page."""
    svg = drawn(shape)
    page = themed(svg, name)
    if isinstance(shape, Cloud):
        page = page.replace('class="chart"', 'class="chart cloud"', 1)
    return Picture(page, vlc.svg_to_png(svg, scale=2))


def drawn(shape: Shape) -> str:
    """The shape as SVG in light colours."""
    match shape:
        case Cloud():
            return cloud(shape)
        case Bars():
            spec = finished(bars(shape))
        case Histogram():
            spec = finished(histogram(shape))
        case Boxes():
            spec = finished(boxes(shape))
        case Heat():
            spec = finished(heat(shape))
        case Lines():
            spec = finished(lines(shape), right=LABEL_WIDTH if shape.series else 12)
        case Points():
            spec = finished(points(shape), right=90 if shape.label else 12)
    return str(vlc.vegalite_to_svg(spec))


def themed(svg: str, name: str) -> str:
    """The SVG with variables for colours and the page's own letters; what nobody sees is left out."""
    for rule in (_HIDDEN, _FONT, _DULL):
        svg = rule.sub("", svg)
    while (fewer := _EMPTY.sub("", svg)) != svg:
        svg = fewer
    svg = _DIGITS.sub(r"\1", svg)
    for found in dict.fromkeys(_ID.findall(svg)):
        svg = svg.replace(f'id="{found}"', f'id="{name}-{found}"').replace(f"url(#{found})", f"url(#{name}-{found})")
    svg = _COLOUR.sub(lambda colour: f'"var(--{_ROLES[colour[0].strip(chr(34)).lower()]})"', svg)
    size = _SIZE.match(svg)
    width, height = size.groups() if size else ("680", "300")
    return _SIZE.sub(f'<svg class="chart" viewBox="0 0 {width} {height}" width="{width}" height="{height}">', svg)
