"""Titles that the same users liked, and the lists in which they stand beside what is alike by content."""

import math
from collections import defaultdict

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline.store.tables import Neighbours
from recsys import alike
from recsys.content import Compared
from recsys.interactions import Interactions
from recsys.titles import TITLE_FIELDS
from tests.recsys.making import CATALOGUES, titles

NAMES = ["zebra", "yacht", "xylophone", "walnut", "violin", "umbrella", "tiger", "sofa", "river", "quartz"]
few = settings(max_examples=15, deadline=None)


def catalogue(*rows):
    return Compared.of(
        titles(*(rows or [{"title": name, "release_year": 1900 + 20 * n} for n, name in named()])), TITLE_FIELDS
    )


def named():
    return enumerate(NAMES[:6])


def rated(compared, *rows):
    """Ratings by rows of user, place of the title and score, one a second."""
    ids = compared.ids.to_list()
    frame = pl.LazyFrame(
        [(user, ids[title], score, at) for at, (user, title, score) in enumerate(rows)],
        schema={"user_id": pl.Int32, "title_id": pl.String, "score": pl.Float32, "rated_at": pl.Int64},
        orient="row",
    )
    return Interactions.read(frame, compared.ids)


def fans(titles_, users, score=5.0):
    return [(user, title, score) for user in users for title in titles_]


def content_of(compared):
    return compared.table(compared.pairs())


def ranked(frame, query="query", candidate="candidate"):
    told = defaultdict(list)
    for row in frame.sort(query, "rank").iter_rows(named=True):
        told[row[query]].append(row[candidate])
    return dict(told)


def test_the_cosine_is_that_of_plain_loops():
    compared = catalogue()
    likes = {0: [0, 1, 2, 3, 4, 5], 1: [1, 2, 3, 4, 5, 6, 7], 2: [5, 6, 7, 8, 9]}
    rows = [(user, title, 4.5) for title, users in likes.items() for user in users]
    found = alike.pairs(rated(compared, *rows), compared)
    busy = {user: sum(user in users for users in likes.values()) ** -0.5 for user in range(10)}
    length = {title: sum(busy[user] for user in users) for title, users in likes.items()}
    added = 20 * sum(length.values()) / len(rows)
    for query, _, candidate, score in found.iter_rows():
        common = sum(busy[user] for user in set(likes[query]) & set(likes[candidate]))
        assert score == pytest.approx(
            common / math.sqrt((length[query] + added) * (length[candidate] + added)), abs=1e-6
        )
    assert ranked(found) == {0: [1, 2], 1: [0, 2], 2: [1, 0]}


def test_a_planted_taste_is_found():
    compared = catalogue()
    ratings = rated(compared, *fans([0, 1, 2], range(8)), *fans([3, 4, 5], range(8, 16)), (0, 3, 5.0))
    found = ranked(alike.pairs(ratings, compared))
    assert {title: set(near[:2]) for title, near in found.items()} == {
        title: {0, 1, 2} - {title} if title < 3 else {3, 4, 5} - {title} for title in range(6)
    }


def test_what_was_not_liked_and_what_few_liked_has_no_part():
    compared = catalogue()
    ratings = rated(compared, *fans([0, 1], range(6)), *fans([2], range(6), 3.5), *fans([3], range(4)))
    assert ranked(alike.pairs(ratings, compared)) == {0: [1], 1: [0]}
    assert alike.pairs(rated(compared), compared).is_empty()


def test_only_those_asked_about_are_answered():
    compared = catalogue()
    ratings = rated(compared, *fans([0, 1, 2], range(6)))
    assert set(ranked(alike.pairs(ratings, compared, np.array([1, 5], np.uint32)))) == {1}


def test_a_film_on_two_platforms_stands_once_and_not_beside_itself():
    rows = [{"title": "heat", "release_year": 1995}, {"title": "heat", "release_year": 1995}, {"title": "rain"}]
    compared = catalogue(*rows)
    found = ranked(alike.pairs(rated(compared, *fans([0, 1, 2], range(6))), compared))
    assert found[0] == [2]
    assert found[2] in ([0], [1])


def test_scores_of_both_are_added_and_lists_without_likes_stay():
    compared = catalogue()
    schema = {"query": pl.UInt32, "candidate": pl.UInt32, "score": pl.Float64}
    by_content = pl.DataFrame([(0, 1, 0.5), (0, 2, 0.4), (3, 4, 0.3), (3, 5, 0.2)], schema, orient="row")
    by_likes = pl.DataFrame([(0, 2, 0.3), (0, 5, 0.05)], schema, orient="row")
    rows = alike.merged(by_content, by_likes, compared).rows()
    assert rows == [
        (0, 1, 2, 0.31, 0.4, 0.3, "ratings"),
        (0, 2, 1, 0.05, 0.5, None, "content"),
        (0, 3, 5, 0.045, None, 0.05, "ratings"),
        (3, 1, 4, 0.3, 0.3, None, "content"),
        (3, 2, 5, 0.2, 0.2, None, "content"),
    ]


def test_numbers_of_people_are_told_from_five_on():
    compared = catalogue()
    ratings = rated(compared, *fans([0], range(12)), *fans([1], range(5)), *fans([2], [*range(3), *range(20, 24)]))
    found = alike.beside(content_of(compared), ratings, compared)
    ids = compared.ids
    told = {
        (row["title_id"], row["neighbour_id"]): row["reasons"][0]
        for row in found.filter(pl.col("basis") == "ratings").iter_rows(named=True)
    }
    assert told[ids[0], ids[1]] == "5 of 12 who liked it liked this too"
    assert told[ids[1], ids[0]] == "5 of 5 who liked it liked this too"
    assert told[ids[0], ids[2]] == told[ids[2], ids[0]] == "liked by the same users"


def test_reasons_of_both_kinds_stand_together_the_basis_first():
    rows = [{"title": name, "directors": ["ada bell"], "release_year": 1900 + 20 * n} for n, name in named()]
    compared = catalogue(*rows)
    found = alike.beside(content_of(compared), rated(compared, *fans([0, 1], range(6))), compared)
    first = found.row(by_predicate=(pl.col("title_id") == compared.ids[0]) & (pl.col("rank") == 1), named=True)
    assert first["neighbour_id"] == compared.ids[1]
    assert first["reasons"] == ["6 of 6 who liked it liked this too", "same director: ada bell"]
    other = found.row(by_predicate=(pl.col("title_id") == compared.ids[0]) & (pl.col("rank") == 2), named=True)
    assert (other["basis"], other["reasons"]) == ("content", ["same director: ada bell"])


RATINGS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 13), st.sampled_from([2.0, 4.0, 5.0])),
    max_size=90,
    unique_by=lambda row: row[:2],
)


@pytest.mark.slow
@few
@given(CATALOGUES.filter(len), RATINGS)
def test_what_always_holds(rows, given_):
    compared = catalogue(*rows)
    ratings = rated(compared, *(row for row in given_ if row[1] < len(rows)))
    content = content_of(compared)
    found = alike.beside(content, ratings, compared)
    Neighbours.validate(found)
    assert found.filter(pl.col("title_id") == pl.col("neighbour_id")).is_empty()
    assert not found.select("title_id", "neighbour_id").is_duplicated().any()
    assert found["reasons"].list.len().min() in (None, 1, 2, 3, 4)
    for (_,), one in found.group_by("title_id"):
        assert one["rank"].sort().to_list() == list(range(1, one.height + 1))
    counts = np.bincount(ratings.liked().title, minlength=len(rows))
    cold = compared.ids.filter(pl.Series(counts < alike.LEAST))
    assert_frame_equal(
        found.filter(pl.col("title_id").is_in(cold.implode())), content.filter(pl.col("title_id").is_in(cold.implode()))
    )


@few
@given(RATINGS, st.randoms())
@pytest.mark.slow
def test_the_order_of_the_ratings_never_matters(given_, random):
    compared = catalogue()
    given_ = [row for row in given_ if row[1] < len(NAMES[:6])]
    shuffled = random.sample(given_, len(given_))
    one, other = (alike.beside(content_of(compared), rated(compared, *rows), compared) for rows in (given_, shuffled))
    assert_frame_equal(one, other)


@few
@given(RATINGS)
def test_common_admirers_are_counted(given_):
    compared = catalogue()
    ratings = rated(compared, *(row for row in given_ if row[1] < len(NAMES[:6])))
    liked = {title: {user for user, at, score in given_ if at == title and score >= 4} for title in range(6)}
    pairs = pl.DataFrame(
        [(a, b) for a in range(6) for b in range(6)], {"query": pl.UInt32, "candidate": pl.UInt32}, orient="row"
    )
    counts = alike.together(pairs, ratings.liked().matrix())
    assert counts.tolist() == [len(liked[a] & liked[b]) for a in range(6) for b in range(6)]
