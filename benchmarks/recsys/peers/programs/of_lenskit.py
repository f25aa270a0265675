"""Lists of LensKit, in an environment of its own: `python of_lenskit.py JOB.json`."""

from typing import Any

import numpy as np
import pandas as pd
from exchange import Rank, answer, first
from lenskit.data import Dataset, ItemList, RecQuery, from_interactions_df
from lenskit.knn import EASEScorer, ItemKNNScorer, UserKNNScorer
from lenskit.training import Trainable, TrainingOptions
from scipy import sparse

NOBODY = -1
"""The user that a query is of: none that was learnt from."""


def ease(learnt: sparse.csr_matrix, settings: dict[str, Any]) -> Rank:
    """EASE as published."""
    return _rank(EASEScorer(regularization=settings["penalty"]), learnt)


def item_knn(learnt: sparse.csr_matrix, settings: dict[str, Any]) -> Rank:
    """Neighbours of titles."""
    return _rank(ItemKNNScorer(feedback="implicit", **settings), learnt)


def user_knn(learnt: sparse.csr_matrix, settings: dict[str, Any]) -> Rank:
    """Neighbours of users."""
    return _rank(UserKNNScorer(feedback="implicit", **settings), learnt)


def _rank(model: Trainable, learnt: sparse.csr_matrix) -> Rank:
    model.train(_dataset(learnt), TrainingOptions())
    candidates = np.flatnonzero(learnt.getnnz(axis=0))

    def rank(asked: sparse.csr_matrix, length: int) -> np.ndarray:
        lists = np.empty((asked.shape[0], length), np.int64)
        for user in range(asked.shape[0]):
            told = asked.indices[asked.indptr[user] : asked.indptr[user + 1]]
            query = RecQuery(user_id=NOBODY, history_items=ItemList(item_ids=told))
            scores = np.full(asked.shape[1], np.nan)
            scores[candidates] = model(query=query, items=ItemList(item_ids=candidates)).scores()
            lists[user] = first(scores, told, length)
        return lists

    return rank


def _dataset(learnt: sparse.csr_matrix) -> Dataset:
    user, title = learnt.nonzero()
    return from_interactions_df(pd.DataFrame({"user_id": user, "item_id": title}))


if __name__ == "__main__":
    answer({"EASE": ease, "ItemKNN": item_knn, "UserKNN": user_knn})
