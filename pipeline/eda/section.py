"""What the report is made of: sections of figures and tables, each of which ends with a finding."""

from dataclasses import dataclass

import polars as pl

from pipeline.eda.shapes import Shape


@dataclass(frozen=True, slots=True)
class Figure:
    """One picture with its table and what it looks like in words.

    Attributes:
        name: unique in the report; a file's name and a link's end, so lower-case words joined by hyphens.
        title: what is shown, as a heading.
        shape: what to draw.
        alt: a sentence computed from the numbers, which says what one would see.
        note: what a reader needs to know to read it (a rule, a sampling); may be empty.
    """

    name: str
    title: str
    shape: Shape
    alt: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A table without a picture. Its column names are its headings; `name`, `title` and `note` as of a figure."""

    name: str
    title: str
    frame: pl.DataFrame
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One question about the data.

    Attributes:
        name: unique in the report; a link's end.
        title: the heading.
        intro: what is looked at and by which rule; may be empty. Where there is nothing to show, it says so.
        parts: in the order of reading.
        finding: exactly one sentence, computed from the numbers.
    """

    name: str
    title: str
    intro: str
    parts: tuple[Figure | Listing, ...]
    finding: str

    @classmethod
    def nothing(cls, name: str, title: str, why: str) -> "Section":
        """A section that has nothing to show, and says why in one sentence."""
        return cls(name, title, "", (), why)
