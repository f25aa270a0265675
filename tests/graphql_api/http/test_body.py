"""A body is taken in as far as it may be long, and as long as it may take."""

import asyncio

import pytest

from graphql_api.http.body import ClientLeft, read_body
from graphql_api.http.refusal import Refusal


def sent(*parts, then=None):
    """What a server hands on of a body in these parts; `then` is what comes after them."""
    messages = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    if then is None and messages:
        messages[-1]["more_body"] = False
    taken = []

    async def receive():
        if messages:
            taken.append(messages.pop(0))
            return taken[-1]
        return then or await asyncio.sleep(60)

    receive.taken = taken
    return receive


def scope(length=None):
    return {"headers": [] if length is None else [(b"content-length", length)]}


@pytest.mark.parametrize("parts", [(b"abcdefghij",), (b"abc", b"", b"defghij"), (b"a",) * 10, (b"",)])
async def test_a_body_is_its_parts_together(parts):
    assert await read_body(scope(), sent(*parts), 10, 5) == b"".join(parts)


async def test_a_message_without_a_body_ends_it():
    async def receive():
        return {"type": "http.request"}

    assert await read_body(scope(), receive, 10, 5) == b""


@pytest.mark.parametrize("length", [b"11", b"52428800", b"9" * 19])
async def test_a_body_that_is_said_to_be_too_long_is_not_read(length):
    receive = sent(b"a")
    with pytest.raises(Refusal) as refused:
        await read_body(scope(length), receive, 10, 5)
    assert (refused.value.status, refused.value.code) == (413, "PAYLOAD_TOO_LARGE")
    assert refused.value.message == "The body has more than 10 bytes; send at most so many"
    assert receive.taken == []


@pytest.mark.parametrize("length", [None, b"5", b"-1", b"none", b"9" * 5_000, b"\xb2"])
async def test_a_body_that_turns_out_too_long_is_read_no_further(length):
    receive = sent(*[b"abcd"] * 1_000)
    with pytest.raises(Refusal) as refused:
        await read_body(scope(length), receive, 10, 5)
    assert (refused.value.status, len(receive.taken)) == (413, 3)


async def test_a_body_that_does_not_come_is_not_waited_for():
    with pytest.raises(Refusal) as refused:
        await read_body(scope(b"10"), sent(b"abc", then=False), 10, 0.01)
    assert (refused.value.status, refused.value.code) == (408, "REQUEST_TIMEOUT")
    assert refused.value.message == "The body did not come in within 0.01 seconds; send the request again"
    assert refused.value.headers == {"Connection": "close"}


async def test_who_leaves_before_the_end_is_not_answered():
    with pytest.raises(ClientLeft):
        await read_body(scope(), sent(b"abc", then={"type": "http.disconnect"}), 10, 5)
