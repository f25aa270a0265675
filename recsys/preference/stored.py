"""A model as what a release holds: arrays by title, and a few settings that JSON can say."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from recsys.preference import parts as part
from recsys.preference import terms
from recsys.preference.bias import Biases
from recsys.preference.factors import SEEDS, SIZE, Factors
from recsys.preference.model import Model
from recsys.preference.parts import Parts
from recsys.preference.rates import BaseRate, UserRate
from recsys.preference.similar import Similar
from recsys.preference.stack import Bias, Stack
from recsys.preference.thresholds import LEVELS, THRESHOLDS

NAMES: dict[type[Model], str] = {BaseRate: "base rate", UserRate: "user rate", Bias: "bias", Stack: "stack"}
"""What each way is called, the simplest first."""


def settings(model: Model) -> dict[str, Any]:
    """What the formulas need besides the arrays; only of the model in use.

    All have `model` (one of `NAMES`), `thresholds`, `base` and `cutoffs` (ten each). The user rate has `damping`. Bias
    and stack have `mean`, `user_damping`, `title_damping`, `half` and `weights` (ten lists); the stack `blend`,
    `spans`, `mood_damping`, `rate_damping`, `near_damping`, `factor_penalty` too.
    """
    told: dict[str, Any] = {"model": NAMES[type(model)], "thresholds": THRESHOLDS.tolist()}
    told |= {"cutoffs": model.cutoffs.tolist()}
    match model:
        case BaseRate(base):
            return told | {"base": base.tolist()}
        case UserRate(base, _, damping):
            return told | {"base": base.tolist(), "damping": damping}
        case Bias(base, biases, weights):
            return told | {"base": base.tolist(), "weights": weights.tolist()} | _of_biases(biases)
        case Stack(parts, blend, weights):
            return (
                told
                | {"base": parts.base.tolist(), "weights": weights.tolist(), "blend": blend.tolist()}
                | {"spans": list(part.SPANS), "mood_damping": part.MOOD_DAMPING}
                | {"rate_damping": part.RATE_DAMPING, "near_damping": part.NEAR_DAMPING}
                | {"factor_penalty": parts.factors.penalty}
                | _of_biases(parts.biases)
            )
    raise TypeError(f"{type(model).__name__} is no model that a release can hold")


def arrays(model: Model) -> dict[str, NDArray[Any]]:
    """Always the same names; those that the model does not use have no titles.

    `would_title_bias` float32 [title], `would_title_count` int32 [title], `would_title_reaching` int32 [title,
    threshold], `would_similar_starts` int64 [title + 1], `would_similar_titles` int32 [pair], in the order of title,
    `would_similar_weights` float32 [pair], `would_factors` float32 [title, factorisation, number].
    """
    biases = model.biases if isinstance(model, Bias) else model.parts.biases if isinstance(model, Stack) else None
    parts = model.parts if isinstance(model, Stack) else None
    return {
        "would_title_bias": biases.title if biases else np.zeros(0, np.float32),
        "would_title_count": biases.count if biases else np.zeros(0, np.int32),
        "would_title_reaching": parts.reaching if parts else np.zeros((0, LEVELS), np.int32),
        "would_similar_starts": parts.similar.starts if parts else np.zeros(1, np.int64),
        "would_similar_titles": parts.similar.title if parts else np.zeros(0, np.int32),
        "would_similar_weights": parts.similar.weight if parts else np.zeros(0, np.float32),
        # A title's numbers side by side: they are read together.
        "would_factors": np.ascontiguousarray(parts.factors.title.transpose(1, 0, 2))
        if parts
        else np.zeros((0, len(SEEDS), SIZE), np.float32),
    }


def restored(told: dict[str, Any], held: dict[str, NDArray[Any]]) -> Model:
    """The model that settings and arrays came from."""
    base, cutoffs = np.array(told["base"]), np.array(told["cutoffs"])
    if told["model"] == NAMES[BaseRate]:
        return BaseRate(base)
    if told["model"] == NAMES[UserRate]:
        return UserRate(base, cutoffs, told["damping"])
    biases = Biases(
        told["mean"],
        held["would_title_bias"],
        held["would_title_count"],
        told["user_damping"],
        told["title_damping"],
    )
    weights = np.array(told["weights"])
    if told["model"] == NAMES[Bias]:
        return Bias(base, biases, weights, cutoffs)
    similar = Similar(held["would_similar_starts"], held["would_similar_titles"], held["would_similar_weights"])
    factors = Factors(np.ascontiguousarray(held["would_factors"].transpose(1, 0, 2)), told["factor_penalty"])
    parts = Parts(base, held["would_title_reaching"], biases, similar, factors)
    return Stack(parts, np.array(told["blend"]), weights, cutoffs)


def _of_biases(biases: Biases) -> dict[str, float]:
    return {
        "mean": biases.mean,
        "user_damping": biases.user_damping,
        "title_damping": biases.title_damping,
        "half": terms.HALF,
    }
