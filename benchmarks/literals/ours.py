"""The pipeline's way: `python -m benchmarks.literals.ours credits.csv out`."""

import sys
from pathlib import Path

import polars as pl

from pipeline.sources.scans import scan_film_credits
from pipeline.sources.source import Source
from pipeline.steps.film_credits import CAST, CREW
from pipeline.steps.literals import read_literals

AT_ONCE = 4_096
"""Rows of a row group."""


def main(file: Path, out: Path) -> None:
    """Stream the file into a table of the same rows with lists of structs."""
    raw = scan_film_credits(Source(file.name, file, 0, ""))
    rows = raw.select(cast=read_literals(pl.col("raw_cast"), CAST), crew=read_literals(pl.col("raw_crew"), CREW))
    rows.sink_parquet(out, row_group_size=AT_ONCE, engine="streaming")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
