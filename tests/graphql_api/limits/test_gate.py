"""The gate lets cheap work through one after the other and dear work into a few threads, and bounds who waits."""

import asyncio
import contextvars
import threading
from contextlib import asynccontextmanager
from itertools import pairwise

import pytest

from graphql_api.limits.gate import Full, Gate
from graphql_api.limits.stopping import Stop
from tests.graphql_api.waiting import until


@asynccontextmanager
async def gate(threads=1, waiting=1):
    opened = Gate(threads, waiting)
    try:
        async with asyncio.timeout(20):
            yield opened
    finally:
        opened.close()


async def answer(value="answered"):
    return value


# On the event loop


async def test_work_on_the_loop_is_done_one_after_the_other_in_the_order_it_came():
    seen = []

    def work(number):
        async def begun():
            seen.append(f"{number} begins")
            await asyncio.sleep(0)
            seen.append(f"{number} ends")
            return number

        return begun

    async with gate(waiting=10) as opened:
        answers = await asyncio.gather(*(opened.on_loop(work(number)) for number in range(3)))
    assert answers == [0, 1, 2]
    assert seen == ["0 begins", "0 ends", "1 begins", "1 ends", "2 begins", "2 ends"]


async def test_other_things_happen_between_one_answer_and_the_next():
    seen = []

    async def work():
        seen.append("answer")

    def tick(times):
        seen.append("tick")
        if times:
            asyncio.get_running_loop().call_soon(tick, times - 1)

    async with gate(waiting=10) as opened:
        asyncio.get_running_loop().call_soon(tick, 20)
        await asyncio.gather(*(opened.on_loop(work) for _ in range(4)))
    places = [at for at, each in enumerate(seen) if each == "answer"]
    assert [after - before > 1 for before, after in pairwise(places)] == [True] * 3


async def test_who_awaits_something_holds_nobody_up():
    go = asyncio.Event()
    async with gate(waiting=2) as opened:
        awaiting = asyncio.create_task(opened.on_loop(go.wait))
        await until(lambda: opened.queued == 1)
        assert await opened.on_loop(answer) == "answered"
        assert not awaiting.done()
        go.set()
        await awaiting


async def test_more_than_may_wait_for_the_loop_is_told_at_once():
    go = asyncio.Event()
    async with gate(waiting=2) as opened:
        held = [asyncio.create_task(opened.on_loop(go.wait)) for _ in range(3)]  # one works, two wait
        await until(lambda: opened.queued == 3)
        with pytest.raises(Full):
            await opened.on_loop(answer)
        go.set()
        assert await asyncio.gather(*held) == [True] * 3
        await until(lambda: opened.idle)
        assert (opened.queued, await opened.on_loop(answer)) == (0, "answered")


async def test_who_stops_waiting_for_the_loop_leaves_no_gap():
    go = asyncio.Event()
    async with gate(waiting=2) as opened:
        working, leaving, staying = (asyncio.create_task(opened.on_loop(go.wait)) for _ in range(3))
        await until(lambda: opened.queued == 3)
        leaving.cancel()
        await until(lambda: opened.queued == 2)
        go.set()
        assert await asyncio.gather(working, staying) == [True, True]
        assert leaving.cancelled()
        assert await opened.on_loop(answer) == "answered"


async def test_work_that_fails_lets_the_next_through():
    async def fails():
        raise KeyError("mine")

    async with gate() as opened:
        for place in (opened.on_loop(fails), opened.in_thread(fails, Stop())):
            with pytest.raises(KeyError, match="mine"):
                await place
        await until(lambda: opened.beside == 0)
        assert [await opened.on_loop(answer), await opened.in_thread(answer, Stop())] == ["answered"] * 2


# In threads


async def test_dear_work_is_done_beside_the_loop_with_what_the_request_had_bound():
    bound = contextvars.ContextVar("bound")
    bound.set("of this request")

    async def work():
        await asyncio.sleep(0)
        return threading.current_thread(), bound.get()

    async with gate() as opened:
        thread, found = await opened.in_thread(work, Stop())
    assert (thread is threading.main_thread(), found) == (False, "of this request")


class Held:
    """Work that holds its thread until it is let go."""

    def __init__(self):
        self.begun, self.go = threading.Event(), threading.Event()

    async def work(self):
        self.begun.set()
        self.go.wait(10)
        return "done"


async def test_no_more_work_at_once_than_there_are_threads():
    held = [Held() for _ in range(3)]
    async with gate(threads=2, waiting=5) as opened:
        tasks = [asyncio.create_task(opened.in_thread(each.work, Stop())) for each in held]
        await until(lambda: held[0].begun.is_set() and held[1].begun.is_set())
        assert (opened.beside, held[2].begun.is_set()) == (3, False)
        held[0].go.set()
        await until(held[2].begun.is_set)
        for each in held:
            each.go.set()
        assert await asyncio.gather(*tasks) == ["done"] * 3
        await until(lambda: opened.beside == 0)


async def test_more_than_may_wait_for_a_thread_is_told_at_once():
    held = Held()
    async with gate(threads=1, waiting=1) as opened:
        tasks = [asyncio.create_task(opened.in_thread(held.work, Stop())) for _ in range(2)]
        await until(lambda: opened.beside == 2)
        with pytest.raises(Full):
            await opened.in_thread(answer, Stop())
        assert await opened.on_loop(answer) == "answered"  # those who wait for threads are in nobody's way
        held.go.set()
        assert await asyncio.gather(*tasks) == ["done"] * 2


async def test_who_leaves_while_waiting_for_a_thread_makes_room_and_is_never_begun():
    held, late = Held(), Held()
    async with gate(threads=1, waiting=1) as opened:
        working = asyncio.create_task(opened.in_thread(held.work, Stop()))
        await until(held.begun.is_set)
        stop = Stop()
        leaving = asyncio.create_task(opened.in_thread(late.work, stop))
        await until(lambda: opened.beside == 2)
        leaving.cancel()
        await until(lambda: opened.beside == 1)
        assert leaving.cancelled()
        held.go.set()
        assert await working == "done"
        assert await opened.in_thread(answer, Stop()) == "answered"
        assert not late.begun.is_set()


async def test_who_leaves_while_a_thread_works_has_it_stop_and_the_thread_is_free_again():
    begun = threading.Event()

    async def work():
        begun.set()
        await asyncio.sleep(60)

    async with gate(threads=1, waiting=0) as opened:
        leaving = asyncio.create_task(opened.in_thread(work, Stop()))
        await until(begun.is_set)
        leaving.cancel()
        await until(lambda: opened.beside == 0)
        assert await opened.in_thread(answer, Stop()) == "answered"


async def test_a_thread_counts_as_taken_until_what_was_left_in_it_has_stopped():
    held = Held()
    async with gate(threads=1, waiting=0) as opened:
        leaving = asyncio.create_task(opened.in_thread(held.work, Stop()))
        await until(held.begun.is_set)
        leaving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await leaving
        with pytest.raises(Full):
            await opened.in_thread(answer, Stop())
        held.go.set()
        await until(lambda: opened.beside == 0)


async def test_a_closed_gate_lets_end_what_has_begun_and_begins_nothing():
    held, late = Held(), Held()
    async with gate(threads=1, waiting=1) as opened:
        working = asyncio.create_task(opened.in_thread(held.work, Stop()))
        await until(held.begun.is_set)
        waiting = asyncio.create_task(opened.in_thread(late.work, Stop()))
        await until(lambda: opened.beside == 2)
        opened.close()
        held.go.set()
        assert await working == "done"
        with pytest.raises(Full):
            await waiting
        assert not late.begun.is_set()
