"""The ratings that settings, weights and cutoffs are chosen on: the last of each user."""

import numpy as np

from recsys.evaluation.splitting import last_of_each_user
from recsys.interactions import Interactions

ROWS = 100_000
"""Ratings that are chosen on at most: a few dozen weights need no more."""

SEED = 20261120


def validation(ratings: Interactions, rows: int = ROWS) -> tuple[Interactions, Interactions]:
    """What models are fitted to meanwhile, and some of the last ratings of each user, drawn if there are many.

    The drawn are in the order of the ratings, and those left out of the first are more than those in the second.
    """
    held = last_of_each_user(ratings)
    new = ratings.where(held)
    if len(new) > rows:
        some = np.zeros(len(new), np.bool_)
        some[np.random.default_rng(SEED).choice(len(new), rows, replace=False)] = True
        new = new.where(some)
    return ratings.where(~held), new
