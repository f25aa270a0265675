"""A few seconds of what `make fuzz` does for ten minutes, and that it would notice."""

from types import SimpleNamespace

import pytest

from benchmarks.service.fuzz import Broken, Fuzzed, attack
from tests.attacks.conftest import post
from tests.attacks.drawn import Request
from tests.graphql_api.server.edge import edge

SECONDS = 3


@pytest.mark.slow
def test_whatever_is_sent_the_answer_is_one_of_ours(live):
    with Fuzzed(live) as fuzzed:
        attack(fuzzed, SECONDS, start=20261126, batch=60)  # one batch at least, however busy the machine
    assert fuzzed.sent >= 60
    assert fuzzed.statuses["200"] > 5
    assert "Traceback" not in live.log.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b'{"errors": [{"message": "a", "extensions": {"code": "INTERNAL_ERROR"}}]}'),
        (503, b'{"errors": [{"message": "a", "extensions": {"code": "BAD_REQUEST"}}]}'),
        (200, b'{"data": {"a": "<class \'int\'>"}}'),
        (200, b"{}"),
        (200, b"[]"),
        (200, b'{"data": 1, "more": 2}'),
        (200, b'{"errors": [{"message": "a", "extensions": {"code": "NEW"}}]}'),
        (400, b"Traceback (most recent call last):"),
    ],
)
def test_an_answer_that_should_never_come_is_noticed(status, body):
    async def application(scope, _receive, send):
        if scope["type"] == "http":
            headers = [
                (b"content-type", b"application/json"), (b"vary", b"Accept"), (b"x-request-id", b"a"),
                (b"content-length", str(len(body)).encode()),
            ]  # fmt: skip
            await send({"type": "http.response.start", "status": status, "headers": headers})
            await send({"type": "http.response.body", "body": body})

    running = SimpleNamespace(poll=lambda: None)
    with (
        edge(application) as served,
        Fuzzed(SimpleNamespace(port=served.port, process=running)) as fuzzed,
        pytest.raises(Broken),
    ):
        fuzzed.send(Request("POST", "/graphql", (), post("{ __typename }")))
