"""How likely a user likes a title: one answer from a history, by the arrays and settings of the model that was fitted.

The formulas are those of `recsys.preference`, which fits and evaluates them for many at once; a test holds the two
together. Users are known by their history alone, so the model knows a user who is newer than itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from graphql_api.catalogue.columns import Rows
from graphql_api.catalogue.parts import Parts
from graphql_api.catalogue.users import Halves
from pipeline.store.arrays import Arrays
from pipeline.store.vocabulary import VerdictBasis

Floats = npt.NDArray[np.float64]

BASE_RATE, USER_RATE, BIAS = "base rate", "user rate", "bias"
"""What the simpler models are called; the other is the stack of all parts."""

LONG = 2_000
"""Ratings of one user of which it is known beforehand how they fade; hardly anybody has more."""

NOTHING: Floats = np.zeros(0)

SURE = 1e-3
"""What a share is kept from 0 and 1 by before its log-odds are taken as a term."""


class History(NamedTuple):
    """What a user rated, newest first, no title twice; what was given the title asked about is apart, in `own`."""

    titles: Rows
    halves: Halves
    own: float | None

    @classmethod
    def without(cls, titles: Rows, halves: Halves, row: int) -> Self:
        """A history as a question about a title may use it."""
        others = titles != row
        if np.count_nonzero(others) == len(others):
            return cls(titles, halves, None)
        return cls(titles[others], halves[others], halves[~others].item(0) / 2)

    @property
    def scores(self) -> Floats:
        """In points."""
        points: Floats = self.halves.astype(np.float64) / 2
        return points


class Answer(NamedTuple):
    """How likely the user gives the title a threshold or above, and what that rests on.

    `user_bias` and `title_bias` are how far the two stand above the rest in points; `said` is what each title of the
    history adds, by its place there, empty where none does.
    """

    probability: float
    basis: VerdictBasis
    user_bias: float = 0.0
    title_bias: float = 0.0
    said: Floats = NOTHING


@dataclass(frozen=True, slots=True)
class Preference:
    """The model behind verdicts."""

    settings: Mapping[str, Any]
    thresholds: Floats
    levels: Sequence[float]
    """The same, to look one up."""
    base: Floats
    cutoffs: Floats
    weights: Floats
    blend: Floats
    arrays: Arrays
    title_bias: Floats
    """How far each title stands above the mean, as wide as what it is taken from: nothing is converted each time."""
    base_odds: Floats
    """The log-odds of `base`."""
    kept_odds: Floats
    """The same, kept from being endless."""
    fading: Sequence[Floats]
    """For each span how much a rating counts, by how many came after it."""
    above: Floats
    """How far a score is above the mean of all, for whatever number of half points a byte holds."""
    sums: Sequence[Sequence[float]]
    """Of each threshold the log-odds of the base, then the weights."""

    @classmethod
    def of(cls, arrays: Arrays, settings: Mapping[str, Any]) -> Self:
        """The model that a release holds."""
        numbers = {
            name: np.array(settings.get(name, ()), np.float64)
            for name in ("thresholds", "base", "cutoffs", "weights", "blend")
        }
        with np.errstate(divide="ignore"):
            base_odds = _log_odds(numbers["base"])
        return cls(
            settings=settings,
            arrays={name: array for name, array in arrays.items() if name.startswith("would_")},
            levels=numbers["thresholds"].tolist(),
            title_bias=arrays["would_title_bias"].astype(np.float64),
            base_odds=base_odds,
            kept_odds=_kept_odds(numbers["base"]),
            fading=[np.exp(-np.arange(LONG) / span) for span in settings.get("spans", ())],
            above=np.arange(256) / 2 - settings.get("mean", 0.0),
            sums=[
                (odds, *weights) for odds, weights in zip(base_odds.tolist(), numbers["weights"].tolist(), strict=False)
            ],
            **numbers,
        )

    def answer(self, history: History, row: int, level: int) -> Answer:
        """How likely a user of this history likes a title, by the threshold at a place."""
        count = len(history.titles)
        model = self.settings["model"]
        if model == BASE_RATE:
            return Answer(self.base.item(level), VerdictBasis.BASE_RATE)
        if model == USER_RATE:
            damping = self.settings["damping"]
            basis = VerdictBasis.USER if count else VerdictBasis.BASE_RATE
            shares = (self._reaching(history) + damping * self.base) / (count + damping)
            return Answer(shares.item(level), basis)
        return self._with_title(history, row, count, level)

    def _reaching(self, history: History) -> npt.NDArray[np.int64]:
        """How many titles of a history were given each threshold or above."""
        reaching: npt.NDArray[np.int64] = len(history.halves) - np.sort(history.scores).searchsorted(self.thresholds)
        return reaching

    def _with_title(self, history: History, row: int, count: int, level: int) -> Answer:
        """By the biases, and by the other parts where the model has them."""
        of = self.settings
        above = self.above.take(history.halves) - self.title_bias.take(history.titles)
        user = float(np.add.reduce(above)) / (count + of["user_damping"])
        title, others = self.title_bias.item(row), self.arrays["would_title_count"].item(row)
        taken = history.own is not None and others > 0
        if history.own is not None and taken:  # the title as it is to all others
            title = title * (others + of["title_damping"]) - (history.own - of["mean"] - user)
            others -= 1
            title = title / (others + of["title_damping"]) if others else 0.0
        if not count and not others:  # to the last digit: a cutoff may be the base rate itself
            return Answer(self.base.item(level), VerdictBasis.BASE_RATE)
        sure = count / (count + of["half"]), others / (others + of["half"])
        if of["model"] == BIAS:
            return Answer(self._by_biases(user, title, sure, level), _basis(count, others), user, title)
        near, support, factors, said = self._alike(history, row, left := above - user)
        personal = np.array([*self._moods(left), near, factors])
        parts = Parts(user, title, personal, sure, count, others, support)
        expected = of["mean"] + user + title + self.blend @ parts.blend_terms()
        score = min(max(float(expected), float(self.thresholds[0])), float(self.thresholds[-1]))
        of_title = self.arrays["would_title_reaching"][row]
        if history.own is not None and taken:
            of_title = of_title - (history.own >= self.thresholds)
        odds = self._odds(np.array([self._reaching(history), of_title]), np.array([[count], [others]]))
        terms = parts.chance_terms(score - of["mean"], odds[0], odds[1])
        chances = 1 / (1 + np.exp(-(self.base_odds + (self.weights * terms).sum(axis=1))))
        return Answer(chances[: level + 1].min().item(), _basis(count, others), user, title, said)

    def _by_biases(self, user: float, title: float, sure: tuple[float, float], level: int) -> float:
        """The chance by the biases alone, never higher than at a lower threshold.

        Four terms are summed up one by one: to make an array of them takes longer, and the digits are the same. The
        exponential is numpy's, as everywhere: that of `math` may differ in the last digit.
        """
        sure_user, sure_title = sure
        against = [
            -(odds + (of_user * user + of_title * title + of_sure_user * sure_user + of_sure_title * sure_title))
            for odds, of_user, of_title, of_sure_user, of_sure_title in self.sums[: level + 1]
        ]
        lowest: float = 1 / (1 + max(np.exp(against).tolist()))
        return lowest

    def _moods(self, left: Floats) -> list[float]:
        """How much higher than usual the user rated of late."""
        count, damping = len(left), self.settings["mood_damping"]
        if count > LONG:
            fading = [np.exp(-np.arange(count) / span) for span in self.settings["spans"]]
        else:
            fading = [weight[:count] for weight in self.fading]
        return [float(weight @ left / (weight.sum() + damping)) for weight in fading]

    def _alike(self, history: History, row: int, left: Floats) -> tuple[float, float, float, Floats]:
        """What the user thought of similar titles, how similar they are in all, what factors say; what each said."""
        said = np.zeros(len(left))
        if history.own is not None:  # both have learnt from it
            return 0.0, 0.0, 0.0, said
        starts = self.arrays["would_similar_starts"]
        listed = slice(int(starts[row]), int(starts[row + 1]))
        titles, weights = self.arrays["would_similar_titles"][listed], self.arrays["would_similar_weights"][listed]
        if len(titles):
            at = np.minimum(titles.searchsorted(history.titles), len(titles) - 1)
            weight = np.where(titles[at] == history.titles, weights[at], 0).astype(np.float64)
            said = weight * left
            support = float(weight.sum())
        else:
            support = 0.0
        near = float(said.sum()) / (support + self.settings["near_damping"])
        rated, asked = self.arrays["would_factors"][history.titles], self.arrays["would_factors"][row]
        factors = 0.0
        if len(asked):
            those = rated.astype(np.float64).transpose(1, 2, 0)  # by set of factors
            systems = those @ those.transpose(0, 2, 1) + _penalty(asked.shape[1], self.settings["factor_penalty"])
            solved = np.linalg.solve(systems, (those @ left)[:, :, None])[:, :, 0]
            for mine, user in zip(asked.astype(np.float64), solved, strict=True):
                factors += float(user @ mine) / len(asked)
        return near, support, factors, said

    def _odds(self, reaching: npt.NDArray[np.int64], count: npt.NDArray[np.int64]) -> Floats:
        """The log-odds of a damped share at each threshold, less those of the base."""
        damping = self.settings["rate_damping"]
        return _kept_odds((reaching + damping * self.base) / (count + damping)) - self.kept_odds


@cache
def _penalty(count: int, points: float) -> Floats:
    return points * np.eye(count)


def _basis(count: int, others: int) -> VerdictBasis:
    if others:
        return VerdictBasis.USER_AND_TITLE
    return VerdictBasis.USER if count else VerdictBasis.BASE_RATE


def _kept_odds(share: Floats) -> Floats:
    return _log_odds(np.minimum(np.maximum(share, SURE), 1 - SURE))


def _log_odds(share: Floats) -> Floats:
    odds: Floats = np.log(share) - np.log1p(-share)
    return odds
