"""Predictions of scores: Surprise's models, and ours, of the same ratings held out in the same two ways."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.recsys.peers import environments
from recsys.evaluation.splitting import by_time, last_of_each_user
from recsys.interactions import Interactions
from recsys.preference.model import Scored
from recsys.preference.stack import Bias, Stack

Floats = NDArray[np.float64]

LIBRARY = "surprise"
SPLITS: dict[str, Callable[[Interactions], NDArray[np.bool_]]] = {
    "the last fifth of each user": last_of_each_user,
    "the last fifth of all by time": by_time,
}
MODELS = {"SVD++": "SVDpp", "SVD": "SVD", "KNNBaseline": "KNNBaseline", "Baseline": "BaselineOnly"}
"""As the results call them, and the library's names."""

BAR = "SVD++"
"""The one to beat."""

OURS: dict[str, type[Scored]] = {"stack (ours)": Stack, "damped biases (ours)": Bias}


@dataclass(slots=True)
class Split:
    """What is held out of a set of ratings, and what each model predicts for it, in the same order."""

    data: str
    way: str
    learnt: int
    user: NDArray[np.int32]
    score: Floats
    predicted: dict[str, Floats] = field(default_factory=dict)


def compare(
    data: str, ratings: Interactions, way: str, models: list[str], scratch: Path, kept: Path, say: Callable[[str], None]
) -> Split:
    """The predictions of all models for one split; `scratch` and `kept` as for lists."""
    held = SPLITS[way](ratings)
    known, asked = ratings.where(~held), ratings.where(held)
    split = Split(data, way, len(known), asked.user, asked.score.astype(np.float64))
    for model, kind in OURS.items():
        say(f"{model} on {data}, {way}: {len(known):,} ratings to learn from, {len(asked):,} to predict")
        split.predicted[model] = kind.fit(known).scores(known, asked.user, asked.title)
    arrays = {"user": known.user, "title": known.title, "score": known.score}
    file, out = scratch / "split.npz", scratch / "predicted.npy"
    np.savez(file, allow_pickle=False, **arrays, asked_user=asked.user, asked_title=asked.title)
    python = environments.make(kept, LIBRARY)
    for model in models:
        say(f"{model} on {data}, {way}: {len(known):,} ratings to learn from, {len(asked):,} to predict")
        environments.run(python, LIBRARY, str(file), MODELS[model], str(out))
        split.predicted[model] = np.load(out)
    return split
