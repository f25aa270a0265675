"""The page: sections and their drawn figures set into one HTML file that needs nothing else."""

import hashlib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.eda.cells import Cell, numeric, rows
from pipeline.eda.section import Figure, Listing, Section
from pipeline.eda.shapes import shown
from pipeline.store.manifest import Manifest

MOST_ROWS = 50
"""Rows of a table in the page, at most."""

POLICY = "default-src 'none'; style-src {style}; img-src data:; base-uri 'none'; form-action 'none'"
"""What the page may do where nobody serves it with a policy: show its own styles and pictures."""


@dataclass(frozen=True, slots=True)
class Part:
    """A figure or a table as the template has it.

    Attributes:
        name: its link's end.
        title: its heading.
        note: what a reader needs to know; may be empty.
        columns: the table's headings.
        numeric: of each column whether it holds numbers.
        rows: the table's first rows.
        more: how many rows there are if not all are shown, else 0.
        svg: the picture; empty for a table alone.
        alt: the picture in words.
    """

    name: str
    title: str
    note: str
    columns: list[str]
    numeric: list[bool]
    rows: list[list[Cell]]
    more: int = 0
    svg: str = ""
    alt: str = ""


def page(manifest: Manifest, sections: Sequence[Section], pictures: Mapping[str, str]) -> str:
    """Set the page.

    Args:
        manifest: of the release.
        sections: in their order.
        pictures: of each figure's name its SVG.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - comes with the extra

    from pipeline.eda.draw.palette import variables  # noqa: PLC0415 - as above

    here = Path(__file__).parent
    style = (here / "report.css").read_text(encoding="utf-8").replace("/* colours */", variables())
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    setter = Environment(
        loader=FileSystemLoader(here), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    setter.filters["held"] = held

    def set_in(part: Figure | Listing) -> Part:
        if isinstance(part, Listing):
            return _part(part.name, part.title, part.note, part.frame)
        svg = pictures[part.name].replace("<svg ", f'<svg role="img" aria-labelledby="{part.name}-alt" ', 1)
        note = " ".join(filter(None, (part.note, _said(part))))
        return _part(part.name, part.title, note, shown(part.shape), svg=svg, alt=part.alt)

    text: str = setter.get_template("report.html").render(
        version=manifest.version,
        synthetic=manifest.synthetic,
        policy=POLICY.format(style=f"'sha256-{digest}'"),
        style=style,
        facts=_facts(manifest),
        sources=_sources(manifest),
        sections=[
            {
                "name": section.name,
                "title": section.title,
                "intro": section.intro,
                "finding": section.finding,
                "parts": [set_in(part) for part in section.parts],
            }
            for section in sections
        ],
    )
    return text


def held(text: str) -> str:
    """The text with its numbers and the per cents after them on one line."""
    return text.replace(" %", "\u00a0%")


def _part(name: str, title: str, note: str, frame: pl.DataFrame, **picture: Any) -> Part:  # noqa: ANN401
    head = frame.head(MOST_ROWS)
    more = frame.height if frame.height > MOST_ROWS else 0
    return Part(name, title, note, frame.columns, numeric(frame), rows(head), more, **picture)


def _said(figure: Figure) -> str:
    """How a scatter plot came by its points, as a sentence."""
    said: str = getattr(figure.shape, "said", "")
    return f"{said[:1].upper()}{said[1:].rstrip('.')}." if said else ""


def _facts(manifest: Manifest) -> list[tuple[str, str]]:
    count = {name: f"{table.rows:,}" for name, table in manifest.tables.items()}
    return [
        ("Release", manifest.version),
        ("Built", f"{manifest.built_at:%Y-%m-%d %H:%M} UTC"),
        ("Models", manifest.model_version or "none"),
        ("Titles", count.get("titles", "0")),
        ("Ratings", count.get("ratings", "0")),
        ("Films", count.get("films", "0")),
    ]


def _sources(manifest: Manifest) -> Part:
    columns = ("file", "rows", "entered", "set aside", "about no title")
    found = [(each.path, each.rows, each.entered, each.set_aside, each.unmatched) for each in manifest.sources]
    schema = {name: pl.Int64 if place else pl.String for place, name in enumerate(columns)}
    frame = pl.DataFrame(found, schema, orient="row")
    return Part("sources", "Raw files", "", frame.columns, numeric(frame), rows(frame))
