"""The neighbours of all titles, cut for each."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api.catalogue.neighbours import BASES, Neighbours
from pipeline.store import tables

IDS = ["as1", "as2", "ds1", "ns1", "ns2"]


def read(rows):
    return Neighbours.read(
        pl.LazyFrame(rows, tables.schema(tables.Neighbours), orient="row"), pl.Series("title_id", IDS)
    )


def neighbours(drawn):
    """Rows of the table: for each title as many neighbours as were drawn, by rank."""
    return [
        (title_id, rank, IDS[(place + rank) % 5], 1 / rank, "content", [f"reason {rank}", "same"])
        for place, (title_id, count) in enumerate(zip(IDS, drawn, strict=True))
        for rank in range(1, count + 1)
    ]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(0, 4), min_size=5, max_size=5), st.integers(1, 5), st.randoms(use_true_random=False))
def test_each_title_has_the_nearest_of_its_own(counts, first, random):
    rows = neighbours(counts)
    random.shuffle(rows)
    found = read(rows)
    for place, count in enumerate(counts):
        nearest = list(found.of(place, first))
        assert [each.row for each in nearest] == [(place + rank) % 5 for rank in range(1, min(first, count) + 1)]
        assert [each.score for each in nearest] == pytest.approx([1 / rank for rank in range(1, len(nearest) + 1)])
        assert [each.reasons for each in nearest] == [[f"reason {each}", "same"] for each in range(1, len(nearest) + 1)]
        assert {each.basis for each in nearest} <= {"content"}


def test_a_model_that_found_nothing_has_no_neighbours():
    assert [list(read([]).of(row, 50)) for row in range(5)] == [[]] * 5


def test_reasons_are_kept_once_and_numbered():
    found = read(neighbours([2, 0, 1, 0, 3]))
    assert found.phrases == ["reason 1", "reason 2", "reason 3", "same"]
    assert found.starts.tolist() == [0, 2, 2, 3, 3, 6]
    assert found.reason_starts.tolist() == [0, 2, 4, 6, 8, 10, 12]
    assert found.reason_codes.tolist() == [0, 3, 1, 3, 0, 3, 0, 3, 1, 3, 2, 3]
    assert [BASES[code] for code in found.basis.tolist()] == ["content"] * 6


def test_a_neighbour_may_have_no_reasons():
    rows = [("as1", 1, "as2", 0.5, "ratings", []), ("as1", 2, "ds1", 0.25, "content", ["why"])]
    assert list(read(rows).of(0, 5)) == [(1, 0.5, "ratings", []), (2, 0.25, "content", ["why"])]


def test_a_score_is_what_the_table_holds_to_the_last_digit():
    (found,) = read([("as1", 1, "as2", 0.1, "content", ["why"])]).of(0, 1)
    assert found.score == pl.Series([0.1], dtype=pl.Float32).item()
