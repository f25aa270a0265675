"""Replies that are written together, and never behind what comes after them."""

import asyncio

from graphql_api.server.outbox import Outbox
from tests.graphql_api.server.echoing import Echo, Wire, answers, post


class Sender:
    def __init__(self, name, sent):
        self.name = name
        self.sent = sent

    def send_pending(self):
        self.sent.append(self.name)


async def test_all_of_a_round_are_sent_when_it_ends_in_their_order():
    outbox, sent = Outbox(), []
    for round_ in ("a", "b"):
        for number in (1, 2):
            outbox.add(Sender(f"{round_}{number}", sent))
        assert f"{round_}1" not in sent
        await asyncio.sleep(0)
    assert sent == ["a1", "a2", "b1", "b2"]


async def test_replies_to_several_requests_of_one_piece_are_one_write():
    wire, writes = Wire(Echo()), []
    wire.write = writes.append
    wire.protocol.data_received(post(b"1") + post(b"2") + post(b"3"))
    assert writes == []
    await asyncio.sleep(0)
    (written,) = writes
    assert [answer.way for answer in answers(written)] == ["quick"] * 3


async def test_what_goes_the_ordinary_way_is_sent_behind_what_waits():
    wire = Wire(Echo())
    wire.protocol.data_received(post(b"1") + post(b"slow 2") + post(b"3"))
    assert [answer.way for answer in answers(wire.sent)] == ["quick"]  # before the next has begun
    found = await wire.answers()
    assert [b"slow" in answer.body for answer in found] == [False, True, False]


async def test_nonsense_behind_a_reply_is_told_behind_it():
    wire = Wire(Echo())
    wire.protocol.data_received(post(b"1") + b"nonsense\r\n\r\n")
    assert [answer.status for answer in answers(wire.sent)] == [200, 400]


async def test_a_connection_that_closed_before_the_round_ended_is_written_to_no_more():
    wire, writes = Wire(Echo()), []
    wire.write = writes.append
    wire.protocol.data_received(post(b"1"))
    wire.abort()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert (writes, wire.protocol.pending) == ([], [])
