"""Releases: immutable directories `<data>/<version>/`, one of which the pointer file `<data>/CURRENT` names.

A release is written beside the others under a name of its own, hashed, described by its manifest and only then
renamed into place; the pointer is replaced in one step after that. So a reader sees one whole release or another,
whatever happens to the writer, and nothing is ever added to a directory that has been published.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl
from filelock import FileLock, Timeout

from pipeline.store.errors import DamagedRelease, NoRelease, ReleaseError
from pipeline.store.manifest import MANIFEST, FileEntry, Manifest, TableEntry
from pipeline.store.tables import MODEL_TABLES, TABLES, scan, schema

POINTER = "CURRENT"
LOCK = ".lock"
DRAFT = ".draft-"
"""What the name of a directory still being written begins with."""


@dataclass(frozen=True, slots=True)
class Release:
    """One published release. Its files never change."""

    folder: Path
    manifest: Manifest

    def scan(self, table: str) -> pl.LazyFrame:
        """A table, lazily; empty but typed when it has no files."""
        files = self.files(table)
        if not files:
            return pl.LazyFrame(schema=schema((TABLES | MODEL_TABLES)[table]))
        return scan(files)

    def files(self, table: str) -> list[Path]:
        """A table's files; none if it is one of a model and the release is without.

        Raises:
            DamagedRelease: the manifest is without one of the pipeline's tables.
        """
        entry = self.manifest.tables.get(table)
        if entry is None and table not in MODEL_TABLES:
            raise DamagedRelease(f"{self.folder / MANIFEST} names no table {table!r}; build the release again")
        return [self.folder / name for name in entry.files] if entry else []

    def verify(self) -> None:
        """Compare every file with the hash it was published with.

        Raises:
            DamagedRelease: one is missing or differs.
        """
        for name, entry in self.manifest.files.items():
            file = self.folder / name
            if not file.is_file():
                raise DamagedRelease(f"{file} is missing; build the release again")
            if file.stat().st_size != entry.size or _sha256(file) != entry.sha256:
                raise DamagedRelease(f"{file} is not as it was published; build the release again")


def current_version(data: Path) -> str | None:
    """The version that the pointer names; null when nothing has been published."""
    try:
        return (data / POINTER).read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as fault:
        raise DamagedRelease(f"{data / POINTER} cannot be read ({fault}); build a release") from None


def open_release(data: Path, version: str | None = None) -> Release:
    """A release by its version, or the current one.

    Raises:
        NoRelease: none has been published, or none of this version.
        DamagedRelease: it has no readable manifest.
    """
    version = version or current_version(data)
    if version is None:
        raise NoRelease(f"{data} holds no release yet; make one with: pipeline build --raw DIR --data {data}")
    folder = data / version
    if Path(version).name != version or not folder.is_dir():
        raise NoRelease(f"{data} holds no release {version!r}; build one with: pipeline build --raw DIR --data {data}")
    return Release(folder, Manifest.read(folder))


def standing(data: Path, version: str) -> Release | None:
    """The release of a version if it is there and whole, so that it need not be made again."""
    try:
        release = open_release(data, version)
        release.verify()
    except ReleaseError:
        return None
    return release


@contextmanager
def writing(data: Path) -> Iterator[None]:
    """The right to publish below a folder: one writer at a time. Leftovers of writers that were killed are removed.

    Raises:
        ReleaseError: another writer is at work, or the folder cannot be written.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        lock = FileLock(data / LOCK)
        lock.acquire(timeout=0)
    except Timeout:
        raise ReleaseError(f"another build is writing to {data}; wait for it to end, then try again") from None
    except OSError as fault:
        raise ReleaseError(f"{data} cannot be written ({fault.strerror}); choose another with --data DIR") from None
    try:
        for leftover in data.glob(f"{DRAFT}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        yield
    finally:
        lock.release()


@contextmanager
def draft(data: Path, version: str) -> Iterator[Path]:
    """An empty directory to write a release into; it goes away if the release is not published from it."""
    folder = data / f"{DRAFT}{version}-{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(data: Path, folder: Path, manifest: Manifest) -> Release:
    """Make a draft a release: hash its files, write the manifest, rename it into place. The pointer stays.

    A directory of the same version that is already there holds the same content unless it was damaged, so the new
    one takes its place.
    """
    names = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    files = {name: FileEntry(size=(folder / name).stat().st_size, sha256=_sha256(folder / name)) for name in names}
    manifest = replace(manifest, files=files)
    manifest.write(folder)
    for path in sorted(folder.rglob("*")):
        _sync(path)
    _sync(folder)
    target = data / manifest.version
    if target.exists():
        target.rename(data / f"{DRAFT}replaced-{manifest.version}-{os.getpid()}")
    folder.rename(target)
    _sync(data)
    return Release(target, manifest)


def activate(data: Path, version: str) -> None:
    """Move the pointer to a published release, in one step."""
    temporary = data / f".{POINTER}-{os.getpid()}"
    temporary.write_text(f"{version}\n", encoding="utf-8")
    _sync(temporary)
    temporary.replace(data / POINTER)
    _sync(data)


def table_files(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """The parquet files of each table in a draft: one file, or the parts in a folder of the table's name."""

    def part_order(file: Path) -> tuple[int, str]:
        return len(file.stem), file.stem

    return {
        name: tuple(
            file.relative_to(folder).as_posix()
            for file in [*folder.glob(f"{name}.parquet"), *sorted(folder.glob(f"{name}/*.parquet"), key=part_order)]
        )
        for name in TABLES
    }


def table_entry(folder: Path, files: tuple[str, ...], set_aside: Mapping[str, int]) -> TableEntry:
    """Describe one table of a draft; its rows are counted in the files as written."""
    rows = sum(scan(folder / name).select(pl.len()).collect().item() for name in files)
    return TableEntry(rows=rows, files=files, set_aside=dict(set_aside))


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sync(path: Path) -> None:
    """Have the file or directory reach the disk before what depends on it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
