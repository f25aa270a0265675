"""How good lists for users are: each user is tested by models that never saw them (strong generalisation)."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from pipeline.store.card import Baseline, Metric
from recsys import ease
from recsys.evaluation import intervals
from recsys.evaluation.ranking import METRICS, HeldOut, Scorer, measure
from recsys.evaluation.splitting import FOLDS, SEED, user_folds
from recsys.interactions import Interactions

Way: TypeAlias = Callable[[sparse.csr_array], Scorer]
"""From what the users to learn from liked (users by titles) to what scores titles for others."""

POPULARITY = "popularity"
LEAST_LIKES = 5
"""Likes, of those to learn from, below which a title is in no list: it would be a guess."""

Values = Mapping[str, NDArray[np.float64]]
"""Of each metric the value of each user."""


def popularity(liked: sparse.csr_array) -> Scorer:
    """The most liked titles, the same for everybody."""
    likes = np.asarray(liked.sum(axis=0), np.float32).ravel()
    return lambda given: np.broadcast_to(likes, given.shape)


def full_ease(settings: ease.Settings = ease.DEFAULT) -> Way:
    """EASE with all its weights."""

    def learn(liked: sparse.csr_array) -> Scorer:
        weights = ease.weights(liked, settings)
        return lambda given: np.asarray(given @ weights)

    return learn


def kept_ease(settings: ease.Settings = ease.DEFAULT, count: int = ease.KEPT) -> Way:
    """EASE as it is served: with a few weights of each title."""

    def learn(liked: sparse.csr_array) -> Scorer:
        return by_weights(ease.served(liked, settings, count))

    return learn


def by_weights(weights: sparse.csc_array) -> Scorer:
    """The sum of the weights of what a user liked."""
    return lambda given: (given @ weights).toarray()


def compare(
    ratings: Interactions, ways: Mapping[str, Way], folds: Sequence[int] = range(FOLDS), most_titles: int | None = None
) -> dict[str, Values]:
    """The values of the users of some of the five folds, by way; every way is told and asked the same.

    Args:
        ratings: what users rated; what they liked of it counts.
        ways: the ways to compare.
        folds: which folds to test on.
        most_titles: only so many titles, the most liked, are in any list; all if left out.
    """
    liked = ratings.liked()
    fold = user_folds(liked)
    found: dict[str, list[Values]] = {name: [] for name in ways}
    for each in folds:
        learnt = liked.where(fold[liked.user] != each)
        shown = listed(learnt, most_titles)
        allowed = np.isin(np.arange(len(liked.titles)), shown)
        test = among(HeldOut.of(liked, fold == each, allowed, SEED + each), shown)
        learning = sparse.csr_array(learnt.matrix()[:, shown])
        for name, way in ways.items():
            found[name].append(measure(way(learning), test))
    return {name: together(parts) for name, parts in found.items()}


def together(parts: Sequence[Values]) -> Values:
    """The values of users who were tested in parts."""
    return {metric: np.concatenate([part[metric] for part in parts]) for metric in METRICS}


def compare_known(
    ratings: Interactions, held: NDArray[np.bool_], ways: Mapping[str, Way], most_titles: int | None = None
) -> dict[str, Values]:
    """The values of users whom the ways know by what is not held out, by way; see `compare`.

    Args:
        ratings: what users rated.
        held: which of the ratings are held out: what is liked of them is to be found.
        ways: the ways to compare.
        most_titles: as for `compare`.
    """
    learnt, new = ratings.where(~held).liked(), ratings.where(held).liked()
    shown = listed(learnt, most_titles)
    test = among(HeldOut(learnt.matrix(), new.matrix()), shown)
    both = (np.diff(test.given.indptr) > 0) & (np.diff(test.hidden.indptr) > 0)
    asked = HeldOut(sparse.csr_array(test.given[both]), sparse.csr_array(test.hidden[both]))
    return {name: measure(way(test.given), asked) for name, way in ways.items()}


def listed(learnt: Interactions, most_titles: int | None) -> NDArray[np.intp]:
    """The titles that lists may hold, in their order: liked often enough, the most liked if there are too many."""
    likes = np.bincount(learnt.title, minlength=len(learnt.titles))
    shown = np.flatnonzero(likes >= min(LEAST_LIKES, max(1, likes.max(initial=0))))
    if most_titles is not None and len(shown) > most_titles:
        shown = np.sort(shown[np.argsort(-likes[shown], kind="stable")][:most_titles])
    return shown


def among(test: HeldOut, titles: NDArray[np.intp]) -> HeldOut:
    """The same of some titles alone."""
    return HeldOut(sparse.csr_array(test.given[:, titles]), sparse.csr_array(test.hidden[:, titles]))


def metrics(values: Mapping[str, Values], of: str, split: str) -> tuple[Metric, ...]:
    """The figures of one way beside those of the others, with intervals over users; none without users."""
    mine = values[of]
    if not all(len(each) for each in mine.values()):
        return ()
    return tuple(
        Metric(
            name=name,
            split=split,
            value=float(mine[name].mean()),
            interval=intervals.of_mean(mine[name]),
            higher_is_better=True,
            baselines=tuple(
                Baseline(other, float(theirs[name].mean()), intervals.of_mean(mine[name] - theirs[name]))
                for other, theirs in values.items()
                if other != of
            ),
        )
        for name in METRICS
    )
