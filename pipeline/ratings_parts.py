"""One source file of ratings -> one sorted part, in memory that does not grow with the file.

Sorting is the one step that must hold all its rows, so it is given a bounded number at a time: the good rows are
staged as they stream by, cut into ranges of users, and each range is sorted alone.
"""

from itertools import pairwise
from pathlib import Path

import narwhals as nw
import polars as pl

from pipeline.quarantine import set_aside
from pipeline.sources import Source, scan_ratings
from pipeline.steps import ratings as steps
from pipeline.store.tables import scan

SORTED_AT_ONCE = 1_000_000
"""Rows that one sort may hold: about 150 MB."""

ROW_GROUP = 131_072
"""Rows in a parquet row group: smaller ones slow a search for one user down, larger ones take memory to write."""


def write_part(source: Source, titles: pl.LazyFrame, part: Path, quarantine: Path, scratch: Path) -> None:
    """Write a file's good ratings, sorted, to `part` and its other rows to `quarantine`.

    Args:
        source: The file of ratings.
        titles: The titles that a rating may name, in `title_id`.
        part: The parquet file to make.
        quarantine: The parquet file to make of rows that may not enter.
        scratch: An empty directory for files that are needed meanwhile.
    """
    rows = nw.from_native(scan_ratings(source)).pipe(steps.with_reason, nw.from_native(titles))
    staged = scratch / "staged.parquet"
    pl.collect_all(
        [
            _sink(rows.pipe(steps.good).to_native(), staged),
            _sink(set_aside(rows.to_native(), "ratings").sort("row"), quarantine),  # the join lost their order
        ],
        engine="streaming",
    )
    ranges = []
    for number, rows_of_range in enumerate(_user_ranges(scan(staged))):
        ordered = nw.from_native(rows_of_range).pipe(steps.in_order).to_native()
        ranges.append(scratch / f"{number}.parquet")
        _sink(ordered, ranges[-1]).collect(engine="streaming")
    _sink(scan(ranges), part).collect(engine="streaming")
    for file in (staged, *ranges):
        file.unlink()


def _user_ranges(rows: pl.LazyFrame) -> list[pl.LazyFrame]:
    """The rows cut by user into ranges of about `SORTED_AT_ONCE`, in order; no user is in two of them."""
    users = rows.select("user_id").collect(engine="streaming").to_series().sort()
    cuts = sorted({users[at] for at in range(SORTED_AT_ONCE, len(users), SORTED_AT_ONCE)})
    user = pl.col("user_id")
    if not cuts:
        return [rows]
    between = [rows.filter(user >= low, user < high) for low, high in pairwise(cuts)]
    return [rows.filter(user < cuts[0]), *between, rows.filter(user >= cuts[-1])]


def _sink(rows: pl.LazyFrame, file: Path) -> pl.LazyFrame:
    return rows.sink_parquet(file, row_group_size=ROW_GROUP, lazy=True)
