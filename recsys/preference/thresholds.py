"""The ten thresholds a user may like a title at, and the shares of ratings that reach them."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit

from recsys.interactions import Interactions

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

THRESHOLDS: Floats = np.arange(1, 11) / 2
"""0.5 to 5. Whoever rates a title at one of them or above is said to like it at that threshold."""

LEVELS = len(THRESHOLDS)

SURE = 1e-3
"""What a share is kept from 0 and 1 by before its log-odds are taken as a feature."""


def reached(score: NDArray[np.floating]) -> NDArray[np.bool_]:
    """Whether each score is at each threshold or above: rows by thresholds."""
    return np.asarray(score)[:, None] >= THRESHOLDS


def counted(place: NDArray[np.integer], score: NDArray[np.floating], size: int) -> NDArray[np.int32]:
    """Of each of `size` users or titles, how many ratings reach each threshold: rows by thresholds."""
    level = np.clip(np.round(np.asarray(score) * 2).astype(np.int64) - 1, 0, LEVELS - 1)
    exactly = np.bincount(place.astype(np.int64) * LEVELS + level, minlength=size * LEVELS).reshape(size, LEVELS)
    return exactly[:, ::-1].cumsum(axis=1)[:, ::-1].astype(np.int32)


def shares(ratings: Interactions) -> Floats:
    """The share of all ratings that reach each threshold, one more rating counted half: (n_t + 1/2) / (n + 1).

    So it is never 0 or 1, which no number of ratings can prove, and a half where there are none.
    """
    share: Floats = (reached(ratings.score).sum(axis=0) + 0.5) / (len(ratings) + 1)
    return share


def damped(reaching: NDArray[np.integer], count: NDArray[np.integer], base: Floats, damping: float) -> Floats:
    """(reaching + damping · base) / (count + damping): a share that few ratings pull only a little from the base."""
    return (reaching + damping * base) / (count[:, None] + damping)


def log_odds(share: Floats) -> Floats:
    """log(share / (1 - share)), the share kept `SURE` from 0 and 1."""
    odds: Floats = logit(np.clip(share, SURE, 1 - SURE))
    return odds


def never_rising(probability: Floats) -> Floats:
    """Of each threshold the least probability up to it: who likes at 4 likes at 3."""
    return np.minimum.accumulate(probability, axis=1)
