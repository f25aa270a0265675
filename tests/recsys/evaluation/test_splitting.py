"""What is held out is what the name of the split says, and the same every time."""

from math import ceil, floor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recsys.evaluation import splitting
from tests.recsys.evaluation.making import FEW, RATINGS, ratings

SHARES = st.sampled_from([0.1, 0.2, 0.25, 0.5])


@FEW
@given(RATINGS, SHARES)
def test_at_random_holds_out_the_share(known, share):
    held = splitting.at_random(known, share)
    assert held.sum() == round(share * len(known))
    assert (held == splitting.at_random(known, share)).all()


def test_another_seed_holds_out_others():
    known = ratings(*((user, title, 4) for user in range(9) for title in "abcdefgh"))
    assert (splitting.at_random(known) != splitting.at_random(known, seed=1)).any()
    assert (splitting.told(known) != splitting.told(known, seed=1)).any()
    assert (splitting.user_folds(known) != splitting.user_folds(known, seed=1)).any()


@FEW
@given(RATINGS, SHARES)
def test_the_last_of_each_user_are_the_newest_rounded_down(known, share):
    held = splitting.last_of_each_user(known, share)
    for user in range(len(known.users)):
        mine = known.user == user
        assert held[mine].sum() == floor(share * mine.sum())
        kept, out = known.time[mine & ~held], known.time[mine & held]
        assert not len(out) or kept.max() <= out.min()


def test_a_single_rating_is_not_held_out():
    assert not splitting.last_of_each_user(ratings((1, "a", 4), (2, "b", 4))).any()


@FEW
@given(RATINGS, SHARES)
def test_by_time_all_that_is_held_out_is_newer(known, share):
    held = splitting.by_time(known, share)
    kept, out = known.time[~held], known.time[held]
    assert not len(out) or not len(kept) or kept.max() < out.min()
    assert not len(known) or held.any()


def test_by_time_holds_out_the_share_where_no_times_are_equal():
    held = splitting.by_time(ratings(*((1, title, 4, time) for time, title in enumerate("abcdefghij"))))
    assert held.tolist() == [False] * 8 + [True] * 2


@FEW
@given(RATINGS, st.integers(1, 5))
def test_folds_are_of_one_size_and_each_user_is_in_one(known, folds):
    fold = splitting.user_folds(known, folds)
    assert len(fold) == len(known.users)
    sizes = np.bincount(fold, minlength=folds)
    assert len(sizes) == folds
    assert sizes.max() - sizes.min() <= 1


@FEW
@given(RATINGS, SHARES)
def test_of_each_user_a_share_rounded_up_is_not_told(known, share):
    tell = splitting.told(known, share)
    for user in range(len(known.users)):
        mine = known.user == user
        assert (~tell[mine]).sum() == ceil(share * mine.sum())


@pytest.mark.parametrize("split", [splitting.at_random, splitting.last_of_each_user, splitting.by_time, splitting.told])
def test_of_no_ratings_none_are_held_out(split):
    assert len(split(ratings(titles="a"))) == 0
