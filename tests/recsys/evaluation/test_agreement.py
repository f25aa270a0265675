"""Content agrees with ratings where it should, and chance is called chance as often as it says."""

import numpy as np
import pytest
from scipy import sparse

from recsys.evaluation.agreement import LEAST_RATED, LEAST_TITLES, LEVEL, agreement, nearest

TITLES = 80
RATED = np.full(TITLES, LEAST_RATED)


def grouped(groups=4, titles=TITLES):
    """Content of titles that are of a group each, and weights above 0 within a group alone."""
    group = np.arange(titles) % groups
    content = sparse.csr_array((np.ones(titles), (np.arange(titles), group)), shape=(titles, groups))
    weights = np.where(group[:, None] == group, 0.5, -0.5).astype(np.float32)
    np.fill_diagonal(weights, 0)
    return content, weights


def test_neighbours_are_the_largest_weights_of_a_column_above_nothing():
    weights = np.array([[0, 2, -1], [1, 0, 0], [3, 0, 0]], np.float32)
    title, neighbour = nearest(weights, 2)
    assert sorted(zip(title.tolist(), neighbour.tolist(), strict=True)) == [(0, 1), (0, 2), (1, 0)]
    title, neighbour = nearest(weights, 1)
    assert sorted(zip(title.tolist(), neighbour.tolist(), strict=True)) == [(0, 2), (1, 0)]


def test_titles_of_a_group_agree():
    found = agreement(*grouped(), RATED)
    assert (found.titles, found.value, found.interval, found.p) == (TITLES, 1, (1, 1), 0.001)
    assert found.chance == pytest.approx(19 / 79, abs=0.02)
    assert found.shown


def test_exchanged_titles_do_not():
    content, weights = grouped()
    order = np.random.default_rng(1).permutation(TITLES)
    found = agreement(sparse.csr_array(content[order]), weights, RATED)
    assert not found.shown
    assert found.value == pytest.approx(found.chance, abs=0.1)


def test_titles_with_few_ratings_or_no_content_or_no_neighbour_are_left_out():
    content, weights = grouped(titles=LEAST_TITLES + 1)
    rated = np.full(LEAST_TITLES + 1, LEAST_RATED)
    rated[0] = LEAST_RATED - 1
    assert agreement(content, weights, rated).titles == LEAST_TITLES
    rated[1] = 0
    assert agreement(content, weights, rated) is None
    blank = content.tolil()
    blank[[3, 4]] = 0
    assert agreement(sparse.csr_array(blank), weights, np.full(LEAST_TITLES + 1, LEAST_RATED)) is None
    weights[:, [5, 6]] = 0
    assert agreement(content, weights, np.full(LEAST_TITLES + 1, LEAST_RATED)) is None


def test_titles_without_any_content_cannot_be_compared():
    assert agreement(sparse.csr_array((TITLES, 3)), grouped()[1], RATED) is None


@pytest.mark.slow
def test_chance_is_taken_for_agreement_as_often_as_the_level_says(monkeypatch):
    monkeypatch.setattr("recsys.evaluation.agreement.ORDERS", 199)
    content, weights = grouped()
    rng = np.random.default_rng(20261120)
    shown = sum(agreement(sparse.csr_array(content[rng.permutation(TITLES)]), weights, RATED).shown for _ in range(500))
    assert shown <= 12
    assert LEVEL == 0.01
