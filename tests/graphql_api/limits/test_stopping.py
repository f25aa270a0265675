"""Work stops when it is asked to: what it awaits ends, and no further object is worked out."""

import asyncio
import threading

import pytest

from graphql_api.catalogue import questions
from graphql_api.context import Context
from graphql_api.limits.stopping import Stop, Stopped
from graphql_api.schema import schema


async def test_what_is_awaited_ends_when_another_thread_asks():
    stop = Stop()
    begun = threading.Event()

    async def work():
        begun.set()
        await asyncio.sleep(60)

    def ask():
        begun.wait(10)
        stop.ask()

    asking = threading.Thread(target=ask)
    asking.start()
    with pytest.raises(asyncio.CancelledError):
        await stop.watched(work)
    asking.join()
    assert stop.asked


async def test_work_that_nobody_stops_has_its_outcome():
    stop = Stop()

    async def work():
        return "done"

    assert await stop.watched(work) == "done"
    stop.ask()  # too late: nothing happens
    await asyncio.sleep(0)
    assert stop.asked


def test_asking_when_the_loop_is_gone_does_nothing():
    stop = Stop()

    async def leave(work):
        stopping = asyncio.ensure_future(stop.watched(work))
        await asyncio.sleep(0)
        return stopping

    async def work():
        await asyncio.sleep(60)

    loop = asyncio.new_event_loop()
    left = loop.run_until_complete(leave(work))
    ask = stop._cancel
    left.cancel()
    with pytest.raises(asyncio.CancelledError):
        loop.run_until_complete(left)
    loop.close()
    ask()


async def test_no_object_is_worked_out_after_somebody_asked(small, monkeypatch):
    asked = []
    stop = Stop()
    found = questions.top_actor

    async def once(*arguments):
        asked.append(arguments)
        stop.ask()
        return await found(*arguments)

    monkeypatch.setattr(questions, "top_actor", once)
    context = Context(small, stop=stop)
    result = await schema.execute("{ topActor { count actor { name } } }", context_value=context)
    assert len(asked) == 1
    assert result.data == {"topActor": None}
    assert [(error.path, error.extensions) for error in result.errors] == [(["topActor"], {"code": "TIMEOUT"})]


async def test_nothing_is_worked_out_if_somebody_asked_before(small):
    stop = Stop()
    stop.ask()
    result = await schema.execute("{ platforms { id } }", context_value=Context(small, stop=stop))
    assert result.data is None
    assert [error.message for error in result.errors] == [str(Stopped().message)]


async def test_what_nobody_stops_is_answered_whole(small):
    result = await schema.execute("{ platforms { id } }", context_value=Context(small))
    assert (result.errors, len(result.data["platforms"])) == (None, 4)
