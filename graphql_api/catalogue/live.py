"""The snapshot being served, and its replacement by a newer one while requests go on."""

import asyncio
import gc
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from graphql_api.catalogue.snapshot import Snapshot, load
from pipeline.store.errors import ReleaseError
from pipeline.store.releases import current_version, open_release

log = logging.getLogger("cartelera")


class Live:
    """Holds one snapshot. Whoever took it before a newer one came keeps what they took."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.snapshot: Snapshot | None = None
        self.version: str | None = None
        """What the pointer named when the snapshot was loaded."""
        self.trouble: str | None = None
        """Why the newest release is not being served; None while it is."""
        self.loading = False
        """Whether a release is being loaded now."""
        self.loaded_at: datetime | None = None
        """When the snapshot began to be served, in UTC."""
        self.refreshed: Callable[[], None] = lambda: None
        """Called whenever it was found out what is current."""

    @property
    def newest(self) -> bool:
        """Whether what is served is the current release."""
        return self.snapshot is not None and self.trouble is None and not self.loading

    async def refresh(self) -> None:
        """Load what the pointer names if it is not what is served; what cannot be loaded leaves what is served.

        The release is read and checked in a thread beside the event loop, then one reference is replaced.
        """
        try:
            version = await asyncio.to_thread(current_version, self.data)
            if self.snapshot and self.version == version:
                self.trouble = None
                return
            self.loading = True
            self.refreshed()
            self.snapshot, self.version = await asyncio.to_thread(_load, self.data, version), version
            self.loaded_at = datetime.now(UTC)
        except ReleaseError as fault:
            self._report(str(fault))
        except (Exception, pl.exceptions.PanicException) as fault:  # noqa: BLE001 - the old one is served on, whatever this is
            self._report(f"{self.data} holds a release that cannot be loaded: {fault!r}")
        else:
            self.trouble = None
            log.info("serving release %s of %s", self.snapshot.manifest.version, self.data)
        finally:
            self.loading = False
            self.refreshed()

    async def watch(self, seconds: float) -> None:
        """Refresh now and every so many seconds, for ever."""
        while True:
            await self.refresh()
            await asyncio.sleep(seconds)

    def _report(self, trouble: str) -> None:
        if trouble != self.trouble:
            log.warning("%s", trouble)
        self.trouble = trouble


def _load(data: Path, version: str | None) -> Snapshot:
    """Load a release with the garbage collector at rest, which holds up the event loop whatever thread it runs in.

    It looks for cycles, and a snapshot has none: its hundreds of thousands of objects are walked neither while they
    are made nor, being frozen, ever after.
    """
    gc.disable()
    try:
        return load(open_release(data, version))
    finally:
        gc.collect(1)  # what requests left behind lately would be kept for ever
        gc.freeze()
        gc.enable()
