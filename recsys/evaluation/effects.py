"""How far users, or titles, differ in the scores of their ratings: one-way analysis of variance from group sums.

The share of the variance that groups explain is the intra-class correlation of unequal groups (Searle, Casella and
McCulloch, "Variance Components", 1992, §3.6). Sums of parts of the ratings add up, so nothing here needs all at once.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.stats import f as f_distribution

from pipeline.store.card import Interval
from recsys.evaluation.intervals import drawn_ratios

LEVEL = 0.01
"""Of the tests: how often chance alone is taken for an effect."""

NEGLIGIBLE = 0.005
"""A share of the variance that does not matter: of the mean of 100 ratings two thirds would still be chance."""

TAIL = 0.025
"""What a 95 % interval leaves out at each end."""

NO_SPREAD = 1e-9
"""A mean square below is that of equal scores, and what floating point makes of them."""

LEAST_REPEATED = 30
"""Ratings beyond the first of each group that a test needs: scores are half steps, and a few are equal by chance."""

Floats = NDArray[np.float64]


class Effect(NamedTuple):
    """How far groups differ.

    Attributes:
        share: the part of the variance that groups explain, at most 1; 0, or by chance below, when they explain none.
        interval: the 95 % interval of `share`.
        p: how often chance alone makes groups differ as much.
        size: ratings a group, as they count: of groups of equal size, that size.
    """

    share: float
    interval: Interval
    p: float
    size: float

    @property
    def shown(self) -> bool | None:
        """Whether groups differ: True if chance does not explain it, False if it is negligible, None if undecided."""
        if self.p < LEVEL and self.interval.low > 0:
            return True
        return False if self.interval.high < NEGLIGIBLE else None


def effect(values: Floats, group: NDArray[np.int32], spread: Floats | None = None) -> Effect | None:
    """How far groups differ in their values.

    None if fewer than `LEAST_REPEATED` values are beyond the first of their group, if there is one group, or if all
    values are equal.

    Args:
        values: one a rating.
        group: of each rating, 0 and up.
        spread: the mean square to expect of each value, where values differ in it; else they are taken as alike.
    """
    count = np.bincount(group).astype(np.float64)
    total = np.bincount(group, values)[count > 0]
    expected = count[count > 0] if spread is None else np.bincount(group, spread)[count > 0]
    count = count[count > 0]
    rows, groups = float(count.sum()), float(len(count))
    squares = float(values @ values) - float(total.sum()) ** 2 / rows if rows else 0.0
    if groups < 2 or rows - groups < LEAST_REPEATED or squares / rows < NO_SPREAD:
        return None
    between = float((total**2 / count).sum() - total.sum() ** 2 / rows)
    within = squares - between
    # What the same two sums are on average when the groups are all alike.
    between_expected = float((expected / count * (1 - count / rows)).sum())
    within_expected = float((expected - expected / count).sum())
    f = (between / between_expected) / (within / within_expected) if within / rows > NO_SPREAD else np.inf
    size = (rows - float((count**2).sum()) / rows) / (groups - 1)
    return Effect(
        share=share(f, size),
        interval=interval(f, groups, rows, size),
        p=float(f_distribution.sf(f, groups - 1, rows - groups)),
        size=size,
    )


def share(f: float, size: float) -> float:
    """The part of the variance that groups explain, (f - 1) / (f + size - 1): `f` is theirs by that within them."""
    return float(1 - size / (f + size - 1))


def interval(f: float, groups: float, rows: float, size: float) -> Interval:
    """The 95 % interval of `share`: exact for normal values in groups of one size."""
    low = f / f_distribution.isf(TAIL, groups - 1, rows - groups)
    high = f * f_distribution.isf(TAIL, rows - groups, groups - 1)
    return Interval(share(low, size), share(high, size))


def deciding(rows: int, groups: int, size: float) -> int:
    """About how many ratings decide whether groups differ, if each group has as many as now.

    With these the interval is no wider than `NEGLIGIBLE`, so that it cannot reach from 0 to there.
    """
    each = rows / groups

    def excess(log_groups: float) -> float:
        number = float(np.exp(log_groups))
        low, high = interval(1.0, number, each * number, size)
        return high - low - NEGLIGIBLE

    least, most = np.log(2.0), np.log(1e12)
    if excess(least) <= 0:
        return rows
    return max(rows, round(each * float(np.exp(brentq(excess, least, most)))))


def beyond_users(score: Floats, user: NDArray[np.int32], users: Effect | None) -> tuple[Floats, Floats]:
    """What is left of each score without its user's damped mean, and the mean square of what is left of that user's.

    The fewer ratings of a user and the less users differ, the nearer is a damped mean to that of all.
    """
    part = float(np.clip(users.share, 0, 1)) if users else 0.0
    count = np.bincount(user).astype(np.float64)
    mean = score.mean()
    own = np.bincount(user, score - mean)
    left = score - mean - (own * part / (1 + (count - 1) * part))[user]
    return left, (np.bincount(user, left**2) / np.maximum(count, 1))[user]


def dispersion(group: NDArray[np.int32]) -> tuple[float, Interval]:
    """The variance of ratings a group by their mean, of groups that have any, and its 95 % interval, over groups.

    1 is what groups drawn at random have; less where it is seen only of which of them were drawn.
    """
    count = np.bincount(group)
    count = count[count > 0].astype(np.float64)
    means = drawn_ratios(np.column_stack([count, count**2]), np.ones(len(count)))
    low, high = np.quantile(means[:, 1] / means[:, 0] - means[:, 0], [TAIL, 1 - TAIL])
    return float(count.var() / count.mean()), Interval(float(low), float(high))
