"""Limits, and places that compare in either direction."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api.catalogue.columns import NO_YEAR
from graphql_api.catalogue.ordering import ANY, Between, Down, within

LEAST, GREATEST = -(2**31), 2**31 - 1
VALUES = st.none() | st.sampled_from([LEAST + 1, -1, 0, 1, 1999, 2000, 2001, GREATEST])
LIMITS = st.none() | st.sampled_from([LEAST, -1, 0, 1999, 2000, GREATEST])


@settings(deadline=None, max_examples=100)
@given(st.lists(VALUES, max_size=8), LIMITS, LIMITS)
def test_within_is_what_comparing_one_by_one_says(values, low, high):
    held = np.array([NO_YEAR if value is None else value for value in values], dtype=np.int32)
    expected = [
        (low is None and high is None)
        or (value is not None and (low is None or value >= low) and (high is None or value <= high))
        for value in values
    ]
    assert within(held, Between(low, high)).tolist() == expected


def test_no_limit_at_all_leaves_even_what_is_missing():
    assert Between(None, None) == ANY
    assert within(np.array([NO_YEAR, 5], dtype=np.int32), ANY).tolist() == [True, True]


@pytest.mark.parametrize("values", [[3, 1, 2, 1], ["b", "a", "é", "Z", ""], [0.5, -1.0, 1e300, 0.25]])
def test_down_sorts_the_other_way_round(values):
    assert [each.value for each in sorted(map(Down, values))] == sorted(values, reverse=True)


def test_what_is_equal_goes_on_to_what_follows():
    assert (Down(1), "b") < (Down(1), "c")
    assert (Down(2), "z") < (Down(1), "a")
    assert Down(1) == Down(1.0) != 1
    with pytest.raises(TypeError):
        hash(Down(1))
