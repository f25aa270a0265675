"""Whether two programs read the same: without that, what they cost cannot be compared."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl


class TablesDiffer(Exception):
    """The programs did not do the same work."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Cells that two programs read alike, the people in them, and the cells that neither could read.

    Of the usual shortcut, `failed` are cells without a value though there is one, `wrong` those with another value.
    """

    cells: int
    people: int
    unreadable: int
    failed: int
    wrong: int


def check_agreement(ours: Path, plain: Path, quotes: Path) -> Agreement:
    """What was read, if it was read alike.

    Raises:
        TablesDiffer: it was not.
    """
    mine, theirs, other = (pl.read_parquet(file) for file in (ours, plain, quotes))
    if not mine.equals(theirs):
        differing = sum(count(mine[name].ne_missing(theirs[name])) for name in mine.columns)
        raise TablesDiffer(f"{differing:,} of {mine.height * mine.width:,} cells are read in two ways")
    failed = sum(count(other[name].is_null() & mine[name].is_not_null()) for name in mine.columns)
    wrong = sum(count(other[name].is_not_null() & other[name].ne_missing(mine[name])) for name in mine.columns)
    return Agreement(
        cells=mine.height * mine.width,
        people=sum(int(mine[name].list.len().sum()) for name in mine.columns),
        unreadable=sum(mine.null_count().row(0)),
        failed=failed,
        wrong=wrong,
    )


def count(cells: pl.Series) -> int:
    """How many are true."""
    return int(cells.sum())
