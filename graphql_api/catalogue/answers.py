"""Answers worked out when a release is loaded: each question of them is one look-up."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import polars as pl

from graphql_api.queries.selection import KEYS
from pipeline.store.vocabulary import PlatformCode, TitleType

Key = tuple[Any, ...]
"""The values of a selection in the order of `KEYS`, None where it does not narrow; or some of them, or with more."""

PlatformCounts = Sequence[tuple[PlatformCode, int]]
"""How many titles there are on each platform asked about, in platform order, zeros included."""


@dataclass(frozen=True, slots=True)
class Winners:
    """The greatest value and all that reach it, in their order."""

    value: int
    ids: list[str]


def winners(answers: pl.DataFrame, *keys: str) -> dict[Key, Winners]:
    """The winners of each selection that has any."""
    return {key: Winners(*won) for key, won in _keyed(answers, *keys)}


def scores_by_platform(means: pl.DataFrame) -> dict[Key, Mapping[PlatformCode, Sequence[float]]]:
    """The mean scores of the titles on each platform, lowest first, by all of a selection but the platform."""
    found: dict[Key, dict[PlatformCode, Sequence[float]]] = {}
    for (platform, *others), (scores,) in _keyed(means.filter(pl.col("platform").is_not_null()), *KEYS):
        found.setdefault(tuple(others), {})[PlatformCode(platform)] = array("d", scores)
    return dict(found)


def counts_by_platform(platforms: pl.DataFrame) -> dict[Key, PlatformCounts]:
    """The counts of each platform, or of all under None, and each type, or both under None."""
    counts = {key: count for key, (count,) in _keyed(platforms, "platform", "type")}

    def count(code: PlatformCode, kind: TitleType | None) -> int:
        return sum(counts.get((code, each), 0) for each in TitleType if kind in (each, None))

    return {
        (chosen, kind): tuple((code, count(code, kind)) for code in PlatformCode if chosen in (code, None))
        for chosen, kind in product([None, *PlatformCode], [None, *TitleType])
    }


def with_totals(countries: pl.DataFrame) -> dict[Key, int]:
    """Counts by country, year and type with totals under None."""
    sums: dict[Key, int] = {}
    for country, year, kind, count in countries.select("country", "release_year", "type", "count").iter_rows():
        for key in product([country], (year, None), (kind, None)):
            sums[key] = sums.get(key, 0) + count
    return sums


def _keyed(answers: pl.DataFrame, *keys: str) -> Iterator[tuple[Key, Key]]:
    """Each row as its key and its other columns."""
    rows = answers.select(*keys, pl.exclude(*keys)).iter_rows()
    return ((row[: len(keys)], row[len(keys) :]) for row in rows)
