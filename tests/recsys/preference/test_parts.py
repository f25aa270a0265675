"""The parts of the stack against plain Python, on tables small enough to do by hand."""

from math import exp, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys.interactions import Interactions
from recsys.preference.asked import in_parts
from recsys.preference.bias import ROUNDS, Biases
from recsys.preference.factors import SEEDS, SIZE, Factors
from recsys.preference.parts import Parts
from recsys.preference.similar import Similar
from recsys.preference.thresholds import counted, damped, never_rising, reached, shares
from tests.recsys.preference.making import ROWS, TABLES, interactions, tastes

SIX = interactions(
    [(1, 0, 5.0, 0), (1, 1, 4.0, 1), (1, 2, 1.0, 2), (2, 0, 4.5, 0), (2, 1, 4.0, 1), (3, 2, 2.0, 0), (3, 0, 3.0, 1)]
)


def by_user(ratings):
    return {int(u): [(int(t), float(s)) for v, t, s in triples(ratings) if v == u] for u, _, _ in triples(ratings)}


def triples(ratings):
    return list(zip(ratings.user.tolist(), ratings.title.tolist(), ratings.score.tolist(), strict=True))


def whole(ratings, user, title):
    """The questions as one part."""
    (_, asked), *more = in_parts(ratings, np.array(user), np.array(title), 10**9)
    assert not more
    return asked


@given(TABLES)
@settings(max_examples=20, deadline=None)
def test_biases_are_those_of_the_formula_in_plain_python(table):
    rows = triples(table)
    biases = Biases.fit(table, 5.0, 3.0)
    mean = sum(score for *_, score in rows) / len(rows) if rows else 0.0
    user, title = dict.fromkeys(range(len(table.users)), 0.0), dict.fromkeys(range(len(table.titles)), 0.0)
    for _ in range(ROUNDS):
        for i in title:
            mine = [s - mean - user[u] for u, t, s in rows if t == i]
            title[i] = sum(mine) / (len(mine) + 3.0)
        for v in user:
            mine = [s - mean - title[t] for u, t, s in rows if u == v]
            user[v] = sum(mine) / (len(mine) + 5.0)
    assert biases.mean == pytest.approx(mean)
    assert biases.title == pytest.approx([title[i] for i in range(len(table.titles))], abs=1e-6)
    assert biases.of_users(table) == pytest.approx([user[v] for v in range(len(table.users))], abs=1e-5)


@given(TABLES)
@settings(max_examples=20, deadline=None)
def test_similar_titles_are_those_of_the_formula_in_plain_python(table):
    left = np.linspace(-1, 1, len(table))
    found = Similar.fit(table, left, kept=100, shrinkage=2.0)
    size = len(table.titles)
    of = {(u, t): left[row] for row, (u, t, _) in enumerate(triples(table))}
    for i in range(size):
        for j in range(size):
            both = sum(of[u, i] * of[u, j] for u in range(len(table.users)) if (u, i) in of and (u, j) in of)
            norm = sqrt(
                (2.0 + sum(r * r for (_, t), r in of.items() if t == i))
                * (2.0 + sum(r * r for (_, t), r in of.items() if t == j))
            )
            listed = slice(found.starts[i], found.starts[i + 1])
            here = dict(zip(found.title[listed].tolist(), found.weight[listed].tolist(), strict=True))
            wanted = both / norm if i != j and both / norm > 1e-7 else 0.0
            assert here.get(j, 0.0) == pytest.approx(wanted, abs=1e-6)


def test_only_the_most_similar_are_kept_and_lists_are_in_the_order_of_title():
    ratings = tastes(users=60, titles=30, each=20)
    left = ratings.score - ratings.score.mean(dtype=float)
    all_of_them, few = Similar.fit(ratings, left, kept=100), Similar.fit(ratings, left, kept=4)
    for title in range(30):
        everyone = slice(all_of_them.starts[title], all_of_them.starts[title + 1])
        some = slice(few.starts[title], few.starts[title + 1])
        assert sorted(few.weight[some]) == pytest.approx(sorted(all_of_them.weight[everyone])[-4:])
        assert (np.diff(few.title[some]) > 0).all()
        assert title not in few.title[some]


def test_of_too_many_pairs_only_those_of_the_newest_ratings_are_looked_at():
    ratings = tastes(users=60, titles=30, each=20)
    left = ratings.score - ratings.score.mean(dtype=float)
    # 60 users with 20 times 20 pairs each; with 5 times 5 in the second case, for 36 would be too many.
    everything, some = Similar.fit(ratings, left, pairs=60 * 400), Similar.fit(ratings, left, pairs=60 * 35)
    newest = ratings.starts[1:][ratings.user] - np.arange(len(ratings)) <= 5
    by_hand = Similar.fit(ratings.where(newest), left[newest])
    assert np.array_equal(everything.weight, Similar.fit(ratings, left).weight)
    assert np.array_equal(some.weight, by_hand.weight)
    assert len(some.weight) != len(everything.weight)


def test_what_similar_titles_tell_is_summed_over_the_history_by_hand():
    similar = Similar(np.array([0, 2, 3, 3]), np.array([1, 2, 0], np.int32), np.array([0.5, 0.25, 0.5], np.float32))
    ratings = interactions([(1, 1, 4.0, 0), (1, 2, 2.0, 1), (2, 1, 3.0, 0)])
    similar = Similar(np.append(similar.starts, [3] * 5), similar.title, similar.weight)
    asked = whole(ratings, [0, 1, 1], [0, 0, 2])
    total, support = similar.told(asked, np.array([1.0, -2.0, 0.5]))
    assert total.tolist() == [0.5 * 1 - 0.25 * 2, 0.5 * 0.5, 0.0]
    assert support.tolist() == [0.75, 0.5, 0.0]


def test_a_users_factors_are_a_ridge_solution_in_plain_python():
    rng = np.random.default_rng(3)
    factors = Factors(rng.normal(size=(len(SEEDS), 8, SIZE)).astype(np.float32), penalty=2.0)
    left = rng.normal(size=len(SIX))
    asked = whole(SIX, [0, 1, 2], [5, 6, 7])
    said = factors.told(asked, left)
    for question, user in enumerate(range(3)):
        mine = [(t, left[row]) for row, (u, t, _) in enumerate(triples(SIX)) if u == user]
        wanted = 0.0
        for title in factors.title.astype(float):
            system = 2.0 * np.eye(SIZE) + sum(np.outer(title[t], title[t]) for t, _ in mine)
            wanted += np.linalg.solve(system, sum(title[t] * r for t, r in mine)) @ title[5 + question] / len(SEEDS)
        assert said[question] == pytest.approx(wanted, abs=1e-4)


def test_factors_go_back_and_forth_between_users_and_titles():
    """At the end each title's numbers are the ridge solution for those its raters' numbers were solved to."""
    left = np.array([1.0, 0.5, -1.0, 0.8, 0.4, -0.6, -0.2])
    factors = Factors.fit(SIX, left, penalty=0.1)
    more = Factors.fit(SIX, left, penalty=0.1, start=factors)
    again = more
    for _ in range(30):
        again = Factors.fit(SIX, left, penalty=0.1, start=again)
    before = squared(again, left)
    after = squared(Factors.fit(SIX, left, penalty=0.1, start=again), left)
    assert before == pytest.approx(after, abs=1e-4)
    assert squared(more, left) <= squared(factors, left) + 1e-4
    assert (factors.title[:, 3:] == 0).all()


def squared(factors, left):
    """What the factors are to make least: of one factorisation the squares left and the penalties."""
    title = factors.title[0].astype(float)
    total = factors.penalty * (title**2).sum()
    for user in range(3):
        mine = [(t, left[row]) for row, (u, t, _) in enumerate(triples(SIX)) if u == user]
        system = factors.penalty * np.eye(SIZE) + sum(np.outer(title[t], title[t]) for t, _ in mine)
        numbers = np.linalg.solve(system, sum(title[t] * r for t, r in mine))
        total += factors.penalty * (numbers**2).sum() + sum((r - title[t] @ numbers) ** 2 for t, r in mine)
    return total


def test_moods_weigh_the_newest_most():
    parts = Parts.fit(SIX)
    known = parts.known(whole(SIX, [0], [7]))
    mine = by_user(SIX)[0]
    above = [s - parts.biases.mean - parts.biases.title[t] for t, s in mine]
    left = [each - sum(above) / (len(above) + 5.0) for each in above]
    for column, span in enumerate((5.0, 40.0)):
        weights = [exp(-place / span) for place in (2, 1, 0)]
        wanted = sum(w * r for w, r in zip(weights, left, strict=True)) / (sum(weights) + 3.0)
        assert known.moods[0, column] == pytest.approx(wanted, abs=1e-6)


@given(ROWS, st.lists(st.tuples(st.integers(0, 5), st.integers(0, 7)), min_size=1, max_size=20), st.integers(1, 40))
@settings(max_examples=30, deadline=None)
def test_every_question_has_the_users_history_without_the_title(rows, questions, at_a_time):
    # Users 0 to 5 all have a rating, so that their places are their numbers.
    table = interactions([*rows, *((user, 0, 3.0, -1) for user in range(6))])
    answered = 0
    for places, asked in in_parts(table, *(np.array(each) for each in zip(*questions, strict=True)), at_a_time):
        for place, history, about, own in zip(places, asked.history, asked.about, asked.own, strict=True):
            user, title = questions[place]
            answered += 1
            mine = by_user(table)[user]
            span = slice(asked.starts[history], asked.starts[history + 1])
            assert about == title
            assert list(zip(asked.title[span].tolist(), asked.score[span].tolist(), strict=True)) == [
                (t, s) for t, s in mine if t != title
            ]
            assert np.isnan(own) if title not in dict(mine) else own == dict(mine)[title]
    assert answered == len(questions)


def test_shares_count_what_reaches_each_threshold_and_are_never_certain():
    table = interactions([(1, 0, 0.5, 0), (1, 1, 5.0, 0), (2, 0, 3.0, 0)])
    assert shares(table).tolist() == [3.5 / 4, *[2.5 / 4] * 5, *[1.5 / 4] * 4]
    assert shares(interactions([])).tolist() == [0.5] * 10


@given(TABLES)
@settings(max_examples=30, deadline=None)
def test_counts_by_title_are_those_of_each_threshold(table: Interactions):
    found = counted(table.title, table.score, len(table.titles))
    for title in range(len(table.titles)):
        assert found[title].tolist() == reached(table.score[table.title == title]).sum(axis=0).tolist()


def test_a_damped_share_without_ratings_is_the_base():
    found = damped(np.array([[0, 0], [4, 2]]), np.array([0, 4]), np.array([0.8, 0.4]), 4.0)
    assert found == pytest.approx(np.array([[0.8, 0.4], [0.9, 0.45]]))


def test_probabilities_fall_to_the_least_before():
    assert never_rising(np.array([[0.9, 0.95, 0.5, 0.6]])).tolist() == [[0.9, 0.9, 0.5, 0.5]]
