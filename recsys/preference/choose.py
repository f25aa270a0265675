"""Which way to say how likely a user likes a title may be used: the simplest, unless a better one proves itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from pipeline.store.card import Interval, Metric, SignalTest
from recsys.evaluation.intervals import of_difference, of_ratio, per_user
from recsys.evaluation.splitting import by_time, last_of_each_user
from recsys.interactions import Interactions
from recsys.preference import figures
from recsys.preference.model import Model
from recsys.preference.stored import NAMES
from recsys.preference.trial import USER_MEAN, Trial

USERS = 10_000
"""Users whose ratings are tried on at most, drawn at random: so many tell small differences."""

LEAST_USERS = 50
"""Users with held-out ratings whom an interval over users needs."""

WORSE = 0.005
"""By how much the RMSE may be higher, at most, on ratings that are newer than all that was learned from."""

BASE_RATE, USER_RATE, BIAS, STACK = NAMES.values()
BEFORE = {BIAS: USER_MEAN, STACK: BIAS}
"""Whose scores those of a model are compared with."""

Fit = Callable[[Interactions], Model]
LADDER: Mapping[str, Fit] = {name: kind.fit for kind, name in NAMES.items()}

LAST, TIME = "last 20 % of each user", "newest 20 % of all"
SEED = 20261120


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be used, and why.

    Attributes:
        name: one of `stored.NAMES`.
        metrics: its figures on both splits, simpler ways beside them.
        tests: one for each step taken or refused, and one whether the scores leaked.
        trials: all predictions that this rests on.
    """

    name: str
    metrics: tuple[Metric, ...]
    tests: tuple[SignalTest, ...]
    trials: tuple[Trial, ...]


def choose(
    ratings: Interactions,
    say: Callable[[str], object] = lambda _: None,
    most: str = STACK,
    users: int = USERS,
    ways: Mapping[str, Fit] = LADDER,
) -> Choice:
    """Each way replaces the one before only where it proves better; at the first that does not it ends.

    Better is a lower log-loss, mean over all thresholds, since all are served and each matters as much as it is
    uncertain: the 95 % interval of the difference, paired and over users, must be below 0 on the last ratings of each
    user. And where models say scores, the upper end of the RMSE difference on the newest ratings of all must be at most
    `WORSE`. A model that is too good to be true is refused.

    Args:
        ratings: all.
        say: told what is done.
        most: the last way to try, where the ratings are known not to carry more.
        users: how many to try on, at most.
        ways: how models are fitted, by name, the simplest first.
    """
    some = _drawn(ratings, users)
    last, newest = Trial.of(some, last_of_each_user(some), LAST), Trial.of(some, by_time(some), TIME)
    used: list[str] = []
    tests: list[SignalTest] = []
    for name, fit in ways.items():
        say(f"would-like: trying the {name} on {len(some):,} ratings")
        last, newest = last.joined(name, fit), newest.joined(name, fit)
        if used:
            step, no_leak = _step(last, newest, used[-1], name), figures.leak(last, name)
            tests += [step, no_leak]
            if not step.passed or no_leak.passed is False:
                break
        used.append(name)
        if name == most:
            break
    *simpler, name = used
    metrics = figures.metrics(last, name, simpler) + figures.metrics(newest, name, simpler)
    return Choice(name, metrics, tuple(tests), (last, newest))


def _step(last: Trial, newest: Trial, name: str, better: str) -> SignalTest:
    title = f"{better} instead of {name}"
    if len(np.unique(last.new.user)) < LEAST_USERS:
        return SignalTest(title, f"Fewer than {LEAST_USERS} users have ratings to test on, so {better} is not used.")
    values, counts = per_user(last.losses(better) - last.losses(name), last.new.user)
    value, interval = values.sum() / counts.sum(), of_ratio(values, counts)
    finding = f"Log-loss changes by {value:+.4f} [{interval.low:+.4f}, {interval.high:+.4f}] on the {last.split}"
    passed = interval.high < 0
    if better in BEFORE and len(newest.new.score):
        allowed = _rmse_difference(newest, better, BEFORE[better])
        passed = passed and allowed.high <= WORSE
        finding += f", RMSE by [{allowed.low:+.4f}, {allowed.high:+.4f}] on the {newest.split}"
    return SignalTest(title, f"{finding}: {better if passed else name} is used.", float(value), interval, passed)


def _rmse_difference(trial: Trial, one: str, other: str) -> Interval:
    """The interval of the RMSE of one model less that of another."""
    squares, counts = per_user(np.square(trial.new.score - trial.expected[one]), trial.new.user)
    others, _ = per_user(np.square(trial.new.score - trial.expected[other]), trial.new.user)
    return of_difference(squares, others, counts, of=np.sqrt)


def _drawn(ratings: Interactions, users: int) -> Interactions:
    """The ratings of some users, drawn from those who have any; all if they are few."""
    rating = np.unique(ratings.user)
    if len(rating) <= users:
        return ratings
    chosen_ones = np.zeros(len(ratings.users), np.bool_)
    chosen_ones[np.random.default_rng(SEED).choice(rating, users, replace=False)] = True
    return ratings.where(chosen_ones[ratings.user])
