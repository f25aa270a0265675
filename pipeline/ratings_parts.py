"""One source file of ratings -> one sorted part, in memory that does not grow with the file.

Sorting is the one step that must hold all its rows, so it is given a bounded number at a time: the good rows are
staged as they stream by, cut into ranges of users, and each range is sorted alone.
"""

from itertools import pairwise
from pathlib import Path

import narwhals as nw
import polars as pl

from pipeline.quarantine import set_aside
from pipeline.sources.scans import scan_ratings
from pipeline.sources.source import Source
from pipeline.steps import ratings as steps
from pipeline.store.tables import scan

SORTED_AT_ONCE = 750_000
"""Rows that one sort may hold: about 75 MB, and half of one of the assignment's files."""

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
            _stage(rows.pipe(steps.good).to_native(), staged),
            _sink(set_aside(rows.to_native(), "ratings").sort("row"), quarantine),  # the join lost their order
        ],
        engine="streaming",
    )
    ordered = [nw.from_native(rows).pipe(steps.in_order).to_native() for rows in _user_ranges(scan(staged))]
    if len(ordered) == 1:
        _sink(ordered[0], part).collect(engine="streaming")
    else:
        ranges = [scratch / f"{number}.parquet" for number in range(len(ordered))]
        for rows_of_range, file in zip(ordered, ranges, strict=True):
            _stage(rows_of_range, file).collect(engine="streaming")
        _sink(scan(ranges), part).collect(engine="streaming")
    for file in scratch.iterdir():
        file.unlink()


def _user_ranges(rows: pl.LazyFrame) -> list[pl.LazyFrame]:
    """The rows cut by user into equal ranges of about `SORTED_AT_ONCE` at most, in order; no user is in two of them.

    Only the users and their numbers of rows are held for this: there are far fewer of them than rows.
    """
    users = rows.group_by("user_id").agg(pl.len().cast(pl.Int64).alias("rows")).sort("user_id")
    before, total = pl.col("rows").cum_sum() - pl.col("rows"), pl.col("rows").sum()
    ranges = (total + SORTED_AT_ONCE - 1) // SORTED_AT_ONCE
    first = users.group_by(before * ranges // total).agg(pl.col("user_id").min()).sort("user_id")
    cuts = first.collect(engine="streaming")["user_id"].to_list()[1:]
    if not cuts:
        return [rows]
    user = pl.col("user_id")
    between = [rows.filter(user >= low, user < high) for low, high in pairwise(cuts)]
    return [rows.filter(user < cuts[0]), *between, rows.filter(user >= cuts[-1])]


def _sink(rows: pl.LazyFrame, file: Path) -> pl.LazyFrame:
    return rows.sink_parquet(file, row_group_size=ROW_GROUP, lazy=True)


def _stage(rows: pl.LazyFrame, file: Path) -> pl.LazyFrame:
    """A file to be read once and deleted: making it smaller would cost more than it saves."""
    return rows.sink_parquet(file, row_group_size=ROW_GROUP, compression="uncompressed", statistics=False, lazy=True)
