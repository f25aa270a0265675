"""Whether a user would like a title, and why."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from graphql_api.catalogue.models import Models
from graphql_api.catalogue.preference import USER_RATE, Answer, History, Preference
from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.visibility import UsersShown
from pipeline.store.vocabulary import VerdictBasis

TOLD = 0.05
"""Points, or parts of 1, below which a difference is no reason."""

NAMED = 2
"""Titles of the history that are named at most."""

NOBODY = History(np.zeros(0, np.int32), np.zeros(0, np.uint8), None)
"""What is known of somebody unknown."""


class Judged(NamedTuple):
    """A verdict, see `Verdict` of the schema, with what `reasons` goes back to."""

    cutoff: float
    base_rate: float
    history: History
    answer: Answer
    level: int
    """The place of the threshold among all."""


def judged(models: Models, place: int | None, row: int, threshold: float) -> Judged:
    """How likely a user, or anybody if there is none, gives a title a score or above.

    Args:
        models: what was fitted to what is served.
        place: of the user; None for somebody unknown.
        row: the place of the title.
        threshold: 0.5 to 5; scores are in halves, so what lies between two means the upper.
    """
    preference = models.preference
    history = NOBODY if place is None else History.without(*models.users.newest(place), row)
    level = bisect_left(preference.levels, threshold)
    answer = preference.answer(history, row, level)
    return Judged(preference.cutoffs.item(level), preference.base.item(level), history, answer, level)


def reasons(snapshot: Snapshot, models: Models, found: Judged, shown: UsersShown) -> list[str]:
    """Why a verdict is what it is, the weightiest first; `shown` is what may be said of the user."""
    return list(_reasons(snapshot, models.preference, found.history, found.answer, found.level, shown))


def _reasons(
    snapshot: Snapshot, preference: Preference, history: History, answer: Answer, level: int, shown: UsersShown
) -> Iterator[str]:
    """Why, the weightiest first: the user, the title, and titles like it that the user rated."""
    threshold, base = preference.thresholds[level], preference.base[level]
    if answer.basis == VerdictBasis.BASE_RATE:
        known = "ratings tell nothing here" if len(history.titles) else "nothing is known of this user"
        who = "the same for everybody" if shown == UsersShown.OFF else known
        yield f"{who}: {base:.0%} of all ratings are {threshold:g} or above"
        return
    weighed = [(abs(answer.user_bias), _of_user(history, threshold, base, shown))]
    if answer.basis == VerdictBasis.USER_AND_TITLE:
        weighed.append((abs(answer.title_bias), _of_title(answer)))
        if shown == UsersShown.HISTORY:
            told = [(abs(answer.said[at]), int(at)) for at in np.flatnonzero(np.abs(answer.said) >= TOLD)]
            told.sort(key=lambda pair: -pair[0])
            weighed += [(points, _of_alike(snapshot, history, at)) for points, at in told[:NAMED]]
    elif preference.settings["model"] == USER_RATE:
        yield "what is said of this title tells nothing: the answer is the same for all titles"
    else:
        yield "nobody else has rated this title"
    for _, reason in sorted(weighed, key=lambda pair: -pair[0]):
        yield reason


def _of_user(history: History, threshold: float, base: float, shown: UsersShown) -> str:
    if shown == UsersShown.OFF:
        return "how this user rates, as far as that is known"
    if not len(history.titles):
        # Nor that the user rated this very title: where histories are not shown, that would be told.
        return "nothing is known of this user"
    share = np.count_nonzero(history.scores >= threshold) / len(history.scores)
    return f"this user gives {share:.0%} of titles {threshold:g} or above, all users {base:.0%}"


def _of_title(answer: Answer) -> str:
    points = answer.title_bias
    if abs(points) < TOLD:
        return "this title is rated like others"
    return f"this title is rated {abs(points):.1f} points {'higher' if points > 0 else 'lower'} than others"


def _of_alike(snapshot: Snapshot, history: History, at: int) -> str:
    title, score = snapshot.records[int(history.titles[at])].display_title, history.scores[at]
    return f"liked by the same users: {title}, which this user gave {score:g}"
