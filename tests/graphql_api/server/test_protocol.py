"""Slow, large and malformed requests against a live server."""

import json
import pickle
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from graphql_api.limits.traffic import Traffic
from graphql_api.server import serving
from graphql_api.server.protocol import PIPELINED
from graphql_api.server.serving import HEAD_BYTES, ServingConfig
from tests.graphql_api.conftest import until
from tests.graphql_api.server.edge import PART, Edge, application, edge, errors, rest

pytestmark = pytest.mark.slow  # sockets that wait, most of them

SECONDS = 0.3
GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
LAST = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
POST = b"POST /read HTTP/1.1\r\nHost: x\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
LARGE = 20_000_000


@pytest.fixture(scope="module")
def served() -> Iterator[Edge]:
    with edge(receive_seconds=SECONDS) as opened:
        yield opened


# Slow


def test_half_open_connections_all_end_and_others_are_served_meanwhile(served):
    with ExitStack() as held:
        heads = [held.enter_context(served.connect(GET[:20])) for _ in range(200)]
        bodies = [held.enter_context(served.connect(POST + b"Content-Length: 9\r\n\r\nabc")) for _ in range(100)]
        idle = [held.enter_context(served.connect()) for _ in range(50)]
        assert served.get().endswith(b"ok")
        assert {rest(each) for each in [*heads, *idle]} == {b""}
        assert all(rest(each).startswith(b"HTTP/1.1 408 ") for each in bodies)
    until(lambda: served.open() == 0)
    assert not served.config.waiting.since


@pytest.mark.parametrize("start", [b"", GET[:-2], POST + b"Content-Length: 1000\r\n\r\n", CHUNKED + b"fff\r\n", GET])
def test_a_byte_now_and_then_does_not_help(served, start):
    deadline = time.monotonic() + 10
    with served.connect(start) as opened, suppress(ConnectionError):
        while True:
            assert time.monotonic() < deadline
            opened.sendall(b"\r\n" if start in {b"", GET} else b"1")
            time.sleep(0.02)


def test_who_is_late_with_a_body_is_told(served):
    answer = served.ask(POST + b"Content-Length: 9\r\n\r\nabc")
    (error,) = errors(answer)
    assert error["extensions"]["code"] == "REQUEST_TIMEOUT"
    assert b"\r\nx-content-type-options: nosniff\r\n" in answer


def test_a_handler_may_take_longer_than_a_client(served):
    assert served.get(f"/wait?{SECONDS * 3}").endswith(b"ok")


def test_an_answer_under_way_is_sent_though_the_next_request_comes_slowly(served):
    answer = served.ask(f"GET /wait?{SECONDS * 3} HTTP/1.1\r\n\r\nGET / HT".encode())
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"\r\nconnection: close\r\n" in answer


def test_the_clock_starts_anew_with_each_request(served):
    with served.connect() as opened:
        for _ in range(4):
            time.sleep(SECONDS / 2)
            opened.sendall(GET)
            assert opened.recv(1000).endswith(b"ok")


def test_who_was_answered_before_the_body_was_whole_does_not_stay(served):
    answer = served.ask(b"POST /ignore HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc")
    assert answer.count(b"HTTP/1.1") == 1
    assert answer.endswith(b"ok")


def test_who_was_answered_before_the_body_was_whole_may_ask_again(served):
    with served.connect(b"POST /ignore HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc") as opened:
        assert opened.recv(1000).endswith(b"ok")
        opened.sendall(b"defghi" + GET)
        assert opened.recv(1000).endswith(b"ok")


def test_who_was_answered_before_the_body_was_whole_may_not_idle_for_ever(served):
    with served.connect(b"POST /ignore HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc") as opened:
        assert opened.recv(1000).endswith(b"ok")
        opened.sendall(b"defghi")
        assert rest(opened) == b""


def test_the_time_by_which_a_request_must_be_whole_is_told_to_what_answers():
    told = []

    async def listening(scope, receive, send):
        told.append(scope.get("state", {}).get("receive_by"))
        await application(scope, receive, send)

    with edge(listening, receive_seconds=SECONDS) as served, served.connect(LAST[:9]) as opened:
        time.sleep(SECONDS / 2)
        before = time.monotonic()
        opened.sendall(LAST[9:])
        rest(opened)
    assert before < told[-1] < before + SECONDS * 0.75


@pytest.mark.parametrize("path", ["/large", "/parts"])
def test_who_does_not_take_the_answer_is_given_up(served, path):
    with served.connect(f"GET {path}?{LARGE} HTTP/1.1\r\n\r\n".encode()):
        until(lambda: served.open() == 1)
        until(lambda: served.open() == 0)


@pytest.mark.parametrize("asked", [1, 5])
def test_who_does_not_take_the_answer_is_given_up_though_more_is_asked(served, asked, caplog):
    with served.connect(f"GET /large?{LARGE} HTTP/1.1\r\n\r\n".encode()) as opened:
        until(lambda: served.open() == 1)
        for _ in range(asked):
            time.sleep(0.02)
            opened.sendall(GET)
        until(lambda: served.open() == 0)
        until(lambda: not served.server.server_state.tasks)
    assert not served.config.waiting.since
    assert caplog.records == []


def test_who_takes_the_answer_late_is_not_waited_for_while_the_next_is_made(served):
    with served.connect(f"GET /large?{LARGE} HTTP/1.1\r\n\r\n".encode()) as opened:
        until(lambda: served.open() == 1)
        time.sleep(SECONDS / 3)
        opened.sendall(f"GET /wait?{SECONDS * 3} HTTP/1.1\r\n\r\n".encode())
        time.sleep(SECONDS / 3)
        answer = rest(opened)[-200:]
    assert answer.endswith(b"\r\n\r\nok")
    assert b"connection: close" not in answer


@pytest.mark.parametrize("path", ["/large", "/parts"])
def test_who_takes_the_answer_slowly_gets_it(served, path):
    with served.connect(f"GET {path}?{LARGE} HTTP/1.1\r\n\r\n".encode()) as opened:
        taken = 0
        for _ in range(9):
            time.sleep(SECONDS / 3)
            taken += len(opened.recv(1_000_000, socket.MSG_WAITALL))
        assert taken + len(rest(opened)) > LARGE - PART


# Many


def test_connections_that_only_wait_make_room_for_others():
    with edge(connections=10) as served, ExitStack() as held:
        waiting = [held.enter_context(served.connect(GET[:9])) for _ in range(30)]
        for _ in range(5):
            assert served.get().endswith(b"ok")
        assert waiting[0].recv(1) == b""
        waiting[-1].sendall(LAST[9:])  # the last to come were spared
        assert rest(waiting[-1]).endswith(b"ok")
        assert served.open() <= 10


def test_where_all_are_being_answered_the_next_is_told_to_come_again():
    with edge(connections=10) as served, ExitStack() as held:
        busy = [held.enter_context(served.connect(b"GET /wait?0.4 HTTP/1.1\r\n\r\n")) for _ in range(10)]
        until(lambda: len(served.server.server_state.tasks) == 10)
        answer = served.ask(GET)
        assert answer.startswith(b"HTTP/1.1 503 ")
        assert b"\r\nretry-after: 1\r\n" in answer
        assert b"\r\ncontent-security-policy: " in answer
        assert errors(answer)[0]["extensions"]["code"] == "OVERLOADED"
        assert all(each.recv(1000).endswith(b"ok") for each in busy)


# Large


@pytest.mark.parametrize(
    "head",
    [
        GET[:-2] + b"A: " + b"x" * HEAD_BYTES + b"\r\n\r\n",
        GET[:-2] + b"A: " + b"x" * 5_000_000,
        GET[:-2] + b"A: x\r\n" * 10_000,
        GET[:-2] + b"A: x\r\n" * 101 + b"\r\n",
        b"GET /?" + b"x" * HEAD_BYTES + b" HTTP/1.1\r\n\r\n",
        b"GET /" + b"x" * 5_000_000,
    ],
    ids=["header", "header without end", "headers", "one header too many", "line", "line without end"],
)
def test_headers_are_bounded(served, head):
    answer = served.ask(head)
    assert answer.startswith(b"HTTP/1.1 431 ")
    assert errors(answer)[0]["extensions"]["code"] == "HEADERS_TOO_LARGE"


def test_headers_within_bounds_are_read_whole(served):
    head = b"GET /headers HTTP/1.1\r\nConnection: close\r\n" + b"A: x\r\n" * 98 + b"B: " + b"x" * (HEAD_BYTES - 1_000)
    assert json.loads(served.ask(head + b"\r\n\r\n").partition(b"\r\n\r\n")[2])[-1] == "b"


@pytest.mark.parametrize("more", [b"A: " + b"x" * 5_000_000, b"A: x\r\n" * 500_000], ids=["one", "many"])
def test_trailers_are_bounded(served, more):
    assert served.ask(CHUNKED + b"0\r\n" + more).startswith((b"HTTP/1.1 431 ", b"HTTP/1.1 408 ", b""))
    until(lambda: served.open() == 0)


def test_trailers_do_not_turn_up_among_the_headers(served):
    answer = served.ask(
        b"POST /headers HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-API-Key: b\r\nA: c\r\n\r\n"
    )
    assert answer.endswith(b'["transfer-encoding"]')


FRAMES = {
    "length": (b"Content-Length: %d\r\n" % LARGE, lambda body: [body]),
    "chunked": (b"Transfer-Encoding: chunked\r\n", lambda body: [b"%x\r\n" % len(body), body, b"\r\n0\r\n\r\n"]),
}


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("connection", [b"close", b"keep-alive"])
def test_who_sends_too_large_a_body_gets_the_answer_to_it(served, frame, connection):
    header, framed = FRAMES[frame]
    with served.connect(POST + header + b"Connection: " + connection + b"\r\n\r\n") as opened:
        for part in framed(b"x" * LARGE):
            opened.sendall(part)
        assert opened.recv(1000).startswith(b"HTTP/1.1 413 ")
        if connection == b"keep-alive":
            opened.sendall(LAST)
            assert rest(opened).endswith(b"ok")


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read from /proc")
def test_fifty_megabytes_cost_less_than_five():
    script = (
        "import time; from tests.graphql_api.server.edge import edge\n"
        "with edge() as served: print(served.port, flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as server:
        try:
            served = Edge(int(server.stdout.readline()), None, None)

            served.get()
            before = peak(server.pid)
            for header, framed in FRAMES.values():
                for connection in (b"close", b"keep-alive"):
                    head = POST + header.replace(b"20", b"50") + b"Connection: %b\r\n\r\n" % connection
                    with served.connect(head) as opened:
                        for part in framed(b"x" * 50_000_000):
                            opened.sendall(part)
                        assert opened.recv(1000).startswith(b"HTTP/1.1 413 ")
            for head in (b"GET / HTTP/1.1\r\nA: ", b"GET /", CHUNKED + b"0\r\nA: "):
                served.ask(head + b"x" * 50_000_000)
            assert peak(server.pid) - before < 5_000_000
        finally:
            server.kill()


def peak(process: int) -> int:
    """The most memory that a process ever had, in bytes."""
    status = Path(f"/proc/{process}/status").read_text()
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))


# Malformed


@pytest.mark.parametrize(
    "sent",
    [
        b"nonsense\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/1.1\r\nA b: c\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\n\r\n",
        b"CONNECT example.org:80 HTTP/1.1\r\n\r\n",
        POST + b"Content-Length: -1\r\n\r\n",
        POST + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\n",
        POST + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: gzip\r\n\r\n",
        POST + b"Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: %d\r\n\r\n%b" % (len(GET), GET),
        POST + b"Connection: Upgrade\r\nUpgrade: h2c\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        CHUNKED + b"1\r\nabc\r\n",
        CHUNKED + b"x\r\n",
    ],
)
def test_what_is_no_http_is_told_so_in_json(served, sent):
    answer = served.ask(sent)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"HTTP/1.1 200 " not in answer
    assert errors(answer)[0]["extensions"]["code"] == "BAD_REQUEST"


def test_what_came_whole_before_nonsense_is_answered(served):
    answer = served.ask(b"GET /wait?0.1 HTTP/1.1\r\n\r\nnonsense\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.count(b"HTTP/1.1") == 1


# Well-formed


def test_requests_sent_ahead_are_answered_in_order(served):
    sent = [f"GET /large?{length} HTTP/1.1\r\n\r\n".encode() for length in (3, 1, 2)]
    answer = served.ask(b"".join(sent) + LAST)
    bodies = [part.partition(b"\r\n\r\n")[2] for part in answer.split(b"HTTP/1.1 200 ")[1:]]
    assert bodies == [b"xxx", b"x", b"xx", b"ok"]


def test_sent_further_ahead_than_may_be_the_rest_is_not_answered(served):
    assert served.ask(GET * 5_000).count(b"HTTP/1.1 200 ") == PIPELINED + 1


def test_an_upgrade_is_not_taken_up(served):
    upgrade = b"GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
    assert served.ask(upgrade + upgrade + LAST).count(b"HTTP/1.1 200 ") == 3


def test_a_client_that_waits_for_leave_to_send_the_body_gets_it(served):
    with served.connect(POST + b"Content-Length: 3\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n") as opened:
        assert opened.recv(1000).startswith(b"HTTP/1.1 100 ")
        opened.sendall(b"abc")
        assert rest(opened).endswith(b"\r\n\r\n3")


def test_a_connection_kept_open_for_nothing_is_closed(served):
    with served.connect(GET) as opened:
        assert opened.recv(1000).endswith(b"ok")
        assert rest(opened) == b""


def test_no_server_is_named(served):
    assert b"server:" not in served.get().lower()


def test_worker_processes_get_the_bounds():
    config = pickle.loads(pickle.dumps(ServingConfig("x:y", Traffic(receive_seconds=2, connections=20), workers=2)))
    assert (config.connections, config.receive_seconds, config.waiting.seconds) == (20, 2, pytest.approx(2.2))


def test_where_the_parser_is_missing_uvicorn_serves_with_its_own(monkeypatch):
    monkeypatch.setattr(serving.importlib.util, "find_spec", lambda _: None)
    with edge() as served:
        assert served.config.http_protocol_class.__name__ == "H11Protocol"
        assert served.get().endswith(b"ok")
        assert served.ask(GET[:-2] + b"A: " + b"x" * 100_000).startswith(b"HTTP/1.1 400 ")
