"""What is asked of a model: titles, each with the history that may be used to answer, which never holds the title."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recsys.interactions import Interactions
from recsys.preference.thresholds import Places

AT_A_TIME = 2_000_000
"""Ratings of histories that are held in memory at a time."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions, and the histories that answer them. Questions about titles that a user has not rated share a history.

    Attributes:
        starts: where the ratings of each history begin, and at last where the last one's end.
        title: the place of each rating's title, oldest first within a history.
        score: the score of each rating.
        history: the place of each question's history.
        about: the place of each question's title.
        own: the score that the user gave that title, which is not in the history; nan where there is none.
    """

    starts: Places
    title: NDArray[np.int32]
    score: NDArray[np.float32]
    history: Places
    about: Places
    own: NDArray[np.float64]

    @property
    def counts(self) -> Places:
        """How many ratings each history holds."""
        return np.diff(self.starts)

    @property
    def owner(self) -> Places:
        """The history that each rating belongs to."""
        return np.repeat(np.arange(len(self.starts) - 1), self.counts)

    @property
    def rated(self) -> NDArray[np.int64]:
        """1 for each question about a title that the user has rated, 0 for the others."""
        return (~np.isnan(self.own)).astype(np.int64)


def in_parts(
    ratings: Interactions, user: NDArray[np.integer], title: NDArray[np.integer], at_a_time: int = AT_A_TIME
) -> Iterator[tuple[Places, Asked]]:
    """The questions in parts that fit into memory, each with the places of its questions; at least one part.

    Args:
        ratings: the histories.
        user: the place of each question's user in `ratings.users`.
        title: the place of each question's title in `ratings.titles`.
        at_a_time: how many ratings a part may hold; a single question may need more.
    """
    about: Places = title.astype(np.int64)
    owner_of: Places = user.astype(np.int64)
    starts, counts = ratings.starts, np.diff(ratings.starts)
    place = _rated_at(ratings, owner_of, about)
    # One history for all of a user's titles not yet rated (-1), one of its own for each rated one.
    order = np.lexsort((place, owner_of))
    u, p = owner_of[order], place[order]
    new = np.ones(len(order), np.bool_)
    new[1:] = (u[1:] != u[:-1]) | (p[1:] != p[:-1])
    part = np.cumsum(np.where(new, counts[u], 0)) // at_a_time
    for rows in np.split(np.arange(len(order)), np.flatnonzero(np.diff(part)) + 1):
        first = new[rows].copy()
        first[:1] = True
        owners, without = u[rows][first], p[rows][first]
        size = counts[owners]
        history = np.repeat(np.arange(len(owners)), size)
        at = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size) + starts[owners][history]
        keep = at != without[history]
        left = np.concatenate([[0], np.cumsum(np.bincount(history[keep], minlength=len(owners)))]).astype(np.int64)
        own = np.full(len(rows), np.nan)
        known = p[rows] >= 0
        own[known] = ratings.score[p[rows][known]]
        yield (
            order[rows],
            Asked(
                starts=left,
                title=ratings.title[at[keep]],
                score=ratings.score[at[keep]],
                history=np.cumsum(first) - 1,
                about=about[order[rows]],
                own=own,
            ),
        )


def _rated_at(ratings: Interactions, user: Places, title: Places) -> Places:
    """The place of the rating that each user gave each title, -1 where there is none."""
    if not len(ratings):
        return np.full(len(user), -1)
    key = ratings.user.astype(np.int64) * len(ratings.titles) + ratings.title
    order = np.argsort(key, kind="stable")
    wanted = user * len(ratings.titles) + title
    found = order[np.minimum(np.searchsorted(key, wanted, sorter=order), len(key) - 1)]
    return np.where(key[found] == wanted, found, -1)
