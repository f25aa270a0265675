"""Releases of a few bytes, a bucket in memory, and what was asked of it."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from obstore.store import MemoryStore

from pipeline.store import releases
from pipeline.store.manifest import Manifest, TableEntry
from pipeline.store.releases import Release, activate
from pipeline.store.remote.bucket import Bucket
from pipeline.store.remote.writer import Writer
from pipeline.store.tables import TABLES

URL = "s3://bucket/prefix"
WHEN = datetime(2026, 1, 2, tzinfo=UTC)


@dataclass
class Store:
    """One store, and every bucket of it that was opened; each remembers what it did."""

    memory: MemoryStore = field(default_factory=MemoryStore)
    done: list[str] = field(default_factory=list)

    def bucket(self) -> "Remembering":
        return Remembering(self)

    def paths(self) -> list[str]:
        return sorted(each["path"] for each in self.memory.list().collect())

    def get(self, path: str) -> bytes:
        return bytes(self.memory.get(path).bytes())

    def put(self, path: str, content: bytes) -> None:
        self.memory.put(path, content)

    def did(self, what: str) -> list[str]:
        return sorted(each.removeprefix(f"{what} ") for each in self.done if each.startswith(f"{what} "))


class Remembering(Bucket):
    def __init__(self, store: Store) -> None:
        super().__init__(URL, store.memory)
        self.store = store

    async def fetch(self, path, file):
        self.store.done.append(f"fetch {path.partition('/')[2]}")
        return await super().fetch(path, file)

    async def send(self, path, file):
        self.store.done.append(f"send {path.partition('/')[2]}")
        await super().send(path, file)

    async def copy(self, path, to):
        self.store.done.append(f"copy {path.partition('/')[2]}")
        await super().copy(path, to)

    async def read(self, path, last=None):
        found = await super().read(path, last)
        self.store.done.append(f"{'same' if last and found is last else 'read'} {path.rpartition('/')[2]}")
        return found


def made(data: Path, version: str, built_at: datetime = WHEN, **files: str) -> Release:
    """Publish a release that holds these texts in a folder; `ratings__1` is the file `ratings/1`."""
    with releases.writing(data), releases.draft(data, version) as folder:
        for name, text in files.items():
            file = folder / name.replace("__", "/")
            file.parent.mkdir(exist_ok=True)
            file.write_text(text)
        tables = {name: TableEntry(rows=0, files=()) for name in TABLES}
        manifest = Manifest(version, version, None, built_at, synthetic=False, sources=(), tables=tables, files={})
        return releases.publish(data, folder, manifest)


@contextmanager
def written(store: Store, folder: Path, *, needed: bool = True):
    """As `writing_to`, to a store in memory."""
    folder.mkdir(parents=True, exist_ok=True)
    writer = Writer(store.bucket(), folder)
    writer.begin(needed=needed)
    try:
        yield writer
    finally:
        writer.end()


def published(store: Store, folder: Path, version: str, **files: str) -> Release:
    """Make a release in a mirror and have the store's pointer name it."""
    with written(store, folder) as writer:
        release = made(folder, version, **files)
        activate(folder, version)
        writer.publish()
    return release


def texts(folder: Path) -> dict[str, str]:
    """The files of a folder by their paths below it."""
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
