"""All ways to say how likely a user likes a title, tried on the same ratings that they had not seen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Self

import numpy as np
from numpy.typing import NDArray

from recsys.evaluation.intervals import drawn_ratios
from recsys.evaluation.metrics import log_losses
from recsys.interactions import Interactions
from recsys.preference.bias import Biases
from recsys.preference.model import Model, Scored, answered
from recsys.preference.thresholds import Floats, reached

ROWS = 100_000
"""Ratings that are asked about at most."""

DRAWS = 1_000
SEED = 20261120

GLOBAL_MEAN, USER_MEAN = "global mean", "user mean"
"""Ways to say a score that are no models: the mean of all, and the user's own, damped."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Ratings held out, and what each way that was tried said of them.

    Attributes:
        split: what was held out, in words.
        known: what models may learn from.
        new: what was held out.
        models: the models, by name.
        chances: what each said: ratings held out by thresholds.
        expected: the scores that the means, and the models which say scores, expected.
    """

    split: str
    known: Interactions
    new: Interactions
    models: Mapping[str, Model]
    chances: Mapping[str, Floats]
    expected: Mapping[str, Floats]

    @classmethod
    def of(cls, ratings: Interactions, held: NDArray[np.bool_], split: str, rows: int = ROWS) -> Self:
        """Without models yet.

        Args:
            ratings: all.
            held: which are held out.
            split: what is held out, in words.
            rows: how many models are asked about at most; they are drawn where more are held out.
        """
        known, new = ratings.where(~held), ratings.where(held)
        if len(new) > rows:
            some = np.zeros(len(new), np.bool_)
            some[np.random.default_rng(SEED).choice(len(new), rows, replace=False)] = True
            new = new.where(some)
        mean = float(known.score.mean(dtype=np.float64)) if len(known) else 0.0
        nothing = np.zeros(len(ratings.titles))
        users = Biases(mean, nothing.astype(np.float32), nothing.astype(np.int32))
        own = answered(lambda asked: users.of_histories(asked)[asked.history], known, new.user, new.title)
        return cls(split, known, new, {}, {}, {GLOBAL_MEAN: np.full(len(new), mean), USER_MEAN: mean + own})

    def joined(self, name: str, fit: Callable[[Interactions], Model]) -> Self:
        """With one more model, fitted and asked."""
        model, new = fit(self.known), self.new
        expected = {name: model.scores(self.known, new.user, new.title)} if isinstance(model, Scored) else {}
        return replace(
            self,
            models={**self.models, name: model},
            chances={**self.chances, name: model.probabilities(self.known, new.user, new.title)},
            expected={**self.expected, **expected},
        )

    @property
    def happened(self) -> NDArray[np.bool_]:
        """Which held-out ratings reach which threshold."""
        return reached(self.new.score)

    def losses(self, name: str) -> Floats:
        """The log-loss of each rating, the mean over thresholds: every one of them is served."""
        mean: Floats = log_losses(self.happened, self.chances[name]).mean(axis=1)
        return mean


class Drawn:
    """Means over held-out ratings, as they are and as they would be of other users, drawn with replacement.

    All are found from the same drawn users, so that differences are paired.
    """

    def __init__(self, user: NDArray[np.int32], columns: Mapping[str, Floats], draws: int = DRAWS) -> None:
        """One value a rating in each column."""
        self._place = {name: place for place, name in enumerate(columns)}
        starts = np.flatnonzero(np.diff(user, prepend=-1))
        sums = np.add.reduceat(np.column_stack(list(columns.values())), starts, axis=0)
        counts = np.diff(starts, append=len(user)).astype(np.float64)
        self._means = sums.sum(axis=0, keepdims=True) / counts.sum()
        self._drawn = drawn_ratios(sums, counts, draws)

    def figure(self, of: Callable[[Callable[[str], Floats]], Floats]) -> tuple[float, Floats]:
        """A figure made of the means of columns, which it gets by name: as it is, and one a draw."""
        return float(of(partial(self._column, self._means))[0]), of(partial(self._column, self._drawn))

    def of(self, column: str, function: Callable[[Floats], Floats]) -> tuple[float, Floats]:
        """A function of the mean of one column: as it is, and one a draw."""
        return self.figure(lambda get: function(get(column)))

    def _column(self, table: Floats, name: str) -> Floats:
        column: Floats = table[:, self._place[name]]
        return column
