"""The shortcut: which requests take it, and that nobody can tell but by the time it takes."""

import asyncio
import logging
import time
from contextlib import ExitStack

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api.server import serving
from graphql_api.server.protocol import PIPELINED
from graphql_api.server.quick import HELD_BYTES
from tests.graphql_api.conftest import until
from tests.graphql_api.server import echoing
from tests.graphql_api.server.echoing import Echo, Wire, answers, post
from tests.graphql_api.server.edge import edge, errors, rest

GET = b"GET /graphql?query=%7Ba%7D HTTP/1.1\r\nHost: x\r\n\r\n"
LAST = post(b"last", more=b"Connection: close\r\n")
QUICK, ORDINARY = "quick", "ordinary"


def ways(found):
    return [each.way for each in found]


def received(opened, count):
    """As many replies as are expected."""
    found, sent = [], b""
    while len(found) < count:
        piece = opened.recv(65_536)
        assert piece, sent
        sent += piece
        found = answers(sent)
    return found


# Without a socket: pieces are what they are


@pytest.mark.parametrize("sent", [post(), post(b""), GET, post(target=b"/graphql?a=b&c"), post(b"x" * HELD_BYTES)])
async def test_what_comes_whole_takes_the_shortcut(sent):
    echo = Echo()
    wire = Wire(echo)
    (answer,) = await wire.answers(sent)
    ordinary = Echo()
    ordinary.shortcut = None
    (other,) = await Wire(ordinary).answers(sent)
    assert (answer.way, other.way) == (QUICK, ORDINARY)
    assert answer._replace(way="") == other._replace(way="")
    assert not wire.closed
    assert wire.state.total_requests == 1


async def test_the_shortcut_is_told_what_came():
    echo = Echo()
    await Wire(echo).answers(post(b"{1}", b"/graphql?a=%20", b"X-B: C d\r\n"))
    headers = [(b"host", b"x"), (b"x-b", b"C d"), (b"content-length", b"3")]
    ((head, *rest),) = echo.asked
    assert (head.method, head.target, head.headers) == (b"POST", b"/graphql?a=%20", headers)
    assert rest == [b"{1}", ("192.0.2.1", 5), "http"]


CHUNKED = b"POST /graphql HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    "sent",
    [
        post(target=b"/"),
        post(target=b"/graphql/"),
        post(target=b"/graphqls"),
        post(target=b"/graph%71l"),
        post(target=b"/graphql?a#b"),
        post(target=b"http://x/graphql"),
        *(method + b" /graphql HTTP/1.1\r\n\r\n" for method in (b"PUT", b"OPTIONS", b"DELETE", b"QUERY")),
        b"HEAD /graphql HTTP/1.1\r\nConnection: close\r\n\r\n",
        GET.replace(b"1.1", b"1.0"),
        post(more=b"Connection: keep-alive\r\n").replace(b"1.1", b"1.0"),
        LAST,
        post(more=b"Connection: Keep-Alive, Close\r\n"),
        post(b"", more=b"Connection: Upgrade\r\nUpgrade: h2c\r\n"),
        CHUNKED + b"2\r\n{}\r\n0\r\n\r\n",
        CHUNKED + b"0\r\n\r\n",
        post(b"x" * (HELD_BYTES + 1)),
    ],
)
async def test_what_is_out_of_the_ordinary_goes_the_ordinary_way(sent):
    echo = Echo()
    wire = Wire(echo)
    await wire.feed(sent)
    await wire.answers()
    assert echo.asked == []
    assert b"HTTP/1.1 200 OK\r\n" in wire.sent
    assert b"\r\nway: ordinary\r\n" in wire.sent


async def test_leave_to_send_the_body_is_given_the_ordinary_way():
    wire = Wire(echo := Echo())
    await wire.feed(post(b"", more=b"Expect: 100-continue\r\n").replace(b": 0", b": 2"), b"{}")
    assert wire.sent.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n")
    await wire.feed(post(more=b"Expect: 100-continue\r\n"))
    assert echo.asked == []


@pytest.mark.parametrize("body", [b"slow", b"raise"])
async def test_what_the_shortcut_does_not_reply_to_goes_the_ordinary_way(body, caplog):
    echo = Echo()
    wire = Wire(echo)
    found = await wire.answers(post(body))
    found = await wire.answers(post())
    assert ways(found) == [ORDINARY, QUICK]
    assert b"b'%b'" % body in found[0].body
    assert len(echo.asked) == 2
    told = [(each.levelno, each.getMessage()) for each in caplog.records]
    assert told == [(logging.ERROR, "the shortcut failed")] * (body == b"raise")


@pytest.mark.parametrize("sent", [post(b"body"), post(b"slow"), GET])
async def test_cut_in_two_anywhere_a_request_is_answered_as_in_one_piece(sent):
    (whole,) = await Wire(Echo()).answers(sent)
    for at in range(1, len(sent)):
        echo = Echo()
        (answer,) = await Wire(echo).answers(sent[:at], sent[at:])
        assert answer._replace(way=whole.way) == whole
        headers_were_cut = at < sent.index(b"\r\n\r\n") + 4
        assert len(echo.asked) == headers_were_cut  # the body is here whole when the headers are


async def test_while_something_is_being_answered_the_next_waits_its_turn():
    echo = Echo()
    sent = [post(b"slow 1"), post(b"2"), GET, post(b"raise 4"), post(b"5")]
    found = await Wire(echo).answers(b"".join(sent))
    assert ways(found) == [ORDINARY] * 5
    assert [each.body.split(b", ")[-1] for each in found] == [
        b"\"b'%b'\"]" % body for body in (b"slow 1", b"2", b"", b"raise 4", b"5")
    ]
    assert len(echo.asked) == 1


async def test_requests_sent_ahead_are_answered_in_order():
    found = await Wire(Echo()).answers(post(b"1") + post(b"2") + post(b"slow") + post(b"3") + GET)
    assert ways(found) == [QUICK, QUICK, ORDINARY, ORDINARY, ORDINARY]
    assert [each.body for each in found] == [
        answer.body
        for sent in (post(b"1"), post(b"2"), post(b"slow"), post(b"3"), GET)
        for answer in await Wire(Echo()).answers(sent)
    ]


async def test_of_one_piece_only_so_many_are_answered_at_once():
    echo = Echo()
    wire = Wire(echo)
    found = await wire.answers(post(b"1") * 1_000)
    assert ways(found) == [QUICK] * PIPELINED + [ORDINARY] * (PIPELINED + 1)
    assert wire.closed
    assert ways(await Wire(echo).answers(*[post(b"1")] * 40)) == [QUICK] * 40


async def test_what_comes_on_a_connection_that_is_being_closed_is_not_answered_at_once():
    wire = Wire(echo := Echo())
    await wire.feed(post())
    wire.close()
    wire.protocol.data_received(post())
    assert len(echo.asked) == 1
    timer = wire.protocol._idle_timer
    await echoing.until(lambda: wire.protocol.lost)
    assert timer.cancelled()


async def test_where_as_many_are_connected_as_may_be_the_shortcut_is_not_asked():
    wire = Wire(Echo(), connections=10)
    wire.state.connections |= set(range(10))
    (answer,) = await wire.answers(post())
    assert answer.status == 503
    assert wire.closed


async def test_while_the_client_takes_nothing_the_shortcut_is_not_asked():
    wire = Wire(echo := Echo())
    wire.protocol.pause_writing()
    await wire.feed(post())
    assert (echo.asked, wire.sent) == ([], b"")
    wire.protocol.resume_writing()
    assert ways(await wire.answers()) == [ORDINARY]
    assert ways(await wire.answers(post())) == [ORDINARY, QUICK]


async def test_nonsense_after_a_reply_is_told():
    wire = Wire(Echo())
    quick, refused = await wire.answers(post() + b"nonsense\r\n\r\n")
    assert (quick.way, refused.status) == (QUICK, 400)
    assert wire.closed


async def test_nonsense_after_what_goes_the_ordinary_way_closes_the_connection_behind_it():
    wire = Wire(Echo())
    (answer,) = await wire.answers(post(b"slow") + b"nonsense\r\n\r\n")
    assert b"connection: close" in answer.headers
    assert wire.closed


@pytest.mark.parametrize("sent", [CHUNKED + b"1\r\nabc\r\n", CHUNKED + b"x\r\n", post(b"", more=b"A b: c\r\n")])
async def test_what_is_malformed_is_told_so(sent):
    wire = Wire(echo := Echo())
    (answer,) = await wire.answers(sent)
    assert (answer.status, echo.asked) == (400, [])
    assert wire.closed


async def test_headers_are_bounded_for_the_shortcut_too():
    wire = Wire(echo := Echo())
    head = b"A: " + b"x" * 20_000 + b"\r\n"
    assert ways(await wire.answers(post(more=head), post(more=head) + post(more=head))) == [QUICK] * 3
    *_, refused = await wire.answers(post(more=head * 2))
    assert (refused.status, len(echo.asked)) == (431, 3)


async def test_an_application_without_a_shortcut_is_served_as_ever():
    async def app(scope, receive, send):
        await Echo()(scope, receive, send)

    assert ways(await Wire(app).answers(post() + GET)) == [ORDINARY] * 2


async def test_headers_that_the_server_adds_are_those_of_the_moment():
    wire = Wire(Echo())
    await wire.feed(post())
    wire.state.default_headers = [(b"date", b"tomorrow")]
    await wire.feed(post())
    assert wire.sent.count(b"\r\ndate: today\r\nx-added: 1\r\n") == 1
    assert wire.sent.count(b"\r\ndate: tomorrow\r\n") == 1


async def test_one_timer_closes_a_connection_kept_open_for_nothing():
    wire = Wire(Echo())
    wire.protocol.timeout_keep_alive = 0.1
    began = time.monotonic()
    for sent in (post(), post(b"slow"), post(), post()):
        await wire.answers(sent)
        await asyncio.sleep(0.06)
        assert not wire.closed
    await echoing.until(lambda: wire.protocol.lost)
    assert time.monotonic() - began > 0.06 * 3 + 0.1


REQUESTS = [
    post(b"1"),
    post(b"slow 2"),
    post(b"raise 3"),
    post(b"4" * 300),
    post(b"5", b"/other"),
    post(b"", b"/graphql?a=b"),
    GET,
    GET.replace(b"/graphql", b"/other"),
    CHUNKED + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
    CHUNKED + b"1\r\na\r\n0\r\nTrailer: b\r\n\r\n",
    post(b"6", more=b"A: b\r\n" * 30),
    post(b"", more=b"Connection: Upgrade\r\nUpgrade: websocket\r\n"),
]


@st.composite
def pieces(draw):
    """Requests, cut anywhere or nowhere; the last may ask to close."""
    sent = b"".join(draw(st.lists(st.sampled_from(REQUESTS), min_size=1, max_size=6)))
    sent += draw(st.sampled_from([b"", LAST, GET.replace(b"1.1", b"1.0")]))
    cuts = sorted(draw(st.sets(st.integers(1, len(sent) - 1), max_size=12)))
    return [sent[start:end] for start, end in zip([0, *cuts], [*cuts, len(sent)], strict=True)]


@given(pieces())
@settings(max_examples=60, deadline=None)
def test_however_a_stream_is_cut_the_answers_are_the_same(cut):
    async def both():
        plain = Echo()
        plain.shortcut = None
        wires = [Wire(Echo()), Wire(Echo()), Wire(plain)]
        whole = b"".join(cut)
        found = [await wire.answers(*sent) for wire, sent in zip(wires, (cut, [whole], [whole]), strict=True)]
        return [[each._replace(way="") for each in answered] for answered in found], [wire.closed for wire in wires]

    (as_cut, in_one, without), closed = asyncio.run(both())
    assert as_cut == in_one == without
    assert len(set(closed)) == 1


# Over sockets


def test_the_shortcut_and_the_ordinary_way_take_turns_on_one_connection():
    with edge(Echo()) as served, served.connect() as opened:
        for sent in (post(), post(b"slow"), GET, post(b"x" * 200_000), post(), post(target=b"/other"), post()):
            opened.sendall(sent)
            (answer,) = received(opened, 1)
            assert answer.status == 200
            assert b"connection: close" not in answer.headers
        opened.sendall(LAST)
        assert ways(answers(rest(opened))) == [ORDINARY]
        assert served.server.server_state.total_requests == 8


def test_a_server_that_stops_closes_connections_that_took_the_shortcut():
    with ExitStack() as held:
        with edge(Echo()) as served:
            opened = held.enter_context(served.connect(post()))
            assert ways(received(opened, 1)) == [QUICK]
            began = time.monotonic()
        assert rest(opened) == b""
        assert time.monotonic() - began < serving.GRACE_SECONDS / 2


def test_connections_that_took_the_shortcut_make_room_for_others():
    with edge(Echo(), connections=10) as served, ExitStack() as held:
        opened = [held.enter_context(served.connect(post())) for _ in range(10)]
        assert [ways(received(each, 1)) for each in opened] == [[QUICK]] * 10
        opened[0].sendall(post())
        received(opened[0], 1)
        assert ways(received(held.enter_context(served.connect(post())), 1)) == [QUICK]
        assert rest(opened[1]) == b""  # the one that waited the longest
        opened[0].sendall(post())
        assert ways(received(opened[0], 1)) == [QUICK]


@pytest.mark.slow
@pytest.mark.parametrize(("start", "told"), [(GET[:20], b""), (post(b"abc")[:-1], b"HTTP/1.1 408 "), (b"", b"")])
def test_who_took_the_shortcut_is_not_waited_for_any_longer_than_others(start, told):
    with edge(Echo(), receive_seconds=0.3) as served, served.connect(post()) as opened:
        received(opened, 1)
        opened.sendall(start)
        assert rest(opened).startswith(told)
        until(lambda: served.open() == 0)
        assert not served.config.waiting.since


@pytest.mark.slow
def test_who_does_not_take_the_replies_is_given_up():
    echo = Echo(fill=1_000_000)
    with edge(echo, receive_seconds=0.3) as served, served.connect() as opened:
        for _ in range(20):
            opened.sendall(post())
            time.sleep(0.005)
        assert len(echo.asked) < 20
        until(lambda: served.open() == 0)


@pytest.mark.slow
def test_where_all_are_being_answered_the_shortcut_is_closed_too():
    class Busy(Echo):
        async def __call__(self, scope, receive, send):
            await asyncio.sleep(0.5)
            await super().__call__(scope, receive, send)

    with edge(Busy(), connections=10) as served, ExitStack() as held:
        busy = [held.enter_context(served.connect(post(b"slow"))) for _ in range(10)]
        until(lambda: len(served.server.server_state.tasks) == 10)
        answer = served.ask(post())
        assert answer.startswith(b"HTTP/1.1 503 ")
        assert errors(answer)[0]["extensions"]["code"] == "OVERLOADED"
        assert [ways(received(each, 1)) for each in busy] == [[ORDINARY]] * 10
