"""What is read off when the metrics are asked for, rather than counted as it happens."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from prometheus_client.metrics_core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from graphql_api.catalogue.live import Live
from graphql_api.observe.refreshing import Refreshing


class Shared(Collector):
    """What all workers have counted, those that are gone too."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def collect(self) -> Iterable[Metric]:
        """Read the files of all workers and add them up."""
        files = []
        for file in self._folder.glob("*.db"):
            with suppress(FileNotFoundError):  # it went with its worker
                if file.stat().st_size:  # one that a worker is about to fill cannot be read
                    files.append(str(file))
        metrics: Iterable[Metric] = MultiProcessCollector.merge(files)
        return metrics


class Release(Collector):
    """The release that is served, read off when it is asked for: one that is gone is told no more."""

    def __init__(self, live: Live) -> None:
        self._live = live

    def collect(self) -> Iterator[Metric]:
        """Say it of what is served now."""
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


class Refresh(Collector):
    """How the last refresh of the data went; nothing where nobody refreshes them here."""

    def __init__(self, refreshing: Refreshing) -> None:
        self._refreshing = refreshing

    def collect(self) -> Iterator[Metric]:
        """Say it of the status that was last read."""
        failures = GaugeMetricFamily("cartelera_refresh_failures", "Refreshes of the data that failed, in a row.")
        succeeded = GaugeMetricFamily(
            "cartelera_refresh_succeeded_timestamp_seconds", "When a refresh of the data last succeeded."
        )
        if status := self._refreshing.status:
            failures.add_metric((), status.failures)
            if status.succeeded_at is not None:
                succeeded.add_metric((), status.succeeded_at.timestamp())
        yield from (failures, succeeded)


class Workers(Collector):
    """CPU, memory and open files of each worker that is alive, by its `pid`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def collect(self) -> Iterable[Metric]:
        """Read it off of each that has a file for what it is doing."""
        families: dict[str, Metric] = {}
        for file in sorted(self._folder.glob("gauge_livesum_*.db")):  # goes when its worker does
            pid = file.stem.rpartition("_")[2]
            for found in ProcessCollector(pid=partial(str, pid), registry=None).collect():
                family = families.setdefault(found.name, Metric(found.name, found.documentation, found.type))
                for sample in found.samples:
                    family.add_sample(sample.name, {"pid": pid, **sample.labels}, sample.value)
        return families.values()
