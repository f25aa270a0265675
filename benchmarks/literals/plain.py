"""The plain way: the module csv, `ast.literal_eval` for each cell, and a table of what comes of it.

`python -m benchmarks.literals.plain credits.csv out`; with `quotes` at the end, the usual shortcut instead:
each `'` taken for a `"` and `None` for `null`, and what comes of it read as JSON.
"""

import ast
import csv
import json
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

AT_ONCE = 500
"""Rows that are held at a time."""

KEYS = {"cast": ("name", "order"), "crew": ("job", "name")}
TYPES = {"name": pl.String(), "job": pl.String(), "order": pl.Int64()}
SCHEMA = {column: pl.List(pl.Struct({key: TYPES[key] for key in keys})) for column, keys in KEYS.items()}

Reader = Callable[[str], Any]


def by_quotes(cell: str) -> object:
    """A cell as JSON, more or less."""
    return json.loads(cell.replace("'", '"').replace("None", "null"))


READERS: dict[str, Reader] = {"literal_eval": ast.literal_eval, "quotes": by_quotes}


def people(cell: str, keys: tuple[str, ...], reader: Reader) -> list[dict[str, Any]] | None:
    """The people of a cell; None where it cannot be read."""
    try:
        return [{key: person[key] for key in keys} for person in reader(cell)]
    except (ValueError, SyntaxError, TypeError, KeyError):
        return None


def parts(file: Path, reader: Reader) -> Iterator[pl.DataFrame]:
    """The table, some rows at a time."""
    csv.field_size_limit(sys.maxsize)
    with file.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream)
        while some := list(islice(rows, AT_ONCE)):
            read = {column: [people(row[column], keys, reader) for row in some] for column, keys in KEYS.items()}
            yield pl.DataFrame(read, SCHEMA)


def main(file: Path, out: Path, reader: Reader) -> None:
    """Read the rows one by one and write what they say, into a folder of files as they come."""
    out.mkdir(exist_ok=True)
    for number, part in enumerate(parts(file, reader)):
        part.write_parquet(out / f"{number:06}.parquet")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), READERS[sys.argv[3] if len(sys.argv) > 3 else "literal_eval"])
