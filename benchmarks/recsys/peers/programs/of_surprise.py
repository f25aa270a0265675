"""Predictions of Surprise, in an environment of its own: `python of_surprise.py SPLIT.npz MODEL OUT.npy`.

The split holds `user`, `title` and `score` of the ratings to learn from and `asked_user` and `asked_title` of those to
predict; what goes out is one prediction for each of the latter, in their order.
"""

import inspect
import sys

import numpy as np
import surprise

SEED = 20261120
MODELS = ("BaselineOnly", "SVD", "SVDpp", "KNNBaseline")


def main(split: str, model: str, out: str) -> None:
    """Fit one model as it comes and predict; scores stay within those learnt from, as Surprise has it."""
    if model not in MODELS:
        sys.exit(f"{model} is none of {', '.join(MODELS)}")
    with np.load(split) as given:
        rows = list(zip(*(given[each].tolist() for each in ("user", "title", "score")), strict=True))
        asked = list(zip(given["asked_user"].tolist(), given["asked_title"].tolist(), strict=True))
    scores = [score for _, _, score in rows]
    dataset = surprise.Dataset(surprise.Reader(rating_scale=(min(scores), max(scores))))
    kind = getattr(surprise, model)
    settings = {"random_state": SEED} if "random_state" in inspect.signature(kind).parameters else {}
    fitted = kind(**settings, **({} if model.startswith("SVD") else {"verbose": False}))
    fitted.fit(dataset.construct_trainset([(*row, None) for row in rows]))
    np.save(out, np.array([fitted.predict(*pair).est for pair in asked]))


if __name__ == "__main__":
    main(*sys.argv[1:])
