"""Whether ratings stand at the titles they were given to: titles liked by the same users are alike in content too.

Where ids were exchanged, all that ratings say of each other still holds, and all that they say of titles is wrong.
Only content can tell: then it agrees with them no better than with titles in any other order.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from pipeline.store.card import Interval
from recsys.ease import Weights
from recsys.evaluation.intervals import SEED, of_mean

NEIGHBOURS = 10
"""Of each title, those with the largest weights above 0."""

LEAST_RATED = 20
"""Ratings that a title needs: neighbours from fewer are chance."""

LEAST_TITLES = 50
"""Titles that the test needs: among fewer it could miss that ratings and content agree, and call good ids wrong.

Of MovieLens' films by genre, and of the catalogue's by their fields, 50 drawn at random always sufficed.
"""

ORDERS = 999
"""In which content is given to titles at random."""

LEVEL = 0.01

Floats = NDArray[np.float64]


class Agreement(NamedTuple):
    """How alike titles are in content that ratings call near.

    Attributes:
        titles: how many were compared.
        value: the mean cosine of a title and its neighbours.
        interval: the 95 % interval of `value`, over titles.
        chance: the mean of the same with content in random orders.
        p: how often a random order agrees as well.
    """

    titles: int
    value: float
    interval: Interval
    chance: float
    p: float

    @property
    def shown(self) -> bool:
        """Whether content agrees with ratings beyond chance."""
        return self.p <= LEVEL


def agreement(content: sparse.csr_array, weights: Weights, rated: NDArray[np.int64]) -> Agreement | None:
    """Content beside weights; None if fewer than `LEAST_TITLES` have enough ratings, content and a neighbour.

    Args:
        content: a row a title, of length 1, or 0 for a title without content; then it is left out.
        weights: titles by titles, from others' likes.
        rated: how many ratings each title has.
    """
    able = np.flatnonzero((rated >= LEAST_RATED) & (np.diff(content.indptr) > 0))
    if len(able) < LEAST_TITLES:
        return None
    title, neighbour = nearest(weights[np.ix_(able, able)])
    compared = np.unique(title)
    if len(compared) < LEAST_TITLES:
        return None
    vectors = content[able].astype(np.float32)
    cosine = np.asarray((vectors @ vectors.T).toarray())
    count = np.bincount(title, minlength=len(able))

    def of_titles(order: NDArray[np.intp]) -> Floats:
        sums = np.bincount(title, cosine[order[title], order[neighbour]], minlength=len(able))
        return sums[compared] / count[compared]

    found = of_titles(np.arange(len(able)))
    rng = np.random.default_rng(SEED)
    # Who is near whom stays as it is and only the names are exchanged: neighbours of neighbours are not independent.
    drawn = np.array([of_titles(rng.permutation(len(able))).mean() for _ in range(ORDERS)])
    low, high = of_mean(found)
    return Agreement(
        titles=len(compared),
        value=float(found.mean()),
        interval=Interval(low, high),
        chance=float(drawn.mean()),
        p=float((1 + (drawn >= found.mean()).sum()) / (1 + ORDERS)),
    )


def nearest(weights: Weights, count: int = NEIGHBOURS) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pairs of each title and its neighbours, the rows with the largest weights above 0 of its column."""
    largest = np.argsort(-weights, axis=0, kind="stable")[:count]
    above = np.take_along_axis(weights, largest, axis=0) > 0
    title = np.broadcast_to(np.arange(weights.shape[1]), largest.shape)
    return title[above], largest[above]
