"""What is fitted to ratings follows what they were found to tell."""

import numpy as np
import polars as pl
import pytest

from graphql_api.catalogue.snapshot import load
from pipeline.store.card import ModelCard
from pipeline.store.parameters import Parameters
from pipeline.store.vocabulary import Basis, ModelTask, PlatformCode, RatingsSignal
from recsys import personal
from recsys.evaluation.signal import Finding
from recsys.fit import fit
from recsys.personal import ALLOWED, WAYS, basis_of, places_of, suggested, would_like
from recsys.preference import choose as ladder
from recsys.preference import stored
from tests.graphql_api.asking import answer
from tests.pipeline.making import made
from tests.recsys.preference.making import tastes
from tests.recsys.test_recommend import liked_by, near
from tests.small import NETFLIX


def quiet(_):
    """Say nothing."""


@pytest.mark.parametrize(
    ("signal", "basis"),
    [
        ("HEALTHY", Basis.RATINGS),
        ("USER_ONLY", Basis.CONTENT),
        ("INSUFFICIENT", Basis.CONTENT),
        ("NONE", Basis.CONTENT),
        ("MISJOINED", None),  # who likes what is not known
        ("NOT_MEASURED", None),  # nobody likes anything
    ],
)
def test_what_suggestions_rest_on(signal, basis):
    known = liked_by(0, 1, 2)
    weights, models = suggested(known, near((6, 0, 0.5)), Finding(RatingsSignal[signal], "So it is."), quiet)
    assert basis_of(RatingsSignal[signal]) is basis
    assert [model.task for model in models] == [ModelTask.USER_RECOMMENDATIONS] * (basis is not None)
    dense = weights.toarray()
    assert bool(dense[0, 1]) == (basis is Basis.RATINGS)
    assert dense[6, 0] == (0.5 if basis is Basis.CONTENT else 0)


def test_every_finding_says_what_suggestions_rest_on_and_how_far_verdicts_may_go():
    last = {signal: ALLOWED.get(signal, ladder.USER_RATE) for signal in RatingsSignal}
    assert last == {
        RatingsSignal.HEALTHY: "stack",
        RatingsSignal.USER_ONLY: "user rate",
        RatingsSignal.MISJOINED: "user rate",
        RatingsSignal.INSUFFICIENT: "user rate",
        RatingsSignal.NONE: "base rate",
        RatingsSignal.NOT_MEASURED: "base rate",
    }
    assert set(WAYS) == set(stored.NAMES.values())


@pytest.mark.parametrize("signal", [RatingsSignal.HEALTHY, RatingsSignal.USER_ONLY, RatingsSignal.NONE])
def test_the_card_names_the_model_that_verdicts_come_from(signal):
    known = tastes(users=40, titles=20, each=10)
    found, tests = would_like(known, signal, quiet)
    order = list(stored.NAMES.values())
    assert found.model.name == found.settings["model"]
    assert found.model.description == WAYS[found.model.name]
    assert order.index(found.model.name) <= order.index(ALLOWED.get(signal, "user rate"))
    # With one way there is nothing to prove.
    names = [test.name for test in tests]
    assert names[:2] == (
        [] if signal == RatingsSignal.NONE else ["user rate instead of base rate", "no leak: user rate"]
    )


def test_places_of_ids_in_another_order():
    found = places_of(pl.Series(["ns2", "as1", "hs7"]), pl.Series(["as1", "hs7", "ns2"]))
    assert (found.tolist(), found.dtype) == ([2, 0, 1], np.int32)


async def test_without_ratings_everything_is_there_and_answers(tmp_path):
    base = made(tmp_path, {PlatformCode.NETFLIX: NETFLIX})
    release = fit(tmp_path / "data", base.manifest.version, quiet)
    card, parameters = ModelCard.read(release.folder), Parameters.read(release.folder)
    assert (card.signal, parameters.suggestions) == (RatingsSignal.NOT_MEASURED, None)
    assert [model.task for model in card.models] == [ModelTask.SIMILAR_TITLES, ModelTask.WOULD_LIKE]
    found = await answer(
        load(release),
        """{ users { id } user(userId: 1) { id } modelCard { signal models { metrics { value } } }
             wouldLike(userId: 1, titleId: "ns1") { probability baseRate lift recommended basis reasons } }""",
    )
    assert (found["users"], found["user"], found["modelCard"]["signal"]) == ([], None, "NOT_MEASURED")
    assert found["wouldLike"] == {
        "probability": 0.5,
        "baseRate": 0.5,
        "lift": 1.0,
        "recommended": True,
        "basis": "BASE_RATE",
        "reasons": ["nothing is known of this user: 50% of all ratings are 3 or above"],
    }


@pytest.mark.parametrize("pay", [True, False])
def test_titles_that_the_same_users_like_come_in_only_where_that_pays(pay, monkeypatch):
    metric = object()
    monkeypatch.setattr(personal, "pays", lambda *_: (pay, metric))
    monkeypatch.setattr(personal.alike, "beside", lambda *_: "beside")
    table, model = personal.similar_titles(None, None, "content", quiet, healthy=True)
    assert (table, model.name) == (("beside", "co-rating and content KNN") if pay else ("content", "content KNN"))
    assert model.metrics == (metric,)
    table, model = personal.similar_titles(None, None, "content", quiet, healthy=False)
    assert (table, model.name, model.metrics) == ("content", "content KNN", ())
