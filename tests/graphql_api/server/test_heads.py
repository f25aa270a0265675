"""Heads that were parsed before: they save time, and change nothing."""

import asyncio
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api.http.asked import Asked, Head
from graphql_api.server.heads import LONGEST, MOST, Heads
from tests.graphql_api.server.echoing import Echo, Wire, answers, post, until

GET = b"GET /graphql?query=%7Ba%7D HTTP/1.1\r\nHost: x\r\n\r\n"


class Watched:
    """A parser that tells how often it was fed."""

    def __init__(self, parser):
        self.parser = parser
        self.fed = 0

    def feed_data(self, data):
        self.fed += 1
        self.parser.feed_data(data)

    def __getattr__(self, name):
        return getattr(self.parser, name)


def watched(echo, heads=None, **traffic):
    """A connection, and its parser."""
    wire = Wire(echo, heads, **traffic)
    parser = wire.protocol.parser = Watched(wire.protocol.parser)
    return wire, parser


def asked(body=b"", *, target=b"/graphql"):
    return Asked(Head(b"POST", target, []), body, None, "http")


def test_what_is_kept_is_found_again():
    heads, request = Heads(), asked(b"{}")
    heads.keep(post(b"{}"), request)
    head, body = heads.find(post(b"[]"))
    assert head is request.head
    assert body == b"[]"


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"{}",
        post(b"{}")[:-1],
        post(b"{}") + b"\r\n",
        post(b"{}") + post(b"{}"),
        post(b"{1}"),
        post(b"{}", target=b"/other"),
        b"\r\n" + post(b"{}"),
        post(b"{}").replace(b"Host", b"host"),
    ],
)
def test_only_the_same_head_with_a_body_as_long_is_found(sent):
    heads = Heads()
    heads.keep(post(b"{}"), asked(b"{}"))
    assert heads.find(sent) is None


@pytest.mark.parametrize(
    "sent", [b"\r\n\r\n" + post(b"{}"), post(b"{}") + GET, post(b"{}", more=b"A: " + b"b" * LONGEST)]
)
def test_what_is_not_one_request_or_is_long_is_not_kept(sent):
    heads = Heads()
    heads.keep(sent, asked(b"{}"))
    assert heads.find(sent) is None


def test_so_many_are_kept_and_those_in_use_the_longest():
    heads = Heads()

    def sent(number):
        return post(b"", target=b"/graphql?%d" % number)

    for number in range(3 * MOST):
        heads.keep(sent(number), asked())
        assert heads.find(sent(0)) is not None
    found = [heads.find(sent(number)) is not None for number in reversed(range(1, 3 * MOST))]
    assert MOST - 1 <= sum(found) <= 2 * MOST
    assert all(found[: MOST - 1])


async def test_a_head_is_parsed_once_whoever_sends_it():
    heads, echo = Heads(), Echo()
    for parsed in (1, 0):
        wire, parser = watched(echo, heads)
        first, second = await wire.answers(post(b"1"), post(b"2"))
        assert parser.fed == parsed
        assert first.body != second.body
        assert {first.way, second.way} == {"quick"}
        assert wire.state.total_requests == 2
    assert [each.body for each in echo.asked] == [b"1", b"2"] * 2


async def test_what_the_shortcut_does_not_reply_to_is_parsed_after_all():
    wire, parser = watched(echo := Echo())
    for body in (b"0000", b"slow", b"1111", b"2222"):
        found = await wire.answers(post(body))
    assert [each.way for each in found] == ["quick", "ordinary", "quick", "quick"]
    assert [each.body for each in echo.asked] == [b"0000", b"slow", b"1111", b"2222"]
    assert parser.fed == 3  # after the ordinary way the parser must be seen to be where it was


async def test_in_the_middle_of_a_request_nothing_is_taken_for_another():
    inner = post(b"{}")
    wire, _ = watched(echo := Echo())
    found = await wire.answers(inner, b"POST /graphql HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(inner), inner)
    assert [each.way for each in found] == ["quick", "ordinary"]
    assert json.loads(found[1].body)[-1] == str(inner)
    assert len(echo.asked) == 1


async def test_in_the_middle_of_a_head_nothing_is_taken_for_a_request():
    wire, _ = watched(echo := Echo())
    inner = post(b"{}")
    await wire.answers(inner, b"GET /graphql HTTP/1.1\r\nX: ", inner)
    (_, second) = echo.asked
    assert (second.head.method, second.head.headers[0]) == (b"GET", (b"x", b"POST /graphql HTTP/1.1"))


async def test_while_the_client_takes_nothing_nothing_is_answered_at_once():
    wire, parser = watched(echo := Echo())
    await wire.answers(post())
    wire.protocol.pause_writing()
    await wire.feed(post())
    assert (parser.fed, len(echo.asked)) == (2, 1)
    wire.protocol.resume_writing()


async def test_where_too_many_are_connected_nothing_is_answered_at_once():
    heads = Heads()
    await Wire(Echo(), heads).answers(post())
    wire, parser = watched(Echo(), heads, connections=1)
    wire.protocol.connections.add(object())
    wire.protocol.connections.add(object())
    assert (await wire.answers(post()))[0].status == 503
    assert parser.fed == 1


PIECES = [
    post(b"1"),
    post(b"2"),
    post(b"slow 3"),
    post(b"slow 4"),
    post(b"raise 5"),
    post(b""),
    GET,
    GET.replace(b"7Ba", b"7Bb"),
    post(b"6") + post(b"7"),
    post(b"8", target=b"/other"),
    b"\r\n" + post(b"1"),
    b"\r\n",
    post(b"1").replace(b"\r\n", b"\n"),
    post(b"9")[:-1],
    post(b"1")[:30],
    b"A: b\r\n" + post(b"1"),
    b"POST /graphql HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(post(b"1")),
    b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n1",
    b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
    b"POST /graphql HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
    post(b"", more=b"Connection: Upgrade\r\nUpgrade: h2c\r\n"),
    post(b"last", more=b"Connection: close\r\n"),
    b"nonsense",
]


class Forgetful(Heads):
    """Keeps none."""

    __slots__ = ()

    def keep(self, *_):
        pass


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=5), min_size=1, max_size=4))
@settings(max_examples=200, deadline=None)
def test_with_and_without_them_all_is_answered_alike(connections):
    async def answered(heads):
        told = []
        for pieces in connections:
            wire = Wire(Echo(), heads)
            await wire.feed(*pieces)
            for _ in range(40):  # what waits for more of a request waits for ever
                await asyncio.sleep(0)
            told.append(
                (
                    answers(wire.sent),
                    wire.closed,
                    wire.state.total_requests,
                    wire.protocol.unmet,
                    wire.protocol.head_open,
                )
            )
            wire.close()
            await until(lambda tasks=wire.state.tasks: not tasks)
        return told

    assert asyncio.run(answered(Heads())) == asyncio.run(answered(Forgetful()))
