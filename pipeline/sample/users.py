"""Users: how generous they are, how much they rate, when, and what they like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.sample.tastes import TRAITS, Circles

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.sample.tastes import Titles

# As in the assignment's file: 115,078 users with ids to 270,896.
IDS_PER_USER = 2.354
COUNT_SPREAD = 1.25
LARGEST_SHARE = 0.25  # of all titles, that one user may be expected to rate
THEMES, TROUPES = 3, 6  # that a user keeps to
TASTE = 1.6  # how strongly users choose themes after their taste rather than after popularity
# Ratings per year of joining: the waves of the real files.
YEARS = {
    1996: 9, 1997: 4, 1998: 1, 1999: 5, 2000: 8, 2001: 4, 2002: 3, 2003: 4, 2004: 4, 2005: 7, 2006: 5, 2007: 4,
    2008: 4, 2009: 4, 2010: 3, 2011: 3, 2012: 3, 2013: 2, 2014: 3, 2015: 8, 2016: 8, 2017: 8, 2018: 6, 2019: 4,
    2020: 4, 2021: 2,
}  # fmt: skip
YEAR_SECONDS = 31_556_952
EPOCH_YEAR = 1970


@dataclass(frozen=True, slots=True)
class Users:
    """Everything about the users, in the order in which the files list them; all arrays are in the same order.

    Attributes:
        ids: sparse and shuffled, since the real files are not in user order.
        counts: how many titles each has rated: long-tailed.
        bias: how generous each is, standard normal.
        traits: what each likes, one row a user.
        themes: the themes each keeps to, the favourite first.
        troupes: the troupes each follows.
        start: when each began, in seconds.
        span: over how many seconds each kept rating.
    """

    ids: NDArray[np.int64]
    counts: NDArray[np.int64]
    bias: NDArray[np.float32]
    traits: NDArray[np.float32]
    themes: NDArray[np.int64]
    troupes: NDArray[np.int64]
    start: NDArray[np.int64]
    span: NDArray[np.int64]

    @classmethod
    def draw(cls, count: int, ratings: int, titles: Titles, rng: np.random.Generator) -> Users:
        """Draw users who rate this often together."""
        count = min(count, ratings)
        traits = rng.standard_normal((count, TRAITS)) / np.sqrt(TRAITS)
        themes = _favourite_themes(traits, titles, rng)
        return cls(
            ids=rng.permutation(1 + rng.choice(1 + round(count * IDS_PER_USER), size=count, replace=False)),
            counts=_counts(count, ratings, len(titles.ids), rng),
            bias=rng.standard_normal(count, dtype=np.float32),
            traits=traits.astype(np.float32),
            themes=themes,
            troupes=_favourite_troupes(themes, titles, rng),
            start=_joined(count, rng),
            span=np.minimum(np.exp(rng.normal(8.5, 3.0, count)), 3 * YEAR_SECONDS).astype(np.int64),
        )


def _counts(users: int, ratings: int, titles: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """One rating each and the rest shared out by a long tail, whose longest is cut."""
    if not users:
        return np.zeros(0, dtype=np.int64)
    weights = np.exp(rng.normal(0.0, COUNT_SPREAD, users))
    mean = ratings / users
    weights = np.minimum(weights, weights.mean() * max(1.0, LARGEST_SHARE * titles / mean))
    return 1 + rng.multinomial(ratings - users, weights / weights.sum()).astype(np.int64)


def _favourite_themes(traits: NDArray[np.float64], titles: Titles, rng: np.random.Generator) -> NDArray[np.int64]:
    """The themes that suit each user best, popular ones more often, drawn with Gumbel noise."""
    circles = Circles(titles.theme, titles.popularity)
    size = np.bincount(titles.theme)[:, None]
    centre = np.zeros((len(size), TRAITS))
    np.add.at(centre, titles.theme, titles.traits)
    # Not by matrix product, whose last bits may depend on the number of threads.
    suits = np.einsum("ut,gt->ug", traits, centre / size)
    appeal = TASTE * suits + np.log(circles.weight) + rng.gumbel(size=(len(traits), len(size)))
    best = np.argsort(-appeal, axis=1, kind="stable")[:, :THEMES]
    # A small catalogue may have fewer themes than a user could like.
    repeats: NDArray[np.int64] = np.resize(best.T, (THEMES, len(traits))).T if best.shape[1] < THEMES else best
    return np.ascontiguousarray(repeats)


def _favourite_troupes(themes: NDArray[np.int64], titles: Titles, rng: np.random.Generator) -> NDArray[np.int64]:
    """The troupes behind popular titles of those themes."""
    circles = Circles(titles.theme, titles.popularity)
    drawn = [titles.troupe[circles.draw(themes[:, place % THEMES], rng)] for place in range(TROUPES)]
    return np.stack(drawn, axis=1)


def _joined(users: int, rng: np.random.Generator) -> NDArray[np.int64]:
    weights = np.array(list(YEARS.values()), dtype=np.float64)
    year = rng.choice(np.array(list(YEARS)), size=users, p=weights / weights.sum())
    # 2021 is not over in the data.
    within = rng.random(users) * np.where(year == max(YEARS), 0.6, 1.0)
    seconds: NDArray[np.int64] = ((year - EPOCH_YEAR + within) * YEAR_SECONDS).astype(np.int64)
    return seconds
