import numpy as np
import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import sparse
from sklearn.preprocessing import normalize

from recsys.nearest import by_neighbours, by_product, nearest

ENGINES = pytest.mark.parametrize("engine", [by_product, by_neighbours])
LINE = sparse.csr_array(normalize(np.array([[1, 0.0], [1, 0.1], [1, 0.2], [1, 0.2], [1, 0.2], [0, 1], [0, 0]])))
"""Row 0 with its nearest: 1, then three that are equal, and 5, which is at right angles; row 6 has nothing."""


def of(matrix, queries, count, engine, shown=None):
    shown = None if shown is None else np.array(shown, dtype=np.uint32)
    found = nearest(matrix, np.array(queries, dtype=np.uint32), count, engine, shown)
    return found.pairs.group_by("query", maintain_order=True).agg("candidate").rows(), sorted(found.cut)


@ENGINES
def test_all_with_a_positive_cosine_are_found_nearest_first(engine):
    assert of(LINE, [0], 7, engine) == ([(0, [0, 1, 2, 3, 4])], [])


@ENGINES
def test_equals_come_all_or_none_and_what_is_cut_is_told(engine):
    assert of(LINE, [0], 3, engine) == ([(0, [0, 1])], [0])
    assert of(LINE, [0], 5, engine) == ([(0, [0, 1])], [0])
    assert of(LINE, [0], 6, engine) == ([(0, [0, 1, 2, 3, 4])], [])


@ENGINES
def test_where_all_found_are_equal_nothing_is_certain(engine):
    assert of(LINE[[2, 3, 4, 0]], [0], 2, engine) == ([], [0])


@ENGINES
def test_where_all_rows_were_looked_at_nothing_is_cut(engine):
    assert of(LINE[[2, 3, 4]], [0], 3, engine) == ([(0, [0, 1, 2])], [])


@ENGINES
def test_only_the_rows_asked_about_are_answered(engine):
    found, cut = of(LINE, [5, 1], 7, engine)
    assert [query for query, _ in found] == [1, 5]
    assert cut == []


@ENGINES
def test_a_row_of_nothing_has_no_neighbours(engine):
    assert of(LINE, [6], 7, engine) == ([], [])


@ENGINES
def test_only_rows_that_are_shown_are_found_by_their_own_numbers(engine):
    assert of(LINE, [0], 7, engine, [1, 4, 5]) == ([(0, [1, 4])], [])
    assert of(LINE, [0, 3], 7, engine, [3, 5, 6]) == ([(0, [3]), (3, [3, 5])], [])  # itself only where it is shown
    assert of(LINE, [5], 7, engine, [0]) == ([], [])


@ENGINES
def test_equals_among_the_shown_come_all_or_none(engine):
    assert of(LINE, [0], 2, engine, [2, 3, 4]) == ([], [0])
    assert of(LINE, [0], 3, engine, [2, 3, 4]) == ([(0, [2, 3, 4])], [])  # all that are shown were looked at
    assert of(LINE, [0], 2, engine, [1, 2, 3]) == ([(0, [1])], [0])
    assert of(LINE, [0], 3, engine, [1, 2, 3, 5]) == ([(0, [1])], [0])


@ENGINES
def test_where_none_is_shown_none_is_found(engine):
    assert of(LINE, [0, 1], 7, engine, []) == ([], [])


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(*[st.integers(0, 2)] * 3), min_size=1, max_size=8), st.integers(1, 8), st.sets(st.integers(0, 7))
)
@ENGINES
def test_the_shown_are_those_of_all_that_are_shown(engine, rows, count, shown):
    matrix = sparse.csr_array(normalize(np.array(rows, dtype=np.float64)))
    shown = sorted(shown & set(range(len(rows))))
    asked = np.flatnonzero(np.diff(matrix.indptr)).tolist()
    assume(asked)
    whole, _ = of(matrix, asked, len(rows), engine)
    expected = {query: [row for row in found if row in shown] for query, found in whole}
    few, cut = of(matrix, asked, count, engine, shown)
    for query, found in few:
        assert found == expected[query][: len(found)]
        assert query in cut or found == expected[query]
    named = {query for query, _ in few}
    assert all(query in named or query in cut or not expected[query] for query in expected)


@pytest.mark.parametrize(("rows", "engine"), [(1_499, by_neighbours), (1_500, by_product)])
def test_each_size_has_its_engine(rows, engine, monkeypatch):
    called = []

    def watched(queries, matrix, count):
        called.append(engine)
        return engine(queries, matrix, count)

    monkeypatch.setattr(f"recsys.nearest.{engine.__name__}", watched)
    nearest(sparse.csr_array(np.ones((rows, 1))), np.array([0], dtype=np.uint32), 2)
    assert called == [engine]


def test_scores_are_rounded_cosines():
    found = nearest(LINE, np.array([0], dtype=np.uint32), 7).pairs
    assert found["score"].to_list()[:2] == [1, round(1 / 1.01**0.5, 6)]
    assert found.schema["score"] == pl.Float64
