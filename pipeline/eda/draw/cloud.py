"""Word clouds: laid out by the library `wordcloud`, written as text, which is sharp and takes the page's colours."""

import re
from importlib.resources import files
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import polars as pl
from PIL import ImageFont
from wordcloud import WordCloud

from pipeline.eda.draw.marks import WIDTH
from pipeline.eda.draw.palette import LIGHT
from pipeline.eda.shapes import Cloud

HEIGHT = 320
MOST = 120
"""Words of a cloud, at most."""

_SHADES = ("ink", "accent", "muted", "heat-5")
FONT = "DejaVu Sans, Verdana, sans-serif"
"""What clouds are laid out with; the second is as wide."""

_FILE = "mpl-data/fonts/ttf/DejaVuSans.ttf"  # comes with matplotlib; knows Latin, Greek and Cyrillic


def cloud(shape: Cloud) -> str:
    """The cloud as SVG. The same words lie in the same places each time."""
    rows = shape.table.sort(shape.weight, shape.word, descending=[True, False]).head(MOST)
    weights = {str(word): float(weight) for word, weight in rows.select(shape.word, shape.weight).iter_rows()}
    font = str(files("matplotlib") / _FILE)
    made = WordCloud(
        width=WIDTH, height=HEIGHT, font_path=font, max_words=MOST, prefer_horizontal=1, random_state=7,
        background_color=None, mode="RGBA", min_font_size=9, max_font_size=76, relative_scaling=0.5, margin=5,
    ).generate_from_frequencies(weights)  # fmt: skip
    shades = {word: LIGHT[_SHADES[place % len(_SHADES)]] for place, word in enumerate(weights)}
    texts = [_text(each, font, shades) for each in _texts(made.to_svg())]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{LIGHT["surface"]}"/>{"".join(texts)}</svg>'
    )


def _texts(svg: str) -> list[ET.Element]:
    tree = ET.fromstring(svg)  # noqa: S314 - the library's own, made a moment ago
    return [each for each in tree.iter() if each.tag.endswith("}text") or each.tag == "text"]


def _text(each: ET.Element, font: str, shades: dict[str, str]) -> str:
    """One word, its width held to what it was laid out with: the reader's font is another."""
    word, size = each.text or "", float(each.get("font-size", "12"))
    width = ImageFont.truetype(font, int(size)).getlength(word)
    transform = re.sub(r"[^a-z0-9.,()\s-]", "", each.get("transform", ""))
    placed = (
        f'font-family="{FONT}" transform="{transform}" font-size="{size:g}" fill="{shades.get(word, LIGHT["ink"])}"'
    )
    return f'<text {placed} textLength="{width:.1f}" lengthAdjust="spacingAndGlyphs">{escape(word)}</text>'


def empty(shape: Cloud) -> bool:
    """Whether there is no word to lay out."""
    return shape.table.filter(pl.col(shape.weight) > 0).is_empty()
