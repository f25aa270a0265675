"""The two simplest ways to say how likely a user likes a title: as all users do, and as the user does."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from recsys.evaluation.metrics import log_loss
from recsys.interactions import Interactions
from recsys.preference import cutoffs
from recsys.preference.asked import Asked
from recsys.preference.model import Model
from recsys.preference.thresholds import Floats, counted, damped, reached, shares
from recsys.preference.validation import validation

DAMPINGS = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0)
DAMPING = 8.0
"""Where there is nothing to choose one of `DAMPINGS` on."""


@dataclass(frozen=True, slots=True)
class BaseRate(Model):
    """The same for everybody and everything: the share of all ratings that reach each threshold."""

    base: Floats

    @classmethod
    def fit(cls, ratings: Interactions) -> Self:
        """Count."""
        return cls(shares(ratings))

    @property
    def cutoffs(self) -> Floats:  # type: ignore[override]
        """From which probability the answer is yes: from the only one there is."""
        return self.base

    def chances(self, asked: Asked) -> Floats:
        """The base rates, as often as is asked."""
        return np.tile(self.base, (len(asked.about), 1))


@dataclass(frozen=True, slots=True)
class UserRate(Model):
    """The share of the user's own ratings that reach each threshold, damped towards that of all.

    p_t = (n_ut + damping · base_t) / (n_u + damping), n_ut of the user's n_u ratings reaching threshold t.
    """

    base: Floats
    cutoffs: Floats
    damping: float = DAMPING

    @classmethod
    def fit(cls, ratings: Interactions) -> Self:
        """The damping with the least log-loss, mean over thresholds, and the best cutoffs, on validation ratings."""
        known, new = validation(ratings)
        base, happened = shares(known), reached(new.score)
        if not len(new):
            return cls(shares(ratings), base)
        tried = [(damping, cls(base, base, damping).probabilities(known, new.user, new.title)) for damping in DAMPINGS]
        damping, chances = min(tried, key=lambda each: log_loss(happened, each[1]))
        return cls(shares(ratings), cutoffs.best(chances, happened, base), damping)

    def chances(self, asked: Asked) -> Floats:
        """The formula of the class."""
        reaching = counted(asked.owner, asked.score, len(asked.counts))
        return damped(reaching, asked.counts, self.base, self.damping)[asked.history]
