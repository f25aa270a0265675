"""A release out of a mirror into an object store: only what is not there yet is sent, and the manifest last."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.store.errors import StoreError
from pipeline.store.manifest import MANIFEST, FileEntry
from pipeline.store.releases import Release
from pipeline.store.remote.address import Address
from pipeline.store.remote.bucket import PIECE, Bucket, Listed
from pipeline.store.remote.etags import contradicts
from pipeline.store.remote.pull import at_once


@dataclass(frozen=True, slots=True)
class Stored:
    """A release that is in the store: its address and its files."""

    address: Address
    files: dict[str, FileEntry]

    @classmethod
    def of(cls, release: Release) -> "Stored":
        """Of a release as it is in a mirror."""
        manifest = (release.folder / MANIFEST).read_bytes()
        return cls(Address.of(release.manifest.version, manifest), dict(release.manifest.files))


async def push(bucket: Bucket, release: Release, before: Stored | None) -> Stored:
    """Have a release in the store, seen by nobody until the pointer names it.

    What the release before holds too is copied within the store. Whoever is killed half-way has sent objects that the
    next attempt takes over. An object that its ETag shows to be damaged is sent again.

    Raises:
        DamagedRelease: the mirror's files are not those that the release was published with.
        StoreError: the store cannot be reached, or refuses.
    """
    release.verify()
    stored = Stored.of(release)
    address = stored.address
    there = await _listed(bucket, address)
    earlier = await _listed(bucket, before.address) if before and before.address != address else {}
    has = {entry.sha256: name for name, entry in before.files.items()} if before else {}

    async def give(name: str, entry: FileEntry) -> None:
        path, file = f"{address}/{name}", release.folder / name
        if await asyncio.to_thread(_is, there.get(path), file):
            return
        same = f"{before.address}/{has.get(entry.sha256)}" if before else ""
        if await asyncio.to_thread(_is, earlier.get(same), file):
            with suppress(StoreError):  # gone meanwhile, or too large to copy: it is here as well
                await bucket.copy(same, path)
                return
        await bucket.send(path, file)

    await at_once(give(name, entry) for name, entry in stored.files.items())
    if address.manifest not in there:
        await bucket.write(address.manifest, (release.folder / MANIFEST).read_bytes())
    return stored


async def _listed(bucket: Bucket, address: Address) -> dict[str, Listed]:
    return {each.path: each for each in await bucket.list(str(address))}


def _is(there: Listed | None, file: Path) -> bool:
    """Whether an object holds a file, as far as the store tells: it was put whole or not at all, and may be damaged."""
    return there is not None and there.size == file.stat().st_size and not contradicts(there.etag, file, PIECE)
