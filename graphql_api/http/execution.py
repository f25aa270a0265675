"""From the text of a query to its result: read and checked, weighed, let through the gate, executed."""

import asyncio
import threading
import time
from collections import OrderedDict
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.types import Receive
from strawberry.types import ExecutionResult

from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.context import Context
from graphql_api.engine.engine import Engine
from graphql_api.errors import forget
from graphql_api.http.body import ClientLeft
from graphql_api.http.exchange import Exchange
from graphql_api.http.parameters import Parameters
from graphql_api.http.refusal import Refusal
from graphql_api.limits.documents import Documents, Prepared, check_variables
from graphql_api.limits.gate import Full, Gate
from graphql_api.limits.measure import Operation
from graphql_api.limits.refused import Refused, over
from graphql_api.limits.stopping import Stop
from graphql_api.schema import schema
from graphql_api.settings import Settings

SHORT_TEXT = 512
"""Characters of a query that is checked on the event loop; checking a longer one can take some 20 ms."""
CHEAP = 400
"""The cost up to which an operation is worked out on the event loop: a few milliseconds."""
SLOW_SECONDS = 0.02
"""Of work on the event loop that is noticed: its cost was too low, which is our mistake."""
SLOW_SHAPES = 1_000
"""Shapes of queries that are remembered for it."""
_NESTED = (list, dict)
COME_AGAIN = 1
"""Seconds after which a client may try again, where there is too much to do."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a request.

    Attributes:
        result: as Strawberry answers; None where `data` is there.
        data: of an answer without errors and extensions, as JSON; None where `result` is there.
        cost: of the operation; None where it was not worked out.
    """

    result: ExecutionResult | None
    data: bytes | None
    cost: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that is to be executed.

    Attributes:
        text: of the query.
        parameters: what else was asked.
        client: who asks, among whom turns are divided.
        snapshot: what it is answered from.
        exchange: where it is noted what it was.
    """

    text: str
    parameters: Parameters
    client: str
    snapshot: Snapshot
    exchange: Exchange


class Execution:
    """Executes queries, as many at once as the machine has use for."""

    def __init__(self, settings: Settings) -> None:
        self.limits = settings.limits
        self.users = settings.users
        self.deadline_seconds = settings.traffic.deadline_seconds
        self.documents = Documents(schema.core, settings.limits)
        self.slow: OrderedDict[str, None] = OrderedDict()
        """Shapes of queries that took long on the event loop."""
        self.suspected: OrderedDict[str, None] = OrderedDict()
        """Those that perhaps did: time passed, which others may have used."""
        self.gate = Gate(settings.traffic.threads, settings.traffic.waiting)
        self.engine = Engine(settings.users) if settings.engine else None

    def close(self) -> None:
        """Begin nothing more that takes its time."""
        self.gate.close()

    def at_once(
        self, text: str, operation: str | None, variables: Mapping[str, Any], snapshot: Snapshot, exchange: Exchange
    ) -> tuple[bytes, int] | None:
        """The data of an answer as JSON, and its cost: of a document that is remembered, is cheap, and has a plan.

        None where it is to be answered by `result`, which also tells what is wrong with it.
        """
        known = self.documents.known(text)
        if known is None or self.engine is None or known.shape in self.slow:
            return None
        try:
            meant = known.operation(operation)
            for value in variables.values():
                if type(value) in _NESTED:
                    check_variables(variables, self.limits)
                    break
        except Refused as refused:
            forget(refused)
            return None
        cost = meant.cost(variables)
        if cost > CHEAP or cost > self.limits.cost:
            return None
        # What this thread works takes a call of the system: it is asked for where the time that passed was long before.
        clock = time.thread_time if known.shape in self.suspected else time.perf_counter
        begun = clock()
        data = self.engine.answer(known, meant, variables, snapshot)
        if clock() - begun > SLOW_SECONDS:
            _keep(self.suspected if clock is time.perf_counter else self.slow, known.shape)
        if data is None:
            return None
        exchange.shape, exchange.operation, exchange.cost = known.shape, meant.label, cost
        return data, cost

    async def result(self, asked: Asked, receive: Receive) -> Outcome:
        """What came of it.

        Args:
            asked: what to execute.
            receive: tells when the client leaves, once its request was taken in.

        Raises:
            Refused: it is over a limit, cannot be read, or does not fit the schema.
            Refusal: 503, there is too much to do or it takes too long.
            ClientLeft: nobody waits for it any more.
        """
        stop = Stop()
        try:
            known = self.documents.known(asked.text)
            planned = self._planned(known, asked, stop) if known is not None else None
            if planned is not None and self._is_cheap(planned) and self.gate.idle:
                # Most are: nobody leaves in so short a time.
                return await self.gate.on_loop(planned.execute)
            return await self._awaited(self._executed(asked, stop, planned), receive, stop)
        except Full:
            told = "There is too much to do at the moment; try again soon."
            raise Refusal(503, "OVERLOADED", told, {"Retry-After": str(COME_AGAIN)}) from None

    async def _executed(self, asked: Asked, stop: Stop, planned: "_Planned | None") -> Outcome:
        if planned is None:
            planned = self._planned(await self._prepared(asked, stop), asked, stop)
            stop.begun = False
        if self._is_cheap(planned):
            return await self.gate.on_loop(planned.execute)
        return await self.gate.in_thread(planned.execute, stop, asked.client)

    async def _prepared(self, asked: Asked, stop: Stop) -> Prepared:
        async def prepare() -> Prepared:
            stop.begun = True
            return self.documents.prepare(asked.text)

        if len(asked.text) <= SHORT_TEXT:
            prepared = await self.gate.on_loop(prepare)
        else:
            prepared = await self.gate.in_thread(prepare, stop, asked.client)
        self.documents.remember(prepared)
        return prepared

    def _planned(self, prepared: Prepared, asked: Asked, stop: Stop) -> "_Planned":
        """What is to be done, if it may be."""
        parameters, exchange = asked.parameters, asked.exchange
        exchange.shape = prepared.shape
        operation = prepared.operation(parameters.operation)
        exchange.operation = operation.label
        check_variables(parameters.variables, self.limits)
        cost = exchange.cost = operation.cost(parameters.variables)
        if cost > self.limits.cost:
            raise over("cost", cost, self.limits.cost, "units of estimated cost")
        return _Planned(prepared, operation, asked, stop, cost, self)

    def _is_cheap(self, planned: "_Planned") -> bool:
        """Whether it is worked out on the event loop: by its cost, and by how long its like took there before."""
        return planned.cost <= CHEAP and planned.prepared.shape not in self.slow

    def note(self, shape: str, seconds: float) -> None:
        """Note how long a query took on the event loop: one whose like was slow goes into a thread from now on."""
        if seconds > SLOW_SECONDS:
            _keep(self.slow, shape)

    async def _awaited(self, work: Coroutine[Any, Any, Outcome], receive: Receive, stop: Stop) -> Outcome:
        """The outcome of work, unless its time is up or the client leaves first."""
        working, leaving = asyncio.ensure_future(work), asyncio.ensure_future(_left(receive))
        try:
            seconds = self.deadline_seconds
            await asyncio.wait({working, leaving}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            if working.done():
                return working.result()
            if leaving.done():
                raise ClientLeft
            if not stop.begun:
                raise Full
            raise Refusal(503, "TIMEOUT", f"The answer was not ready within {seconds:g} seconds; ask for less at once")
        finally:
            stop.ask()
            working.cancel()
            leaving.cancel()
            del working, leaving  # what they raised holds this frame, and all would wait for the garbage collector


def _keep(shapes: OrderedDict[str, None], shape: str) -> None:
    """Remember one more shape of a query, and forget the first of too many."""
    shapes[shape] = None
    if len(shapes) > SLOW_SHAPES:
        shapes.popitem(last=False)


class Clock:
    """How long this thread has worked without a pause: after one, whatever else ran meanwhile would count as well."""

    def __init__(self) -> None:
        self._paused = False
        self._started = time.thread_time()
        asyncio.get_running_loop().call_soon(self._pause)

    def seconds(self) -> float:
        """Seconds of work; none where there was a pause."""
        return 0.0 if self._paused else time.thread_time() - self._started

    def _pause(self) -> None:
        self._paused = True


@dataclass(frozen=True, slots=True)
class _Planned:
    prepared: Prepared
    operation: Operation
    asked: Asked
    stop: Stop
    cost: int
    execution: Execution

    async def execute(self) -> Outcome:
        self.stop.begun = True
        clock = Clock()
        try:
            data = self._from_plan()
            result = None if data is not None else await self._by_strawberry()
        finally:
            if threading.current_thread() is threading.main_thread():
                self.execution.note(self.prepared.shape, clock.seconds())
        return Outcome(result, data, self.cost)

    def _from_plan(self) -> bytes | None:
        asked, engine = self.asked, self.execution.engine
        if engine is None:
            return None
        return engine.answer(self.prepared, self.operation, asked.parameters.variables, asked.snapshot)

    async def _by_strawberry(self) -> ExecutionResult:
        asked, document = self.asked, self.prepared.document
        users, request = self.execution.users, asked.exchange.id
        context = Context(asked.snapshot, users=users, request=request, document=document, stop=self.stop)
        try:
            return await schema.execute(
                asked.text,
                variable_values=dict(asked.parameters.variables),
                context_value=context,
                operation_name=asked.parameters.operation,
            )
        finally:
            context.close()


async def _left(receive: Receive) -> None:
    """Wait until the client is gone; its request was taken in before."""
    while (await receive())["type"] != "http.disconnect":
        pass
