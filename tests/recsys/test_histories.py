"""What each user rated, newest first, as the arrays of a release hold it."""

from itertools import pairwise

import numpy as np
from hypothesis import given

from pipeline.store.arrays import hold
from recsys.histories import histories
from recsys.interactions import Interactions
from tests.recsys.preference.making import ROWS, TITLES
from tests.recsys.test_interactions import searched, table


@searched
@given(ROWS)
def test_a_history_is_all_ratings_newest_first(rows):
    rows = [*rows, *[(user, 8, 5.0, 0) for user, *_ in rows[:1]]]  # and one of a title that is none
    held = histories(table(rows), TITLES)
    expected = {
        user: sorted(
            (each[1:] for each in rows if each[0] == user and each[1] < len(TITLES)),
            key=lambda each: (-each[2], -each[0], -each[1]),
        )
        for user in sorted({user for user, title, *_ in rows if title < len(TITLES)})
    }
    assert held["users"].tolist() == list(expected)
    found = zip(held["history_titles"], held["history_scores"] / 2, held["history_times"], strict=True)
    assert list(found) == [each for those in expected.values() for each in those]
    assert held["history_starts"].tolist() == [0, *np.cumsum([len(those) for those in expected.values()])]


@searched
@given(ROWS)
def test_a_history_without_repeats_is_what_models_know_the_other_way_round(rows):
    # What a model was fitted to and what it is asked about are the same ratings in the same order.
    held, known = histories(table(rows), TITLES), Interactions.read(table(rows), TITLES)
    found = []
    for place, (start, end) in enumerate(pairwise(held["history_starts"])):
        seen = {}
        for title, score in zip(held["history_titles"][start:end], held["history_scores"][start:end], strict=True):
            seen.setdefault(int(title), score / 2)
        found += [(place, title, score) for title, score in reversed(seen.items())]
    assert found == list(zip(known.user.tolist(), known.title.tolist(), known.score.tolist(), strict=True))


def test_a_title_rated_twice_is_there_twice_and_at_one_moment_the_highest_first():
    held = histories(table([(4, 0, 2.0, 10), (4, 0, 5.0, 10), (4, 0, 3.5, 20), (4, 1, 0.5, 10)]), TITLES)
    assert held["history_titles"].tolist() == [0, 1, 0, 0]
    assert held["history_scores"].tolist() == [7, 1, 10, 4]
    assert held["history_times"].tolist() == [20, 10, 10, 10]


def test_without_ratings_the_arrays_are_empty_and_as_their_contracts_say():
    for rows in ([], [(1, 0, 4.0, 1)]):
        held = histories(table(rows), TITLES)
        for name, array in held.items():
            hold(name, array)
        assert len(held["history_starts"]) == len(held["users"]) + 1 == len(rows) + 1
