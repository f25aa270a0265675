"""What a supervisor asks: is it alive, has it data."""

import pytest
from starlette.testclient import TestClient

from graphql_api.app import create_app
from graphql_api.settings import Settings
from pipeline.store.releases import activate
from tests.graphql_api.conftest import until


def test_ready_names_the_versions_served(client, releases):
    activate(releases.data, releases.older)
    until(lambda: client.get("/readyz").status_code == 200)
    response = client.get("/readyz")
    assert response.json() == {"ready": True, "dataset": releases.older, "model": None, "newest": True}


def test_at_first_it_is_loading(tmp_path):
    not_started = TestClient(create_app(Settings(data=tmp_path)))
    response = not_started.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"ready": False, "reason": "loading"})


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_no_cache_keeps_what_was_true_once(client, path):
    assert client.get(path).headers["Cache-Control"] == "no-store"
