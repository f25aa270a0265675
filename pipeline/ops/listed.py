"""Releases in a table for people, and as JSON for programs."""

import io
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from rich.console import Console
from rich.table import Table

from pipeline.ops.versions import Version

HEADINGS = ("", "version", "made (UTC)", "dataset", "model", "titles", "ratings", "size", "own", "")
NUMBERS = {"titles", "ratings", "size", "own"}


def as_json(found: Sequence[Version]) -> str:
    """A list of objects with the fields of `Version`."""
    return json.dumps([asdict(each) for each in found], indent=2, default=datetime.isoformat) + "\n"


def as_text(found: Sequence[Version]) -> str:
    """A table on a terminal, columns of plain text elsewhere; a sentence where there is none."""
    if not found:
        return "No release yet; make one with: pipeline build\n"
    rows = [_row(each) for each in found]
    return _table(rows) if sys.stdout.isatty() else _columns(rows)


def _row(each: Version) -> tuple[str, ...]:
    state = each.trouble or ("sample" if each.synthetic else "")
    return (
        "*" if each.current else "",
        each.version,
        f"{each.made_at:%Y-%m-%d %H:%M}",
        each.dataset or "-",
        each.model or "-",
        "-" if each.titles is None else f"{each.titles:,}",
        "-" if each.ratings is None else f"{each.ratings:,}",
        _size(each.size),
        _size(each.own),
        f"BROKEN: {state}" if each.trouble else state,
    )


def _columns(rows: Sequence[tuple[str, ...]]) -> str:
    lines = [HEADINGS, *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEADINGS))]
    text = io.StringIO()
    for line in lines:
        cells = [
            cell.rjust(width) if name in NUMBERS else cell.ljust(width)
            for cell, width, name in zip(line, widths, HEADINGS, strict=True)
        ]
        text.write("  ".join(cells).rstrip() + "\n")
    return text.getvalue()


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    table = Table(box=None, pad_edge=False)
    for name in HEADINGS:
        table.add_column(name, justify="right" if name in NUMBERS else "left", no_wrap=name != "")
    for row in rows:
        broken = row[-1].startswith("BROKEN")
        table.add_row(*row, style="red" if broken else "bold" if row[0] else None)
    console = Console(file=sys.stdout)
    with console.capture() as captured:
        console.print(table)
    return captured.get()


def _size(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"
