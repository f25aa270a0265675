"""What users have in common: whether lists from others' likes are better than a list of what is liked most."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from pipeline.store.card import Interval
from recsys import ease
from recsys.evaluation.intervals import of_mean
from recsys.evaluation.lists import POPULARITY, Values, by_weights, popularity, together
from recsys.evaluation.ranking import HeldOut, measure
from recsys.evaluation.splitting import FOLDS, SEED, user_folds
from recsys.interactions import Interactions

METRIC = "NDCG@100"
EASE = "EASE"

TESTED = 800
"""Users to test with at most: with these the interval is narrow, and a fit waits for them."""

LEAST_TESTED = 50
"""Users to test with at least: the bootstrap says too little about fewer."""

SHOWN = 2_000
"""Titles at most, the most rated: among these it takes seconds, and most ratings are of these."""

TAUGHT = 20_000
"""Users at most that a model is taught by."""


class Lift(NamedTuple):
    """How much better lists from others' likes are.

    Attributes:
        tested: users.
        value: NDCG@100 of EASE.
        popularity: that of what is liked most.
        interval: the 95 % interval of the difference, over users.
        titles: the places of the titles among which it was measured, least first.
        weights: EASE's, of these titles.
        values: every metric of both ways, a value a user.
    """

    tested: int
    value: float
    popularity: float
    interval: Interval
    titles: NDArray[np.intp]
    weights: ease.Weights
    values: Mapping[str, Values]

    @property
    def shown(self) -> bool:
        """Whether they are better beyond chance."""
        return self.interval.low > 0


def lift(ratings: Interactions, say: Callable[[str], None] = lambda _: None) -> Lift | None:
    """EASE, as it is served, beside popularity, on users unknown to it; None with fewer than `LEAST_TESTED` of these.

    Users are tested fold by fold, each by models that were taught by other folds, until enough have been.
    """
    titles = most_rated(ratings)
    liked = among(ratings, titles).liked()
    fold = user_folds(liked)
    found: dict[str, list[Values]] = {EASE: [], POPULARITY: []}
    tested, weights = 0, sparse.csc_array((len(titles), len(titles)), dtype=np.float32)
    for number in range(FOLDS):
        test = HeldOut.of(liked, fold == number, np.ones(len(titles), np.bool_), SEED)
        test = first(test, TESTED - tested)
        if not test.given.shape[0]:
            continue
        tested += test.given.shape[0]
        say(f"what users have in common: fold {number + 1}")
        known = taught(liked, fold != number)
        weights = ease.served(known)
        found[EASE].append(measure(by_weights(weights), test))
        found[POPULARITY].append(measure(popularity(known), test))
    if tested < LEAST_TESTED:
        return None
    values = {name: together(parts) for name, parts in found.items()}
    one, other = values[EASE][METRIC], values[POPULARITY][METRIC]
    interval = of_mean(one - other)
    return Lift(tested, float(one.mean()), float(other.mean()), interval, titles, weights.toarray(), values)


def most_rated(ratings: Interactions, count: int = SHOWN) -> NDArray[np.intp]:
    """The places of the titles with the most ratings, least first; of equally many the first."""
    rated = np.bincount(ratings.title, minlength=len(ratings.titles))
    order = np.argsort(-rated, kind="stable")[:count]
    return np.sort(order[rated[order] > 0])


def among(ratings: Interactions, titles: NDArray[np.intp]) -> Interactions:
    """The ratings of some titles, which are all that are left."""
    place = np.full(len(ratings.titles), -1, np.int32)
    place[titles] = np.arange(len(titles), dtype=np.int32)
    kept = ratings.where(place[ratings.title] >= 0)
    return Interactions(kept.user, place[kept.title], kept.score, kept.time, kept.users, kept.titles.gather(titles))


def first(test: HeldOut, count: int) -> HeldOut:
    """The first users of a test; their numbers say nothing about them but when they came."""
    return HeldOut(test.given[:count], test.hidden[:count])


def taught(liked: Interactions, users: NDArray[np.bool_]) -> sparse.csr_array:
    """Users by titles of at most `TAUGHT` of some users, drawn, of those who liked any."""
    matrix = liked.matrix()
    able = np.flatnonzero(users & (np.diff(matrix.indptr) > 0))
    if len(able) > TAUGHT:
        able = np.sort(np.random.default_rng(SEED).choice(able, TAUGHT, replace=False))
    return sparse.csr_array(matrix[able])
