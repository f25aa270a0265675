"""`/metrics`: the service in numbers, as Prometheus reads them; `docs/operations.md` says what each one means.

Several workers write their numbers into files of a folder that all of them read (`graphql_api.workers`), so whichever
is asked tells the sum of all. Of the release it tells what it serves itself: what no worker serves any more must go,
and numbers in files stay.
"""

import asyncio
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.openmetrics import exposition as openmetrics
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response

from graphql_api.catalogue.live import Live
from graphql_api.http.exchange import Exchange
from graphql_api.observe import names
from graphql_api.observe.refreshing import Refreshing
from graphql_api.workers import shared_folder

# Series that say when another began: as many again, told by nobody who asks, and workers' files have none.
disable_created_metrics()

SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
COSTS = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)


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
        seconds = Histogram(
            "cartelera_request_seconds",
            "From the start of a request to /graphql to the last byte of its answer.",
            ("operation",),
            buckets=SECONDS,
            registry=own,
        )
        self._cost = Histogram("cartelera_cost", "Cost of the operations asked.", buckets=COSTS, registry=own)
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
        self._live = live
        live.refreshed = self._note_newest
        if folder:
            self.registry.register(_Shared(folder))
            self.registry.register(_Workers(folder))
        else:
            ProcessCollector(registry=self.registry)
        self.registry.register(_Release(live))
        self.registry.register(_Refresh(refreshing or Refreshing(live.data)))

    def count(self, exchange: Exchange, route: str, method: str, status: int, seconds: float) -> None:
        """Add a request that has ended; its words are those of `graphql_api.observe.names`."""
        self._requests(route, method, status).inc()
        if route == names.GRAPHQL:
            self._seconds(names.operation(exchange.operation)).observe(seconds)
        if exchange.cost is not None:
            self._cost.observe(exchange.cost)
        for code in exchange.codes:
            self._errors(names.code(code)).inc()
            if code in names.SHED:
                self._shed(names.SHED[code]).inc()

    def text(self) -> bytes:
        """All numbers in Prometheus's text format."""
        text: bytes = generate_latest(self.registry)
        return text

    def open_text(self) -> bytes:
        """All numbers in the OpenMetrics format."""
        text: bytes = openmetrics.generate_latest(self.registry)
        return text

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


class _Shared(Collector):
    """What all workers have counted, those that are gone too."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def collect(self) -> Iterable[Metric]:
        files = []
        for file in self._folder.glob("*.db"):
            with suppress(FileNotFoundError):  # it went with its worker
                if file.stat().st_size:  # one that a worker is about to fill cannot be read
                    files.append(str(file))
        metrics: Iterable[Metric] = MultiProcessCollector.merge(files)
        return metrics


class _Release(Collector):
    """The release that is served, read off when it is asked for: one that is gone is told no more."""

    def __init__(self, live: Live) -> None:
        self._live = live

    def collect(self) -> Iterator[Metric]:
        info = InfoMetricFamily("cartelera_release", "The release being served.")
        built = GaugeMetricFamily("cartelera_release_built_timestamp_seconds", "When its tables were built.")
        loaded = GaugeMetricFamily("cartelera_release_loaded_timestamp_seconds", "When it began to be served.")
        signal = GaugeMetricFamily(
            "cartelera_ratings_signal", "What its ratings were found to tell, by the model card.", labels=("verdict",)
        )
        snapshot, loaded_at = self._live.snapshot, self._live.loaded_at
        if snapshot is not None and loaded_at is not None:
            manifest = snapshot.manifest
            info.add_metric((), {"dataset": manifest.dataset_version, "model": manifest.model_version or ""})
            built.add_metric((), manifest.built_at.timestamp())
            loaded.add_metric((), loaded_at.timestamp())
            if snapshot.models is not None:
                signal.add_metric((snapshot.models.card.signal.value,), 1)
        yield from (info, built, loaded, signal)


class _Refresh(Collector):
    """How the last refresh of the data went; nothing where nobody refreshes them here."""

    def __init__(self, refreshing: Refreshing) -> None:
        self._refreshing = refreshing

    def collect(self) -> Iterator[Metric]:
        failures = GaugeMetricFamily("cartelera_refresh_failures", "Refreshes of the data that failed, in a row.")
        succeeded = GaugeMetricFamily(
            "cartelera_refresh_succeeded_timestamp_seconds", "When a refresh of the data last succeeded."
        )
        if status := self._refreshing.status:
            failures.add_metric((), status.failures)
            if status.succeeded_at is not None:
                succeeded.add_metric((), status.succeeded_at.timestamp())
        yield from (failures, succeeded)


class _Workers(Collector):
    """CPU, memory and open files of each worker that is alive, by its `pid`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def collect(self) -> Iterable[Metric]:
        families: dict[str, Metric] = {}
        for file in sorted(self._folder.glob("gauge_livesum_*.db")):  # goes when its worker does
            pid = file.stem.rpartition("_")[2]
            for found in ProcessCollector(pid=partial(str, pid), registry=None).collect():
                family = families.setdefault(found.name, Metric(found.name, found.documentation, found.type))
                for sample in found.samples:
                    family.add_sample(sample.name, {"pid": pid, **sample.labels}, sample.value)
        return families.values()
