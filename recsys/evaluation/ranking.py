"""Lists for users that a model does not know: it is told some of what they liked and is to find the rest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from recsys.evaluation.metrics import ndcg, recall
from recsys.evaluation.splitting import SHARE, told
from recsys.interactions import Interactions

Scorer: TypeAlias = Callable[[sparse.csr_array], NDArray[np.float32]]
"""From what users are told to have liked (users by titles, 1 where liked) to a score of every title for each."""

LONGEST = 100
AT_A_TIME = 500
"""Users whose scores are held in memory at a time."""

METRICS: Mapping[str, tuple[Callable[..., NDArray[np.float64]], int]] = {
    "NDCG@100": (ndcg, 100),
    "recall@20": (recall, 20),
    "recall@50": (recall, 50),
}


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Users to test with: what a model is told of each and what it is to find; both are users by titles."""

    given: sparse.csr_array
    hidden: sparse.csr_array

    @classmethod
    def of(cls, liked: Interactions, users: NDArray[np.bool_], shown: NDArray[np.bool_], seed: int) -> "HeldOut":
        """Some users, by 80 % of what they liked. Only titles of `shown`, those that the model knows, count.

        Users who are left with nothing told or nothing hidden are left out.
        """
        mine = liked.where(users[liked.user] & shown[liked.title])
        tell = told(mine, SHARE, seed)
        given, hidden = mine.where(tell).matrix(), mine.where(~tell).matrix()
        both = (np.diff(given.indptr) > 0) & (np.diff(hidden.indptr) > 0)
        return cls(sparse.csr_array(given[both]), sparse.csr_array(hidden[both]))


Test = HeldOut


def measure(score: Scorer, test: HeldOut) -> dict[str, NDArray[np.float64]]:
    """Each metric, one value a user. Ties are in the order of title; what was told is not listed."""
    parts: list[dict[str, NDArray[np.float64]]] = []
    for start in range(0, test.given.shape[0], AT_A_TIME):
        given, hidden = test.given[start : start + AT_A_TIME], test.hidden[start : start + AT_A_TIME]
        scores = np.array(score(given), np.float32)
        scores[given.nonzero()] = -np.inf
        first = best(scores, LONGEST)
        hits = np.take_along_axis(hidden.toarray() > 0, first, axis=1)
        wanted = np.diff(hidden.indptr)
        parts.append({name: metric(hits[:, :length], wanted) for name, (metric, length) in METRICS.items()})
    return {name: np.concatenate([part[name] for part in parts] or [np.zeros(0)]) for name in METRICS}


def best(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """The columns of the highest scores of each row, highest first, equal ones in their order."""
    count = min(count, scores.shape[1])
    # What is not among the highest is put out of the way before the rest is sorted, ties at the cut included.
    least = np.partition(scores, scores.shape[1] - count, axis=1)[:, -count]
    found = np.empty((len(scores), count), np.int64)
    for row, (values, cut) in enumerate(zip(scores, least, strict=True)):
        candidates = np.flatnonzero(values >= cut)
        found[row] = candidates[np.argsort(-values[candidates], kind="stable")[:count]]
    return found
