"""The gate before all work: cheap answers one after the other on the event loop, dear ones in a few threads.

The event loop also takes in and sends out everything else, so what runs on it must be short, and must let other things
pass between one answer and the next. What waits for its turn is bounded: more is told to come again, which costs
nearly nothing, while a queue without end would answer everybody too late.
"""

import asyncio
import contextvars
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from graphql_api.limits.stopping import Stop
from graphql_api.limits.turns import Full, Turns

__all__ = ["Full", "Gate"]

T = TypeVar("T")


class Gate:
    """Lets work through.

    Args:
        threads: that work beside the event loop.
        waiting: how many may wait for a thread, and how many for their turn on the event loop.
    """

    def __init__(self, threads: int, waiting: int) -> None:
        self.threads = threads
        self.waiting = waiting
        self.queued = 0
        """What waits for its turn on the event loop, or has had it and is not done."""
        self._turn = asyncio.Semaphore(1)
        self._turns = Turns(threads, waiting)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="answers")

    @property
    def idle(self) -> bool:
        """Whether work may run on the event loop at once."""
        return not self._turn.locked()

    @property
    def beside(self) -> int:
        """How much is in a thread or waits for one."""
        return self.threads - self._turns.free + self._turns.length

    async def on_loop(self, work: Callable[[], Awaitable[T]]) -> T:
        """The outcome of work that is short: when its turn comes, on the event loop.

        Raises:
            Full: as much waits as may.
        """
        if self.queued > self.waiting:
            raise Full
        self.queued += 1
        try:
            await self._turn.acquire()
            # The next begins when whatever else is ready has run: many that came at once would hold it up. It need not
            # wait for the end, which is several rounds away where fields are awaited.
            asyncio.get_running_loop().call_soon(self._turn.release)
            return await work()
        finally:
            self.queued -= 1

    async def in_thread(self, work: Callable[[], Coroutine[Any, Any, T]], stop: Stop, client: str = "") -> T:
        """The outcome of work that takes its time: in a thread, with an event loop of the thread's own.

        Clients take turns. Who cancels this asks the work to stop; the thread is free again when it has.

        Raises:
            Full: as much waits as may.
        """
        await self._turns.take(client)
        loop, here = asyncio.get_running_loop(), contextvars.copy_context()
        try:
            done = self._pool.submit(here.run, _run, work, stop)
        except RuntimeError:  # it is closed
            self._turns.give_back()
            raise Full from None
        done.add_done_callback(lambda _: _call(loop, self._turns.give_back))
        try:
            return await asyncio.wrap_future(done)
        except asyncio.CancelledError:
            stop.ask()
            raise

    def close(self) -> None:
        """Take no more work; what has begun is left to end."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _call(loop: asyncio.AbstractEventLoop, told: Callable[[], None]) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(told)


def _run(work: Callable[[], Coroutine[Any, Any, T]], stop: Stop) -> T:
    if stop.asked:
        raise asyncio.CancelledError
    return asyncio.run(stop.watched(work))
