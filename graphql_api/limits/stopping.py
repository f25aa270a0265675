"""Stopping the work on an answer that nobody waits for any more."""

import asyncio
import inspect
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from graphql_api.errors import CatalogueError

T = TypeVar("T")


class Stopped(CatalogueError):
    """Nobody waits for the answer: the client left, or its time is up."""

    code = "TIMEOUT"

    def __init__(self) -> None:
        super().__init__("Stopped: nobody waits for the answer any more")


class Stop:
    """Asked for once, from any thread. It is looked at before each object of an answer, and ends what is awaited."""

    def __init__(self) -> None:
        self.asked = False
        self.begun = False
        """Whether the work has had its turn."""
        self._cancel: Callable[[], object] = lambda: None

    def ask(self) -> None:
        """Have the work stop."""
        self.asked = True
        self._cancel()

    async def watched(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """The outcome of work that is cancelled when somebody asks for it."""
        loop, task = asyncio.get_running_loop(), asyncio.current_task()

        def cancel() -> None:
            with suppress(RuntimeError):  # the loop was closed meanwhile: there is nothing left to stop
                loop.call_soon_threadsafe(task.cancel) if task else None

        self._cancel = cancel
        try:
            return await work()
        finally:
            self._cancel = lambda: None


class StoppingExecutor(StrawberryGraphQLCoreExecutionContext):
    """Executes as Strawberry does, until the context of the request says stop."""

    def execute_fields(self, *arguments: Any) -> Any:  # noqa: ANN401 - as graphql-core declares it
        """Work out the fields of one object, unless nobody waits for it."""
        if self._stopped():
            raise Stopped
        return super().execute_fields(*arguments)

    async def complete_awaitable_value(self, *arguments: Any) -> Any:  # noqa: ANN401 - as graphql-core declares it
        """Await one field, unless nobody waits for it: all fields of the root begin before the loop turns again."""
        if self._stopped():
            for each in filter(inspect.iscoroutine, arguments):
                each.close()
            raise Stopped
        return await super().complete_awaitable_value(*arguments)

    def _stopped(self) -> bool:
        stop = getattr(self.context_value, "stop", None)
        return stop is not None and stop.asked
