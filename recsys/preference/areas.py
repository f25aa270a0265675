"""How far an area under the ROC curve would be from itself with other users, drawn with replacement."""

import numpy as np
from numpy.typing import NDArray

from recsys.preference.thresholds import Floats

DRAWS = 200
SEED = 20261120


def drawn_areas(
    liked: NDArray[np.bool_], chance: Floats, user: NDArray[np.int32], draws: int = DRAWS, seed: int = SEED
) -> Floats:
    """`metrics.auc` of as many sets of users as there are draws; the same users for the same seed.

    Args:
        liked: one a rating.
        chance: one a rating.
        user: the place of each rating's user.
        draws: how many sets of users.
        seed: of the generator.
    """
    rng = np.random.default_rng(seed)
    _, place = np.unique(user, return_inverse=True)
    users = int(place.max(initial=-1)) + 1
    order = np.argsort(chance, kind="stable")
    liked, place, value = liked[order], place[order], chance[order]
    first = np.flatnonzero(np.concatenate([[True], value[1:] > value[:-1]]))
    areas = np.empty(draws)
    for draw in range(draws):
        times = np.bincount(rng.integers(users, size=users), minlength=users)[place].astype(np.float64)
        yes, no = np.add.reduceat(times * liked, first), np.add.reduceat(times * ~liked, first)
        below = np.cumsum(no) - no / 2
        pairs = yes.sum() * no.sum()
        areas[draw] = (yes @ below) / pairs if pairs else np.nan
    return areas
