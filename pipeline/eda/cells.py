"""Values as a reader sees them, in tables and beside bars; what a number is shows in its column's name.

Years and ids have no separators; a column whose name begins with `share` is in per cent.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

_PLAIN = re.compile(r"\b(year|id|number)\b", re.IGNORECASE)
_SHARE = re.compile(r"share\b", re.IGNORECASE)
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in words, and whether it is a number, which stands to the right."""

    text: str
    number: bool


def cell(value: Any, column: str) -> Cell:  # noqa: ANN401 - whatever a frame holds
    """A value of a column of this name."""
    return Cell(text(value, column), isinstance(value, int | float) and not isinstance(value, bool))


def text(value: Any, column: str = "") -> str:  # noqa: ANN401, PLR0911 - whatever a frame holds, a kind a line
    """A value of a column of this name in words; `–` for none."""
    match value:
        case None:
            return "–"
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value) if _PLAIN.search(column) else f"{value:,}"
        case float():
            return _decimal(value, column)
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case str():
            return value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
        case Iterable():
            return ", ".join(text(each, column) for each in value) or "–"
    return str(value)


def _decimal(value: float, column: str) -> str:
    if _SHARE.match(column):
        return f"{100 * value:.1f} %"
    if value.is_integer() and abs(value) >= 1000:
        return f"{value:,.0f}"
    if abs(value) >= 100:
        return f"{value:,.1f}"
    return f"{value:.4f}" if 0 < abs(value) < 0.01 else f"{value:.2f}"


def rows(frame: pl.DataFrame) -> list[list[Cell]]:
    """A frame's rows, ready to be set."""
    return [[cell(value, name) for value, name in zip(row, frame.columns, strict=True)] for row in frame.rows()]


def numeric(frame: pl.DataFrame) -> list[bool]:
    """Of each column whether it holds numbers."""
    return [dtype.is_numeric() for dtype in frame.dtypes]
