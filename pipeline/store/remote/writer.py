"""One command that writes to an object store: its mirror brought up to date, what it makes sent, the pointer moved.

The pointer is read before the work begins and replaced after it only if it is still that one. So of two machines that
build at a time one is told that the other was first, and nothing of what it made is seen by anybody.
"""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.store.errors import DamagedRelease, NoRelease, Overtaken, ReleaseError, StoreError
from pipeline.store.history import HISTORY
from pipeline.store.locks import held
from pipeline.store.manifest import MANIFEST
from pipeline.store.releases import POINTER, activate, current_version, move_pointer, open_release
from pipeline.store.remote.address import Address, pointed
from pipeline.store.remote.bucket import Bucket, Moved, Small
from pipeline.store.remote.mirror import BUILD, mirror
from pipeline.store.remote.pull import pull
from pipeline.store.remote.push import Stored, push
from pipeline.store.status import STATUS

LOCK = ".remote.lock"
BESIDE = (HISTORY, STATUS)
"""Files beside the pointer that tell of releases; the last who writes them is right."""


class Writer:
    """A mirror that belongs to one command until it ends."""

    def __init__(self, bucket: Bucket, folder: Path) -> None:
        """Take a bucket and its mirror."""
        self.bucket = bucket
        self.folder = folder
        self.pointer: Small | None = None
        """What the pointer was when the command began, or has since been made by it."""
        self.stored: Stored | None = None
        """What it named, if that is whole."""
        self._told: dict[str, bytes] = {}

    @property
    def address(self) -> Address | None:
        """What is current in the store, as far as is known."""
        return Address.read(self.pointer.content.decode("utf-8", errors="replace")) if self.pointer else None

    def begin(self, *, needed: bool = True) -> None:
        """Bring the mirror up to date with what is current in the store.

        Args:
            needed: whether it must be whole; else the mirror has no current release then, and a warning says why.

        Raises:
            DamagedRelease: what is current is needed and damaged.
            StoreError: the store cannot be reached, or refuses.
            ReleaseError: the mirror cannot be written.
        """
        asyncio.run(self._begin(needed=needed))

    def publish(self) -> None:
        """Send what is current in the mirror and have the store's pointer name it.

        Raises:
            Overtaken: another release became current in the store meanwhile; it stays.
            StoreError: the store cannot be reached, or refuses.
            ReleaseError: the mirror holds no whole release.
        """
        asyncio.run(self._publish())

    def end(self) -> None:
        """Send what tells of releases, where it changed and the store can be reached."""
        asyncio.run(self._end())

    async def _begin(self, *, needed: bool) -> None:
        self.pointer = await self.bucket.read(POINTER)
        for name in BESIDE:
            with suppress(StoreError):
                if found := await self.bucket.read(name):
                    self._told[name] = found.content
                    (self.folder / name).write_bytes(found.content)
        try:
            if self.pointer:
                release = await pull(self.bucket, pointed(self.pointer.content, self._pointer), self.folder)
                self.stored = Stored.of(release)
                if current_version(self.folder) != release.manifest.version:
                    activate(self.folder, release.manifest.version)
                return
        except DamagedRelease as fault:
            if needed:
                raise
            sys.stderr.write(f"{fault}: going on without it\n")
        (self.folder / POINTER).unlink(missing_ok=True)

    async def _publish(self) -> None:
        release = open_release(self.folder)
        manifest = (release.folder / MANIFEST).read_bytes()
        address = Address.of(release.manifest.version, manifest)
        stored = await push(self.bucket, release, self.stored)  # what is current already may be damaged there
        if self.stored and self.stored.address == address:
            return
        content = f"{address}\n".encode()
        try:
            await self.bucket.replace(POINTER, content, self.pointer)
        except Moved:
            now = await self.bucket.read(POINTER)
            if now is None or now.content != content:  # else it was this, and its answer was lost on the way
                raise self._overtaken(now) from None
        self.pointer, self.stored = await self.bucket.read(POINTER), stored

    async def _end(self) -> None:
        self._take_back()
        for name in BESIDE:
            with suppress(StoreError, OSError):
                content = (self.folder / name).read_bytes()
                if content != self._told.get(name):
                    await self.bucket.write(name, content)

    def _take_back(self) -> None:
        """Have the mirror's pointer and history be the store's again, where what was made did not become current."""
        address = self.address if self.stored else None
        with suppress(OSError, ReleaseError):
            if current_version(self.folder) == (address.version if address else None):
                return
            if address:
                move_pointer(self.folder, address.version)
            else:
                (self.folder / POINTER).unlink(missing_ok=True)
            if before := self._told.get(HISTORY):
                (self.folder / HISTORY).write_bytes(before)
            else:
                (self.folder / HISTORY).unlink(missing_ok=True)

    @property
    def _pointer(self) -> str:
        return f"{self.bucket.url}/{POINTER}"

    def _overtaken(self, now: Small | None) -> Overtaken:
        winner = now.content.decode("utf-8", errors="replace").strip() if now else "nothing"
        return Overtaken(
            f"{self._pointer} was moved by somebody else while this was being made; it names {winner} and stays so. "
            "Run the same again: it then starts from what is current"
        )


@contextmanager
def writing_to(url: str, *, needed: bool = True) -> Iterator[Writer]:
    """The right to write to a store from its mirror here; the mirror is up to date when the block begins.

    Raises:
        Busy: another command works on the mirror.
        StoreError: the store cannot be reached, or refuses.
        ReleaseError: the mirror cannot be written, or `needed` and what is current is damaged.
    """
    folder = mirror(url, BUILD)
    with held(folder / LOCK, f"another command is at work on {folder}"):
        writer = Writer(Bucket.open(url), folder)
        writer.begin(needed=needed)
        try:
            yield writer
        finally:
            writer.end()


async def current(bucket: Bucket) -> Address:
    """What is current in a store.

    Raises:
        NoRelease: nothing is.
        DamagedRelease: its pointer names nothing.
    """
    found = await bucket.read(POINTER)
    if found is None:
        raise no_release(bucket.url)
    return pointed(found.content, f"{bucket.url}/{POINTER}")


def no_release(url: str) -> NoRelease:
    """What is said of a store without a release."""
    return NoRelease(f"{url} holds no release yet; make one with: pipeline build --raw DIR --data {url}")
