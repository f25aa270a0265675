"""What is measured: the pipeline, the same work in pandas, and the floor below both."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import python


@dataclass(frozen=True, slots=True)
class System:
    """A program that is given a folder of raw files and, if it makes any, an empty place for its tables."""

    name: str
    does: str
    command: Callable[[Path, Path], list[str]]


FLOOR = System(
    "newline count",
    "reads the bytes of all raw files once and counts their newlines; makes nothing",
    lambda raw, _: python("-m", "benchmarks.pipeline.floor", str(raw)),
)
OURS = System(
    "pipeline build",
    "the whole command: reads and hashes every file, checks that it is UTF-8, cleans the catalogues, splits off the "
    "credits, validates every rating and keeps those it rejects, sorts each file's by user, time, title and score, "
    "sums them by title, holds the tables to their contracts, counts every row twice, and hashes and publishes the "
    "release",
    lambda raw, out: python("-m", "pipeline", "build", "--raw", str(raw), "--data", str(out)),
)
PANDAS = System(
    "pandas",
    "a plain program for the same tables, one file of ratings at a time: cleans the catalogues alike, splits off the "
    "credits, validates every rating and drops those it rejects, sorts and sums alike, writes parquet; it hashes, "
    "keeps, checks and publishes nothing, and stops at a number that it cannot read",
    lambda raw, out: python("-m", "benchmarks.pipeline.pandas_peer", str(raw), str(out)),
)
SYSTEMS = (FLOOR, OURS, PANDAS)
"""In the order in which they take turns: the first warms the page cache for the others."""
