"""The two models that know the title: what the biases say, and all parts together."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from sklearn.linear_model import Ridge

from recsys.interactions import Interactions
from recsys.preference import cutoffs, logistic
from recsys.preference.asked import Asked
from recsys.preference.bias import Biases
from recsys.preference.known import Known
from recsys.preference.model import Scored, answered
from recsys.preference.parts import Parts
from recsys.preference.terms import bias_terms, blend_terms, chance_terms
from recsys.preference.thresholds import LEVELS, THRESHOLDS, Floats, reached, shares
from recsys.preference.validation import SEED, validation

PENALTY = 300.0
"""Of a weight of the blend squared, terms being scaled to a spread of 1: of 30, 100 and 300 it was the best in RMSE, or
within 0.0004 of it, on validation parts of two small real sets. On large ones it hardly counts."""

AGAIN = 0.3
"""Of the questions that weights are fitted on, how many are asked again with a shortened history."""

BARE = 0.05
"""And how many as if nobody had rated the title."""

LONE = 0.05
"""And how many as if nothing could be told from similar titles and factors, as of titles that the user has rated."""


@dataclass(frozen=True, slots=True)
class Bias(Scored):
    """The damped biases of user and title, calibrated to each threshold.

    score = mean + b_u + b_i; log-odds of p_t = log-odds of base_t + weights_t · `bias_terms`.
    """

    base: Floats
    biases: Biases
    weights: Floats
    cutoffs: Floats

    @classmethod
    def fit(cls, ratings: Interactions) -> Self:
        """Weights from validation ratings, biases fitted without them; then biases fitted to all."""
        known, new = validation(ratings)
        first = cls(shares(known), Biases.fit(known), np.zeros((LEVELS, 4)), shares(known))
        rng = np.random.default_rng(SEED)
        again, bare = (rng.random(len(new)) < share for share in (AGAIN, BARE))
        full = answered(first.terms, known, new.user, new.title)
        short = answered(first.terms, shortened(known, rng), new.user[again], new.title[again])
        terms = _everywhere(np.concatenate([full, short, full[bare] * [1, 0, 1, 0]]))
        happened, real = reached(np.concatenate([new.score, new.score[again], new.score[bare]])), slice(len(new))
        weights = logistic.fitted(terms, happened, first.base)
        chances = logistic.probabilities(terms[:, real], weights, first.base)
        yes_from = cutoffs.best(chances, happened[real], first.base)
        return cls(shares(ratings), Biases.fit(ratings), weights, yes_from)

    def terms(self, asked: Asked) -> Floats:
        """See `bias_terms`."""
        user = self.biases.of_histories(asked)[asked.history]
        title, count = self.biases.of_titles(asked, user)
        return bias_terms(asked.counts[asked.history], count, user, title)

    def expected(self, asked: Asked) -> Floats:
        """The formula of the class, kept within 0.5 to 5."""
        return _clipped(self.biases.mean + self.terms(asked)[:, :2].sum(axis=1))

    def chances(self, asked: Asked) -> Floats:
        """The formula of the class, never rising with the threshold."""
        return logistic.probabilities(_everywhere(self.terms(asked)), self.weights, self.base)


@dataclass(frozen=True, slots=True)
class Stack(Scored):
    """Biases, moods, similar titles and factors together.

    score = mean + b_u + b_i + blend · `blend_terms`; log-odds of p_t = log-odds of base_t + weights_t · `chance_terms`.
    """

    parts: Parts
    blend: Floats
    weights: Floats
    cutoffs: Floats

    @classmethod
    def fit(cls, ratings: Interactions) -> Self:
        """Blend and weights from validation ratings, parts fitted without them; then parts fitted to all."""
        known, new = validation(ratings)
        parts = Parts.fit(known)
        blend, weights, yes_from = combined(parts, known, new)
        return cls(Parts.fit(ratings, start=parts), blend, weights, yes_from)

    def expected(self, asked: Asked) -> Floats:
        """The formula of the class, kept within 0.5 to 5."""
        return _score(self.parts, self.blend, self.parts.known(asked))

    def chances(self, asked: Asked) -> Floats:
        """The formula of the class, never rising with the threshold."""
        known = self.parts.known(asked)
        above = _score(self.parts, self.blend, known) - self.parts.biases.mean
        return logistic.probabilities(chance_terms(known, above), self.weights, self.parts.base)


def combined(parts: Parts, known: Interactions, new: Interactions) -> tuple[Floats, Floats, Floats]:
    """The blend, and the weights and cutoff of each threshold, that say best how users rated what is new to the parts.

    Users who are learned from have rated enough to spare some, but people ask who have rated nothing, and about titles
    that nobody or they themselves have rated. So some questions are asked again with a short history, some as if nobody
    had rated the title, and some as if the user had: without, what was right for the others went far wrong for these.
    """
    rng = np.random.default_rng(SEED)
    again, bare, lone = (rng.random(len(new)) < share for share in (AGAIN, BARE, LONE))
    full = parts.ask(known, new.user, new.title)
    short = parts.ask(shortened(known, rng), new.user[again], new.title[again])
    apart = [full.where(bare).without_title(), full.where(lone).without_likes(np.ones(lone.sum(), np.bool_))]
    all_known = Known.together([full, short, *apart])
    score = np.concatenate([new.score, new.score[again], new.score[bare], new.score[lone]])
    blend = _blended(blend_terms(all_known), score - parts.biases.mean - all_known.user_bias - all_known.title_bias)
    terms = chance_terms(all_known, _score(parts, blend, all_known) - parts.biases.mean)
    happened, real = reached(score), slice(len(new))
    weights = logistic.fitted(terms, happened, parts.base)
    chances = logistic.probabilities(terms[:, real], weights, parts.base)
    return blend, weights, cutoffs.best(chances, happened[real], parts.base)


def shortened(ratings: Interactions, rng: np.random.Generator) -> Interactions:
    """Only the newest ratings of each user: from none to all, few as likely as many times as many."""
    counts = np.diff(ratings.starts)
    most = np.floor((counts + 1) ** rng.random(len(counts))) - 1
    return ratings.where(ratings.starts[1:][ratings.user] - np.arange(len(ratings)) <= most[ratings.user])


def _blended(terms: Floats, left: Floats) -> Floats:
    """The weights of terms that add up best to what the biases leave."""
    if not len(terms):
        return np.zeros(terms.shape[1])
    scale = terms.std(axis=0)
    scale[scale < logistic.SAME] = 1
    weights: Floats = Ridge(PENALTY, fit_intercept=False).fit(terms / scale, left).coef_ / scale
    return weights


def _score(parts: Parts, blend: Floats, known: Known) -> Floats:
    return _clipped(parts.biases.mean + known.user_bias + known.title_bias + blend_terms(known) @ blend)


def _everywhere(terms: Floats) -> Floats:
    """The same terms at each threshold: thresholds by questions by terms."""
    return np.broadcast_to(terms, (LEVELS, *terms.shape))


def _clipped(score: Floats) -> Floats:
    return np.clip(score, THRESHOLDS[0], THRESHOLDS[-1])
