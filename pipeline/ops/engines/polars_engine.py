"""The steps of ratings on polars, on this machine, in memory that does not grow with the ratings.

What must be held for sums is every user with every title they rated, and every two titles that anybody liked both: so
users are taken in ranges, and titles in blocks.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import dataframely as dy
import narwhals as nw
import polars as pl

from pipeline import ratings_parts
from pipeline.ops.engines.engine import Sums
from pipeline.ratings_parts import Part, sink, stage, user_ranges
from pipeline.sources.source import Source
from pipeline.steps import sums as steps
from pipeline.store.tables import CoLiked, Ratings, UserSums, conform, scan, schema

PAIRS_AT_ONCE = 1_000_000
LIKES_AT_ONCE = 250_000
"""Pairs of titles that one block of titles may have, and likes: what is held while they are counted."""


class PolarsEngine:
    """See `Engine`."""

    def write_part(self, source: Source, titles: pl.LazyFrame, part: Part, scratch: Path) -> None:
        """See `Engine.write_part`."""
        ratings_parts.write_part(source, titles, part, scratch)

    def write_sums(self, parts: Sequence[Path], wanted: Sums, folder: Path, scratch: Path) -> None:
        """See `Engine.write_sums`."""
        newest = _newest(parts, scratch)
        of_users: list[pl.LazyFrame] = [nw.from_native(scan(file)).pipe(steps.user_sums).to_native() for file in newest]
        _in_turn(of_users, UserSums, folder / "user_sums.parquet", scratch)

        ratings = nw.from_native(scan(newest))
        likes = ratings.pipe(steps.liked)
        if wanted.titles:
            likes = likes.pipe(steps.of_titles, ratings.pipe(steps.most_rated, wanted.titles))
        liked = scratch / "liked.parquet"
        stage(likes.to_native(), liked).collect(engine="streaming")
        _in_turn(_blocks(scan(liked)), CoLiked, folder / "co_liked.parquet", scratch)
        for file in scratch.iterdir():
            file.unlink()


def _newest(parts: Sequence[Path], scratch: Path) -> list[Path]:
    """The newest rating of each user and title, staged, a file for each range of users, in order."""
    rows = scan(list(parts)) if parts else pl.LazyFrame(schema=schema(Ratings))
    files = []
    for number, those in enumerate(user_ranges(rows)):
        files.append(scratch / f"newest-{number}.parquet")
        stage(nw.from_native(those).pipe(steps.newest).to_native(), files[-1]).collect(engine="streaming")
    return files


def _blocks(likes: pl.LazyFrame) -> Iterator[pl.LazyFrame]:
    """`co_liked`, a block of its first titles at a time, in order."""
    counts = likes.group_by("title_id").agg(likes=pl.len().cast(pl.Int64)).sort("title_id")
    full = (pl.len() / PAIRS_AT_ONCE + pl.col("likes") / LIKES_AT_ONCE).cum_sum()
    blocks = counts.group_by(full.floor()).agg(first=pl.col("title_id").min(), last=pl.col("title_id").max())
    for first, last in blocks.sort("first").select("first", "last").collect(engine="streaming").iter_rows():
        those = likes.filter(pl.col("title_id").is_between(pl.lit(first), pl.lit(last)))
        yield nw.from_native(those).pipe(steps.together, nw.from_native(likes)).to_native()


def _in_turn(frames: Iterable[pl.LazyFrame], contract: type[dy.Schema], file: Path, scratch: Path) -> None:
    """Write frames one after the other, and then as one file."""
    files = []
    for number, frame in enumerate(frames):
        files.append(scratch / f"{file.stem}-{number}.parquet")
        stage(frame, files[-1]).collect(engine="streaming")
    whole = scan(files) if files else pl.LazyFrame(schema=schema(contract))
    sink(conform(whole, contract), file).collect(engine="streaming")
