"""The snapshot being served, and its replacement by a newer one while requests go on."""

import asyncio
import gc
import logging
import threading
import time
import weakref
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from graphql_api.catalogue.snapshot import Snapshot, load
from graphql_api.errors import forget
from graphql_api.memory import give_back
from pipeline.store.errors import ReleaseError
from pipeline.store.releases import current_version, open_release

REST = 4
"""How much longer than it took to find out that a release cannot be loaded it is left until it is tried again."""
SOON_SECONDS = 2
"""In which the last requests that read a former release mostly end; then it is looked for what else may hold it."""
LAST_ANSWER_SECONDS = 30
"""How long they are waited for after that."""

FIRST_SECONDS = 1
"""How long after a look in vain the first release is looked for again."""

log = logging.getLogger("cartelera")


class Live:
    """Holds one snapshot. Whoever took it before a newer one came keeps what they took."""

    def __init__(self, data: Path, fetch: Callable[[], Awaitable[None]] | None = None) -> None:
        """Take a folder of releases, and what brings it up to date where it mirrors an object store."""
        self.data = data
        self._fetch = fetch
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
        self.prepare: Callable[[Snapshot], object] = lambda _: None
        """Called with each snapshot before it is served, in the thread that loaded it."""

    @property
    def newest(self) -> bool:
        """Whether what is served is the current release."""
        return self.snapshot is not None and self.trouble is None and not self.loading

    async def refresh(self) -> None:
        """Load what the pointer names if it is not what is served; what cannot be loaded leaves what is served.

        The release is read and checked in a thread beside the event loop, then one reference is replaced.
        """
        late = await self._late()
        try:
            version = await asyncio.to_thread(current_version, self.data)
            if self.snapshot and self.version == version:
                self._report(late)
                return
            if version is None and late:
                self._report(late)
                return
            self.loading = True
            self.refreshed()
            newer = await asyncio.to_thread(_load, self.data, version, self.prepare)
            former = [self.snapshot] if self.snapshot else []
            self.snapshot, self.version = newer, version
            self.loaded_at = datetime.now(UTC)
            if former:
                threading.Thread(target=_let_go, args=(former,), name="let go", daemon=True).start()
            del newer, former
        except ReleaseError as fault:
            self._report(str(fault))
            forget(fault)
        except (Exception, pl.exceptions.PanicException) as fault:  # noqa: BLE001 - the old one is served on, whatever this is
            self._report(f"{self.data} holds a release that cannot be loaded: {fault!r}")
            forget(fault)  # with all that was loaded of it
        else:
            log.info("serving release %s of %s", self.snapshot.manifest.version, self.data)
            self._report(late)
        finally:
            self.loading = False
            self.refreshed()

    async def watch(self, seconds: float) -> None:
        """Refresh now and every so many seconds, for ever."""
        while True:
            started = time.monotonic()
            await self.refresh()
            rest = seconds if self.snapshot else min(seconds, FIRST_SECONDS)
            await asyncio.sleep(max(rest, REST * (time.monotonic() - started) if self.trouble else 0))

    async def _late(self) -> str | None:
        """Bring the folder up to date where it mirrors a store; returns why it cannot be."""
        try:
            if self._fetch:
                await self._fetch()
        except ReleaseError as fault:
            return str(fault)
        except Exception as fault:  # noqa: BLE001 - what is here is served on, whatever this is
            return f"{self.data} cannot be brought up to date: {fault!r}"
        return None

    def _report(self, trouble: str | None) -> None:
        if trouble and trouble != self.trouble:
            log.warning("%s", trouble)
        self.trouble = trouble


def _load(data: Path, version: str | None, prepare: Callable[[Snapshot], object]) -> Snapshot:
    """Load a release with the garbage collector at rest, which holds up the event loop whatever thread it runs in.

    It looks for cycles, and a snapshot has none: its hundreds of thousands of objects are not walked while they are
    made, and once afterwards.
    """
    gc.disable()
    try:
        snapshot = load(open_release(data, version))
        prepare(snapshot)
        return snapshot
    finally:
        gc.freeze()
        gc.enable()
        give_back()


def _let_go(former: list[Snapshot]) -> None:
    """Let go of a snapshot that is served no more, bit by bit; what it took goes back to the machine.

    Whoever answers from it still has it as long as need be. Then its hundreds of thousands of objects would end all at
    once, and hold up the event loop. So most of them are held apart until then, and ended one after the other.

    Args:
        former: holds the snapshot, which is taken out: nobody but who answers from it shall hold it.
    """
    snapshot = former.pop()
    parts, gone = snapshot.parts(), threading.Event()
    told = weakref.ref(snapshot, lambda _: gone.set())
    del snapshot
    if not gone.wait(SOON_SECONDS):
        _tidy()
        gone.wait(LAST_ANSWER_SECONDS)
    while parts:
        parts.pop()
    del told
    _tidy()
    give_back()


def _tidy() -> None:
    """Find the cycles that were out of the garbage collector's sight, then leave out of it what there is.

    Among what is frozen when a release has been loaded are requests that were being answered, and what others left
    behind meanwhile: without this it would be kept for ever, and now and then a whole snapshot with it.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
