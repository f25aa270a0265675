"""What is measured: the pipeline's way to read literals, the plain one, the usual shortcut, and the floor below all."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import python


@dataclass(frozen=True, slots=True)
class System:
    """A program that is given a file of credits and, if it makes a table, a place to write it into."""

    name: str
    does: str
    command: Callable[[Path, Path], list[str]]


FLOOR = System(
    "cells",
    "splits the file into cells with polars' streaming engine and sums their lengths; reads none of them",
    lambda file, _: python("-m", "benchmarks.literals.floor", str(file)),
)
OURS = System(
    "ours",
    "`pipeline.steps.literals` within a streaming plan, as `pipeline build` has it: both columns as lists of names "
    "with order or job, written as parquet",
    lambda file, out: python("-m", "benchmarks.literals.ours", str(file), str(out)),
)
PLAIN = System(
    "literal_eval",
    "a plain program for the same table: the module csv, and `ast.literal_eval` for each cell, 500 rows held at a time",
    lambda file, out: python("-m", "benchmarks.literals.plain", str(file), str(out)),
)
QUOTES = System(
    "quotes replaced",
    "the same program with the usual shortcut: every `'` becomes `\"`, every `None` becomes `null`, and `json.loads` "
    "reads what comes of it; where that fails there is nothing",
    lambda file, out: python("-m", "benchmarks.literals.plain", str(file), str(out), "quotes"),
)
SYSTEMS = (FLOOR, OURS, PLAIN, QUOTES)
"""In the order in which they take turns: the first warms the page cache for the others."""
