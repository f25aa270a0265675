"""What a supervisor asks: is it alive, has it data."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from graphql_api.app import create_app
from graphql_api.settings import Settings
from pipeline.store.status import Fault, State, Status


def test_ready_names_what_is_served_and_since_when(served, small):
    told = served.get("/readyz").json()
    assert datetime.fromisoformat(told.pop("loaded_at")) >= small.manifest.built_at
    assert datetime.fromisoformat(told.pop("built_at")) == small.manifest.built_at
    assert told == {
        "ready": True, "dataset": small.manifest.dataset_version, "model": None, "newest": True, "loading": False,
        "refresh": None,
    }  # fmt: skip


STATUS = Status(
    State.FAILED,
    since=datetime(2026, 11, 26, 10, tzinfo=UTC),
    inputs="abc",
    release="def",
    succeeded_at=datetime(2026, 11, 25, 10, tzinfo=UTC),
    failures=2,
    fault=Fault.INPUTS,
    message="raw/ratings/9.csv lacks the column userId",
)


def test_ready_tells_how_the_last_refresh_went_and_not_why(served, monkeypatch):
    monkeypatch.setattr(served.app.state.refreshing, "status", STATUS)
    response = served.get("/readyz")
    assert response.json()["refresh"] == {
        "state": "failed",
        "since": "2026-11-26T10:00:00+00:00",
        "succeeded_at": "2026-11-25T10:00:00+00:00",
        "failures": 2,
    }
    assert "userId" not in response.text


def test_where_there_is_no_release_it_tells_that_none_could_be_built(tmp_path):
    app = create_app(Settings(data=tmp_path))
    app.state.refreshing.status = replace(STATUS, release=None, succeeded_at=None)
    response = TestClient(app).get("/readyz")
    assert response.status_code == 503
    assert response.json()["refresh"]["state"] == "failed"
    assert response.json()["refresh"]["succeeded_at"] is None


def test_while_a_newer_one_is_loaded_it_is_ready_and_says_so(served, monkeypatch):
    monkeypatch.setattr(served.app.state.live, "loading", True)
    response = served.get("/readyz")
    assert response.status_code == 200
    assert (response.json()["newest"], response.json()["loading"]) == (False, True)


def test_what_could_not_be_loaded_leaves_it_ready_and_not_the_newest(served, monkeypatch):
    monkeypatch.setattr(served.app.state.live, "trouble", "damaged")
    response = served.get("/readyz")
    assert response.status_code == 200
    assert (response.json()["newest"], response.json()["loading"]) == (False, False)
    assert "damaged" not in response.text


def test_at_first_it_is_loading(tmp_path):
    not_started = TestClient(create_app(Settings(data=tmp_path)))
    response = not_started.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"ready": False, "reason": "loading", "refresh": None})
    assert response.headers["Retry-After"] == "2"


async def test_where_nothing_could_be_loaded_the_log_is_pointed_to(tmp_path):
    app = create_app(Settings(data=tmp_path))
    await app.state.live.refresh()
    response = TestClient(app).get("/readyz")
    told = {"ready": False, "reason": "no release could be loaded; see the log", "refresh": None}
    assert (response.status_code, response.json()) == (503, told)


def test_it_is_alive_whether_it_has_data_or_not(tmp_path, served):
    for client in (served, TestClient(create_app(Settings(data=tmp_path)))):
        response = client.get("/healthz")
        assert (response.status_code, response.json()) == (200, {"alive": True})


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_no_cache_keeps_what_was_true_once(served, path):
    assert served.get(path).headers["Cache-Control"] == "no-store"
