"""A few numbers for each title such that a few numbers for each user say what is left of the scores (ALS).

Several small factorisations from different beginnings, averaged, say more than one of the same size in all.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from recsys.interactions import Interactions
from recsys.preference.asked import Asked
from recsys.preference.thresholds import Floats

SIZE = 8
SEEDS = (20261120, 20261121, 20261122)
PENALTY = 10.0
"""Of a user's or title's numbers squared: the fewer ratings, the nearer to 0 they stay. Of 5, 10, 15 and 20 it was the
best on the validation part of one real set, and 0.001 RMSE from the best on another."""

ROUNDS = 5
"""Of solving users and titles in turn; ten changed the RMSE by +0.001 on one real set and by -0.002 on another."""

AGAIN = 2
"""Rounds where factors of nearly the same ratings are there to begin with."""

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Factors:
    """Of titles only; a user's numbers are solved from the history when asked.

    Attributes:
        title: factorisations by titles by numbers; 0 for titles without ratings.
        penalty: see `PENALTY`.
    """

    title: Numbers
    penalty: float = PENALTY

    @classmethod
    def fit(
        cls, ratings: Interactions, left: Floats, penalty: float = PENALTY, start: "Factors | None" = None
    ) -> "Factors":
        """Solve users and titles in turn.

        Args:
            ratings: by whom and about what.
            left: of each rating, what is to be said.
            penalty: see `PENALTY`.
            start: factors of nearly the same ratings, which need fewer rounds to go on from.
        """
        values = ratings.matrix(left.astype(np.float32))
        turned = sparse.csr_array(values.T)

        def one(number: int) -> Numbers:
            if start is None:
                title = (
                    np.random.default_rng(SEEDS[number]).normal(0, 0.1, (len(ratings.titles), SIZE)).astype(np.float32)
                )
            else:
                title = start.title[number]
            for _ in range(ROUNDS if start is None else AGAIN):
                title = _solved(turned, _solved(values, title, penalty), penalty)
            return title

        with ThreadPoolExecutor(min(len(SEEDS), pl.thread_pool_size())) as pool:
            return cls(np.stack(list(pool.map(one, range(len(SEEDS))))), penalty)

    def told(self, asked: Asked, left: Floats) -> Floats:
        """Of each question the mean over factorisations of p · q_i, p = (sum(q_j q_j') + penalty)^-1 sum(q_j r_j).

        Args:
            asked: the questions; the sums are over the titles j of the history.
            left: r of each rating of the histories.
        """
        shape = (len(asked.counts), self.title.shape[1])
        values = sparse.csr_array((left.astype(np.float32), asked.title, asked.starts), shape=shape)
        result = np.zeros(len(asked.about))
        for title in self.title:
            user = _solved(values, title, self.penalty)
            result += np.einsum("nf,nf->n", user[asked.history], title[asked.about], dtype=np.float64)
        return result / len(self.title)


def _solved(values: sparse.csr_array, other: Numbers, penalty: float) -> Numbers:
    """Of each row the ridge solution of its values from the other side's numbers."""
    size = other.shape[1]
    upper = np.triu_indices(size)
    ones = sparse.csr_array((np.ones_like(values.data), values.indices, values.indptr), shape=values.shape)
    squares = np.ascontiguousarray(other[:, upper[0]] * other[:, upper[1]])
    system = np.empty((values.shape[0], size, size), np.float32)
    system[:, upper[0], upper[1]] = system[:, upper[1], upper[0]] = ones @ squares
    system[:, range(size), range(size)] += np.float32(penalty)
    return np.linalg.solve(system, (values @ other)[:, :, None])[:, :, 0]
