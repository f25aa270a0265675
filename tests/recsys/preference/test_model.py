"""What holds of every way to say how likely a user likes a title, whatever the ratings."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys.preference import asked
from recsys.preference.bias import Biases
from recsys.preference.rates import BaseRate, UserRate
from recsys.preference.stack import Bias, Stack
from recsys.preference.stored import arrays, restored
from recsys.preference.stored import settings as settings_of
from recsys.preference.thresholds import reached, shares
from tests.recsys.preference.making import TABLES, history, interactions, shuffled, tastes
from tests.recsys.preference.oracle import answer

KINDS = [BaseRate, UserRate, Bias, Stack]
SCORED = [Bias, Stack]
every_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="module")
def ratings():
    return tastes()


@pytest.fixture(scope="module")
def models(ratings):
    return {kind: kind.fit(ratings) for kind in KINDS}


def everything(ratings):
    """Every user about every title."""
    users, titles = len(ratings.users), len(ratings.titles)
    return np.repeat(np.arange(users), titles), np.tile(np.arange(titles), users)


@every_kind
@given(TABLES)
@settings(max_examples=12, deadline=None)
def test_probabilities_are_probabilities_and_never_rise_with_the_threshold(kind, table):
    model = kind.fit(table)
    found = model.probabilities(table, *everything(table))
    assert found.shape == (len(table.users) * len(table.titles), 10)
    assert ((found >= 0) & (found <= 1)).all()
    assert (np.diff(found, axis=1) <= 0).all()
    assert ((model.cutoffs >= 0) & (model.cutoffs <= 1)).all()


@pytest.mark.parametrize("kind", SCORED)
@given(TABLES)
@settings(max_examples=8, deadline=None)
def test_scores_are_scores(kind, table):
    found = kind.fit(table).scores(table, *everything(table))
    assert ((found >= 0.5) & (found <= 5)).all()


@every_kind
@given(TABLES, st.integers(0, 9))
@settings(max_examples=8, deadline=None)
def test_the_order_of_rows_never_matters(kind, table, seed):
    same = shuffled(table, seed)
    one = kind.fit(table).probabilities(table, *everything(table))
    other = kind.fit(same).probabilities(same, *everything(same))
    assert np.array_equal(one, other)


@every_kind
def test_of_an_unknown_user_and_an_unrated_title_the_base_rate_is_said(kind, ratings, models):
    stranger = ratings.where(ratings.user > 0)
    model = models[kind]
    if kind in SCORED:
        model = without(model, title=0)
    found = model.probabilities(stranger, np.array([0]), np.array([0]))
    assert found[0] == pytest.approx(shares(ratings), abs=1e-12)


def without(model, title):
    """The model as if nobody had rated one title."""
    biases = model.biases if isinstance(model, Bias) else model.parts.biases
    bias, count = biases.title.copy(), biases.count.copy()
    bias[title] = count[title] = 0
    biases = replace(biases, title=bias, count=count)
    if isinstance(model, Bias):
        return replace(model, biases=biases)
    reaching = model.parts.reaching.copy()
    reaching[title] = 0
    return replace(model, parts=replace(model.parts, biases=biases, reaching=reaching))


@pytest.mark.parametrize("kind", [BaseRate, UserRate])
def test_what_does_not_know_titles_says_the_same_of_all(kind, ratings, models):
    unrated = np.setdiff1d(np.arange(len(ratings.titles)), ratings.title[ratings.user == 3])
    found = models[kind].probabilities(ratings, np.full(len(unrated), 3), unrated)
    assert (found == found[0]).all()


def test_the_expected_score_of_an_unknown_user_is_that_of_the_title(ratings, models):
    stranger = ratings.where(ratings.user > 0)
    user, title = np.zeros(len(ratings.titles), int), np.arange(len(ratings.titles))
    assert models[Stack].scores(stranger, user, title) == pytest.approx(models[Bias].scores(stranger, user, title))


@pytest.mark.parametrize("kind", [BaseRate, UserRate])
def test_what_a_user_gave_the_title_itself_is_left_out(kind, ratings, models):
    told = np.array([4]), ratings.title[ratings.user == 4][:1]
    others = ratings.where(np.arange(len(ratings)) != np.flatnonzero(ratings.user == 4)[0])
    assert np.array_equal(models[kind].probabilities(ratings, *told), models[kind].probabilities(others, *told))


@pytest.mark.parametrize("kind", SCORED)
def test_a_rated_title_is_answered_for_as_if_the_rating_had_another_score(kind, ratings, models):
    """What the title's figures learned from the rating is taken out of them again, whatever it was."""
    row = np.flatnonzero(ratings.user == 4)[0]
    title, answers = ratings.title[row], []
    for score in (0.5, 5.0):
        scores = ratings.score.copy()
        scores[row] = score
        changed = replace(ratings, score=scores)
        model = relearned(models[kind], changed, title)
        answers.append(model.probabilities(changed, np.array([4]), np.array([title]))[0])
    assert answers[0] == pytest.approx(answers[1], abs=0.01)


def relearned(model, ratings, title):
    """The model with the figures of one title learned from other ratings."""
    biases = model.biases if isinstance(model, Bias) else model.parts.biases
    bias = biases.title.copy()
    bias[title] = Biases.fit(ratings).title[title]
    biases = replace(biases, title=bias)
    if isinstance(model, Bias):
        return replace(model, biases=biases)
    reaching = model.parts.reaching.copy()
    reaching[title] = reached(ratings.score[ratings.title == title]).sum(axis=0)
    return replace(model, parts=replace(model.parts, biases=biases, reaching=reaching))


@every_kind
def test_one_answer_from_what_a_release_holds_is_the_same(kind, ratings, models):
    told, held = settings_of(models[kind]), arrays(models[kind])
    user, title = everything(ratings)
    some = np.random.default_rng(5).choice(len(user), 150, replace=False)
    known = ratings.where(ratings.user != 7)
    user, title = np.append(user[some], 7), np.append(title[some], 0)
    found = models[kind].probabilities(known, user, title)
    scores = models[kind].scores(known, user, title) if kind in SCORED else [None] * len(user)
    for each, about, chances, expected in zip(user, title, found, scores, strict=True):
        score, oracle = answer(told, held, history(known, each), int(about))
        assert oracle == pytest.approx(chances.tolist(), abs=1e-5)
        assert score == (None if expected is None else pytest.approx(expected, abs=1e-5))


@every_kind
def test_a_stored_model_says_the_same(kind, ratings, models):
    again = restored(settings_of(models[kind]), arrays(models[kind]))
    asked_about = everything(ratings)
    assert np.array_equal(again.probabilities(ratings, *asked_about), models[kind].probabilities(ratings, *asked_about))
    assert np.array_equal(again.cutoffs, models[kind].cutoffs)


@every_kind
def test_answers_are_the_same_in_parts(kind, ratings, models, monkeypatch):
    asked_about = tuple(each[::37] for each in everything(ratings))
    whole = models[kind].probabilities(ratings, *asked_about)
    monkeypatch.setattr(asked.in_parts, "__defaults__", (100,))
    assert models[kind].probabilities(ratings, *asked_about) == pytest.approx(whole, abs=1e-6)


@every_kind
def test_no_question_has_no_answer(kind, ratings, models):
    none = np.zeros(0, int)
    assert models[kind].probabilities(ratings, none, none).shape == (0, 10)


@every_kind
@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([], id="no ratings"),
        pytest.param([(1, 0, 4.0, 0)], id="one rating"),
        pytest.param([(user, title, 3.0, title) for user in range(8) for title in range(8)], id="all equal"),
        pytest.param([(1, title, 0.5 * title + 0.5, title) for title in range(8)], id="one user"),
        pytest.param([(user, 0, 2.5, 0) for user in range(8)], id="one title"),
    ],
)
def test_degenerate_ratings_have_sober_answers(kind, rows):
    table = interactions(rows)
    found = kind.fit(table).probabilities(table, *everything(table))
    assert np.isfinite(found).all()
    if len(table) <= 1 and kind is not UserRate:
        assert found[1:] == pytest.approx(np.tile(shares(table), (len(found[1:]), 1)), abs=1e-12)


def test_who_rated_all_alike_is_expected_to_go_on():
    table = interactions([(user, title, 3.0, title) for user in range(8) for title in range(8)])
    for kind in KINDS:
        found = kind.fit(table).probabilities(table, *everything(table))
        assert (found[:, :6] > 0.9).all()
        assert (found[:, 6:] < 0.1).all()
