"""Which model is chosen on ratings whose making is known, and what is said of it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys.evaluation.metrics import auc, balanced_accuracy
from recsys.interactions import Interactions
from recsys.preference import cutoffs, logistic
from recsys.preference.areas import drawn_areas
from recsys.preference.choose import BASE_RATE, BIAS, STACK, USER_RATE, choose
from recsys.preference.figures import COMMONER
from recsys.preference.model import Model
from recsys.preference.rates import BaseRate, UserRate
from recsys.preference.stack import shortened
from recsys.preference.thresholds import reached
from recsys.preference.trial import Drawn
from tests.recsys.preference.making import interactions, tastes


@pytest.fixture(scope="module")
def healthy():
    return choose(tastes(users=100, titles=40, each=30))


def test_taste_is_found(healthy):
    assert healthy.name == STACK
    assert all(test.passed for test in healthy.tests)


def test_titles_that_make_no_difference_end_at_the_user():
    assert choose(tastes(of_titles=0.0)).name == USER_RATE


def test_scores_by_chance_end_at_the_base_rate():
    ratings = tastes()
    score = np.random.default_rng(2).permutation(ratings.score)
    chance = Interactions(ratings.user, ratings.title, score, ratings.time, ratings.users, ratings.titles)
    choice = choose(chance)
    assert choice.name == BASE_RATE
    assert [test.passed for test in choice.tests if "instead" in test.name] == [False]


@pytest.mark.parametrize("rows", [[], [(1, 0, 4.0, 0)], [(1, title, 3.0, title) for title in range(8)]])
def test_too_few_users_end_at_the_base_rate_and_say_so(rows):
    choice = choose(interactions(rows))
    assert choice.name == BASE_RATE
    assert "Fewer than 50 users" in choice.tests[0].finding
    assert choice.tests[0].passed is None


def test_no_more_is_tried_than_is_asked_for():
    said = []
    choice = choose(tastes(), said.append, most=USER_RATE)
    assert choice.name == USER_RATE
    assert len(said) == 2


def test_users_are_drawn_where_there_are_many(healthy):
    choice = choose(tastes(), users=60, most=USER_RATE)
    assert len(np.unique(choice.trials[0].known.user)) == 60


def test_a_planted_leak_is_noticed_and_refused():
    """The score itself among what a model knows: an area of 1, which nobody who was not told reaches."""
    ratings = tastes()

    scores = ratings.matrix(ratings.score)

    class Told(UserRate):
        def probabilities(self, history, user, title):  # noqa: ARG002 (who is told needs no history)
            return np.where(reached(scores[user, title]), 0.99, 0.01)

    choice = choose(ratings, ways={BASE_RATE: BaseRate.fit, "told": Told.fit})
    assert choice.name == BASE_RATE
    (leak,) = [test for test in choice.tests if test.name == "no leak: told"]
    assert leak.passed is False
    assert leak.value == 1.0


def test_every_figure_stands_beside_simpler_ways(healthy):
    by_name = {(each.name, each.split): each for each in healthy.metrics}
    split = "last 20 % of each user"
    accuracy = by_name["accuracy, score >= 3", split]
    assert [each.name for each in accuracy.baselines] == [COMMONER]
    rmse = by_name["RMSE of the score", split]
    assert [each.name for each in rmse.baselines] == [BIAS, "user mean", "global mean"]
    assert rmse.value < min(each.value for each in rmse.baselines)
    loss = by_name["log-loss, mean over thresholds", split]
    assert [each.name for each in loss.baselines] == [BASE_RATE, USER_RATE, BIAS]
    assert all(each.difference.high < 0 for each in loss.baselines)
    area = by_name["AUC, score >= 4", split]
    assert area.interval.low <= area.value <= area.interval.high
    assert all(each.difference.low > 0 for each in area.baselines)
    assert {each.split for each in healthy.metrics} == {split, "newest 20 % of all"}


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 3)), min_size=2, max_size=30))
@settings(max_examples=40, deadline=None)
def test_an_area_of_the_users_as_they_are_is_the_area(rows):
    liked, chance = np.array([yes for yes, _ in rows]), np.array([value / 4 for _, value in rows])
    # One user: whoever is drawn, it is the same.
    found = drawn_areas(liked, chance, np.zeros(len(rows), np.int32), draws=2)
    assert found == pytest.approx([auc(liked, chance)] * 2, nan_ok=True)


def test_drawn_means_are_those_of_users_drawn_whole():
    drawn = Drawn(np.array([0, 0, 0, 4], np.int32), {"one": np.array([1.0, 1.0, 1.0, 5.0])}, draws=50)
    value, draws = drawn.figure(lambda get: get("one") * 2)
    assert value == 4.0
    assert set(draws.tolist()) == {2.0, 4.0, 10.0}


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 4)), min_size=1, max_size=30))
@settings(max_examples=40, deadline=None)
def test_no_cutoff_has_a_higher_balanced_accuracy(rows):
    yes, chance = np.array([each for each, _ in rows])[:, None], np.array([[each / 4] for _, each in rows])
    (cutoff,) = cutoffs.best(chance, yes, np.array([0.3]))
    if yes.all() or not yes.any():
        assert cutoff == 0.3
        return
    found = balanced_accuracy(yes[:, 0], chance[:, 0] >= cutoff)
    best = max(balanced_accuracy(yes[:, 0], chance[:, 0] >= each) for each in np.linspace(0, 1, 9))
    assert found == pytest.approx(best)


def test_weights_make_the_slope_of_the_likelihood_zero():
    rng = np.random.default_rng(4)
    features = rng.normal(size=(1, 500, 3))
    happened = rng.random((500, 1)) < 1 / (1 + np.exp(-(0.5 + features[0] @ [1.0, -2.0, 0.0])[:, None]))
    base = np.array([0.6])
    weights = logistic.fitted(features, happened, base)
    scale = features[0].std(axis=0)
    chance = 1 / (1 + np.exp(-(np.log(0.6 / 0.4) + features[0] @ weights[0])))
    slope = (features[0] / scale).T @ (chance - happened[:, 0]) + logistic.PENALTY * weights[0] * scale
    assert slope == pytest.approx(np.zeros(3), abs=1e-2)


def test_thresholds_that_all_or_none_reach_have_no_weights():
    features = np.ones((2, 5, 1))
    happened = np.array([[True, False]] * 5)
    assert logistic.fitted(features, happened, np.array([0.9, 0.1])).tolist() == [[0.0], [0.0]]


def test_shortened_histories_hold_the_newest_ratings():
    ratings = tastes(users=40, each=20)
    short = shortened(ratings, np.random.default_rng(7))
    counts = np.diff(short.starts)
    assert counts.min() == 0
    assert counts.max() > 10
    for user, count in enumerate(counts):
        assert short.time[short.user == user].tolist() == ratings.time[ratings.user == user][20 - count :].tolist()


def test_models_say_what_they_are():
    with pytest.raises(TypeError, match="abstract"):
        Model()
