"""The floor: `python -m benchmarks.literals.floor credits.csv` splits the file into cells and reads none of them."""

import sys
from pathlib import Path

import polars as pl

from pipeline.sources.layout import FILM_CREDIT_COLUMNS
from pipeline.sources.scans import scan_film_credits
from pipeline.sources.source import Source


def main(file: Path) -> int:
    """The bytes in all cells."""
    cells = [pl.col(f"raw_{name}").str.len_bytes().cast(pl.Int64).sum() for name in FILM_CREDIT_COLUMNS]
    rows = scan_film_credits(Source(file.name, file, 0, "")).select(pl.sum_horizontal(cells))
    return int(rows.collect(engine="streaming").item())


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))
