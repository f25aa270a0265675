"""How far content agrees with co-rating, beside plain Python."""

import math
from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from benchmarks.recsys import agreement as ag
from benchmarks.recsys.agreement import Blocks, Films, Summary, agreement, by_film, first, halves, rows_of_films
from benchmarks.recsys.report import Figures, _agreement
from recsys.evaluation.intervals import Interval
from recsys.space import space
from recsys.titles import TITLE_FIELDS
from tests.recsys.making import CATALOGUES, titles
from tests.recsys.test_alike import fans, rated

SCORES = st.integers(1, 8).flatmap(
    lambda size: arrays.arrays(np.float64, (size, size), elements=st.sampled_from([-0.5, 0.0, 0.1, 0.2, 0.3]))
)


def plain_first(scores, count):
    """Of each row the places of the highest positive scores but its own."""
    found = []
    for row, values in enumerate(scores):
        order = sorted((place for place in range(len(values)) if place != row), key=lambda at: (-values[at], at))
        found.append({place for place in order[:count] if values[place] > 0})
    return found


@given(SCORES, st.integers(1, 4))
@settings(deadline=None)
def test_the_first_are_those_of_plain_loops(scores, count):
    found = first(scores, count)
    assert [set(np.flatnonzero(row).tolist()) for row in found] == plain_first(scores.tolist(), count)


@given(SCORES.flatmap(lambda one: st.tuples(st.just(one), arrays.arrays(np.bool_, one.shape))))
@settings(deadline=None)
def test_agreement_is_that_of_plain_loops(given_):
    scores, near = given_
    expected = [
        len(found & set(np.flatnonzero(wanted).tolist())) / wanted.sum() if wanted.any() else math.nan
        for found, wanted in zip(plain_first(scores.tolist(), ag.BY_CONTENT), near, strict=True)
    ]
    assert agreement(scores, near) == pytest.approx(expected, nan_ok=True)


def test_each_work_counts_once():
    rows = [
        {"title": "heat", "release_year": 1995},
        {"title": "heat", "release_year": 1996},
        {"title": "heat", "release_year": 2013},
        {"title": "rain"},
    ]
    catalogue = titles(*rows).collect()
    mapped = pl.DataFrame({"movielens_id": [6, 6, 7, 8, 9, 10], "id": ["hs2", "hs1", "hs3", "hs2", "hs4", "missing"]})
    assert rows_of_films(mapped, catalogue) == {6: 0, 7: 2, 9: 3}


def test_films_that_few_liked_are_left_out_and_taste_is_found():
    catalogue = {film: film for film in range(40)}
    rows = [*fans(range(4), range(12)), *fans(range(4, 8), range(12, 24)), *fans([8], range(9))]
    ids = pl.Series([str(film) for film in range(10)])
    films = ag.compared(rated(type("Titles", (), {"ids": ids}), *rows), catalogue)
    assert films.rows.tolist() == list(range(8))
    assert np.array_equal(films.near, np.kron(np.eye(2), np.ones((4, 4))) - np.eye(8) > 0)


def test_films_of_two_sets_count_once_by_their_mean():
    sets = [Films(np.array([3, 5]), np.eye(2) > 0), Films(np.array([5, 9]), np.eye(2) > 0)]
    shares = [np.array([0.2, 0.4]), np.array([0.8, math.nan])]
    assert by_film(sets, shares, np.array([3, 5, 9])).tolist() == pytest.approx([0.2, 0.6])
    one, other = halves(sets)
    assert sorted([*one, *other]) == [3, 5, 9]


@given(CATALOGUES.filter(lambda rows: len(rows) > 1), st.booleans())
@settings(max_examples=10, deadline=None)
def test_blocks_give_the_cosines_of_the_space(rows, needed):
    from dataclasses import replace

    catalogue = titles(*rows).collect()
    films = Films(np.arange(len(rows)), np.eye(len(rows)) > 0)
    fields = [replace(field, needed=needed) for field in TITLE_FIELDS]
    weights = {field.name: field.weight for field in fields}
    found = Blocks(catalogue, [films]).scores(0, weights, tuple(weights) if needed else ())
    expected = ag.cosines(space(catalogue, fields).matrix, films.rows)
    off = ~np.eye(len(rows), dtype=bool)
    assert found[off] == pytest.approx(expected[off], abs=1e-9)


def test_the_weights_in_use_are_of_the_grid():
    for field in TITLE_FIELDS:
        assert field.weight in ag.GRID[field.name]
        assert field.needed


def test_a_report_has_the_ratio_with_its_interval():
    found = Summary(
        films=9,
        one_text=0.1,
        fields=0.2,
        ratio=2.0,
        ratio_interval=Interval(1.5, 2.5),
        difference_interval=Interval(0.05, 0.15),
    )
    figures = Figures("2026-11-26", "command", {}, agreement={"the other half": found})
    assert (
        list(_agreement(figures))[-2] == "| the other half | 9 | 0.100 | 0.200 | 2.00 [1.50, 2.50] | [0.050, 0.150] |"
    )
    assert not list(_agreement(Figures("2026-11-26", "command", {})))


def test_a_summary_compares_in_pairs():
    one = np.array([0.1, 0.2, 0.3, 0.4])
    found = ag.summary({"one text": one, "fields": 2 * one})
    assert found["ratio"] == pytest.approx(2)
    assert found["ratio_interval"] == pytest.approx((2, 2))
    assert all(low <= high for low, high in pairwise(found["difference_interval"]))
