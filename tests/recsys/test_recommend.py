"""What having liked a title says for others: own weights, borrowed ones, and how they are laid out."""

import numpy as np
import polars as pl
import pytest
from scipy import sparse

from pipeline.store.arrays import hold
from recsys import ease, recommend
from recsys.interactions import Interactions
from recsys.recommend import arrays, cut, from_content, from_ratings, lent, likes_of, nothing, spread, warm_titles
from tests.recsys.evaluation.making import ratings


def near(*rows):
    """Neighbours from (query, candidate, score), in the order of rank."""
    schema = {"query": pl.UInt32, "rank": pl.Int32, "candidate": pl.UInt32, "score": pl.Float64}
    ranks: dict[int, int] = {}
    filled = []
    for query, candidate, score in rows:
        ranks[query] = ranks.get(query, 0) + 1
        filled.append((query, ranks[query], candidate, score))
    return pl.DataFrame(filled, schema=schema, orient="row")


def liked_by(*titles: int) -> Interactions:
    """Of seven users each likes all of these titles but one; another likes t06 alone and does not like t07."""
    names = [f"t{number:02}" for number in range(8)]
    rows = [(user, names[title], 4.0 + user % 2) for user in range(7) for title in titles if user != title]
    return ratings(*rows, (9, "t06", 5.0), (9, "t07", 3.5), titles=names)


def test_warm_titles_are_liked_by_five_users_or_more_the_most_liked_if_too_many(monkeypatch):
    likes = np.array([5, 4, 9, 0, 7, 5], np.int32)
    assert warm_titles(likes).tolist() == [0, 2, 4, 5]
    monkeypatch.setattr(recommend, "MOST_TITLES", 3)
    assert warm_titles(likes).tolist() == [0, 2, 4]  # of equally liked ones the first
    assert warm_titles(np.zeros(3, np.int32)).tolist() == []


def test_likes_are_of_four_and_above():
    assert likes_of(liked_by(0, 1).liked()).tolist()[6:] == [1, 0]


def test_weights_among_some_titles_are_put_at_their_places():
    kept = sparse.csc_array(np.array([[0, 2.0], [3.0, 0]], np.float32))
    found = spread(kept, np.array([4, 1]), 6).toarray()
    assert found[4, 1] == 2
    assert found[1, 4] == 3
    assert np.count_nonzero(found) == 2


def test_a_cold_title_borrows_the_damped_mean_of_its_nearest_warm_ones():
    own = sparse.csc_array(np.array([[0, 0.4, 0, 0], [0.8, 0, 0, 0], [0] * 4, [0] * 4], np.float32))
    # Title 2 resembles 3, which is cold too and lends nothing, then 1 and 0.
    found = lent(own, near((2, 3, 0.9), (2, 1, 0.5), (2, 0, 0.25), (0, 1, 1.0)), np.array([2, 3])).toarray()
    total = 0.5 + 0.25 + recommend.DAMPING
    assert found[0, 2] == pytest.approx(0.4 * 0.5 / total)
    assert found[1, 2] == pytest.approx(0.8 * 0.25 / total)
    assert np.count_nonzero(found) == 2  # warm titles borrow nothing; 3 has nobody to borrow from


def test_only_the_nearest_lend(monkeypatch):
    monkeypatch.setattr(recommend, "LENDERS", 1)
    own = sparse.csc_array(np.array([[0, 0.4, 0], [0.8, 0, 0], [0, 0, 0]], np.float32))
    found = lent(own, near((2, 1, 0.5), (2, 0, 0.25)), np.array([2])).toarray()
    assert found[:, 2].tolist() == pytest.approx([0.4 * 0.5 / (0.5 + recommend.DAMPING), 0, 0])


def test_the_largest_by_size_are_kept_and_of_equal_ones_the_first():
    columns = sparse.csc_array(np.array([[1, 0], [-3, 0], [2, 5], [-2, -5], [2, 5]], np.float32))
    assert cut(columns, 2).toarray().T.tolist() == [[0, -3, 2, 0, 0], [0, 0, 5, -5, 0]]
    assert (cut(columns, 9) != columns).nnz == 0
    assert cut(sparse.csc_array((3, 3), dtype=np.float32), 2).nnz == 0


def test_from_ratings_warm_titles_have_their_own_weights_and_cold_ones_borrow():
    known = liked_by(0, 1, 2)
    weights = from_ratings(known, near((6, 0, 0.5), (7, 6, 0.5))).toarray()
    whole = known.liked().matrix()[:, [0, 1, 2]]
    warm = warm_titles(likes_of(known.liked()))
    assert warm.tolist() == [0, 1, 2]
    np.testing.assert_allclose(weights[:3, :3], ease.weights(sparse.csr_array(whole)), atol=1e-5)
    np.testing.assert_allclose(weights[:3, 6], weights[:3, 0] * 0.5 / (0.5 + recommend.DAMPING), atol=1e-6)
    assert not weights[3:].any()  # liking a cold title says nothing
    assert not weights[:, [3, 4, 5, 7]].any()


def test_from_content_a_liked_title_speaks_for_those_it_resembles():
    found = from_content(near((0, 2, 0.5), (2, 1, 0.25)), 4).toarray()
    assert found[0, 2] == 0.5
    assert found[2, 1] == 0.25
    assert np.count_nonzero(found) == 2
    assert from_content(near(), 3).nnz == nothing(3).nnz == 0


def test_arrays_have_titles_in_the_order_that_is_asked_for():
    weights = sparse.csr_array(np.array([[0, 1, 2], [3, 0, 4], [5, 6, 0]], np.float32))
    held = arrays(weights, np.array([10, 11, 12], np.int32), np.array([2, 0, 1], np.int32))
    assert held["likes"].tolist() == [12, 10, 11]
    assert held["taste_starts"].tolist() == [0, 2, 4, 6]
    assert held["taste_titles"].tolist() == [1, 2, 0, 2, 0, 1]
    assert held["taste_weights"].tolist() == [5, 6, 2, 1, 4, 3]
    for name, array in held.items():
        hold(name, array)


def test_where_no_title_was_liked_often_enough_none_speaks_for_another():
    found = from_ratings(ratings((1, "a", 5), (1, "b", 5), titles="abc"), near((0, 1, 0.5)))
    assert (found.shape, found.nnz) == ((3, 3), 0)
