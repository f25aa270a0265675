"""What the would-like models must reach on real ratings."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from recsys.evaluation.intervals import of_difference, per_user
from recsys.evaluation.metrics import auc, calibration_error, rmse
from recsys.interactions import Interactions
from recsys.preference.choose import BIAS, STACK, choose
from recsys.preference.thresholds import THRESHOLDS, reached

pytestmark = [pytest.mark.slow, pytest.mark.real]

SVDPP = {"ml-latest-small": 0.8785, "ml-1m-half": 0.8899}
"""RMSE of Surprise's SVD++ (1.1.5, as it comes) on the last 20 % of each user, rounded down at the fourth digit.

The difference on the same ratings has an interval in the results of the benchmark, which runs both.
"""


def read(folder: Path) -> Interactions:
    """The ratings of a MovieLens folder."""
    rows = pl.read_csv(folder / "ratings.csv").select(
        user_id=pl.col("userId").cast(pl.Int32),
        title_id=pl.col("movieId").cast(pl.String),
        score=pl.col("rating").cast(pl.Float32),
        rated_at=pl.col("timestamp").cast(pl.Int64),
    )
    return Interactions.read(rows.lazy(), rows["title_id"].unique().sort())


@pytest.fixture(scope="module", params=list(SVDPP))
def name(request):
    return request.param


@pytest.fixture(scope="module")
def ratings(real_data, name):
    return read(real_data / name)


@pytest.fixture(scope="module")
def choice(ratings):
    return choose(ratings)


@pytest.fixture(scope="module")
def last(choice):
    return choice.trials[0]


def test_scores_are_nearer_than_those_of_svdpp(last, name):
    assert rmse(last.new.score, last.expected[STACK]) < SVDPP[name]


def test_the_area_is_above_that_of_the_bias_model_at_every_threshold(last):
    for place, threshold in enumerate(THRESHOLDS):
        happened = last.happened[:, place]
        if happened.all():
            continue  # half a star is the least there is, and one of the sets has no halves
        stack, bias = auc(happened, last.chances[STACK][:, place]), auc(happened, last.chances[BIAS][:, place])
        assert stack > bias, threshold
        assert stack > auc(happened, last.expected[BIAS]), threshold


def test_probabilities_are_calibrated(last):
    for place, threshold in enumerate(THRESHOLDS):
        if 2.5 <= threshold <= 4.5:
            assert calibration_error(last.happened[:, place], last.chances[STACK][:, place]) <= 0.02, threshold


def test_on_the_newest_ratings_of_all_scores_are_not_worse_than_those_of_the_bias_model(choice):
    trial = choice.trials[1]
    one, counts = per_user(np.square(trial.new.score - trial.expected[STACK]), trial.new.user)
    other, _ = per_user(np.square(trial.new.score - trial.expected[BIAS]), trial.new.user)
    assert of_difference(one, other, counts, of=np.sqrt).high <= 0.005


def test_the_stack_is_chosen(choice):
    assert choice.name == STACK


def test_a_rated_title_does_not_tell_its_score(last):
    """What was learned from a rating shows little when that very rating is asked about, the history being without."""
    some = np.random.default_rng(1).choice(len(last.known), 5_000, replace=False)
    asked = last.known.where(np.isin(np.arange(len(last.known)), some))
    place = int(np.searchsorted(THRESHOLDS, 4.0))
    chances = last.models[STACK].probabilities(last.known, asked.user, asked.title)
    seen = auc(reached(asked.score)[:, place], chances[:, place])
    new = auc(last.happened[:, place], last.chances[STACK][:, place])
    assert seen < new + 0.02
