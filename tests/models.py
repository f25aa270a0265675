"""Models by hand: what a fit might have found in a small release, so that a test knows what is said of whom."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from scipy import sparse

from pipeline.store import arrays
from pipeline.store.card import Baseline, Interval, Metric, Model, ModelCard, SignalTest
from pipeline.store.parameters import Parameters
from pipeline.store.releases import Release
from pipeline.store.vocabulary import Basis, ModelTask, RatingsSignal
from recsys import recommend
from recsys.histories import histories
from recsys.interactions import Interactions
from recsys.preference import stored
from recsys.preference.bias import Biases
from recsys.preference.stack import Bias
from recsys.preference.thresholds import shares

FITTED_AT = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)

Said = Iterable[tuple[str, str, float]]
"""A liked title, the title it speaks for, and how strongly."""

CARD = ModelCard(
    fitted_at=FITTED_AT,
    signal=RatingsSignal.HEALTHY,
    summary="Ratings tell about users and about titles, and users have tastes in common.",
    tests=(
        SignalTest("user effect", "Users differ: they explain 17 % of it.", 0.17, Interval(0.15, 0.19), True),
        SignalTest("agreement with content", "Not made: too few titles have ratings."),
    ),
    models=(
        Model(ModelTask.SIMILAR_TITLES, "content KNN", "The nearest titles by content."),
        Model(
            ModelTask.USER_RECOMMENDATIONS,
            "EASE",
            "What liking one title says for another.",
            (
                Metric(
                    "NDCG@100", "a fifth of the users unseen", 0.4375, Interval(0.4, 0.475), True,
                    (Baseline("popularity", 0.25, Interval(0.15, 0.225)),),
                ),
            ),
        ),
        Model(ModelTask.WOULD_LIKE, "bias", "How far user and title stand above the rest."),
    ),
)  # fmt: skip


def write_models(
    folder: Path, built: Release, said: Said = (), card: ModelCard = CARD, basis: Basis | None = Basis.RATINGS
) -> None:
    """The arrays, parameters and card of models into the draft of a release.

    Verdicts come from biases of the release's own ratings, weighed alike at every threshold.
    """
    ids = built.scan("titles").select("title_id").collect().to_series()
    ratings = Interactions.read(built.scan("ratings"), ids)
    place: Sequence[str] = ids.to_list()
    cells = [(place.index(liked), place.index(title), weight) for liked, title, weight in said]
    rows, columns, weights = zip(*cells, strict=True) if cells else ((), (), ())
    taste = sparse.csr_array((np.array(weights, np.float32), (rows, columns)), shape=(len(ids), len(ids)))
    base = shares(ratings)
    model = Bias(base, Biases.fit(ratings), np.tile([1.5, 1.5, 0, 0], (len(base), 1)), base)
    arrays.save(
        folder,
        {
            **histories(built.scan("ratings"), ids),
            **recommend.arrays(taste, recommend.likes_of(ratings.liked()), np.arange(len(ids), dtype=np.int32)),
            **stored.arrays(model),
        },
    )
    Parameters(basis, stored.settings(model)).write(folder)
    card.write(folder)
