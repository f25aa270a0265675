"""What takes long is stopped when nobody waits for it, and what there is no room for is told so at once."""

import json
import socket
import struct
import threading
import time
from contextlib import ExitStack

import pytest

from graphql_api.app import create_app
from graphql_api.limits.traffic import Traffic
from graphql_api.settings import Settings
from tests.attacks.conftest import post
from tests.graphql_api.conftest import until
from tests.graphql_api.server.edge import edge, errors

SECONDS = 0.02
"""What one search takes that is made slow."""
SEARCHES = 12
DEAR = "{ " + " ".join(f's{n}: search(text: "a{n}", first: 1) {{ nodes {{ id }} }}' for n in range(SEARCHES)) + " }"
BEGUN = 3


@pytest.fixture
def searched(monkeypatch):
    """The threads of searches so far, each of which takes its time."""
    from graphql_api.types.query import found_titles

    threads = []

    def slowly(info, text, *more):
        threads.append(threading.current_thread().name)
        time.sleep(SECONDS)
        return found_titles(info, text, *more)

    monkeypatch.setattr("graphql_api.types.query.found_titles", slowly)
    return threads


@pytest.fixture
def edged(small_data):
    """The service behind its protocol, on a port of this process."""
    with ExitStack() as stack:

        def begun(**traffic):
            # Only what Strawberry executes takes its time: plans give up what would.
            settings = Settings(data=small_data, poll_seconds=3600, traffic=Traffic(**traffic), engine=False)
            app = create_app(settings)
            opened = stack.enter_context(edge(app, **traffic))
            until(lambda: app.state.live.snapshot)
            gate = next(route.app for route in app.routes if route.path == "/graphql").execution.gate
            return opened, gate

        yield begun


def request(query, **more):
    body = post(query, **more)
    head = f"POST /graphql HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + b"Connection: close\r\n\r\n" + body


def leave(opened, how):
    """Close a connection: `end` as a browser does, `reset` as one that is gone does."""
    if how == "reset":
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    opened.close()


@pytest.mark.parametrize("how", ["end", "reset"])
def test_when_the_client_leaves_its_work_stops(how, edged, searched):
    served, gate = edged()
    opened = served.connect(request(DEAR))
    until(lambda: len(searched) >= BEGUN)
    leave(opened, how)
    until(lambda: gate.beside == 0)
    assert set(searched) == {"answers_0"}
    assert len(searched) < SEARCHES
    assert served.ask(request("{ __typename }")).startswith(b"HTTP/1.1 200 ")


def test_a_client_that_stays_gets_it_all(edged, searched):
    served, gate = edged()
    answer = served.ask(request(DEAR))
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert len(json.loads(answer.partition(b"\r\n\r\n")[2])["data"]) == len(searched) == SEARCHES
    until(lambda: gate.beside == 0)


def test_what_takes_too_long_is_given_up_and_its_thread_is_free_again(edged, searched):
    served, gate = edged(deadline_seconds=SECONDS * BEGUN, threads=1)
    answer = served.ask(request(DEAR))
    assert answer.startswith(b"HTTP/1.1 503 ")
    assert errors(answer)[0]["extensions"]["code"] == "TIMEOUT"
    until(lambda: gate.beside == 0)
    assert len(searched) < SEARCHES


def test_who_waits_for_a_thread_and_leaves_makes_room(edged, searched):
    served, gate = edged(threads=1, waiting=1)
    first, second = served.connect(request(DEAR)), served.connect(request(DEAR))
    until(lambda: gate.beside == 2)
    leave(second, "end")
    until(lambda: gate.beside == 1)
    leave(first, "end")
    until(lambda: gate.beside == 0)
    assert len(searched) < SEARCHES


def test_when_all_threads_are_taken_the_next_is_told_to_come_again_and_cheap_ones_are_answered(edged, searched):
    served, gate = edged(threads=1, waiting=0)
    with served.connect(request(DEAR)):
        until(lambda: searched)
        refused = served.ask(request(DEAR))
        assert refused.startswith(b"HTTP/1.1 503 ")
        assert b"\r\nretry-after: 1\r\n" in refused.lower()
        assert errors(refused)[0]["extensions"]["code"] == "OVERLOADED"
        assert served.ask(request('{ node(id: "ns1") { id } }')).startswith(b"HTTP/1.1 200 ")
        assert served.get("/healthz").startswith(b"HTTP/1.1 200 ")
        assert gate.beside == 1  # all of it while the first was worked on


def test_forty_at_once_are_answered_or_told_to_come_again(edged, searched):
    served, gate = edged(threads=2, waiting=3)
    with ExitStack() as held:
        asking = [held.enter_context(served.connect(request(DEAR))) for _ in range(40)]
        started = time.monotonic()
        assert served.get("/healthz").startswith(b"HTTP/1.1 200 ")
        waited = time.monotonic() - started
        answers = [b"".join(iter(lambda each=each: each.recv(65_536), b"")) for each in asking]
    statuses = [answer[9:12] for answer in answers]
    assert set(statuses) == {b"200", b"503"}
    assert 5 <= statuses.count(b"200") < 40
    assert waited < SECONDS * SEARCHES  # not behind those that were told to come again
    until(lambda: gate.beside == 0)


def test_nothing_is_logged_of_what_was_given_up_but_its_line(edged, searched, logged):
    served, gate = edged(deadline_seconds=SECONDS * BEGUN)
    opened = served.connect(request(DEAR))
    until(lambda: searched)
    leave(opened, "reset")
    served.ask(request(DEAR))
    until(lambda: gate.beside == 0)
    until(lambda: '"status":499' in logged())
    lines = [json.loads(line) for line in logged().splitlines()]
    assert sorted(line["status"] for line in lines if line["event"] == "request") == [499, 503]
    assert "Traceback" not in logged()
