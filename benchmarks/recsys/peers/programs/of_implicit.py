"""Lists of implicit, in an environment of its own: `python of_implicit.py JOB.json`."""

from typing import Any

import numpy as np
from exchange import Rank, answer
from implicit.als import AlternatingLeastSquares
from implicit.nearest_neighbours import BM25Recommender
from implicit.recommender_base import RecommenderBase
from scipy import sparse

SEED = 20261120


def als(learnt: sparse.csr_matrix, settings: dict[str, Any]) -> Rank:
    """Factors of users that were not learnt from are computed from what they liked, as the library offers."""
    model = AlternatingLeastSquares(**settings, random_state=SEED, num_threads=1)
    model.fit(learnt.astype(np.float32), show_progress=False)
    return _rank(model, learnt, recalculate=True)


def bm25(learnt: sparse.csr_matrix, settings: dict[str, Any]) -> Rank:
    """Neighbours of titles, weighted as words are."""
    model = BM25Recommender(**settings, num_threads=1)
    model.fit(learnt.astype(np.float64), show_progress=False)
    return _rank(model, learnt, recalculate=False)


def _rank(model: RecommenderBase, learnt: sparse.csr_matrix, *, recalculate: bool) -> Rank:
    known = learnt.getnnz(axis=0) > 0

    def rank(asked: sparse.csr_matrix, length: int) -> np.ndarray:
        # A title that nobody liked has factors too, the random ones that it began with: ask for more and leave it out.
        users, more = np.arange(asked.shape[0]), length + int((~known).sum())
        titles, scores = model.recommend(
            users, asked.astype(np.float32), N=min(more, asked.shape[1]), recalculate_user=recalculate
        )
        good = (titles >= 0) & known[titles] & (scores > np.finfo(np.float32).min)
        lists = np.full((len(users), length), -1)
        for row, (all_, kept) in enumerate(zip(titles, good, strict=True)):
            of_user = all_[kept][:length]
            lists[row, : len(of_user)] = of_user
        return lists

    return rank


if __name__ == "__main__":
    answer({"ALS": als, "BM25": bm25})
