"""Lists are ranked and measured as a plain-Python double does it."""

from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from recsys.evaluation.ranking import METRICS, HeldOut, best, measure
from tests.recsys.evaluation.making import FEW, RATINGS, ratings

SCORES = arrays.arrays(
    np.float32, st.tuples(st.integers(1, 4), st.integers(1, 9)), elements=st.sampled_from([-np.inf, 0, 0.5, 1, 2])
)


@FEW
@given(SCORES, st.integers(1, 12))
def test_the_best_are_the_highest_and_equal_ones_in_their_order(scores, count):
    expected = [sorted(range(len(row)), key=lambda place: -row[place])[:count] for row in scores]
    assert best(scores, count).tolist() == expected


def every(known):
    return HeldOut.of(known, np.ones(len(known.users), bool), np.ones(len(known.titles), bool), seed=1)


@FEW
@given(RATINGS)
def test_what_is_told_and_what_is_hidden_is_all_that_was_rated(known):
    test = every(known)
    both = test.given.toarray() + test.hidden.toarray()
    rated = known.matrix().toarray()
    assert both.tolist() == rated[rated.sum(axis=1) > 1].tolist()


@FEW
@given(RATINGS)
def test_only_shown_titles_and_chosen_users_count(known):
    shown = np.arange(len(known.titles)) % 2 == 0
    users = np.arange(len(known.users)) % 2 == 0
    test = HeldOut.of(known, users, shown, seed=1)
    assert not test.given.toarray()[:, ~shown].any()
    assert not test.hidden.toarray()[:, ~shown].any()
    rated = known.matrix().toarray()[np.ix_(users, shown)]
    assert test.given.shape[0] == (rated.sum(axis=1) > 1).sum()


@FEW
@given(RATINGS, st.lists(st.sampled_from([0, 1, 2]), min_size=8, max_size=8))
def test_a_list_is_measured_as_in_plain_python(known, score):
    test = every(known)
    found = measure(lambda given: np.tile(np.array(score, np.float32), (given.shape[0], 1)), test)
    for user in range(test.given.shape[0]):
        told, hidden = (part[[user]].toarray()[0] > 0 for part in (test.given, test.hidden))
        order = [title for title in sorted(range(8), key=lambda title: -score[title]) if not told[title]]
        gained = sum(1 / log2(place + 1) for place, title in enumerate(order, 1) if hidden[title])
        possible = sum(1 / log2(place + 1) for place in range(1, hidden.sum() + 1))
        assert found["NDCG@100"][user] == pytest.approx(gained / possible)
        assert found["recall@20"][user] == 1  # the list holds all titles


def test_who_knows_what_is_hidden_has_a_perfect_list():
    known = ratings(*((user, title, 5) for user in range(6) for title in "abcdefgh"[user % 3 :]))
    test = every(known)
    found = measure(lambda _: test.hidden.toarray(), test)
    assert all((values == 1).all() for values in found.values())


def test_what_was_told_is_not_listed():
    """Even if it has the highest score: it would take the places of what is wanted."""
    test = every(ratings(*((1, title, 5) for title in "abcde")))
    found = measure(lambda given: given.toarray() * 9, test)
    assert found["NDCG@100"].tolist() == [1]


def test_users_are_measured_alike_however_many_are_held_in_memory(monkeypatch):
    known = ratings(
        *((user, title, 5) for user in range(7) for title in "abcdefgh" if (user * ord(title)) % 3), titles="abcdefgh"
    )
    score = np.random.default_rng(1).random((1, 8)).astype(np.float32)
    whole = measure(lambda given: np.repeat(score, given.shape[0], 0), every(known))
    monkeypatch.setattr("recsys.evaluation.ranking.AT_A_TIME", 2)
    parts = measure(lambda given: np.repeat(score, given.shape[0], 0), every(known))
    assert {name: values.tolist() for name, values in whole.items()} == {
        name: values.tolist() for name, values in parts.items()
    }


def test_nobody_to_test_with_gives_no_figures():
    assert {
        name: len(values) for name, values in measure(lambda _: np.zeros(0), every(ratings(titles="a"))).items()
    } == dict.fromkeys(METRICS, 0)
