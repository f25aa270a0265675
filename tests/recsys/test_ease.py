"""EASE beside plain least squares: of each title the weights of all others, found column by column."""

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import sparse

from recsys import ease
from recsys.ease import Settings

FULL = Settings(penalty=2.0, dropout=0.3, user_power=0.4, title_power=0.2, rare_power=0.1)
PLAIN = replace(ease.PLAIN, penalty=2.0)
EITHER = pytest.mark.parametrize("settings", [PLAIN, FULL], ids=["plain", "full"])

LIKES = arrays.arrays(np.float32, st.tuples(st.integers(1, 7), st.integers(1, 6)), elements=st.sampled_from([0, 0, 1]))


def likes(users=60, titles=25, share=0.2, seed=1):
    return sparse.csr_array((np.random.default_rng(seed).random((users, titles)) < share).astype(np.float32))


def published(liked, penalty):
    """Steck 2019, equation 8: B = I - P · diag(1 / diag(P)), P = (X'X + λI)⁻¹."""
    x = liked.toarray().astype(np.float64)
    p = np.linalg.inv(x.T @ x + penalty * np.eye(x.shape[1]))
    return np.eye(len(p)) - p / np.diag(p)


def least_squares(liked, settings, places=None):
    """The weights of each title from its own regression on the others, or on those of `places`, as the papers pose it.

    Users weigh n ** -a, titles are divided by their sum to the power b, and Steck 2020 has dropout act as a penalty of
    p / (1 - p) times the diagonal. What is found for a title is divided by its sum to the power of `rare_power`.
    """
    x = liked.toarray().astype(np.float64)
    x *= np.maximum(x.sum(axis=1, keepdims=True), 1) ** (-settings.user_power / 2)
    diagonal = np.maximum((x**2).sum(axis=0), 1e-300)
    size = diagonal**settings.title_power
    x /= size
    ridge = settings.penalty + settings.dropout / (1 - settings.dropout) * (x**2).sum(axis=0)
    found = np.zeros((x.shape[1], x.shape[1]))
    for j in range(x.shape[1]):
        of = np.flatnonzero(np.arange(x.shape[1]) != j) if places is None else np.flatnonzero(places[:, j])
        found[of, j] = np.linalg.solve(x[:, of].T @ x[:, of] + np.diag(ridge[of]), x[:, of].T @ x[:, j])
    return found / size[:, None] * size / diagonal**settings.rare_power


@pytest.fixture
def small_blocks(monkeypatch):
    """Few enough rows at a time that a small matrix has several blocks, the last one smaller, and is halved twice."""
    monkeypatch.setattr(ease, "AT_A_TIME", 4)
    monkeypatch.setattr(ease, "AT_ONCE", 8)


def test_plain_ease_is_what_was_published(small_blocks):
    liked = likes()
    assert ease.weights(liked, PLAIN) == pytest.approx(published(liked, 2.0), abs=1e-5)


@EITHER
def test_the_inverse_solves_the_regression_of_every_title_on_the_others(small_blocks, settings):
    liked = likes()
    assert ease.weights(liked, settings) == pytest.approx(least_squares(liked, settings), abs=1e-5)


@EITHER
@tried(max_examples=50, deadline=None)
@given(dense=LIKES)
def test_of_any_likes(dense, settings):
    liked = sparse.csr_array(dense)
    expected = np.where(dense.any(axis=0), least_squares(liked, settings), 0)
    assert ease.weights(liked, settings) == pytest.approx(expected, abs=1e-4)


@tried(max_examples=50, deadline=None)
@given(dense=LIKES, seed=st.integers(0, 9))
def test_the_order_of_users_never_matters(dense, seed):
    order = np.random.default_rng(seed).permutation(len(dense))
    again = ease.weights(sparse.csr_array(dense[order]), FULL)
    assert again == pytest.approx(ease.weights(sparse.csr_array(dense), FULL), abs=1e-5)


@EITHER
def test_weights_are_symmetric_but_for_what_each_title_is_divided_by(settings):
    b = ease.weights(likes(titles=8), settings).astype(np.float64)
    assert not b.diagonal().any()
    one_way, other_way = (np.einsum("ij,jk,ki->ijk", each, each, each) for each in (b, b.T))
    assert one_way == pytest.approx(other_way, abs=1e-6)


@pytest.mark.parametrize("user_power", [0.0, 0.4])
def test_gram_is_the_product_of_the_dense_matrices(small_blocks, user_power):
    liked = likes(titles=10)
    dense = liked.toarray()
    expected = dense.T @ (dense * np.maximum(dense.sum(axis=1), 1)[:, None] ** -user_power)
    assert ease.gram(liked, user_power) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("size", [1, 4, 5, 9, 11, 33])
def test_inverted_in_place(small_blocks, size):
    half = np.random.default_rng(2).normal(size=(size, 3 * size)).astype(np.float32)
    matrix = half @ half.T + np.eye(size, dtype=np.float32)
    expected = np.linalg.inv(matrix.astype(np.float64))
    inverse = ease.inverted(matrix)
    assert np.shares_memory(inverse, matrix)
    assert inverse == pytest.approx(expected, abs=1e-5)
    assert (inverse == inverse.T).all()


def test_a_matrix_that_is_not_positive_definite_is_an_error():
    with pytest.raises(np.linalg.LinAlgError, match="raise the penalty"):
        ease.weights(likes(), replace(PLAIN, penalty=-50.0))


@pytest.mark.parametrize("fit", [ease.weights, lambda *given: ease.served(*given).toarray()], ids=["all", "served"])
@EITHER
def test_a_title_without_likes_has_no_weights_and_no_part_in_others(fit, settings):
    dense = likes().toarray()
    dense[:, 3] = 0
    with_it = fit(sparse.csr_array(dense), settings)
    assert not with_it[3].any()
    assert not with_it[:, 3].any()
    without = fit(sparse.csr_array(np.delete(dense, 3, axis=1)), settings)
    assert np.delete(np.delete(with_it, 3, axis=0), 3, axis=1) == pytest.approx(without, abs=1e-5)


def test_the_largest_by_size_are_kept_and_the_first_of_equal_ones(small_blocks):
    columns = [[0, 3, -4, 1, 2, 0], [1, 0, -1, 1, 1, -1], [0, 0, 0, 5, 0, 0], [0, 0, 0, 0, 0, 0], [6, 5, 4, 3, 2, 1]]
    kept = ease.largest(np.array(columns, np.float32).T, 2).toarray().T
    assert kept.tolist() == [[0, 3, -4, 0, 0, 0], [1, 0, -1, 0, 0, 0], [0, 0, 0, 5, 0, 0], [0] * 6, [6, 5, 0, 0, 0, 0]]


def test_the_largest_are_compared_times_the_spread_but_kept_as_they_are():
    column = np.array([[4], [-3], [2], [1]], np.float32)
    assert ease.largest(column, 2, np.array([1, 1, 9, 1], np.float32)).toarray().ravel().tolist() == [4, 0, 2, 0]


def test_asked_for_more_than_there_are_all_are_kept(small_blocks):
    every = ease.weights(likes())
    assert (ease.largest(every, 999).toarray() == every).all()


@EITHER
def test_kept_weights_are_those_that_fit_best_without_the_others(settings):
    liked = likes()
    kept = ease.largest(ease.weights(liked, settings), 5)
    found = ease.refitted(ease.gram(liked, settings.user_power), kept, settings)
    assert found.toarray() == pytest.approx(least_squares(liked, settings, kept.toarray()), abs=1e-5)


@EITHER
def test_with_all_kept_nothing_changes(settings):
    liked = likes()
    assert ease.served(liked, settings, 999).toarray() == pytest.approx(ease.weights(liked, settings), abs=1e-5)


def test_of_a_title_no_more_weights_are_served_than_asked_for():
    served = ease.served(likes(), FULL, 7)
    assert np.diff(served.indptr).max() == 7
    assert not served.diagonal().any()


@tried(max_examples=50, deadline=None)
@given(dense=LIKES, count=st.integers(1, 7))
def test_what_is_served_fits_better_than_what_is_cut(dense, count):
    liked = sparse.csr_array(dense)

    def loss(weights):
        return ((dense - dense @ weights) ** 2).sum() + PLAIN.penalty * (weights**2).sum()

    matrix = ease.gram(liked, 0.0)
    kept = ease.largest(ease.solved(matrix.copy(), PLAIN), count)
    assert loss(ease.refitted(matrix, kept, PLAIN).toarray()) <= loss(kept.toarray()) + 1e-4


def test_no_likes_at_all_are_no_weights():
    assert not ease.weights(sparse.csr_array((3, 4), dtype=np.float32)).any()
    assert ease.served(sparse.csr_array((0, 4), dtype=np.float32)).nnz == 0


@pytest.mark.parametrize(("at_once", "share"), [(2_000, 0.1), (600, 0.6)], ids=["at once", "by halves"])
def test_solving_takes_no_second_matrix(monkeypatch, at_once, share):
    monkeypatch.setattr(ease, "AT_A_TIME", 32)
    monkeypatch.setattr(ease, "AT_ONCE", at_once)
    matrix = ease.gram(likes(users=400, titles=1_000, share=0.02), 0.4)
    size = matrix.nbytes
    tracemalloc.start()
    try:
        weights = ease.solved(matrix, FULL)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert np.shares_memory(weights, matrix)
    assert peak < share * size
