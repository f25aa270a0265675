"""Five folds of users: what models learn from, are tuned on and are tested on, each user once."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from recsys.evaluation.ranking import HeldOut
from recsys.evaluation.splitting import FOLDS, SEED, user_folds
from recsys.interactions import Interactions


@dataclass(frozen=True, eq=False, slots=True)
class Part:
    """What is learnt from, users by titles with 1 where liked, and other users to ask about."""

    learnt: sparse.csr_array
    asked: HeldOut


@dataclass(frozen=True, slots=True)
class Fold:
    """A fifth of the users is asked about in `final`, of the others the next fifth in `tuning`."""

    tuning: Part
    final: Part


def folds(ratings: Interactions) -> list[Fold]:
    """The folds of strong generalisation: no model has seen a user that it is asked about.

    Settings are chosen on `tuning`; with those chosen a model learns again from all users of `final`.
    """
    liked = _only_liked_titles(ratings.liked())
    fold = user_folds(ratings)

    def part(learnt: NDArray[np.bool_], asked: int) -> Part:
        known = liked.where(learnt[liked.user])
        shown = np.bincount(known.title, minlength=len(liked.titles)) > 0
        matrix = known.matrix()
        return Part(matrix[np.diff(matrix.indptr) > 0], HeldOut.of(liked, fold == asked, shown, SEED))

    return [
        Fold(part((fold != k) & (fold != (k + 1) % FOLDS), (k + 1) % FOLDS), part(fold != k, k)) for k in range(FOLDS)
    ]


def _only_liked_titles(liked: Interactions) -> Interactions:
    """Without the titles that nobody likes, half of a small set's: they can be neither told nor found."""
    used, title = np.unique(liked.title, return_inverse=True)
    return replace(liked, title=title.astype(np.int32), titles=liked.titles.gather(used))
