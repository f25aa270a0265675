"""Attacks on the bytes of HTTP, and what all of them cost a server that listens: memory, time of others, its log."""

import json
import re
import socket
import threading
import time
from contextlib import ExitStack, suppress

import pytest

from tests.attacks.conftest import post
from tests.attacks.gauges import Server
from tests.attacks.hostile import DOCUMENTS, aliased, doubling
from tests.attacks.test_bodies import BAD_BODIES
from tests.graphql_api.server.edge import rest

GOOD = post("{ __typename }")
LARGE = 50_000_000
pytestmark = pytest.mark.slow  # a server, its memory and its sockets; the same in the process: the other modules

PIECE = b"x" * 100_000
MEGABYTE = 2**20
CLOSE = b"Connection: close\r\n\r\n"
JSON = b"Content-Type: application/json\r\n"


def connect(served):
    return socket.create_connection(("127.0.0.1", served.port), timeout=20)


def ask(served, sent):
    """All that is answered until the connection is closed."""
    with connect(served) as opened:
        opened.sendall(sent)
        return rest(opened)


def first(opened):
    """The first answer, whether the connection is closed then or not."""
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += (came := opened.recv(65_536))
        assert came, answer
    head, _, body = answer.partition(b"\r\n\r\n")
    length = int(re.search(rb"\r\ncontent-length: (\d+)", head)[1])
    while len(body) < length:
        body += opened.recv(65_536)
    return head + b"\r\n\r\n" + body[:length]


def answers(sent):
    """How many answers there are in what came."""
    return len(re.findall(rb"HTTP/1\.1 \d{3} ", sent))


def request(body, *headers, method=b"POST", path=b"/graphql"):
    lines = b"".join(header + b"\r\n" for header in headers)
    return b"%b %b HTTP/1.1\r\nHost: localhost\r\n%b%bContent-Length: %d\r\n%b%b" % (
        method, path, JSON, lines, len(body), CLOSE, body,
    )  # fmt: skip


def status(answer):
    return int(answer[9:12])


def content(answer):
    return json.loads(answer.partition(b"\r\n\r\n")[2])


def is_well(served):
    answer = ask(served, request(GOOD))
    return status(answer) == 200 and content(answer)["data"] == {"__typename": "Query"}


# Memory


@pytest.mark.parametrize("how", ["of a length that is said", "in chunks"])
def test_a_body_of_50_mb_costs_less_than_5_mb(how, live):
    assert is_well(live)
    server = Server(live.process.pid)
    server.forget_peak()
    before, chunked = server.memory(), how == "in chunks"
    with connect(live) as opened:
        length = b"Transfer-Encoding: chunked" if chunked else b"Content-Length: %d" % LARGE
        opened.sendall(b"POST /graphql HTTP/1.1\r\nHost: localhost\r\n" + JSON + length + b"\r\n\r\n")
        with suppress(ConnectionError):  # it need not take more than it wants
            for _ in range(LARGE // len(PIECE)):
                opened.sendall(b"%x\r\n%b\r\n" % (len(PIECE), PIECE) if chunked else PIECE)
        answer = first(opened)
    assert status(answer) == 413
    assert content(answer)["errors"][0]["extensions"]["code"] == "PAYLOAD_TOO_LARGE"
    assert server.peak() - before < 5 * MEGABYTE
    assert is_well(live)


def test_the_size_of_a_body_that_is_only_said_is_not_waited_for(live):
    with connect(live) as opened:
        opened.sendall(
            b"POST /graphql HTTP/1.1\r\nHost: localhost\r\n" + JSON + b"Content-Length: 99999999999999\r\n\r\n"
        )
        assert status(first(opened)) == 413


def test_all_attacks_together_leave_no_memory_behind_and_little_in_the_log(live):
    bodies = [*BAD_BODIES.values(), *(post(each.text, variables=each.variables) for each in DOCUMENTS.values())]
    server = Server(live.process.pid)

    def attack():
        for body in bodies:
            assert status(ask(live, request(body))) in (200, 400, 413)

    attack()
    before, logged = server.memory(), live.log.stat().st_size
    attack()
    assert server.memory() - before < 20 * MEGABYTE
    assert (live.log.stat().st_size - logged) / len(bodies) < 1_500
    assert "Traceback" not in live.log.read_text(encoding="utf-8")
    assert is_well(live)


# Where one request ends and the next begins


SMUGGLED = b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"
UNCLEAR = {
    "two lengths": b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n",
    "two lengths in one header": b"Content-Length: 5, 6\r\n\r\n",
    "a length and chunks": b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks and a length": b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
    "chunks twice": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    "chunks that are not last": b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "chunks under a false name": b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "chunks behind a space": b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "a length below nothing": b"Content-Length: -1\r\n\r\n",
    "a length with a sign": b"Content-Length: +5\r\n\r\nhello",
    "a length in hexadecimal": b"Content-Length: 0x5\r\n\r\nhello",
    "a length beyond counting": b"Content-Length: " + b"9" * 30 + b"\r\n\r\n",
    "a chunk beyond counting": b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 20 + b"\r\n",
    "a chunk of no length": b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
    "a chunk that is longer than it says": b"Transfer-Encoding: chunked\r\n\r\n1\r\nhello\r\n0\r\n\r\n",
    "a header without a name": b": x\r\n\r\n",
    "a header over two lines": b"X-A: b\r\n c\r\nContent-Length: 0\r\n\r\n",
    "a zero byte in a header": b"X-A: b\0c\r\n\r\n",
    "a bare line end in a header": b"X-A: b\rContent-Length: 5\r\n\r\n",
}


@pytest.mark.parametrize("name", UNCLEAR)
def test_where_it_is_unclear_where_a_request_ends_nothing_after_it_is_answered(name, live):
    answer = ask(live, b"POST /graphql HTTP/1.1\r\nHost: localhost\r\n" + JSON + UNCLEAR[name] + SMUGGLED)
    assert b"cartelera_requests" not in answer
    assert answers(answer) <= 1
    assert not answer or status(answer) in (400, 413, 415)
    assert is_well(live)


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 500,
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET http://other/graphql HTTP/1.1\r\nHost: localhost\r\n\r\n"[:20] + b"\0" * 20 + b"\r\n\r\n",
        b"GRAPHQL / HTTP/1.1\r\n\r\n",
        b"\0" * 5_000,
        b"{" * 40_000,
        b"GET /" + b"a" * 60_000 + b" HTTP/1.1\r\nHost: localhost\r\n" + CLOSE,
        b"GET / HTTP/1.1\r\nX: " + b"a" * 100_000 + b"\r\n" + CLOSE,
        b"GET / HTTP/1.1\r\n" + b"".join(b"X%d: a\r\n" % n for n in range(200)) + CLOSE,
        b"GET / HTTP/1.1\r\n" + b"".join(b"X%d: %b\r\n" % (n, b"a" * 400) for n in range(99)) + CLOSE,
    ],
)
def test_what_is_no_request_or_too_large_is_told_so_in_a_few_bytes_or_not_at_all(sent, live):
    answer = b""
    with suppress(ConnectionError):
        answer = ask(live, sent)
    assert not answer or status(answer) in (400, 431, 505)
    assert len(answer) < 2_000
    assert is_well(live)


@pytest.mark.parametrize("protocol", [b"graphql-transport-ws", b"graphql-ws"])
def test_a_websocket_is_not_opened(protocol, live):
    upgrade = (
        b"GET /graphql HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Protocol: "
        + protocol
        + b"\r\n\r\n"
    )
    with connect(live) as opened:
        opened.sendall(upgrade + b"GET /healthz HTTP/1.1\r\n" + CLOSE)
        answer = rest(opened)
    assert status(answer) in (200, 400)
    assert b" 101 " not in answer


def test_another_address_than_that_of_the_path_does_not_answer(live):
    assert status(ask(live, request(GOOD, path=b"//graphql"))) == 404
    assert status(ask(live, request(GOOD, path=b"/graphql/"))) in (307, 404)


# The time of others


def slowest(served, seconds):
    """The slowest answer to a probe that asks all the time, in seconds, and how many there were."""
    took, until = [], time.monotonic() + seconds
    with connect(served) as opened:
        while time.monotonic() < until:
            started = time.perf_counter()
            opened.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            while not opened.recv(10_000).endswith(b"}"):
                pass
            took.append(time.perf_counter() - started)
            time.sleep(0.005)
    return max(took), len(took)


DEAR = "{ " + " ".join(f'a{n}: search(text: "a{n}", first: 100) {{ nodes {{ id title }} }}' for n in range(12)) + " }"
HOLDING = {
    "fields asked for again and again": lambda n: post(DOCUMENTS["360 repeated objects"].text + f"#{n}"),
    "fragment doubling": lambda n: post(doubling(40) + f"#{n}"),
    "many searches": lambda n: post(DEAR + f"#{n}"),
    "aliases": lambda n: post(aliased(30, "titles(first: 9) { nodes { id } }") + f"#{n}"),
    "introspection": lambda n: post(f"{{ __schema {{ types {{ fields {{ type {{ name }} }} }} }} }} #{n}"),
    "bodies that are no JSON": lambda _: b"[" * 90_000,
}


@pytest.mark.parametrize("name", HOLDING)
def test_others_are_answered_within_a_tenth_of_a_second_meanwhile(name, live):
    stopped = threading.Event()

    def attack(which):
        number = which * 1_000_000
        while not stopped.is_set():
            number += 1
            ask(live, request(HOLDING[name](number)))

    attackers = [threading.Thread(target=attack, args=(which,)) for which in range(4)]
    for each in attackers:
        each.start()
    try:
        best = min(slowest(live, 0.2) for _ in range(3))
    finally:
        stopped.set()
        for each in attackers:
            each.join()
    assert best[0] < 0.1
    assert best[1] > 1
    assert is_well(live)


def test_connections_that_only_wait_shut_nobody_out(live):
    with ExitStack() as held:
        for number in range(300):
            opened = held.enter_context(connect(live))
            with suppress(ConnectionError):
                opened.sendall((b"", b"GET / HT", request(GOOD)[:-5])[number % 3])
        assert is_well(live)
