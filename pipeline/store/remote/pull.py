"""A release out of an object store into a mirror: what is there already is neither fetched nor kept twice."""

import asyncio
from collections.abc import Awaitable, Iterable
from pathlib import Path

from pipeline.store.errors import DamagedRelease, ReleaseError
from pipeline.store.manifest import MANIFEST, FileEntry, Manifest
from pipeline.store.releases import Release, draft, link_file, settle
from pipeline.store.remote.address import Address, unsafe
from pipeline.store.remote.bucket import AT_ONCE, Bucket, Missing
from pipeline.store.remote.mirror import as_described, known_files, unwritable


async def pull(bucket: Bucket, address: Address, folder: Path, *, reuse: bool = True) -> Release:
    """Have a release in a mirror, every file with the hash that it was published with.

    It is made beside the others and renamed into place, so that no reader finds half of it.

    Args:
        bucket: the store.
        address: the release.
        folder: the mirror.
        reuse: whether what is there already may be used; else everything is fetched.

    Raises:
        DamagedRelease: an object is missing, or not what it should be.
        StoreError: the store cannot be reached, or refuses.
        ReleaseError: the mirror cannot be written.
    """
    content = await _manifest(bucket, address)
    try:
        if reuse and (release := await asyncio.to_thread(_there, folder / address.version, content)):
            return release
        with draft(folder, address.version) as made:
            (made / MANIFEST).write_bytes(content)
            manifest = _understood(bucket, address, made)
            known = await asyncio.to_thread(known_files, folder) if reuse else {}

            async def bring(name: str, entry: FileEntry) -> None:
                file = made / name
                file.parent.mkdir(parents=True, exist_ok=True)
                if not await asyncio.to_thread(_linked, known.get(entry.sha256, ()), entry, file):
                    await _fetched(bucket, f"{address}/{name}", entry, file)

            await at_once(bring(name, entry) for name, entry in manifest.files.items())
            return Release(await asyncio.to_thread(settle, folder, made, address.version), manifest)
    except OSError as fault:
        raise unwritable(folder, fault) from None


async def at_once(tasks: Iterable[Awaitable[None]]) -> None:
    """Do a few of the tasks at a time; the first fault stops the others.

    Raises:
        ReleaseError: the first fault. Others are raised as they are.
    """
    turns = asyncio.Semaphore(AT_ONCE)

    async def in_turn(task: Awaitable[None]) -> None:
        async with turns:
            await task

    running = [asyncio.ensure_future(in_turn(task)) for task in tasks]
    try:
        await asyncio.gather(*running)
    finally:
        for each in running:
            each.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def _manifest(bucket: Bucket, address: Address) -> bytes:
    found = await bucket.read(address.manifest)
    if found is None:
        raise _damaged(bucket, address.manifest, "is missing")
    if Address.of(address.version, found.content) != address:
        raise _damaged(bucket, address.manifest, "is not as it was published")
    return found.content


def _understood(bucket: Bucket, address: Address, folder: Path) -> Manifest:
    try:
        manifest = Manifest.read(folder)
    except ReleaseError as fault:
        raise DamagedRelease(str(fault).replace(str(folder), f"{bucket.url}/{address}")) from None
    if strange := unsafe(manifest, address.version):
        raise _damaged(bucket, address.manifest, f"names {strange}, which is not of this release")
    return manifest


def _there(folder: Path, manifest: bytes) -> Release | None:
    """The release of a folder if it has this manifest and is whole."""
    try:
        if (folder / MANIFEST).read_bytes() != manifest:
            return None
        release = Release(folder, Manifest.read(folder))
        release.verify()
    except (OSError, ReleaseError):
        return None
    return release


def _linked(files: Iterable[Path], entry: FileEntry, target: Path) -> bool:
    """Whether one of the files is what is wanted; it then has a second name."""
    for file in as_described(files, entry.size):
        if entry.describes(file):
            link_file(file, target)
            return True
    return False


async def _fetched(bucket: Bucket, path: str, entry: FileEntry, file: Path) -> None:
    try:
        found = await bucket.fetch(path, file)
    except Missing:
        raise _damaged(bucket, path, "is missing") from None
    if found != entry:
        raise _damaged(bucket, path, "is not as it was published")


def _damaged(bucket: Bucket, path: str, how: str) -> DamagedRelease:
    return DamagedRelease(f"{bucket.url}/{path} {how}; build the release again")
