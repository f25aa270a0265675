"""Intervals hold what they should as often as they say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recsys.evaluation import intervals
from tests.recsys.evaluation.making import FEW

VALUES = st.lists(st.floats(-5, 5), min_size=1, max_size=20).map(np.array)


def test_equal_values_leave_no_doubt():
    assert intervals.of_mean(np.full(9, 2.5), draws=50) == (2.5, 2.5)


@FEW
@given(VALUES)
def test_an_interval_lies_within_the_values(values):
    low, high = intervals.of_mean(values, draws=50)
    assert values.min() - 1e-9 <= low <= high <= values.max() + 1e-9


@FEW
@given(VALUES)
def test_a_figure_differs_from_itself_by_nothing(values):
    assert intervals.of_difference(values, values, np.ones(len(values)), draws=50) == (0, 0)


@FEW
@given(VALUES)
def test_a_difference_of_means_is_the_mean_of_differences(values):
    found = intervals.of_difference(values, values[::-1], np.ones(len(values)), draws=50)
    assert found == pytest.approx(intervals.of_mean(values - values[::-1], draws=50), abs=1e-9)


@FEW
@given(VALUES)
def test_the_same_seed_draws_the_same(values):
    assert intervals.of_mean(values, draws=20) == intervals.of_mean(values, draws=20)


def test_a_higher_level_is_wider():
    values = np.random.default_rng(1).standard_normal(50)
    narrow, wide = (intervals.of_mean(values, level=level) for level in (0.5, 0.99))
    assert wide.low < narrow.low < narrow.high < wide.high


def test_a_function_is_applied_to_what_is_drawn():
    squares = np.random.default_rng(1).random(50) * 4
    plain = intervals.of_ratio(squares, np.ones(50))
    assert intervals.of_ratio(squares, np.ones(50), of=np.sqrt) == pytest.approx(np.sqrt(plain), rel=1e-3)


def test_drawn_ratios_are_those_of_drawn_users():
    """With one user there is nothing else to draw."""
    assert intervals.drawn_ratios(np.array([[6.0, 3.0]]), np.array([4.0]), draws=2).tolist() == [[1.5, 0.75]] * 2


def test_sums_per_user_are_of_those_who_have_any():
    sums, counts = intervals.per_user(np.array([1.0, 2.0, 4.0]), np.array([7, 2, 7], np.int32))
    assert (sums.tolist(), counts.tolist()) == ([2, 5], [1, 2])


def clustered(rng):
    """Of 80 users the sums and counts of values that are alike within a user, and whose mean is 0."""
    counts = rng.integers(1, 30, size=80).astype(float)
    return counts * rng.standard_normal(80) + np.sqrt(counts) * rng.standard_normal(80), counts


@pytest.mark.slow
@pytest.mark.parametrize("draw", [lambda rng: (rng.exponential(size=80) - 1, np.ones(80)), clustered])
def test_intervals_hold_the_truth_in_about_19_of_20_simulations(draw):
    rng = np.random.default_rng(20261120)
    held = 0
    for _ in range(1_000):
        low, high = intervals.of_ratio(*draw(rng), draws=400)
        held += low <= 0 <= high
    assert 910 <= held <= 970
