"""Ratings as arrays: one rating a user and title, in an order that does not depend on that of the rows."""

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys.interactions import Interactions, places
from tests.recsys.preference.making import ROWS, TITLES

searched = settings(deadline=None, max_examples=30)

SCHEMA = {"user_id": pl.Int32, "title_id": pl.String, "score": pl.Float32, "rated_at": pl.Int64}


def table(rows, titles=TITLES) -> pl.LazyFrame:
    """Rows of `ratings` from (user, place of title, score, time); a place beyond the last is a title that is none."""
    ids = [*titles, "xs0", "xs1"]
    return pl.LazyFrame([(u, ids[t], score, time) for u, t, score, time in rows], schema=SCHEMA, orient="row")


def told(known: Interactions):
    """(user, title, score, time) of each rating, in order."""
    columns = known.users[known.user], known.titles.gather(known.title), known.score, known.time
    return list(zip(*(column.tolist() if hasattr(column, "tolist") else column for column in columns), strict=True))


def test_of_several_ratings_of_a_title_the_newest_counts_and_of_equally_new_ones_the_highest():
    rows = [(1, 0, 5.0, 10), (1, 0, 2.0, 20), (1, 0, 3.5, 20), (1, 0, 4.0, 15), (2, 0, 1.0, 5), (1, 1, 0.5, 1)]
    known = Interactions.read(table(rows), TITLES)
    assert told(known) == [(1, "as1", 0.5, 1), (1, "as0", 3.5, 20), (2, "as0", 1.0, 5)]


def test_ratings_go_by_user_and_time_those_of_equal_time_by_title():
    rows = [(7, 3, 1.0, 5), (7, 1, 1.0, 5), (7, 2, 1.0, 4), (3, 0, 1.0, 99)]
    known = Interactions.read(table(rows), TITLES)
    assert told(known) == [(3, "as0", 1, 99), (7, "as2", 1, 4), (7, "as1", 1, 5), (7, "as3", 1, 5)]
    assert (known.users.tolist(), known.starts.tolist()) == ([3, 7], [0, 1, 4])


def test_ratings_of_titles_that_are_none_are_left_out():
    known = Interactions.read(table([(1, 8, 5.0, 1), (2, 9, 5.0, 1), (2, 0, 4.0, 1)]), TITLES)
    assert told(known) == [(2, "as0", 4.0, 1)]
    assert known.users.tolist() == [2]


def test_without_ratings_there_are_no_users():
    known = Interactions.read(table([]), TITLES)
    assert (len(known), known.users.tolist(), known.starts.tolist()) == (0, [], [0])
    assert known.matrix().shape == (0, len(TITLES))
    assert len(known.numbered(TITLES.reverse())) == 0


def test_types_are_those_that_arrays_are_stored_in():
    known = Interactions.read(table([(1, 0, 4.0, 1)]), TITLES)
    kinds = [getattr(known, name).dtype for name in ("user", "title", "score", "time", "users")]
    assert kinds == [np.int32, np.int32, np.float32, np.int64, np.int32]


@searched
@given(ROWS, st.randoms())
def test_the_order_of_the_rows_does_not_matter(rows, random):
    mixed = random.sample(rows, len(rows))
    assert told(Interactions.read(table(rows), TITLES)) == told(Interactions.read(table(mixed), TITLES))


@searched
@given(ROWS, st.permutations(list(TITLES)))
def test_numbered_otherwise_they_are_as_read_with_titles_in_that_order(rows, order):
    others = pl.Series(order)
    found = Interactions.read(table(rows), TITLES).numbered(others)
    expected = Interactions.read(table(rows), others)
    for name in ("user", "title", "score", "time", "users"):
        assert np.array_equal(getattr(found, name), getattr(expected, name)), name
    assert found.titles.equals(others)


@searched
@given(ROWS)
def test_what_is_liked_is_4_or_above_and_users_keep_their_places(rows):
    known = Interactions.read(table(rows), TITLES)
    liked = known.liked()
    assert told(liked) == [each for each in told(known) if each[2] >= 4]
    assert liked.users.tolist() == known.users.tolist()
    assert liked.matrix().sum() == len(liked)
    assert known.matrix(known.score).sum() == sum(score for _, _, score, _ in told(known))


def test_places_of_ids_that_are_none_are_null():
    ids = pl.Series(["as3", "xs1", "as0", None])
    assert pl.select(places(pl.lit(ids), TITLES)).to_series().to_list() == [3, None, 0, None]
