"""Measures: corners by hand, plain-Python doubles, and what always holds."""

from math import isnan, log, log2, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recsys.evaluation import metrics
from tests.recsys.evaluation.making import FEW

NEAR = 1e-9
PARTS = st.integers(0, 20).map(lambda part: part / 20)
JUDGED = st.lists(st.tuples(st.booleans(), PARTS), min_size=1, max_size=40).map(
    lambda rows: tuple(zip(*rows, strict=True))
)
LISTS = st.integers(1, 8).flatmap(
    lambda length: st.lists(
        st.tuples(st.lists(st.booleans(), min_size=length, max_size=length), st.integers(0, 5)), min_size=1, max_size=5
    )
)


def auc_by_pairs(liked, score):
    yes = [s for one, s in zip(liked, score, strict=True) if one]
    no = [s for one, s in zip(liked, score, strict=True) if not one]
    won = sum((s > other) + 0.5 * (s == other) for s in yes for other in no)
    return won / (len(yes) * len(no)) if yes and no else float("nan")


def calibration_by_hand(liked, probability, bins=10):
    rows = sorted(zip(probability, liked, strict=True), key=lambda row: row[0])
    bins = min(bins, len(rows))
    size, more = divmod(len(rows), bins)
    total, start = 0.0, 0
    for number in range(bins):
        part = rows[start : start + size + (number < more)]
        start += len(part)
        total += abs(sum(p for p, _ in part) - sum(one for _, one in part))
    return total / len(rows)


def ndcg_by_hand(hits, wanted):
    reached = sum(1 / log2(place + 1) for place, hit in enumerate(hits, 1) if hit)
    return reached / sum(1 / log2(place + 1) for place in range(1, min(wanted, len(hits)) + 1))


def test_errors_by_hand():
    assert metrics.rmse([1, 2], [1, 4]) == pytest.approx(sqrt(2))
    assert metrics.mae([1, 2], [1, 4]) == 1
    assert metrics.rmse([3.5], [3.5]) == metrics.mae([3.5], [3.5]) == 0


def test_log_loss_by_hand():
    assert metrics.log_loss([True, False], [0.5, 0.5]) == pytest.approx(log(2))
    assert list(metrics.log_losses([True, False], [0.25, 0.25])) == pytest.approx([log(4), log(4 / 3)])


def test_log_loss_of_a_certain_mistake_is_large_and_finite():
    assert 30 < metrics.log_loss([True], [0]) < 40
    assert metrics.log_loss([True, False], [1, 0]) == pytest.approx(0, abs=1e-12)


def test_auc_by_hand():
    assert metrics.auc([False, True], [1, 2]) == 1
    assert metrics.auc([False, True], [2, 1]) == 0
    assert metrics.auc([False, True], [1, 1]) == 0.5


def test_figures_that_need_both_answers_are_none_without():
    assert isnan(metrics.auc([True, True], [1, 2]))
    assert isnan(metrics.auc([False], [1]))
    assert isnan(metrics.balanced_accuracy([True, True], [True, False]))


def test_accuracy_by_hand():
    liked = [True, True, True, False]
    assert metrics.accuracy(liked, [True] * 4) == 0.75
    assert metrics.balanced_accuracy(liked, [True] * 4) == 0.5
    assert metrics.balanced_accuracy(liked, [True, False, False, False]) == pytest.approx((1 / 3 + 1) / 2)


def test_calibration_by_hand():
    assert metrics.calibration_error([True, False], [0.5, 0.5], bins=1) == 0
    assert metrics.calibration_error([True, False], [0.5, 0.5], bins=2) == 0.5
    assert metrics.calibration_error([True], [0.25]) == 0.75


def test_ndcg_by_hand():
    hits = np.array([[True, False, False], [False, True, False], [False, False, False], [True, True, True]])
    assert list(metrics.ndcg(hits, np.array([1, 1, 2, 9]))) == pytest.approx([1, 1 / log2(3), 0, 1])


def test_recall_is_of_what_the_list_could_hold():
    hits = np.array([[True, False], [True, True], [False, False]])
    assert list(metrics.recall(hits, np.array([3, 2, 1]))) == [0.5, 1, 0]


@FEW
@given(JUDGED)
def test_auc_is_that_of_all_pairs(rows):
    assert metrics.auc(*rows) == pytest.approx(auc_by_pairs(*rows), nan_ok=True)


@FEW
@given(JUDGED)
def test_auc_turns_round_with_the_scores(rows):
    liked, score = rows
    assert metrics.auc(liked, np.negative(score)) == pytest.approx(1 - metrics.auc(liked, score), nan_ok=True)


@FEW
@given(JUDGED)
def test_calibration_is_that_of_plain_python(rows):
    assert metrics.calibration_error(*rows) == pytest.approx(calibration_by_hand(*rows), abs=NEAR)


@FEW
@given(JUDGED)
def test_the_share_of_the_likes_has_the_least_log_loss_of_constants(rows):
    liked, other = rows[0], rows[1][0]
    least = metrics.log_loss(liked, np.full(len(liked), np.mean(liked)))
    assert least <= metrics.log_loss(liked, np.full(len(liked), other)) + NEAR


@FEW
@given(JUDGED)
def test_rmse_is_at_least_mae(rows):
    liked, score = (np.array(part, float) for part in rows)
    assert 0 <= metrics.mae(liked, score) <= metrics.rmse(liked, score) + NEAR


@FEW
@given(LISTS)
def test_ndcg_and_recall_are_those_of_plain_python(lists):
    hits = np.array([row for row, _ in lists])
    wanted = hits.sum(axis=1) + np.array([more for _, more in lists])
    keep = wanted > 0
    hits, wanted = hits[keep], wanted[keep]
    assert list(metrics.ndcg(hits, wanted)) == pytest.approx(
        [ndcg_by_hand(row, number) for row, number in zip(hits, wanted, strict=True)]
    )
    assert list(metrics.recall(hits, wanted)) == pytest.approx(
        [sum(row) / min(number, len(row)) for row, number in zip(hits, wanted, strict=True)]
    )


@FEW
@given(LISTS)
def test_a_hit_is_worth_more_further_up(lists):
    hits = np.array([row for row, _ in lists])
    wanted = np.maximum(hits.sum(axis=1), 1)
    sorted_hits = np.sort(hits, axis=1)[:, ::-1]
    assert (metrics.ndcg(sorted_hits, wanted) + NEAR >= metrics.ndcg(hits, wanted)).all()
    assert list(metrics.ndcg(sorted_hits, wanted)) == pytest.approx((hits.sum(axis=1) > 0).astype(float))
