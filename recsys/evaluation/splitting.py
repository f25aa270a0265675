"""What is held out to test on: each way says of every rating, or of every user, whether or when it is tested."""

import numpy as np
from numpy.typing import NDArray

from recsys.interactions import Interactions

SEED = 20261120
FOLDS = 5
SHARE = 0.2
"""Of the ratings, what is held out unless something else is said."""


def at_random(ratings: Interactions, share: float = SHARE, seed: int = SEED) -> NDArray[np.bool_]:
    """Which ratings are held out: any.

    It flatters: later ratings of a user inform earlier ones.
    """
    held: NDArray[np.bool_] = np.zeros(len(ratings), np.bool_)
    held[np.random.default_rng(seed).permutation(len(ratings))[: round(share * len(ratings))]] = True
    return held


def last_of_each_user(ratings: Interactions, share: float = SHARE) -> NDArray[np.bool_]:
    """Which ratings are held out: the newest of each user, rounded down, so that a single one is not."""
    starts = ratings.starts
    counts = np.diff(starts)
    place = np.arange(len(ratings)) - starts[ratings.user]
    return place >= (counts - np.floor(share * counts))[ratings.user]


def by_time(ratings: Interactions, share: float = SHARE) -> NDArray[np.bool_]:
    """Which ratings are held out: the newest of all, as if models had been fitted on one day. Ties are held out too."""
    if not len(ratings):
        return np.zeros(0, np.bool_)
    return ratings.time >= np.quantile(ratings.time, 1 - share, method="higher")


def user_folds(ratings: Interactions, folds: int = FOLDS, seed: int = SEED) -> NDArray[np.int64]:
    """The fold in which each user is tested by a model that knows none of that fold; sizes differ by one at most."""
    order = np.random.default_rng(seed).permutation(len(ratings.users))
    fold = np.empty(len(order), np.int64)
    fold[order] = np.arange(len(order)) % folds
    return fold


def told(ratings: Interactions, share: float = SHARE, seed: int = SEED) -> NDArray[np.bool_]:
    """Which ratings of each user a model is told in a test; the others, a share rounded up, it is to find.

    Users with a single rating are told nothing and cannot be helped: leave them out of the test.
    """
    chance = np.random.default_rng(seed).random(len(ratings))
    order = np.lexsort((chance, ratings.user))
    starts = ratings.starts
    place = np.empty(len(ratings), np.int64)
    place[order] = np.arange(len(ratings)) - starts[ratings.user]
    return place >= np.ceil(share * np.diff(starts))[ratings.user]
