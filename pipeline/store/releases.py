"""Releases: immutable directories `<data>/<version>/`, one of which the pointer file `<data>/CURRENT` names.

A release is written beside the others under a name of its own, hashed, described by its manifest and only then
renamed into place; the pointer is replaced in one step after that. So a reader sees one whole release or another,
whatever happens to the writer, and nothing is ever added to a directory that has been published.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from pipeline.store.errors import DamagedRelease, NoRelease, ReleaseError
from pipeline.store.history import HISTORY, History, Move, moves, note
from pipeline.store.locks import held
from pipeline.store.manifest import MANIFEST, FileEntry, Manifest, TableEntry
from pipeline.store.tables import MODEL_TABLES, ON_OCCASION, TABLES, scan, schema

POINTER = "CURRENT"
LOCK = ".lock"
POINTER_LOCK = ".current.lock"
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
        if entry is None and table not in MODEL_TABLES and table not in ON_OCCASION:
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
            if not entry.describes(file):
                raise DamagedRelease(f"{file} is not as it was published; build the release again")


def current_version(data: Path) -> str | None:
    """The version that the pointer names; null when nothing has been published."""
    try:
        return (data / POINTER).read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as fault:
        raise DamagedRelease(f"{data / POINTER} cannot be read ({fault}); build a release") from None


def pointed_to(data: Path) -> str | None:
    """What the pointer names; None too where it cannot be read."""
    try:
        return current_version(data)
    except DamagedRelease:
        return None


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
        Busy: another writer is at work.
        ReleaseError: the folder cannot be written.
    """
    with held(data / LOCK, f"another build is writing to {data}"):
        for leftover in data.glob(f"{DRAFT}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        with pointing(data):
            pass  # removes what is left of a pointer
        yield


@contextmanager
def pointing(data: Path) -> Iterator[None]:
    """The right to move the pointer, and to remove what it may come to name: held for a moment, so it is waited for.

    Raises:
        Busy: somebody else has held it for a minute.
        ReleaseError: the folder cannot be written.
    """
    with held(data / POINTER_LOCK, f"the pointer of {data} is being moved", seconds=60):
        for leftover in (*data.glob(f".{POINTER}-*"), *data.glob(f"{HISTORY}-*")):
            leftover.unlink(missing_ok=True)
        yield


@contextmanager
def draft(data: Path, version: str) -> Iterator[Path]:
    """An empty directory to write a release into; it goes away if the release is not published from it."""
    folder = data / f"{DRAFT}{version}-{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def link_files(source: Release, folder: Path, files: Iterable[Path]) -> None:
    """Give a draft files of a release: the same under a second name, or copies where that cannot be."""
    for file in files:
        target = folder / file.relative_to(source.folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        link_file(file, target)


def link_file(file: Path, target: Path) -> None:
    """Give a file a second name, or copy it where that cannot be."""
    try:
        os.link(file, target)
    except OSError:  # another file system, or one without links
        shutil.copyfile(file, target)


def publish(data: Path, folder: Path, manifest: Manifest) -> Release:
    """Make a draft a release: hash its files, write the manifest, rename it into place. The pointer stays.

    A directory of the same version that is already there holds the same content unless it was damaged, so the new
    one takes its place.
    """
    names = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    files = {name: FileEntry.of(folder / name) for name in names}
    manifest = replace(manifest, files=files)
    manifest.write(folder)
    return Release(settle(data, folder, manifest.version), manifest)


def settle(data: Path, folder: Path, version: str) -> Path:
    """Rename a finished draft into place, once all of it has reached the disk; returns where it is."""
    for path in sorted(folder.rglob("*")):
        _sync(path)
    _sync(folder)
    target, replaced = data / version, data / f"{DRAFT}replaced-{version}-{os.getpid()}"
    if target.exists():
        target.rename(replaced)
    folder.rename(target)
    _sync(data)
    shutil.rmtree(replaced, ignore_errors=True)
    return target


def activate(data: Path, version: str, *, back: bool = False) -> None:
    """Move the pointer to a published release, in one step, and remember it.

    Args:
        data: the folder of releases.
        version: the release.
        back: whether this takes back what is current.

    Raises:
        Busy: somebody else is moving it and does not end.
        ReleaseError: the folder cannot be written.
    """
    with pointing(data):
        move_pointer(data, version, back=back)


def move_pointer(data: Path, version: str, *, back: bool = False) -> None:
    """As `activate`, for who has the right to already."""
    with suppress(DamagedRelease):
        if (before := current_version(data)) and not moves(data):  # the folder is older than its history
            note(data, _move(data, before, back=False))
    temporary = data / f".{POINTER}-{os.getpid()}"
    temporary.write_text(f"{version}\n", encoding="utf-8")
    _sync(temporary)
    temporary.replace(data / POINTER)
    _sync(data)
    if (last := moves(data)[-1:]) and last[0].version == version:
        return
    note(data, _move(data, version, back=back))


def taken_back(data: Path) -> Mapping[str, str]:
    """Datasets that a rollback took back and that nothing has brought back since; of each the release."""
    return History.of(moves(data), pointed_to(data)).taken_back


def _move(data: Path, version: str, *, back: bool) -> Move:
    dataset = None
    with suppress(ReleaseError):
        dataset = open_release(data, version).manifest.dataset_version
    return Move(datetime.now(UTC), version, dataset, back)


def table_files(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """The parquet files of each table in a draft: one file, or the parts in a folder of the table's name."""

    def part_order(file: Path) -> tuple[int, str]:
        return len(file.stem), file.stem

    files = {
        name: tuple(
            file.relative_to(folder).as_posix()
            for file in [*folder.glob(f"{name}.parquet"), *sorted(folder.glob(f"{name}/*.parquet"), key=part_order)]
        )
        for name in TABLES
    }
    return {name: parts for name, parts in files.items() if parts or name not in ON_OCCASION}


def table_entry(folder: Path, files: tuple[str, ...], set_aside: Mapping[str, int]) -> TableEntry:
    """Describe one table of a draft; its rows are counted in the files as written."""
    rows = sum(scan(folder / name).select(pl.len()).collect().item() for name in files)
    return TableEntry(rows=rows, files=files, set_aside=dict(set_aside))


def _sync(path: Path) -> None:
    """Have the file or directory reach the disk before what depends on it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
