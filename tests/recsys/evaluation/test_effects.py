"""The analysis of variance: against scipy, a plain-Python double, and simulations."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import f_oneway

from recsys.evaluation import effects
from recsys.evaluation.effects import beyond_users, deciding, dispersion, effect
from tests.recsys.evaluation.making import FEW, drawn, scores_shuffled_within_users, titles_at_random


def valued(rng):
    """Scores and groups, most of which are small: by a seed, as lists of this length take long to draw."""
    size = rng.integers(40, 80)
    return rng.integers(1, 11, size) / 2, rng.geometric(0.4, size).astype(np.int32)


VALUED = st.integers(0, 2**32).map(lambda seed: valued(np.random.default_rng(seed)))


def by_hand(values, group):
    groups = [values[group == each] for each in np.unique(group)]
    rows, number, mean = len(values), len(groups), sum(values) / len(values)
    between = sum(len(part) * (sum(part) / len(part) - mean) ** 2 for part in groups) / (number - 1)
    within = sum((value - sum(part) / len(part)) ** 2 for part in groups for value in part) / (rows - number)
    size = (rows - sum(len(part) ** 2 for part in groups) / rows) / (number - 1)
    return (between - within) / (between + (size - 1) * within)


def normal(rng, groups, size, part):
    """Values of variance 1, of which groups explain a part."""
    of_group = np.sqrt(part) * rng.standard_normal(groups)
    group = np.repeat(np.arange(groups, dtype=np.int32), size)
    return of_group[group] + np.sqrt(1 - part) * rng.standard_normal(len(group)), group


@FEW
@given(VALUED)
def test_the_share_is_that_of_plain_python_and_the_p_value_that_of_scipy(valued):
    values, group = valued
    found = effect(values, group)
    assume(found is not None and found.p > 0)
    assert found.share == pytest.approx(by_hand(values, group))
    assert found.p == pytest.approx(f_oneway(*(values[group == each] for each in np.unique(group))).pvalue)


@FEW
@given(VALUED)
def test_the_interval_holds_the_share(valued):
    found = effect(*valued)
    assume(found is not None)
    assert found.interval.low <= found.share <= found.interval.high <= 1


@FEW
@given(VALUED, st.randoms(use_true_random=False))
def test_the_order_of_ratings_and_the_names_of_groups_change_nothing(valued, random):
    values, group = valued
    order, names = list(range(len(values))), list(range(40))
    random.shuffle(order)
    random.shuffle(names)
    one, other = effect(values, group), effect(values[order], np.array(names, np.int32)[np.minimum(group[order], 39)])
    assume(one is not None)
    assert [one.share, *one.interval, one.p] == pytest.approx([other.share, *other.interval, other.p])


@FEW
@given(VALUED, st.floats(0.5, 3), st.floats(-5, 5))
def test_the_scale_of_scores_changes_nothing(valued, scale, shift):
    values, group = valued
    one, other = effect(values, group), effect(values * scale + shift, group)
    assume(one is not None)
    assert one.share == pytest.approx(other.share, abs=1e-6)


@FEW
@given(VALUED, st.floats(0.1, 9))
def test_to_expect_the_same_of_every_value_is_to_expect_nothing(valued, spread):
    values, group = valued
    one, other = effect(values, group), effect(values, group, np.full(len(values), spread))
    assume(one is not None)
    assert one.share == pytest.approx(other.share, abs=1e-9)


def test_groups_that_explain_everything():
    found = effect(np.repeat([1.0, 2.0, 5.0], 20), np.repeat(np.arange(3, dtype=np.int32), 20))
    assert (found.share, found.interval, found.p, found.shown) == (1, (1, 1), 0, True)


@pytest.mark.parametrize(
    ("values", "group"),
    [
        (np.arange(50.0), np.arange(50)),  # one rating a title
        (np.arange(50.0), np.append(np.arange(48), [0, 1])),  # two titles with a second
        (np.arange(50.0), np.zeros(50, int)),  # one title
        (np.full(50, 3.5), np.arange(50) % 5),  # equal scores
        (np.full(50, 0.1) + 1e-17, np.arange(50) % 5),  # which floating point blurs
        (np.zeros(0), np.zeros(0, int)),
    ],
)
def test_what_cannot_be_tested_is_not(values, group):
    assert effect(values, group.astype(np.int32)) is None


def test_few_groups_without_effect_are_undecided_and_many_are_decided():
    rng = np.random.default_rng(1)
    assert effect(*normal(rng, 100, 5, 0.0)).shown is None
    assert effect(*normal(rng, 10_000, 10, 0.0)).shown is False
    assert effect(*normal(rng, 10_000, 10, 0.02)).shown is True


def test_as_many_ratings_as_would_decide_do():
    each = 10
    number = deciding(1_000, 100, each)
    low, high = effects.interval(1.0, number / each, number, each)
    assert high - low == pytest.approx(effects.NEGLIGIBLE, rel=1e-3)
    assert deciding(10 * number, number, each) == 10 * number  # there are enough


def test_users_who_differ_are_taken_out():
    known, _ = drawn(20_000, seed=1, user_spread=1.0, title_spread=0.0)
    score = known.score.astype(float)
    users = effect(score, known.user)
    left, spread = beyond_users(score, known.user, users)
    assert left.var() < 0.75 * score.var()
    assert spread.mean() == pytest.approx((left**2).mean())


def test_without_a_user_effect_only_the_mean_is_taken_out():
    left, _ = beyond_users(np.array([1.0, 2.0, 3.0]), np.array([0, 0, 1], np.int32), None)
    assert left.tolist() == [-1, 0, 1]


def test_titles_that_are_drawn_have_a_spread_of_one_and_known_titles_more():
    known, _ = drawn(20_000, seed=1)
    value, (low, high) = dispersion(titles_at_random(known, 1).title)
    assert low < value < high
    assert low < 1  # and a little less than 1 as nobody rates a title twice
    assert value > 0.8
    value, (low, high) = dispersion(known.title)
    assert 2 < low < value < high
    assert dispersion(np.arange(9, dtype=np.int32)) == (0, (0, 0))


@pytest.mark.slow
@pytest.mark.parametrize("part", [0.0, 0.005, 0.2])
def test_intervals_hold_the_share_in_about_19_of_20_simulations(part):
    rng = np.random.default_rng(20261120)
    sizes = rng.integers(1, 30, size=200)
    held = 0
    for _ in range(1_000):
        low, high = effect(*normal(rng, 200, sizes, part)).interval
        held += low <= part <= high
    assert 920 <= held <= 975


@pytest.mark.slow
def test_users_of_whom_some_vary_more_do_not_make_titles_differ():
    """Little known titles are rated by the most active: were these more steady, plain analysis would miss an effect,
    and were they less so, it would find one that is not there.
    """
    rng = np.random.default_rng(20261120)
    known, _ = drawn(20_000, seed=1, title_spread=0.0)
    active = np.bincount(known.user) > np.median(np.bincount(known.user)[known.user])
    wide = np.where(active, 1.4, 0.6)[known.user]
    noisy = replace(known, score=3 + wide * rng.standard_normal(len(known)))
    plain, ours = 0, 0
    for seed in range(200):
        score = scores_shuffled_within_users(noisy, seed).score
        left, spread = beyond_users(score, known.user, effect(score, known.user))
        plain += effect(left, known.title).p < 0.05
        ours += effect(left, known.title, spread).p < 0.05
    assert ours <= 20
    assert plain > 40
