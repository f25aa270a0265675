"""How titles spread: counts over all of a list, for filter menus and charts."""

import numpy as np

from graphql_api.catalogue.columns import PLATFORMS, TYPES, Rows, Values
from graphql_api.catalogue.snapshot import Snapshot
from pipeline.store.vocabulary import PlatformCode, TitleType


def by_platform(snapshot: Snapshot, rows: Rows) -> list[tuple[PlatformCode, int]]:
    """How many titles each platform has, in platform order, zeros included."""
    counts = np.bincount(snapshot.columns.platform[rows], minlength=len(PLATFORMS)).tolist()
    return list(zip(PLATFORMS, counts, strict=True))


def by_type(snapshot: Snapshot, rows: Rows) -> list[tuple[TitleType, int]]:
    """How many titles there are of each type, zeros included."""
    counts = np.bincount(snapshot.columns.type[rows], minlength=len(TYPES)).tolist()
    return list(zip(TYPES, counts, strict=True))


def by_value(values: Values, rows: Rows, first: int) -> list[tuple[str, int]]:
    """How many titles have each of the commonest values, most first, then by value."""
    counts = np.bincount(values.of_title.of(rows), minlength=len(values.names))
    commonest = np.argsort(-counts, kind="stable")[:first]  # values of equal counts stay in their order, by name
    return [(values.names[code], int(counts[code])) for code in commonest if counts[code]]


def by_release_year(snapshot: Snapshot, rows: Rows) -> list[tuple[int, int]]:
    """How many titles were released in each year, oldest first, years without titles left out."""
    years, counts = np.unique(snapshot.columns.release_year[rows], return_counts=True)
    return list(zip(years.tolist(), counts.tolist(), strict=True))


def score_range(snapshot: Snapshot, rows: Rows) -> tuple[float, float] | None:
    """The lowest and the highest mean score; None when nobody rated any of the titles."""
    scores = snapshot.columns.score[rows]
    rated = scores[~np.isnan(scores)]
    return (float(rated.min()), float(rated.max())) if len(rated) else None
