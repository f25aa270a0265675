"""What ratings add to a release: the finding, what is liked alike, what to suggest, and what verdicts rest on."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipeline.store.arrays import Arrays
from pipeline.store.card import Metric, Model, SignalTest
from pipeline.store.parameters import Parameters
from pipeline.store.vocabulary import Basis, ModelTask, RatingsSignal
from recsys import alike, recommend
from recsys.content import Compared
from recsys.evaluation import lists
from recsys.evaluation.lift import EASE, SHOWN
from recsys.evaluation.shown import pays
from recsys.evaluation.signal import Finding, judge
from recsys.histories import histories
from recsys.interactions import Interactions, places
from recsys.preference import choose as ladder
from recsys.preference import stored

CONTENT = "content KNN"
CONTENT_IS = (
    "The nearest titles by description, cast, genres, directors, title, form and countries, each a block of TF-IDF "
    "vectors."
)


class Personal(NamedTuple):
    """What was fitted to ratings."""

    neighbours: pl.DataFrame
    arrays: Arrays
    parameters: Parameters
    finding: Finding
    models: tuple[Model, ...]


def fit(
    ratings: pl.LazyFrame, order: pl.Series, titles: Compared, content: pl.DataFrame, say: Callable[[str], None]
) -> Personal:
    """Fit what the ratings allow.

    Args:
        ratings: the table of that name.
        order: the ids of the titles in the order in which the arrays number them.
        titles: all titles.
        content: their neighbours by content, under the contract of `Neighbours`.
        say: told what is being done.
    """
    say("ratings")
    known = Interactions.read(ratings, titles.ids)
    finding = judge(known, titles.space.matrix, say)
    healthy = finding.signal == RatingsSignal.HEALTHY
    near = alike.by_place(content, titles.ids)
    neighbours, similar = similar_titles(known, titles, content, say, healthy=healthy)
    weights, suggesting = suggested(known, near, finding, say)
    verdicts, tests = would_like(known.numbered(order), finding.signal, say)
    settings, numbers, model = verdicts
    arrays = {
        **histories(ratings, order),
        **recommend.arrays(weights, recommend.likes_of(known.liked()), places_of(order, titles.ids)),
        **numbers,
    }
    finding = replace(finding, tests=(*finding.tests, *tests))
    return Personal(
        neighbours, arrays, Parameters(basis_of(finding.signal), settings), finding, (similar, *suggesting, model)
    )


def places_of(order: pl.Series, ids: pl.Series) -> NDArray[np.int32]:
    """The place among ids of each one of an order."""
    return pl.select(places(pl.lit(order), ids)).to_series().to_numpy()


def basis_of(signal: RatingsSignal) -> Basis | None:
    """What suggestions rest on: where titles tell nothing, content; where they are others than named, nothing."""
    match signal:
        case RatingsSignal.HEALTHY:
            return Basis.RATINGS
        case RatingsSignal.MISJOINED | RatingsSignal.NOT_MEASURED:
            return None
        case _:
            return Basis.CONTENT


def similar_titles(
    ratings: Interactions, titles: Compared, content: pl.DataFrame, say: Callable[[str], None], *, healthy: bool
) -> tuple[pl.DataFrame, Model]:
    """The table `neighbours`, with co-rating where it pays, and what it is."""
    metrics: tuple[Metric, ...] = ()
    if healthy:
        say("titles that the same users like")
        good, metric = pays(ratings, content, titles)
        metrics = (metric,)
        if good:
            model = Model(
                ModelTask.SIMILAR_TITLES,
                "co-rating and content KNN",
                "The nearest titles by the users who liked both, and by content; by content alone where few liked a "
                "title.",
                metrics,
            )
            return alike.beside(content, ratings, titles), model
    return content, Model(ModelTask.SIMILAR_TITLES, CONTENT, CONTENT_IS, metrics)


def suggested(
    ratings: Interactions, near: pl.DataFrame, finding: Finding, say: Callable[[str], None]
) -> tuple[recommend.Weights, tuple[Model, ...]]:
    """What having liked a title says for others, and by which model."""
    count, values = len(ratings.titles), finding.lists
    match basis_of(finding.signal):
        case Basis.RATINGS:
            weights = recommend.from_ratings(ratings, near, say)
            model = Model(
                ModelTask.USER_RECOMMENDATIONS,
                EASE,
                "What liking one title says for another, from one closed form over all users, normalised and with "
                "dropout (Steck 2019, 2020); a title that few have liked borrows from those nearest to it by content.",
                lists.metrics(values, EASE, f"users unseen, the {SHOWN:,} most rated titles") if values else (),
            )
            return weights, (model,)
        case Basis.CONTENT:
            model = Model(
                ModelTask.USER_RECOMMENDATIONS,
                "content profile",
                "Titles that resemble by content those the user rated 4 or above. What other users rated is not used.",
            )
            return recommend.from_content(near, count), (model,)
        case _:
            return recommend.nothing(count), ()


ALLOWED = {
    RatingsSignal.HEALTHY: ladder.STACK,
    RatingsSignal.NONE: ladder.BASE_RATE,
    RatingsSignal.NOT_MEASURED: ladder.BASE_RATE,
}
"""The last way to answer verdicts by that is tried on each signal; on the others the user's rate."""

WAYS = {
    ladder.BASE_RATE: "The share of all ratings that reach the threshold: the same for everybody and everything.",
    ladder.USER_RATE: "The share of the user's own ratings that reach the threshold, damped towards that of all.",
    ladder.BIAS: "How far user and title stand above the rest, damped, calibrated to each threshold.",
    ladder.STACK: (
        "Biases of user and title, what the user thought of titles that the same users like or dislike, factors (ALS) "
        "and the user's mood of late, weighed together and calibrated to each threshold."
    ),
}


class WouldLike(NamedTuple):
    """The model behind verdicts: its settings, its arrays and what it is."""

    settings: dict[str, Any]
    arrays: Arrays
    model: Model


def would_like(
    ratings: Interactions, signal: RatingsSignal, say: Callable[[str], None]
) -> tuple[WouldLike, tuple[SignalTest, ...]]:
    """The best model that the signal allows and that proves itself, and the tests that it passed, or did not."""
    choice = ladder.choose(ratings, say, most=ALLOWED.get(signal, ladder.USER_RATE))
    say(f"would-like: fitting the {choice.name}")
    kind = next(kind for kind, name in stored.NAMES.items() if name == choice.name)
    fitted = kind.fit(ratings)
    model = Model(ModelTask.WOULD_LIKE, choice.name, WAYS[choice.name], choice.metrics)
    return WouldLike(stored.settings(fitted), stored.arrays(fitted), model), choice.tests
