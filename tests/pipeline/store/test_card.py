"""The model card and the parameters: what is written is read again, and what is no such file says so."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from pipeline.store.card import CARD, Baseline, Interval, Metric, Model, ModelCard, SignalTest
from pipeline.store.errors import DamagedRelease
from pipeline.store.parameters import PARAMETERS, Parameters
from pipeline.store.vocabulary import Basis, ModelTask, RatingsSignal
from tests.models import CARD as WHOLE

EMPTY = ModelCard(datetime(2026, 1, 1, tzinfo=UTC), RatingsSignal.NONE, "", (), ())


@pytest.mark.parametrize("card", [WHOLE, EMPTY])
def test_what_is_written_is_read_again(card, tmp_path):
    assert card.write(tmp_path) == tmp_path / CARD
    found = ModelCard.read(tmp_path)
    assert found == card
    assert isinstance(found.models, tuple)
    assert all(isinstance(metric.interval, Interval | None) for model in found.models for metric in model.metrics)


def test_every_word_of_the_lists_is_read_again(tmp_path):
    for signal in RatingsSignal:
        models = tuple(Model(task, "Ékos", "ü — 東京") for task in ModelTask)
        card = replace(EMPTY, signal=signal, models=models, fitted_at=EMPTY.fitted_at + timedelta(microseconds=7))
        card.write(tmp_path)
        assert ModelCard.read(tmp_path) == card


def test_the_time_keeps_its_zone(tmp_path):
    elsewhere = replace(EMPTY, fitted_at=datetime(2026, 1, 1, 3, tzinfo=timezone(timedelta(hours=3))))
    elsewhere.write(tmp_path)
    assert ModelCard.read(tmp_path).fitted_at == EMPTY.fitted_at


def test_the_file_is_text_that_people_can_read(tmp_path):
    metric = Metric("NDCG@100", "a fifth", 0.5, None, True, (Baseline("popularity", 0.25),))
    replace(EMPTY, models=(Model(ModelTask.WOULD_LIKE, "Ékos", "-", (metric,)),)).write(tmp_path)
    text = (tmp_path / CARD).read_text(encoding="utf-8")
    assert "Ékos" in text
    assert text.endswith("}\n")
    assert json.loads(text)["models"][0]["metrics"][0]["baselines"][0]["difference"] is None


PARTS = {"content": "a1", "ratings": "b2", "films": "c3"}


@pytest.mark.parametrize("basis", [Basis.RATINGS, Basis.CONTENT, None])
def test_parameters_that_are_written_are_read_again(basis, tmp_path):
    parameters = Parameters(basis, {"model": "bias", "base": [0.1, 1 / 3], "weights": [[1.5, -2e-17]]}, PARTS)
    assert parameters.write(tmp_path) == tmp_path / PARAMETERS
    found = Parameters.read(tmp_path)
    assert found == parameters
    assert found.suggestions is basis


def without(name):
    def changed(content):
        del content[name]
        return content

    return changed


def having(name, value):
    return lambda content: content | {name: value}


CARDS = [
    *map(without, ["fitted_at", "signal", "summary", "tests", "models"]),
    having("fitted_at", "yesterday"),
    having("fitted_at", None),
    having("signal", "fine"),
    having("tests", [{"name": "alone"}]),
    having("tests", None),
    having("tests", [SignalTest("a", "b").name]),
    having("models", [{"task": "none", "name": "", "description": "", "metrics": []}]),
    having("models", [{"task": "would like"}]),
    having("models", [{"task": "would like", "name": "", "description": "", "metrics": [{"name": "x"}]}]),
    lambda _: [],
    lambda _: None,
    lambda _: "card",
]
PARAMETER_FILES = [
    *map(without, ["suggestions", "preference", "reusable"]),
    having("suggestions", "rumours"),
    having("suggestions", ["ratings"]),
    lambda _: [],
    lambda _: 7,
]


@pytest.mark.parametrize(
    ("name", "kind", "change"),
    [(CARD, ModelCard, each) for each in CARDS] + [(PARAMETERS, Parameters, each) for each in PARAMETER_FILES],
)
def test_what_is_no_such_file_says_so(name, kind, change, tmp_path):
    WHOLE.write(tmp_path)
    Parameters(Basis.RATINGS, {}, PARTS).write(tmp_path)
    file = tmp_path / name
    file.write_text(json.dumps(change(json.loads(file.read_text(encoding="utf-8")))), encoding="utf-8")
    with pytest.raises(DamagedRelease) as refused:
        kind.read(tmp_path)
    what = "is no model card" if name == CARD else "holds no parameters"
    assert str(refused.value).startswith(f"{file} {what} (")
    assert str(refused.value).endswith("); fit the models again")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"{}" * 2])
@pytest.mark.parametrize(("name", "kind"), [(CARD, ModelCard), (PARAMETERS, Parameters)])
def test_neither_is_what_is_no_json(name, kind, content, tmp_path):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DamagedRelease, match="fit the models again"):
        kind.read(tmp_path)


@pytest.mark.parametrize(("name", "kind"), [(CARD, ModelCard), (PARAMETERS, Parameters)])
def test_a_file_that_is_not_there_says_so(name, kind, tmp_path):
    with pytest.raises(DamagedRelease, match=rf"{name} cannot be read \(No such file or directory\); fit"):
        kind.read(tmp_path)
    (tmp_path / name).mkdir()
    with pytest.raises(DamagedRelease, match=rf"{name} cannot be read \(Is a directory\); fit"):
        kind.read(tmp_path)
