"""How likely a user likes a title: one answer from a history, by the arrays and settings of the model that was fitted.

The formulas are those of `recsys.preference`, which fits and evaluates them for many at once; a test holds the two
together. Users are known by their history alone, so the model knows a user who is newer than itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from graphql_api.catalogue.columns import Rows
from pipeline.store.arrays import Arrays
from pipeline.store.vocabulary import VerdictBasis

Floats = npt.NDArray[np.float64]

BASE_RATE, USER_RATE, BIAS = "base rate", "user rate", "bias"
"""What the simpler models are called; the other is the stack of all parts."""

SURE = 1e-3
"""What a share is kept from 0 and 1 by before its log-odds are taken as a term."""


@dataclass(frozen=True, slots=True)
class History:
    """What a user rated, newest first, no title twice; what was given the title asked about is apart, in `own`."""

    titles: Rows
    scores: Floats
    own: float | None

    @classmethod
    def without(cls, titles: Rows, scores: npt.NDArray[np.float32], row: int) -> Self:
        """A history as a question about a title may use it."""
        there = np.flatnonzero(titles == row)
        own = float(scores[there[0]]) if len(there) else None
        return cls(np.delete(titles, there), np.delete(scores, there).astype(np.float64), own)


@dataclass(frozen=True, slots=True)
class Answer:
    """How likely the user gives the title each threshold or above, and what that rests on.

    `user_bias` and `title_bias` are how far the two stand above the rest in points; `said` is what each title of the
    history adds, by its place there.
    """

    probabilities: Floats
    basis: VerdictBasis
    user_bias: float = 0.0
    title_bias: float = 0.0
    said: Floats = field(default_factory=lambda: np.zeros(0))


@dataclass(frozen=True, slots=True)
class Preference:
    """The model behind verdicts."""

    settings: Mapping[str, Any]
    thresholds: Floats
    base: Floats
    cutoffs: Floats
    weights: Floats
    blend: Floats
    arrays: Arrays

    @classmethod
    def of(cls, arrays: Arrays, settings: Mapping[str, Any]) -> Self:
        """The model that a release holds."""
        numbers = {
            name: np.array(settings.get(name, ()), np.float64)
            for name in ("thresholds", "base", "cutoffs", "weights", "blend")
        }
        held = {name: array for name, array in arrays.items() if name.startswith("would_")}
        return cls(settings=settings, arrays=held, **numbers)

    def answer(self, history: History, row: int) -> Answer:
        """How likely a user of this history likes a title."""
        count = len(history.titles)
        reaching = (history.scores[:, None] >= self.thresholds).sum(axis=0)
        model = self.settings["model"]
        if model == BASE_RATE:
            return Answer(self.base, VerdictBasis.BASE_RATE)
        if model == USER_RATE:
            damping = self.settings["damping"]
            basis = VerdictBasis.USER if count else VerdictBasis.BASE_RATE
            return Answer((reaching + damping * self.base) / (count + damping), basis)
        return self._with_title(history, row, count, reaching)

    def _with_title(self, history: History, row: int, count: int, reaching: npt.NDArray[np.int64]) -> Answer:
        """By the biases, and by the other parts where the model has them."""
        of = self.settings
        above = history.scores - of["mean"] - self.arrays["would_title_bias"][history.titles]
        user = float(above.sum()) / (count + of["user_damping"])
        left = above - user
        title, others = float(self.arrays["would_title_bias"][row]), int(self.arrays["would_title_count"][row])
        taken = history.own is not None and others > 0
        if history.own is not None and taken:  # the title as it is to all others
            title = title * (others + of["title_damping"]) - (history.own - of["mean"] - user)
            others -= 1
            title = title / (others + of["title_damping"]) if others else 0.0
        if not count and not others:  # to the last digit: a cutoff may be the base rate itself
            return Answer(self.base, VerdictBasis.BASE_RATE)
        sure = count / (count + of["half"]), others / (others + of["half"])
        said = np.zeros(count)
        if of["model"] == BIAS:
            terms = np.broadcast_to([user, title, *sure], (len(self.base), 4))
        else:
            near, support, factors, said = self._alike(history, row, left)
            personal = np.array([*self._moods(left), near, factors])
            parts = _Parts(user, title, personal, sure, count, others, support)
            expected = of["mean"] + user + title + self.blend @ parts.blend_terms()
            score = float(np.clip(expected, self.thresholds[0], self.thresholds[-1]))
            of_title = self.arrays["would_title_reaching"][row]
            if history.own is not None and taken:
                of_title = of_title - (history.own >= self.thresholds)
            odds = [self._odds(reached, n) for reached, n in ((reaching, count), (of_title, others))]
            terms = parts.chance_terms(score - of["mean"], odds[0], odds[1])
        with np.errstate(divide="ignore"):
            chances = 1 / (1 + np.exp(-(_log_odds(self.base) + (self.weights * terms).sum(axis=1))))
        return Answer(np.minimum.accumulate(chances), _basis(count, others), user, title, said)

    def _moods(self, left: Floats) -> list[float]:
        """How much higher than usual the user rated of late."""
        weights = [np.exp(-np.arange(len(left)) / span) for span in self.settings["spans"]]
        return [float(weight @ left / (weight.sum() + self.settings["mood_damping"])) for weight in weights]

    def _alike(self, history: History, row: int, left: Floats) -> tuple[float, float, float, Floats]:
        """What the user thought of similar titles, how similar they are in all, what factors say; what each said."""
        said = np.zeros(len(left))
        if history.own is not None:  # both have learnt from it
            return 0.0, 0.0, 0.0, said
        starts = self.arrays["would_similar_starts"]
        listed = slice(int(starts[row]), int(starts[row + 1]))
        titles, weights = self.arrays["would_similar_titles"][listed], self.arrays["would_similar_weights"][listed]
        if len(titles):
            at = np.minimum(np.searchsorted(titles, history.titles), len(titles) - 1)
            weight = np.where(titles[at] == history.titles, weights[at], 0).astype(np.float64)
            said = weight * left
            support = float(weight.sum())
        else:
            support = 0.0
        near = float(said.sum()) / (support + self.settings["near_damping"])
        rated, asked = self.arrays["would_factors"][history.titles], self.arrays["would_factors"][row]
        factors = 0.0
        for number, mine in enumerate(asked.astype(np.float64)):
            those = rated[:, number].astype(np.float64)
            system = those.T @ those + self.settings["factor_penalty"] * np.eye(len(mine))
            factors += float(np.linalg.solve(system, those.T @ left) @ mine) / len(asked)
        return near, support, factors, said

    def _odds(self, reaching: npt.NDArray[np.int64], count: int) -> Floats:
        """The log-odds of a damped share at each threshold, less those of the base."""
        damping = self.settings["rate_damping"]
        return _kept_odds((reaching + damping * self.base) / (count + damping)) - _kept_odds(self.base)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What is known of a question, as terms of the two sums that the stack is made of."""

    user: float
    title: float
    personal: Floats
    sure: tuple[float, float]
    count: int
    others: int
    support: float

    def blend_terms(self) -> Floats:
        logs = np.log1p([0, self.count, self.others, 10 * self.support])
        logs[0] = 1
        sure_user, sure_title = self.sure
        parts = np.array([self.user, self.title, *self.personal])
        products = np.outer(parts, parts)[np.tril_indices(len(parts))]
        biases = np.outer([self.user, self.title, sure_title], logs[:3]).ravel()
        return np.concatenate(
            [np.outer(self.personal, logs).ravel(), sure_user * biases, [sure_user], sure_user * products]
        )

    def chance_terms(self, above: float, user_odds: Floats, title_odds: Floats) -> Floats:
        sure_user, sure_title = self.sure
        logs = np.log1p([self.count, self.others])
        same = [above, above * logs[0], above * logs[1], above**2]
        same += [sure_user, sure_title, sure_user * sure_title, sure_user * logs[0], sure_title * logs[1]]
        both = [user_odds, title_odds, user_odds * title_odds, user_odds * above, title_odds * above]
        shared = np.broadcast_to([*same, *self.personal], (len(user_odds), len(same) + len(self.personal)))
        return np.column_stack([shared, *both])


def _basis(count: int, others: int) -> VerdictBasis:
    if others:
        return VerdictBasis.USER_AND_TITLE
    return VerdictBasis.USER if count else VerdictBasis.BASE_RATE


def _kept_odds(share: Floats) -> Floats:
    return _log_odds(np.clip(share, SURE, 1 - SURE))


def _log_odds(share: Floats) -> Floats:
    odds: Floats = np.log(share) - np.log1p(-share)
    return odds
