"""The releases of an object store: listed, checked, gone back to, and removed when they are old."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.ops.checking import tell
from pipeline.ops.retention import Retention
from pipeline.ops.rollback import rollback as roll_back
from pipeline.ops.versions import Version
from pipeline.store.errors import DamagedRelease, NoRelease, ReleaseError
from pipeline.store.history import History, moves
from pipeline.store.locks import held
from pipeline.store.manifest import MANIFEST, Manifest
from pipeline.store.releases import POINTER
from pipeline.store.remote.address import Address
from pipeline.store.remote.bucket import Bucket, Listed
from pipeline.store.remote.mirror import BUILD, CHECK, mirror
from pipeline.store.remote.pull import pull
from pipeline.store.remote.writer import LOCK, Writer, current, writing_to

UNFINISHED_DAYS = 1
"""How old the objects of a release without a manifest must be before they count as left over: it may be on its way."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One release of a store: where, its objects, and its manifest or why there is none."""

    address: Address
    objects: tuple[Listed, ...]
    manifest: Manifest | None
    trouble: str | None = None

    @property
    def made_at(self) -> datetime:
        """When it was finished, or last added to."""
        manifest = [each.put_at for each in self.objects if each.path == self.address.manifest]
        return manifest[0] if manifest else max(each.put_at for each in self.objects)

    @property
    def order(self) -> tuple[datetime, datetime, Address]:
        """The later one is newer: a store tells the time by the second only."""
        return self.made_at, self.manifest.built_at if self.manifest else self.made_at, self.address


async def kept(bucket: Bucket) -> list[Kept]:
    """Every release of a store, the newest first; half ones too."""
    found: dict[Address, list[Listed]] = {}
    for each in await bucket.list():
        if address := Address.read(each.path.partition("/")[0]):
            found.setdefault(address, []).append(each)
    releases = [await _kept(bucket, address, objects) for address, objects in found.items()]
    return sorted(releases, key=lambda each: each.order, reverse=True)


def versions(url: str) -> list[Version]:
    """Every release of a store, the newest first, by what the manifests say and which objects are there.

    Raises:
        StoreError: the store cannot be reached, or refuses.
    """

    async def listed() -> list[Version]:
        bucket = Bucket.open(url)
        pointer = await bucket.read(POINTER)
        named = Address.read(pointer.content.decode("utf-8", errors="replace")) if pointer else None
        return [_version(each, is_current=each.address == named) for each in await kept(bucket)]

    return asyncio.run(listed())


def check(url: str, version: str | None, *, every: bool, say: Callable[[str], None]) -> bool:
    """Fetch all of a release, the current one unless another is named, or of every one, and tell what is wrong.

    Returns:
        Whether all is well.

    Raises:
        NoRelease: there is none, or none of this version.
        StoreError: the store cannot be reached, or refuses.
    """

    async def checked() -> bool:
        bucket = Bucket.open(url)
        if every:
            chosen = [each.address for each in await kept(bucket)]
        else:
            chosen = [_chosen(bucket, await kept(bucket), version) if version else await current(bucket)]
        well = True
        for address in chosen:
            well = await _checked(bucket, address, say) and well
        return well

    folder = mirror(url, CHECK)
    with held(folder / LOCK, f"another check is at work in {folder}"):
        for leftover in folder.glob("*/"):  # of one that was killed
            shutil.rmtree(leftover, ignore_errors=True)
        return asyncio.run(checked())


def rollback(url: str, version: str | None, say: Callable[[str], None]) -> None:
    """Make a whole release of a store current in place of the one that is.

    Args:
        url: of the store.
        version: the release; the one that was current before, if left out.
        say: told what is current then.

    Raises:
        NoRelease: there is none such.
        DamagedRelease: it is not as it was published.
        Overtaken: another release became current meanwhile.
        StoreError: the store cannot be reached, or refuses.
        ReleaseError: the mirror cannot be written.
    """
    with writing_to(url, needed=False) as writer:
        there = asyncio.run(kept(writer.bucket))
        wanted = version or earlier(writer, there)
        if wanted is None:
            raise NoRelease(f"nothing is known to have been current before in {url}; {_choices(there)}")
        asyncio.run(pull(writer.bucket, _chosen(writer.bucket, there, wanted), writer.folder))
        said: list[str] = []
        roll_back(writer.folder, wanted, said.append)
        writer.publish()
        for line in said:
            say(line)


def earlier(writer: Writer, there: Iterable[Kept]) -> str | None:
    """What was current before what is, of those that are still there and whole; None where nothing is known."""
    now = writer.address.version if writer.address else None
    whole = {each.address.version for each in there if each.trouble is None} - {now}
    before = [version for version in History.of(moves(writer.folder), now).line if version in whole]
    return before[-1] if before else None


def sweep(url: str, retention: Retention, say: Callable[[str], None]) -> None:
    """Remove old releases from a store, and what killed writers left; that it cannot be done is said and no fault.

    Never what is current, what that was fitted to, or what a rollback would go to. A release loses its manifest
    first: without that it is none.

    Args:
        url: of the store.
        retention: which are kept.
        say: told of what was removed.
    """

    async def swept() -> list[str]:
        bucket, now = Bucket.open(url), datetime.now(UTC)
        writer = Writer(bucket, mirror(url, BUILD))
        writer.pointer = await bucket.read(POINTER)
        there = await kept(bucket)
        safe: set[str | None] = {
            each.manifest.dataset_version for each in there if each.address == writer.address and each.manifest
        }
        safe |= {earlier(writer, there), *(each.address.version for each in there if each.address == writer.address)}
        whole = [each.address for each in there if each.trouble is None][: retention.number]
        old = []
        for each in there:
            days = retention.days if each.manifest else max(UNFINISHED_DAYS, retention.days)
            kept_on = each.address in whole or each.address.version in safe or each.address == writer.address
            if not kept_on and each.made_at < now - timedelta(days=days):
                old.append(each)
        for each in old:
            await bucket.delete([each.address.manifest])
            await bucket.delete([found.path for found in each.objects if found.path != each.address.manifest])
        return [each.address.version for each in old]

    try:
        if removed := asyncio.run(swept()):
            say(f"Removed from {url}: {', '.join(removed)} ({retention})")
    except ReleaseError as fault:
        say(f"Old releases could not be removed: {fault}")


async def _kept(bucket: Bucket, address: Address, objects: Iterable[Listed]) -> Kept:
    objects = tuple(objects)
    where = f"{bucket.url}/{address.manifest}"
    found = await bucket.read(address.manifest)
    if found is None:
        return Kept(address, objects, None, f"{where} is missing; the release was never finished")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / MANIFEST).write_bytes(found.content)
        try:
            manifest = Manifest.read(Path(folder))
        except ReleaseError as fault:
            return Kept(address, objects, None, str(fault).replace(str(Path(folder) / MANIFEST), where))
    sizes = {each.path: each.size for each in objects}
    for name, entry in manifest.files.items():
        if (size := sizes.get(f"{address}/{name}")) != entry.size:
            how = "is missing" if size is None else "is not as it was published"
            return Kept(address, objects, manifest, f"{bucket.url}/{address}/{name} {how}; build the release again")
    return Kept(address, objects, manifest)


def _version(each: Kept, *, is_current: bool) -> Version:
    manifest, size = each.manifest, sum(found.size for found in each.objects)
    rows = {name: table.rows for name, table in manifest.tables.items()} if manifest else {}
    return Version(
        version=each.address.version,
        current=is_current,
        made_at=each.made_at,
        dataset=manifest.dataset_version if manifest else None,
        model=manifest.model_version if manifest else None,
        titles=rows.get("titles"),
        ratings=rows.get("ratings"),
        synthetic=manifest.synthetic if manifest else None,
        size=size,
        own=size,  # a store keeps each object for itself
        trouble=each.trouble,
    )


def _chosen(bucket: Bucket, there: Iterable[Kept], version: str) -> Address:
    """The newest release of a version, a whole one if there is any; or the one at this address."""
    there = list(there)
    named = [each for each in there if version in {each.address.version, str(each.address)}]
    if not named:
        raise NoRelease(f"{bucket.url} holds no release {version!r}; {_choices(there)}")
    return min(named, key=lambda each: each.trouble is not None).address


def _choices(there: Iterable[Kept]) -> str:
    whole = [each.address.version for each in there if each.trouble is None]
    return f"name one that stands: {', '.join(whole)}" if whole else "and none stands: build one with: pipeline build"


async def _checked(bucket: Bucket, address: Address, say: Callable[[str], None]) -> bool:
    """Whether every object of a release is what it should be; it is fetched, looked at and thrown away."""
    with tempfile.TemporaryDirectory(dir=mirror(bucket.url, CHECK)) as folder:
        try:
            release = await pull(bucket, address, Path(folder), reuse=False)
        except DamagedRelease as fault:
            say(f"{address.version}: {fault}")
            return False
        return tell(address.version, release, say)
