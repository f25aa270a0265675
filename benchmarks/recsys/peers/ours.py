"""Our own ways of making lists, as the peers' programs make theirs."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from benchmarks.recsys.peers.candidates import Values
from benchmarks.recsys.peers.folds import Part
from recsys import ease
from recsys.evaluation.ranking import AT_A_TIME, LONGEST, Scorer, best

Lists = NDArray[np.int32]


def lists(part: Part, model: str, settings: Values) -> Lists:
    """Of each user asked about the titles with the highest scores, equal ones in their order.

    As for every peer: without titles that were told and those that no user learnt from liked.
    """
    score = MODELS[model](part, settings)
    unknown = np.diff(part.learnt.tocsc().indptr) == 0
    rows = []
    for start in range(0, part.asked.given.shape[0], AT_A_TIME):
        given = part.asked.given[start : start + AT_A_TIME]
        scores = np.array(score(given), np.float32)
        scores[given.nonzero()] = -np.inf
        scores[:, unknown] = -np.inf
        found = best(scores, LONGEST)
        rows.append(np.where(np.isneginf(np.take_along_axis(scores, found, axis=1)), -1, found))
    return np.concatenate(rows).astype(np.int32)


@lru_cache(maxsize=1)
def _gram(part: Part, user_power: float) -> ease.Weights:
    return ease.gram(part.learnt, user_power)


def _weights(part: Part, settings: ease.Settings) -> ease.Weights:
    return ease.solved(_gram(part, settings.user_power).copy(), settings)


def _ease(part: Part, settings: Values) -> Scorer:
    weights = _weights(part, ease.Settings(**settings))
    return lambda given: given @ weights


def _plain(part: Part, settings: Values) -> Scorer:
    weights = _weights(part, replace(ease.PLAIN, **settings))
    return lambda given: given @ weights


def _cut(part: Part, settings: Values) -> Scorer:
    weights = ease.largest(_weights(part, ease.Settings(**settings)))
    return lambda given: (given @ weights).toarray()


def _served(part: Part, settings: Values) -> Scorer:
    weights = ease.served(part.learnt, ease.Settings(**settings))
    return lambda given: (given @ weights).toarray()


def _popularity(part: Part, _: Values) -> Scorer:
    counts = np.diff(part.learnt.tocsc().indptr).astype(np.float32)
    return lambda given: np.tile(counts, (given.shape[0], 1))


MODELS: Mapping[str, Callable[[Part, Values], Scorer]] = {
    "ease": _ease,
    "plain": _plain,
    "cut": _cut,
    "served": _served,
    "popularity": _popularity,
}
