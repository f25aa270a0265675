"""Names a typing error or two away, against plain counting of errors."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api.catalogue.near import LONG, MOST, near, near_in_order

searched = settings(deadline=None, max_examples=80)
NAMES = st.lists(st.text("abc", max_size=9), max_size=12)


def errors(one, other):
    """Letters too many, too few, wrong, or two neighbours swapped, that tell two names apart; none is mended twice."""
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            wrong = one[i - 1] != other[j - 1]
            table[i, j] = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + wrong)
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one), len(other)]


def expected(names, typed):
    allowed = 2 if len(typed) >= LONG else 1
    if not typed:
        return []
    counted = [(errors(name, typed), place) for place, name in enumerate(names)]
    return [place for wrong, place in sorted(counted) if wrong <= allowed][:MOST]


@searched
@given(NAMES, st.text("abc", max_size=9))
def test_the_nearest_come_first_and_equals_in_their_order(names, typed):
    assert near(names, typed) == expected(names, typed)


@searched
@given(NAMES, st.text("abc", max_size=9))
def test_of_names_in_order_those_with_the_first_letter_are_compared_each_once(names, typed):
    names = sorted(names)
    distinct = [name for name in dict.fromkeys(names) if name.startswith(typed[:1])]
    assert [names[place] for place in near_in_order(names, typed)] == [
        distinct[place] for place in expected(distinct, typed)
    ]
    assert all(place == names.index(names[place]) for place in near_in_order(names, typed))


def test_a_short_name_may_have_one_error_and_a_long_one_two():
    assert near(["lunes"], "lune") == near(["lunes"], "lunnes") == near(["lunes"], "lnues") == [0]
    assert near(["lunes"], "lun") == []
    assert near(["noviembre"], "novembr") == [0]
    assert near(["noviembre"], "nvembrr") == []


def test_one_name_that_many_have_leaves_room_for_others():
    names = ["cinderella"] * 9 + ["cinderfella"]
    assert near_in_order(names, "cinderela") == [0, 9]


def test_what_is_longer_than_all_names_is_compared_with_none(monkeypatch):
    def compared(*_, **__):
        raise AssertionError("compared, which takes as long as what was typed is")

    monkeypatch.setattr("graphql_api.catalogue.near.process.extract", compared)
    assert near_in_order(["quiet rain"] * 10_000, "q" * 100_000) == []
    with pytest.raises(AssertionError):
        near(["quiet rain"], "q" * 12)


def test_five_at_most():
    assert len(near([f"rain{letter}" for letter in "abcdefgh"], "rain")) == MOST == 5


@pytest.mark.parametrize("typed", ["", "\0", "\ud800", "\U0010ffff", "q" * 1_000_000])
def test_what_is_near_nothing_finds_nothing(typed):
    assert near(["paper boats", "the river"], typed) == []
    assert near_in_order(["paper boats", "the river", "\U0010ffff river"], typed) == []
    assert near_in_order([], typed) == []
