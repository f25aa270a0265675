"""Intervals by the bootstrap over users: what a figure might have been with other users of the same kind."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from pipeline.store.card import Interval

DRAWS = 2_000
SEED = 20261120
LEVEL = 0.95

Floats = NDArray[np.float64]


def of_mean(values: Floats, draws: int = DRAWS, seed: int = SEED, level: float = LEVEL) -> Interval:
    """Of the mean of one value a user. A paired difference is the mean of the users' differences."""
    return of_ratio(values, np.ones_like(values), draws, seed, level)


def of_ratio(
    sums: Floats,
    counts: Floats,
    draws: int = DRAWS,
    seed: int = SEED,
    level: float = LEVEL,
    of: Callable[[Floats], Floats] = lambda ratio: ratio,
) -> Interval:
    """Of `of(sum(sums) / sum(counts))`, such as the root of a mean square error, from a sum and a count a user.

    Users are drawn with replacement, all rows of one together: rows of one user are not independent.
    """
    drawn = drawn_ratios(sums[:, None], counts, draws, seed)[:, 0]
    return _middle(of(drawn), level)


def of_difference(
    one: Floats,
    other: Floats,
    counts: Floats,
    draws: int = DRAWS,
    seed: int = SEED,
    level: float = LEVEL,
    of: Callable[[Floats], Floats] = lambda ratio: ratio,
) -> Interval:
    """Of `of(sum(one) / sum(counts)) - of(sum(other) / sum(counts))`: both figures from the same drawn users."""
    drawn = of(drawn_ratios(np.column_stack([one, other]), counts, draws, seed))
    return _middle(drawn[:, 0] - drawn[:, 1], level)


def drawn_ratios(sums: Floats, counts: Floats, draws: int = DRAWS, seed: int = SEED) -> Floats:
    """The ratios of some sums to a count, one row a draw; `sums` has one column a figure."""
    rng = np.random.default_rng(seed)
    ratios = np.empty((draws, sums.shape[1]))
    for draw in range(draws):
        times = np.bincount(rng.integers(len(counts), size=len(counts)), minlength=len(counts)).astype(np.float64)
        ratios[draw] = (times @ sums) / (times @ counts)
    return ratios


def per_user(values: Floats, user: NDArray[np.int32]) -> tuple[Floats, Floats]:
    """The sum of the values of each user that has any, and how many there are."""
    _, place = np.unique(user, return_inverse=True)
    sums: Floats = np.bincount(place, values).astype(np.float64)
    return sums, np.bincount(place).astype(np.float64)


def _middle(drawn: Floats, level: float) -> Interval:
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), float(high))
