"""One source file of ratings -> one sorted part and its sums, in memory that does not grow with the file.

Sorting is the one step that must hold all its rows, so it is given a bounded number at a time: the good rows are
staged as they stream by, cut into ranges of users, and each range is sorted alone.
"""

from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, Self

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


class Part(NamedTuple):
    """The parquet files that one file of ratings becomes: its good ratings, their sums, and its other rows."""

    ratings: Path
    sums: Path
    quarantine: Path

    @classmethod
    def of(cls, folder: Path, name: str) -> Self:
        """Those of a name in a draft."""
        file = f"{name}.parquet"
        return cls(folder / "ratings" / file, folder / "rating_sums" / file, folder / "quarantine" / f"ratings-{file}")


def write_part(source: Source, titles: pl.LazyFrame, part: Part, scratch: Path) -> None:
    """Write a file's good ratings, sorted, their sums, and its other rows.

    Args:
        source: The file of ratings.
        titles: The titles that a rating may name, in `title_id`.
        part: The parquet files to make.
        scratch: An empty directory for files that are needed meanwhile.
    """
    rows = nw.from_native(scan_ratings(source)).pipe(steps.with_reason, nw.from_native(titles))
    write_rows(rows, rows.pipe(steps.good), part, scratch)


def write_rows(
    rows: steps.Frame, entering: steps.Frame, part: Part, scratch: Path, *also: pl.LazyFrame
) -> list[pl.DataFrame]:
    """Write ratings, sorted, their sums, and the rows that have a reason.

    Args:
        rows: Every row of a file, with its reason.
        entering: What becomes of those without one.
        part: The parquet files to make.
        scratch: An empty directory for files that are needed meanwhile.
        also: What else is to be found out while the rows stream by.

    Returns:
        What was found out.
    """
    staged = scratch / "staged.parquet"
    _, _, *found = pl.collect_all(
        [
            stage(entering.to_native(), staged),
            sink(set_aside(rows.to_native(), "ratings").sort("row"), part.quarantine),  # the join lost their order
            *also,
        ],
        engine="streaming",
    )
    ordered = [nw.from_native(rows).pipe(steps.in_order).to_native() for rows in user_ranges(scan(staged))]
    if len(ordered) == 1:
        sink(ordered[0], part.ratings).collect(engine="streaming")
    else:
        ranges = [scratch / f"{number}.parquet" for number in range(len(ordered))]
        for rows_of_range, file in zip(ordered, ranges, strict=True):
            stage(rows_of_range, file).collect(engine="streaming")
        sink(scan(ranges), part.ratings).collect(engine="streaming")
    for file in scratch.iterdir():
        file.unlink()
    sums: pl.LazyFrame = nw.from_native(scan(part.ratings)).pipe(steps.sum_scores).to_native()
    sums.sink_parquet(part.sums, engine="streaming")
    return found


def user_ranges(rows: pl.LazyFrame) -> list[pl.LazyFrame]:
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


def sink(rows: pl.LazyFrame, file: Path) -> pl.LazyFrame:
    """A file of a table."""
    return rows.sink_parquet(file, row_group_size=ROW_GROUP, lazy=True)


def stage(rows: pl.LazyFrame, file: Path) -> pl.LazyFrame:
    """A file to be read once and deleted: making it smaller would cost more than it saves."""
    return rows.sink_parquet(file, row_group_size=ROW_GROUP, compression="uncompressed", statistics=False, lazy=True)
