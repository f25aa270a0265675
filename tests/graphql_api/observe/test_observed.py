"""What is told of a request: an id to its client, a line in the log, a place in the metrics."""

import asyncio
import logging
import re
from time import perf_counter

import pytest
from starlette.requests import ClientDisconnect

from graphql_api.http.exchange import exchange_of
from graphql_api.observe.observed import Observed
from graphql_api.observe.teller import Teller
from tests.graphql_api.observe.conftest import number

USER = "1234567891"
PATHS = ["/", "/graphql", "/healthz", "/readyz", "/metrics", "/assets/"]
FIELDS = [
    *("time", "level", "event", "id", "route", "method", "status", "ms", "operation", "shape", "cost", "codes"),
    *("bytes", "release"),
]


class Client:
    """Sends a request, with nothing between it and the application, and keeps what comes back."""

    def __init__(self):
        self.got = []

    async def ask(self, app, path="/graphql", method="POST", **scope):
        await app({"type": "http", "path": path, "method": method, "headers": [], **scope}, self.receive, self.send)
        return self

    async def receive(self):
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(self, message):
        self.got.append(message)

    @property
    def headers(self):
        return dict(self.got[0]["headers"])


class Leaving(Client):
    """Leaves before it has an answer."""

    async def receive(self):
        return {"type": "http.disconnect"}


def answering(status=200, body=b"{}", headers=(), **seen):
    """An application that answers, and says what was asked."""

    async def app(scope, receive, send):
        for name, value in seen.items():
            setattr(exchange_of(scope), name, value)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app


def streaming(*bodies):
    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200})
        for body in bodies:
            await send({"type": "http.response.body", "body": body, "more_body": True})
            await asyncio.sleep(0.01)
        await send({"type": "http.response.body"})

    return app


def failing(fault, after=()):
    async def app(scope, receive, send):
        for message in after:
            await send(message)
        raise fault

    return app


@pytest.fixture
def observe(metrics):
    return lambda app: Observed(app, Teller(metrics, PATHS))


@pytest.fixture
def counted(metrics):
    """How many requests were counted under a route, a method and a status."""

    def total(route, method, status):
        return number(metrics.text(), "cartelera_requests_total", route=route, method=method, status=str(status))

    return total


async def test_a_request_has_one_line_of_these_fields(observe, lines):
    seen = {"operation": "titles", "shape": "5f0c", "cost": 41, "codes": ["BAD_USER_INPUT"]}
    versions = [(b"x-dataset-version", b"d1"), (b"x-model-version", b"m1")]
    client = await Client().ask(observe(answering(200, b'{"data":1}', headers=versions, **seen)))
    (line,) = lines()
    assert list(line) == FIELDS
    assert re.fullmatch("[0-9a-f]{16}", line["id"])
    assert client.headers[b"x-request-id"] == line["id"].encode()
    assert 0 <= line.pop("ms") < 5_000
    assert {name: line[name] for name in FIELDS if name not in {"time", "id", "ms"}} == {
        "level": "info", "event": "request", "route": "/graphql", "method": "POST", "status": 200,
        "operation": "titles", "shape": "5f0c", "cost": 41, "codes": ["BAD_USER_INPUT"], "bytes": 10, "release": "d1",
    }  # fmt: skip


async def test_each_request_has_an_id_of_its_own(observe, lines):
    app = observe(answering())
    for _ in range(3):
        await Client().ask(app)
    assert len({line["id"] for line in lines()}) == 3


async def test_headers_that_an_application_sends_again_do_not_grow(observe):
    headers = [(b"a", b"b")]

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    await Client().ask(observe(app))
    assert headers == [(b"a", b"b")]


async def test_what_is_logged_within_a_request_carries_its_id_and_what_comes_after_does_not(observe, lines):
    async def app(scope, receive, send):
        logging.getLogger("cartelera").warning("within")
        await asyncio.to_thread(logging.getLogger("cartelera").warning, "in a thread")
        await answering()(scope, receive, send)

    await Client().ask(observe(app))
    logging.getLogger("cartelera").warning("after")
    within, in_a_thread, request, after = lines()
    assert within["id"] == in_a_thread["id"] == request["id"]
    assert "id" not in after


@pytest.mark.parametrize(
    ("path", "method", "route", "word"),
    [
        ("/graphql", "POST", "/graphql", "POST"),
        ("/", "GET", "/", "GET"),
        ("/graphql/", "PUT", "other", "PUT"),
        ("/wp-login.php", "BREW", "other", "other"),
        ("/assets", "get", "other", "other"),
        ("", "GET", "other", "GET"),
    ],
)
async def test_paths_and_methods_are_told_in_words_of_ours(path, method, route, word, observe, lines, counted):
    await Client().ask(observe(answering(404)), path, method)
    (line,) = lines()
    assert (line["route"], line["method"]) == (route, word)
    assert counted(route, word, 404) == 1


async def test_what_an_application_says_in_words_of_its_own_is_other(observe, lines, metrics):
    seen = {"operation": f"userNumber{USER}", "codes": [f"NO_SUCH_USER_{USER}", "TIMEOUT"]}
    await Client().ask(observe(answering(**seen)))
    (line,) = lines()
    assert (line["operation"], line["codes"]) == ("other", ["other", "TIMEOUT"])
    text = metrics.text()
    assert USER.encode() not in text
    assert number(text, "cartelera_errors_total", code="other") == 1


@pytest.mark.parametrize(
    ("path", "status"), [("/healthz", 200), ("/readyz", 503), ("/metrics", 200), ("/metrics", 401)]
)
async def test_what_programs_ask_all_the_time_is_counted_and_has_no_line(path, status, observe, lines, counted):
    await Client().ask(observe(answering(status)), path, "GET")
    assert lines() == []
    assert counted(path, "GET", status) == 1


async def test_files_are_counted_together_and_have_no_line(observe, lines, counted):
    for path in ("/assets/ide.js", "/assets/ide.css", "/assets/../etc/passwd"):
        await Client().ask(observe(answering()), path, "GET")
    assert lines() == []
    assert counted("/assets/", "GET", 200) == 3


@pytest.mark.parametrize("path", ["/metrics", "/assets/ide.js"])
async def test_they_have_a_line_when_they_fail(path, observe, lines):
    await Client().ask(observe(answering(500)), path, "GET")
    assert [line["level"] for line in lines()] == ["error"]


@pytest.mark.parametrize(
    ("status", "level"), [(200, "info"), (404, "info"), (429, "info"), (500, "error"), (503, "error")]
)
async def test_what_we_could_not_answer_is_an_error(status, level, observe, lines):
    await Client().ask(observe(answering(status)))
    assert lines()[0]["level"] == level


async def test_bytes_and_time_are_those_of_the_whole_answer(observe, lines):
    await Client().ask(observe(streaming(b"12345", b"678")))
    (line,) = lines()
    assert line["bytes"] == 8
    assert line["ms"] >= 19


async def test_what_is_done_after_the_answer_takes_none_of_its_time(observe, lines):
    async def app(scope, receive, send):
        await answering()(scope, receive, send)
        sent.append(perf_counter())
        await asyncio.sleep(0.01)

    sent = [perf_counter()]
    await Client().ask(observe(app))
    assert lines()[0]["ms"] / 1_000 <= sent[1] - sent[0] + 0.000_01  # the log has hundredths of milliseconds


async def test_an_answer_without_its_body_has_no_bytes(observe, lines):
    await Client().ask(observe(answering(200, b"12345")), method="HEAD")
    assert lines()[0]["bytes"] == 0


async def test_an_unexpected_exception_is_told_of_and_raised_on(observe, lines, metrics, counted):
    with pytest.raises(KeyError):
        await Client().ask(observe(failing(KeyError(USER))))
    (line,) = lines()
    assert (line["level"], line["status"], line["codes"]) == ("error", 500, ["INTERNAL_ERROR"])
    assert counted("/graphql", "POST", 500) == 1
    assert number(metrics.text(), "cartelera_errors_total", code="INTERNAL_ERROR") == 1
    assert number(metrics.text(), "cartelera_in_progress") == 0


async def test_the_server_that_catches_it_writes_its_id_and_not_its_message(observe, lines, written):
    async def server():
        try:
            await Client().ask(observe(failing(KeyError(USER))))
        except KeyError:
            logging.getLogger("uvicorn.error").exception("Exception in ASGI application")

    await asyncio.create_task(server())
    request, caught = lines()
    assert caught["id"] == request["id"]
    assert caught["exception"].endswith("\nKeyError")
    assert USER not in written.getvalue()


async def test_one_after_the_answer_has_begun_keeps_its_status(observe, lines):
    begun = [{"type": "http.response.start", "status": 200, "headers": []}]
    with pytest.raises(OSError, match="disk"):
        await Client().ask(observe(failing(OSError("disk"), after=begun)))
    (line,) = lines()
    assert (line["level"], line["status"], line["codes"]) == ("error", 200, ["INTERNAL_ERROR"])


async def test_a_client_that_left_without_an_answer_is_499(observe, lines, counted):
    async def app(scope, receive, send):
        await receive()

    await Leaving().ask(observe(app))
    (line,) = lines()
    assert (line["level"], line["status"], line["codes"], line["bytes"]) == ("info", 499, [], 0)
    assert counted("/graphql", "POST", 499) == 1


async def test_so_is_one_whose_leaving_the_application_raised(observe, lines):
    with pytest.raises(ClientDisconnect):
        await Leaving().ask(observe(failing(ClientDisconnect())))
    (line,) = lines()
    assert (line["level"], line["status"], line["codes"]) == ("info", 499, [])


async def test_an_application_that_answered_nothing_is_500_as_the_server_then_says(observe, lines):
    async def app(scope, receive, send):
        pass

    await Client().ask(observe(app))
    assert [(line["level"], line["status"]) for line in lines()] == [("error", 500)]


async def test_a_cancelled_request_is_told_of(observe, lines, metrics):
    async def app(scope, receive, send):
        await asyncio.sleep(60)

    asking = asyncio.create_task(Client().ask(observe(app)))
    await asyncio.sleep(0)
    assert number(metrics.text(), "cartelera_in_progress") == 1
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert [line["status"] for line in lines()] == [500]
    assert number(metrics.text(), "cartelera_in_progress") == 0


@pytest.mark.parametrize("kind", ["lifespan", "websocket"])
async def test_what_is_no_request_passes_untouched(kind, observe, lines):
    seen = []

    async def app(scope, receive, send):
        seen.append((scope, receive, send))

    scope, receive, send = {"type": kind}, object(), object()
    await observe(app)(scope, receive, send)
    assert seen == [({"type": kind}, receive, send)]
    assert lines() == []
