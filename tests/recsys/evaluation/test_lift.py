"""What users have in common is found where they have it, and only there."""

import numpy as np
import pytest

from recsys.evaluation.lift import LEAST_TESTED, SHOWN, among, lift, most_rated
from tests.recsys.evaluation.making import drawn, ratings, scores_shuffled, titles_at_random

ROWS = 6_000


@pytest.fixture(scope="module")
def known():
    return drawn(ROWS, seed=1)[0]


def test_tastes_in_common_are_found(known):
    found = lift(known)
    assert found.shown
    assert found.interval.low <= found.value - found.popularity <= found.interval.high
    assert found.weights.shape == (len(found.titles), len(found.titles))


@pytest.mark.slow
def test_they_are_in_what_is_rated_and_not_only_in_how(known):
    """So that the gate has to ask first whether titles differ in their scores."""
    assert lift(scores_shuffled(known, 1)).shown


@pytest.mark.slow
def test_there_are_none_where_titles_are_drawn(known):
    assert not lift(titles_at_random(known, 1)).shown


@pytest.mark.slow
def test_it_is_the_same_every_time(known):
    one, other = lift(known), lift(known)
    assert one[:4] == other[:4]


@pytest.mark.slow
def test_users_are_tested_once_each_up_to_a_number(known, monkeypatch):
    likes = np.bincount(known.liked().user, minlength=len(known.users))
    assert lift(known).tested == (likes > 1).sum()
    monkeypatch.setattr("recsys.evaluation.lift.TESTED", 70)
    said = []
    assert lift(known, said.append).tested == 70
    assert len(said) < 5


@pytest.mark.slow
def test_a_model_is_taught_by_no_more_users_than_it_needs(known, monkeypatch):
    monkeypatch.setattr("recsys.evaluation.lift.TAUGHT", 40)
    few = lift(known)
    assert few.tested == lift(known).tested
    assert few.value > 0


def test_few_users_show_nothing():
    rows = [(user, title, 5) for user in range(LEAST_TESTED - 1) for title in "abc"]
    assert lift(ratings(*rows)) is None
    assert lift(ratings(*((user, "a", 5) for user in range(90)))) is None  # nothing is left to find
    assert lift(ratings(*((user, title, 3) for user in range(90) for title in "abc"))) is None  # nobody liked any
    assert lift(ratings(*rows, *((99, title, 5) for title in "abc"))) is not None


def test_the_most_rated_are_taken_and_of_equals_the_first():
    known = ratings((1, "a", 5), (1, "b", 5), (1, "d", 5), (2, "d", 5), (3, "c", 5), titles="abcde")
    assert most_rated(known, 3).tolist() == [0, 1, 3]
    assert most_rated(known, SHOWN).tolist() == [0, 1, 2, 3]


def test_the_ratings_of_some_titles_keep_their_order():
    known = ratings((1, "a", 5, 3), (1, "b", 4, 2), (2, "c", 3, 1), titles="abc")
    some = among(known, np.array([0, 2]))
    assert some.titles.to_list() == ["a", "c"]
    assert (some.user.tolist(), some.title.tolist(), some.score.tolist()) == ([0, 1], [0, 1], [5, 3])
