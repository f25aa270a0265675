"""What a supervisor asks: is it alive, has it data."""

import pytest
from starlette.testclient import TestClient

from graphql_api.app import create_app
from graphql_api.settings import Settings


def test_ready_names_the_versions_served(served, small):
    version = small.manifest.dataset_version
    assert served.get("/readyz").json() == {"ready": True, "dataset": version, "model": None, "newest": True}


def test_at_first_it_is_loading(tmp_path):
    not_started = TestClient(create_app(Settings(data=tmp_path)))
    response = not_started.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"ready": False, "reason": "loading"})


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_no_cache_keeps_what_was_true_once(served, path):
    assert served.get(path).headers["Cache-Control"] == "no-store"
