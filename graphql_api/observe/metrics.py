"""`/metrics`: the service in numbers, as Prometheus reads them; `docs/operations.md` says what each one means.

Several workers write their numbers into files of a folder that all of them read (`graphql_api.workers`), so whichever
is asked tells the sum of all. Of the release it tells what it serves itself: what no worker serves any more must go,
and numbers in files stay.

Requests are first counted in a `Tally`, which is handed over to the library when the metrics are asked for, when the
service ends, and, where workers share a folder, within a second.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from threading import Lock

from prometheus_client import CollectorRegistry, Counter, Gauge, disable_created_metrics, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.openmetrics import exposition as openmetrics
from prometheus_client.process_collector import ProcessCollector
from starlette.requests import Request
from starlette.responses import Response

from graphql_api.catalogue.live import Live
from graphql_api.http.exchange import Exchange
from graphql_api.observe import names
from graphql_api.observe.collectors import Refresh, Release, Shared, Workers
from graphql_api.observe.refreshing import Refreshing
from graphql_api.observe.tally import Sums, Tally
from graphql_api.workers import shared_folder

# Series that say when another began: as many again, told by nobody who asks, and workers' files have none.
disable_created_metrics()

SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
COSTS = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)

LATEST = 1
"""Seconds after which the other workers can tell what one has counted."""


class Metrics:
    """The numbers of one service, kept apart from those of any other in the process unless workers share a folder."""

    def __init__(self, live: Live, refreshing: Refreshing | None = None) -> None:
        self.registry = CollectorRegistry()
        self.thread = ThreadPoolExecutor(1, "metrics")
        """Works out what is told: beside the event loop, and not where requests wait when the numbers matter most."""
        folder = shared_folder()
        own = None if folder else self.registry  # what is in the folder is collected from there
        requests = Counter(
            "cartelera_requests", "Requests answered or given up.", ("route", "method", "status"), registry=own
        )
        errors = Counter("cartelera_errors", "Errors told to clients.", ("code",), registry=own)
        shed = Counter("cartelera_shed", "Requests turned away unanswered.", ("reason",), registry=own)
        seconds = Sums(
            "cartelera_request_seconds",
            "From the start of a request to /graphql to the last byte of its answer.",
            ("operation",),
            buckets=SECONDS,
            registry=own,
        )
        self._cost = Sums("cartelera_cost", "Cost of the operations asked.", buckets=COSTS, registry=own)
        self.in_progress = Gauge(
            "cartelera_in_progress",
            "Requests being answered, this one included.",
            multiprocess_mode="livesum",
            registry=own,
        )
        self._newest = Gauge(
            "cartelera_release_newest",
            "1 if what is served is the current release; of several workers, the least.",
            multiprocess_mode="livemin",
            registry=own,
        )
        # The words are few, so each series is looked up once.
        self._requests, self._errors, self._shed = cache(requests.labels), cache(errors.labels), cache(shed.labels)
        self._seconds = cache(seconds.labels)
        for code in (*sorted(names.CODES), names.OTHER):
            self._errors(code)  # told from the start: a rise from nothing is no rise to Prometheus
        for reason in names.SHED.values():
            self._shed(reason)
        self._tally = Tally(SECONDS, COSTS)
        self._lock = Lock()
        self._shared = folder is not None
        self._due = False
        self._live = live
        live.refreshed = self._note_newest
        if folder:
            self.registry.register(Shared(folder))
            self.registry.register(Workers(folder))
        else:
            ProcessCollector(registry=self.registry)
        self.registry.register(Release(live))
        self.registry.register(Refresh(refreshing or Refreshing(live.data)))

    def count(self, exchange: Exchange, route: str, method: str, status: int, seconds: float) -> None:
        """Add a request that has ended; its words are those of `graphql_api.observe.names`."""
        with self._lock:
            tally = self._tally
            tally.requests[route, method, status] += 1
            if route == names.GRAPHQL:
                tally.seconds[names.OPERATIONS.get(exchange.operation, names.OTHER)].add(seconds)
            if exchange.cost is not None:
                tally.costs.add(exchange.cost)
        for code in exchange.codes:
            self._errors(names.code(code)).inc()
            if code in names.SHED:
                self._shed(names.SHED[code]).inc()
        if self._shared and not self._due:
            self._hand_over_soon()

    def hand_over(self) -> None:
        """Pass on what has been counted; for workers, where each of them finds it. From any thread."""
        with self._lock:
            tally, self._tally = self._tally, Tally(SECONDS, COSTS)
        for words, count in tally.requests.items():
            self._requests(*words).inc(count)
        for operation, seconds in tally.seconds.items():
            self._seconds(operation).add(seconds)
        self._cost.add(tally.costs)

    def text(self) -> bytes:
        """All numbers in Prometheus's text format."""
        self.hand_over()
        text: bytes = generate_latest(self.registry)
        return text

    def open_text(self) -> bytes:
        """All numbers in the OpenMetrics format."""
        self.hand_over()
        text: bytes = openmetrics.generate_latest(self.registry)
        return text

    def _hand_over_soon(self) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.hand_over()
        else:
            self._due = True
            loop.call_later(LATEST, self._hand_over_due)

    def _hand_over_due(self) -> None:
        self._due = False
        self.hand_over()

    def _note_newest(self) -> None:
        self._newest.set(self._live.newest)


async def metrics(request: Request) -> Response:
    """The numbers, in OpenMetrics where the request accepts it."""
    told: Metrics = request.app.state.metrics
    if "application/openmetrics-text" in request.headers.get("Accept", ""):
        text, kind = told.open_text, openmetrics.CONTENT_TYPE_LATEST
    else:
        text, kind = told.text, CONTENT_TYPE_PLAIN_0_0_4
    content = await asyncio.get_running_loop().run_in_executor(told.thread, text)
    return Response(content, headers={"Content-Type": kind, "Cache-Control": "no-store"})
