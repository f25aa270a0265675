"""The signal gate: what ratings tell about users and titles, by tests from the cheapest on. It chooses the models.

Ratings that were given to titles at random look like any others. Means, lists and recommendations from them mislead.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from pipeline.store.card import SignalTest
from pipeline.store.vocabulary import RatingsSignal
from recsys.evaluation import findings
from recsys.evaluation.agreement import Agreement, agreement
from recsys.evaluation.effects import Effect, beyond_users, dispersion, effect
from recsys.evaluation.lift import Lift, lift
from recsys.evaluation.lists import Values
from recsys.interactions import Interactions


@dataclass(frozen=True, slots=True)
class Finding:
    """What ratings were found to tell.

    Attributes:
        signal: the verdict.
        summary: the verdict and what follows from it, in a few sentences of English.
        tests: what it rests on, in the order in which they were made.
        users_differ: whether the scores of users differ; None if that is undecided.
        titles_differ: whether the scores of titles differ, whoever rates them; None if that is undecided.
        lift_shown: whether lists from others' likes are better than the most liked titles, beyond chance.
        lists: the figures of both, a value a user; None where they were not made.
    """

    signal: RatingsSignal
    summary: str
    tests: tuple[SignalTest, ...] = ()
    users_differ: bool | None = None
    titles_differ: bool | None = None
    lift_shown: bool = False
    lists: Mapping[str, Values] | None = None


def judge(
    ratings: Interactions,
    content: sparse.csr_array | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Finding:
    """Judge ratings. Where titles are not shown to differ, what follows is not tested.

    Args:
        ratings: any number of them, none included.
        content: a row a title, in the order of `ratings.titles`, of length 1, or 0 for a title without content. With
            None nothing can tell whether ids were exchanged, and ratings that pass all else are called healthy.
        say: is told what comes next.
    """
    if not len(ratings):
        return Finding(RatingsSignal.NOT_MEASURED, findings.SUMMARIES[RatingsSignal.NOT_MEASURED])
    say("ratings: do users differ, and titles?")
    users, titles = effects(ratings)
    users_differ, titles_differ = (found.shown if found else None for found in (users, titles))
    found = lift(ratings, say) if titles_differ else None
    lift_shown = found is not None and found.shown
    agrees = None
    if content is not None and found and lift_shown:
        say("ratings: does content agree?")
        agrees = at_their_titles(ratings, content, found)
    tests = (
        findings.of_effect("user", users, len(ratings), of_any(ratings.user)),
        findings.of_effect("title", titles, len(ratings), of_any(ratings.title)),
        findings.of_spread(*dispersion(ratings.title)),
        findings.of_lift(found, titles_differ=titles_differ is True),
        findings.of_agreement(
            agrees, titles_differ=titles_differ is True, lift_shown=lift_shown, known=content is not None
        ),
    )
    signal, summary = verdict(
        users_differ=users_differ,
        titles_differ=titles_differ,
        lift_shown=lift_shown,
        agrees=agrees.shown if agrees else None,
    )
    return Finding(signal, summary, tests, users_differ, titles_differ, lift_shown, found.values if found else None)


def verdict(
    *, users_differ: bool | None, titles_differ: bool | None, lift_shown: bool, agrees: bool | None
) -> tuple[RatingsSignal, str]:
    """The verdict and its summary, from what each test has shown; None is undecided or not tested."""
    match (titles_differ, users_differ, lift_shown, agrees):
        case (None, _, _, _):
            return RatingsSignal.INSUFFICIENT, findings.TITLES_UNDECIDED
        case (False, None, _, _):
            return RatingsSignal.INSUFFICIENT, findings.USERS_UNDECIDED
        case (False, True, _, _):
            signal = RatingsSignal.USER_ONLY
        case (False, False, _, _):
            signal = RatingsSignal.NONE
        case (True, _, False, _):
            return RatingsSignal.INSUFFICIENT, findings.NOTHING_IN_COMMON
        case (True, _, True, None):
            return RatingsSignal.HEALTHY, f"{findings.SUMMARIES[RatingsSignal.HEALTHY]} {findings.UNCHECKED}"
        case _:
            signal = RatingsSignal.HEALTHY if agrees else RatingsSignal.MISJOINED
    return signal, findings.SUMMARIES[signal]


def effects(ratings: Interactions) -> tuple[Effect | None, Effect | None]:
    """How far users differ in their scores, and titles in what users do not explain."""
    score = ratings.score.astype(np.float64)
    users = effect(score, ratings.user)
    left, usual = beyond_users(score, ratings.user, users)
    return users, effect(left, ratings.title, usual)


def of_any(group: NDArray[np.int32]) -> int:
    """How many users or titles have a rating."""
    return int(np.count_nonzero(np.bincount(group)))


def at_their_titles(ratings: Interactions, content: sparse.csr_array, found: Lift) -> Agreement | None:
    """Whether content agrees with the weights that showed what users have in common."""
    rated = np.bincount(ratings.title, minlength=len(ratings.titles))
    return agreement(sparse.csr_array(content[found.titles]), found.weights, rated[found.titles])
