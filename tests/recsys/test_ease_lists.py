"""The lists that are compared with other libraries' are measured as the evaluation measures scores."""

import numpy as np
import pytest
from scipy import sparse

from benchmarks.recsys.peers import ours
from benchmarks.recsys.peers.candidates import CANDIDATES, OURS
from benchmarks.recsys.peers.folds import Part
from benchmarks.recsys.peers.ranking import measured
from recsys import ease
from recsys.evaluation.ranking import HeldOut, measure

SETTINGS = {"penalty": 5.0}


@pytest.fixture
def part():
    rng = np.random.default_rng(3)
    learnt = (rng.random((80, 150)) < 0.2).astype(np.float32)
    asked = (rng.random((30, 150)) < 0.2).astype(np.float32)
    learnt[:, 7] = asked[:, 7] = 0
    told = rng.random(asked.shape) < 0.8
    return Part(sparse.csr_array(learnt), HeldOut(sparse.csr_array(asked * told), sparse.csr_array(asked * ~told)))


def test_lists_measure_as_scores_do(part):
    weights = ease.weights(part.learnt, ease.Settings(**SETTINGS))
    expected = measure(lambda given: given @ weights, part.asked)
    found = measured(ours.lists(part, "ease", SETTINGS), part.asked)
    assert found.keys() == expected.keys()
    for metric, values in expected.items():
        assert found[metric] == pytest.approx(values, abs=0.01), metric  # the unknown title takes a place there


def test_lists_hold_neither_what_was_told_nor_what_nobody_likes(part):
    lists = ours.lists(part, "ease", SETTINGS)
    told = part.asked.given.toarray() > 0
    assert not (np.take_along_axis(told, np.maximum(lists, 0), axis=1) & (lists >= 0)).any()
    assert not (lists == 7).any()


def test_a_list_that_ends_early_has_no_hits_where_nothing_is(part):
    lists = np.full((30, 100), -1, np.int32)
    assert not any(values.any() for values in measured(lists, part.asked).values())


def test_every_model_of_ours_is_known():
    assert {each.model for each in CANDIDATES if each.library == OURS} <= ours.MODELS.keys()
