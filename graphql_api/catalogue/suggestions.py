"""What to watch next: titles that a user has not rated, by what the titles the user liked say for them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from graphql_api.catalogue.columns import Rows
from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.catalogue.taste import Taste
from pipeline.store.vocabulary import Basis

LIKED = 8
"""The score in half points from which a rating says what its user likes."""

NAMED = 2
"""Titles that a reason names at most."""

DIGITS = 6
"""Scores are rounded to so many digits: what differs by less is equal, and goes by the place of the titles."""


class Suggestion(NamedTuple):
    """A title for a user; `because` are the liked titles that say most for it, `likes` how many users like it."""

    row: int
    score: float
    basis: Basis
    because: list[int]
    likes: int


def suggestions(snapshot: Snapshot, place: int, count: int) -> list[Suggestion]:
    """The best titles for a user that are no work the user rated, nor one work twice; best first, at most so many."""
    models = snapshot.models
    if models is None or (basis := models.taste.basis) is None:
        return []
    taste = models.taste
    rated, scores = models.users.newest(place)
    liked = rated[scores >= LIKED]
    if len(liked):
        return _personal(snapshot, taste, basis, rated, liked, count)
    if basis != Basis.RATINGS:  # what is liked by many means nothing here
        return []
    rows = _unseen(snapshot, rated, (int(row) for row in taste.most_liked if taste.likes[row]))
    return [
        Suggestion(row, float(taste.likes[row]), Basis.POPULARITY, [], int(taste.likes[row]))
        for row, _ in zip(rows, range(count), strict=False)
    ]


def _personal(snapshot: Snapshot, taste: Taste, basis: Basis, rated: Rows, liked: Rows, count: int) -> list[Suggestion]:
    begins, ends = taste.starts[liked], taste.starts[liked + 1]
    entries = np.concatenate([np.arange(begin, end) for begin, end in zip(begins, ends, strict=True)])
    titles, weights = taste.titles[entries], taste.weights[entries]
    totals = np.bincount(titles, weights, minlength=len(snapshot.records)).round(DIGITS)
    totals[rated] = 0
    candidates = np.flatnonzero(totals > 0)
    ordered = candidates[np.argsort(-totals[candidates], kind="stable")]
    chosen = [row for row, _ in zip(_unseen(snapshot, rated, map(int, ordered)), range(count), strict=False)]
    of_chosen = np.zeros(len(totals), np.bool_)
    of_chosen[chosen] = True
    said = np.flatnonzero(of_chosen[titles] & (weights > 0))
    because = _because(snapshot, titles[said], np.repeat(liked, ends - begins)[said], weights[said])
    return [Suggestion(row, float(totals[row]), basis, because.get(row, []), int(taste.likes[row])) for row in chosen]


def _because(snapshot: Snapshot, titles: Rows, liked: Rows, weights: npt.NDArray[np.float32]) -> dict[int, list[int]]:
    """The liked titles that say most for each title, a work on two platforms once."""
    most: dict[int, list[int]] = {}
    for at in np.argsort(-weights, kind="stable"):
        named, row = most.setdefault(int(titles[at]), []), int(liked[at])
        if len(named) < NAMED and not set(named).intersection(_elsewhere(snapshot, row)):
            named.append(row)
    return most


def _unseen(snapshot: Snapshot, rated: Rows, rows: Iterable[int]) -> Iterator[int]:
    """The titles that are no work that was rated, nor one that came before."""
    seen = set(rated.tolist())
    for row in rows:
        if row not in seen and seen.isdisjoint(_elsewhere(snapshot, row)):
            seen.add(row)
            yield row


def _elsewhere(snapshot: Snapshot, row: int) -> Iterator[int]:
    """The same work on other platforms."""
    others = snapshot.also_on.get(snapshot.records[row].title_id, ())
    return (snapshot.titles[other].row for other in others)
