"""The evaluation measures every model on every split, whatever the signal allows."""

from dataclasses import replace

import numpy as np
import pytest

from pipeline.store.vocabulary import ModelTask, RatingsSignal
from recsys.evaluation import run
from recsys.preference.stored import NAMES
from tests.recsys.evaluation.making import drawn, titles_at_random


@pytest.fixture(scope="module")
def known():
    """Ratings with tastes, one of each user a day, and the content of their titles."""
    ratings, content = drawn(6_000, seed=1, users=150, titles=120)
    return replace(ratings, time=np.arange(len(ratings)) - ratings.starts[ratings.user]), content


@pytest.fixture(scope="module")
def card(known):
    return run.evaluate(*known)


def of(card, task):
    (model,) = (each for each in card.models if each.task == task)
    return model


@pytest.mark.slow
def test_lists_are_made_for_users_unseen_and_on_every_split(card):
    metrics = of(card, ModelTask.USER_RECOMMENDATIONS).metrics
    splits = ["users unseen, five folds of them", *run.SPLITS]
    assert [metric.split for metric in metrics if metric.name == "NDCG@100"] == splits
    for metric in metrics:
        assert [baseline.name for baseline in metric.baselines] == [name for name in run.WAYS if name != run.EASE]
        assert metric.interval.low <= metric.value <= metric.interval.high


@pytest.mark.slow
def test_verdicts_of_all_ways_are_tried_on_every_split(card):
    metrics = of(card, ModelTask.WOULD_LIKE).metrics
    losses = [metric for metric in metrics if metric.name == "log-loss, mean over thresholds"]
    assert [metric.split for metric in losses] == list(run.SPLITS)
    for metric in losses:
        assert {metric.baselines[at].name for at in range(3)} == set(NAMES.values()) - {"stack"}


@pytest.mark.slow
def test_accuracy_never_stands_without_the_commoner_answer(card):
    shown = [metric for model in card.models for metric in model.metrics if metric.name.startswith("accuracy")]
    assert shown
    assert all("always the commoner answer" in {each.name for each in metric.baselines} for metric in shown)


@pytest.mark.slow
def test_what_the_ratings_tell_comes_first(card):
    assert [test.name for test in card.tests][:2] == ["user effect", "title effect"]
    assert any(test.name.endswith("instead of base rate") for test in card.tests)


@pytest.mark.slow
def test_where_all_were_given_at_one_moment_none_is_newer():
    card = run.evaluate(*drawn(6_000, seed=1, users=150, titles=120))
    lists = of(card, ModelTask.USER_RECOMMENDATIONS).metrics
    assert [metric.split for metric in lists if metric.name == "NDCG@100"] == [
        "users unseen, five folds of them", "last 20 % of each user", "any 20 %",
    ]  # fmt: skip


@pytest.mark.slow
def test_ratings_that_tell_nothing_of_titles_are_evaluated_all_the_same(known):
    card = run.evaluate(titles_at_random(known[0], 1), known[1])
    assert card.signal in {RatingsSignal.USER_ONLY, RatingsSignal.INSUFFICIENT}
    first = of(card, ModelTask.USER_RECOMMENDATIONS).metrics[0]
    popularity = first.baselines[-1]
    assert popularity.difference.low <= 0  # nothing is shown to be better than what most like
