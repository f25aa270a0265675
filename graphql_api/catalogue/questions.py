"""The catalogue's questions. What was worked out when the release was loaded answers at once; only a question of both
years at once is collected when it is asked, off the event loop.
"""

import asyncio
from bisect import bisect_right
from collections.abc import Mapping, Sequence

import polars as pl

from graphql_api.catalogue.answers import PlatformCounts, Winners
from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.queries import max_duration as max_duration_query
from graphql_api.queries import score_counts as score_counts_query
from graphql_api.queries import top_actor as top_actor_query
from graphql_api.queries.selection import Selection
from graphql_api.text import fold
from pipeline.store.vocabulary import DurationType, PlatformCode, TitleType

PLATFORMS = tuple(PlatformCode)
NOBODY: Mapping[PlatformCode, Sequence[float]] = {}
"""Where no title was rated."""


async def max_duration(snapshot: Snapshot, selection: Selection, duration_type: DurationType) -> Winners | None:
    """The greatest length in one unit, and the ids of all titles of that length by title, then id."""
    if not selection.is_of_both_years:
        return snapshot.max_duration.get((*selection, duration_type))
    longest = max_duration_query.max_duration(selection.of(snapshot.title_frame.lazy()))
    return await _winners(longest.filter(pl.col("duration_type") == duration_type).select("duration_int", "title_ids"))


async def top_actor(snapshot: Snapshot, selection: Selection) -> Winners | None:
    """The greatest number of titles that any actor is in, and the names of all in that many."""
    if not selection.is_of_both_years:
        return snapshot.top_actor.get(selection)
    return await _winners(
        top_actor_query.top_actor(selection.of(snapshot.acting_frame.lazy())).select("count", "names")
    )


async def score_counts(snapshot: Snapshot, selection: Selection, scored: float) -> PlatformCounts:
    """How many titles of each platform have a mean score strictly above a limit, in platform order."""
    if selection.is_of_both_years:
        titles = selection.of(snapshot.title_frame.lazy())
        found = dict((await collected(score_counts_query.score_counts(titles, scored))).iter_rows())
        return [(code, found.get(code, 0)) for code in _platforms(selection.platform)]
    of_platform = snapshot.mean_scores.get(selection[1:], NOBODY)
    return [
        (code, len(scores) - bisect_right(scores, scored))
        for code in _platforms(selection.platform)
        for scores in (of_platform.get(code, ()),)
    ]


async def platform_counts(
    snapshot: Snapshot, platform: PlatformCode | None = None, title_type: TitleType | None = None
) -> PlatformCounts:
    """How many titles each platform has, in platform order."""
    return snapshot.platform_counts[platform, title_type]


async def rating_count(snapshot: Snapshot, rating: str) -> int:
    """How many titles have an audience rating."""
    return snapshot.rating_count.get(fold(rating), 0)


async def country_count(
    snapshot: Snapshot, country: str, year: int | None = None, title_type: TitleType | None = None
) -> int:
    """How many titles were made in a country, alone or with others."""
    return snapshot.country_count.get((fold(country), year, title_type), 0)


async def collected(frame: pl.LazyFrame) -> pl.DataFrame:
    """Work out a frame beside the event loop.

    With `collect_async` polars tells whoever awaits its result even if they have left, or their event loop has ended:
    each time a line with a traceback in the log.
    """
    return await asyncio.to_thread(frame.collect)


def title_count(snapshot: Snapshot, platform: PlatformCode, title_type: TitleType | None = None) -> int:
    """How many titles a platform has."""
    ((_, count),) = snapshot.platform_counts[platform, title_type]
    return count


def _platforms(platform: PlatformCode | None) -> Sequence[PlatformCode]:
    return (platform,) if platform else PLATFORMS


async def _winners(answer: pl.LazyFrame) -> Winners | None:
    """The only row of an answer, or None where there is none."""
    rows = (await collected(answer)).rows()
    return Winners(*rows[0]) if rows else None
