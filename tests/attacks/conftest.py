"""What is attacked: the service within the process of the tests, and in a process of its own."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from graphql_api.app import create_app
from graphql_api.observe import logs
from graphql_api.settings import Settings
from tests.graphql_api.conftest import until
from tests.graphql_api.serving import Served, serving


@pytest.fixture(scope="session")
def service(fitted_data: Path) -> Iterator[TestClient]:
    """A client of the service over the small catalogue with a model; what the service lets through fails the test."""
    with TestClient(create_app(Settings(data=fitted_data, poll_seconds=3600))) as opened:
        until(lambda: opened.get("/readyz").status_code == 200)
        yield opened


@pytest.fixture(scope="session")
def live(fitted_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The same, as `serve` serves it."""
    with serving(fitted_data, tmp_path_factory.mktemp("attacked") / "log") as served:
        yield served


@pytest.fixture
def guarded(small_data: Path) -> Iterator[Callable[..., TestClient]]:
    """Clients of the service over the small catalogue, with settings of their own."""
    with ExitStack() as opened:

        def client(**settings: Any) -> TestClient:
            made = opened.enter_context(
                TestClient(create_app(Settings(data=small_data, poll_seconds=3600, **settings)))
            )
            until(lambda: made.get("/readyz").status_code == 200)
            return made

        yield client


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], str]]:
    """What is logged as JSON during the test; the client that tests ask with is not heard."""
    stream, root = io.StringIO(), logging.getLogger()
    monkeypatch.setattr(logging.getLogger("httpx2"), "disabled", True)
    before = root.level, root.handlers[:]
    logs.configure("json", stream)
    yield stream.getvalue
    root.setLevel(before[0])
    root.handlers[:] = before[1]


def post(query: object, **more: object) -> bytes:
    """The body of a request."""
    return json.dumps({"query": query, **more}).encode()
