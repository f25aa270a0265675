"""What is current in an object store, brought into a mirror for a service to read; several workers share one mirror.

Whichever worker finds the time come asks the store, for all; what it found stands in a file of the mirror. A release
is fetched in the event loop's own time, so a service that is stopped meanwhile stops.
"""

import asyncio
import json
import os
import shutil
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from pipeline.store.errors import NoRelease, ReleaseError
from pipeline.store.manifest import MANIFEST
from pipeline.store.releases import DRAFT, POINTER, current_version, move_pointer, pointing
from pipeline.store.remote.address import Address, pointed
from pipeline.store.remote.bucket import Bucket, Small
from pipeline.store.remote.mirror import SERVE, mirror, unwritable
from pipeline.store.remote.pull import pull
from pipeline.store.remote.writer import no_release
from pipeline.store.status import STATUS

LOCK = ".remote.lock"
SEEN = ".remote.json"
LONGEST_WAIT = 600
"""Seconds until a release that could not be fetched is tried again, at most: each try may fetch all of it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a store last.

    Attributes:
        asked_at: when, in seconds since 1970.
        pointer: what its pointer held, and `etag` which one it was; None while there was none.
        status_etag: which `status.json` was copied.
        trouble: why the mirror is not up to date; None if it is.
        tries: how often the release that the pointer names could not be fetched.
        next_try: when that is tried again, in seconds since 1970.
        before: the release that was current before.
    """

    asked_at: float = 0
    pointer: str | None = None
    etag: str | None = None
    status_etag: str | None = None
    trouble: str | None = None
    tries: int = 0
    next_try: float = 0
    before: str | None = None

    @classmethod
    def read(cls, folder: Path) -> "Seen":
        """What a mirror's file says; nothing where it cannot be read."""
        with suppress(OSError, ValueError, TypeError, AttributeError):
            content: dict[str, Any] = json.loads((folder / SEEN).read_text(encoding="utf-8"))
            return cls(**{each.name: content[each.name] for each in fields(cls) if each.name in content})
        return cls()

    def write(self, folder: Path) -> None:
        """Replace the file in one step."""
        temporary = folder / f"{SEEN}-{os.getpid()}"
        temporary.write_text(json.dumps(asdict(self)), encoding="utf-8")
        temporary.replace(folder / SEEN)


class Follower:
    """Keeps a mirror up to date with a store. `await follower()` whenever it may be time to look."""

    def __init__(self, bucket: Bucket, folder: Path, seconds: float) -> None:
        """Take a bucket and its mirror; the store is asked every so many seconds."""
        self.bucket = bucket
        self.folder = folder
        self.seconds = seconds
        self._checked = False

    @classmethod
    def of(cls, url: str, seconds: float, cache: str = "") -> "Follower":
        """Of the store of a URL.

        Raises:
            ReleaseError: the mirror cannot be written, or the store not be opened.
        """
        return cls(Bucket.open(url), mirror(url, SERVE, cache), seconds)

    async def __call__(self) -> None:
        """Have the mirror name what is current in the store, unless another worker sees to it or just did.

        Raises:
            ReleaseError: it cannot: the store holds none, or a damaged one, or cannot be reached, or the mirror
                cannot be written. The mirror stays as it was.
        """
        lock = FileLock(self.folder / LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout:  # another worker is at it
            if current_version(self.folder) is None:
                raise NoRelease(f"{self.bucket.url}: another worker is fetching the first release") from None
            return
        except OSError as fault:
            raise unwritable(self.folder, fault) from None
        try:
            seen = Seen.read(self.folder)
            if not self._checked or not 0 <= time.time() - seen.asked_at < self.seconds * 0.9:
                seen = await self._look(seen)
                seen.write(self.folder)
            if seen.trouble:
                raise ReleaseError(seen.trouble)
        except OSError as fault:
            raise unwritable(self.folder, fault) from None
        finally:
            lock.release()

    async def _look(self, seen: Seen) -> Seen:
        """Ask the store, and fetch what is new; returns what was seen."""
        seen = replace(seen, asked_at=time.time())
        try:
            last = Small(seen.pointer.encode(), seen.etag) if seen.pointer else None
            found = await self.bucket.read(POINTER, last)
            if found is None:
                raise no_release(self.bucket.url)
            if found is not last:
                text = found.content.decode("utf-8", errors="replace")
                seen = replace(seen, pointer=text, etag=found.etag, tries=0, next_try=0)
            seen = await self._status(seen)
            address = pointed(found.content, f"{self.bucket.url}/{POINTER}")
            if self._checked and self._has(address):
                return replace(seen, trouble=None)
            if seen.next_try > time.time() and seen.trouble:
                return seen
            return await self._take(address, seen)
        except ReleaseError as fault:
            return replace(seen, trouble=str(fault))

    async def _take(self, address: Address, seen: Seen) -> Seen:
        """Fetch a release and have the mirror name it; the one before stays for whoever reads it."""
        for leftover in self.folder.glob(f"{DRAFT}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        try:
            await pull(self.bucket, address, self.folder)
        except ReleaseError as fault:
            wait = min(LONGEST_WAIT, self.seconds * 2**seen.tries)
            return replace(seen, trouble=str(fault), tries=min(seen.tries + 1, 30), next_try=time.time() + wait)
        before = current_version(self.folder)
        if before != address.version:
            with pointing(self.folder):
                move_pointer(self.folder, address.version)
        else:
            before = seen.before
        self._checked = True
        await asyncio.to_thread(self._remove_all_but, {address.version, before})
        return replace(seen, trouble=None, tries=0, next_try=0, before=before)

    async def _status(self, seen: Seen) -> Seen:
        """Copy how the last refresh went, if it changed; that it cannot be had is no trouble."""
        with suppress(ReleaseError):
            last = Small(b"", seen.status_etag) if seen.status_etag and (self.folder / STATUS).exists() else None
            found = await self.bucket.read(STATUS, last)
            if found is not None and found is not last:
                temporary = self.folder / f".{STATUS}-{os.getpid()}"
                temporary.write_bytes(found.content)
                temporary.replace(self.folder / STATUS)
                return replace(seen, status_etag=found.etag)
        return seen

    def _has(self, address: Address) -> bool:
        with suppress(OSError):
            manifest = (self.folder / address.version / MANIFEST).read_bytes()
            return current_version(self.folder) == address.version and Address.of(address.version, manifest) == address
        return False

    def _remove_all_but(self, versions: set[str | None]) -> None:
        for manifest in self.folder.glob(f"[!.]*/{MANIFEST}"):
            if manifest.parent.name not in versions:
                hidden = manifest.parent.with_name(f"{DRAFT}removed-{manifest.parent.name}-{os.getpid()}")
                manifest.parent.rename(hidden)
                shutil.rmtree(hidden, ignore_errors=True)
