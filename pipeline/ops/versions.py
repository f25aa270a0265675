"""The releases of a folder: which there are, what they are of, how much of the disk each has to itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.store.card import CARD, ModelCard
from pipeline.store.errors import ReleaseError
from pipeline.store.manifest import MANIFEST
from pipeline.store.releases import Release, open_release, pointed_to

VERSION = re.compile("[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Version:
    """A release as it is listed.

    Attributes:
        version: its name.
        current: whether the pointer names it.
        made_at: when its tables were built, or its models fitted; of a broken one, when its folder last changed.
        dataset: the version of its data, `model` of its models; None where there are none or it is broken.
        titles: rows of the table, `ratings` likewise.
        synthetic: whether it is made of generated files.
        size: bytes of its files.
        own: bytes that would be free without it: of files that no other release shares.
        trouble: why it cannot be used; None if it is whole, as far as was looked.
    """

    version: str
    current: bool
    made_at: datetime
    dataset: str | None = None
    model: str | None = None
    titles: int | None = None
    ratings: int | None = None
    synthetic: bool | None = None
    size: int = 0
    own: int = 0
    trouble: str | None = None


def versions(data: Path, *, verify: bool = False) -> list[Version]:
    """Every release of a folder, the newest first.

    Args:
        data: the folder of releases.
        verify: compare every file with its hash, instead of reading the manifest alone.
    """
    current = pointed_to(data)
    found = [_listed(folder, current=folder.name == current, verify=verify) for folder in folders(data)]
    return sorted(found, key=lambda each: (each.made_at, each.model is not None, each.version), reverse=True)


def folders(data: Path) -> Iterator[Path]:
    """The folders of releases, broken ones too; no other folder that somebody keeps there."""
    if not data.is_dir():
        return
    for folder in sorted(data.iterdir()):
        named = (folder / MANIFEST).exists() or VERSION.fullmatch(folder.name)
        if named and not folder.name.startswith(".") and folder.is_dir():
            yield folder


def whole(data: Path, version: str) -> Release:
    """A release whose every file is as it was published.

    Raises:
        ReleaseError: there is none of this version, or it is broken.
    """
    release = open_release(data, version)
    release.verify()
    return release


def made_at(release: Release) -> datetime:
    """When a release was made: its tables, or if it has models those."""
    if (release.folder / CARD).is_file():
        try:
            return max(release.manifest.built_at, ModelCard.read(release.folder).fitted_at)
        except ReleaseError:
            pass
    return release.manifest.built_at


def disk(folder: Path) -> tuple[int, int]:
    """Bytes of a folder's files, and of those of them that are linked nowhere else."""
    names: dict[tuple[int, int], list[int]] = {}
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            state = file.stat()
            names.setdefault((state.st_dev, state.st_ino), [state.st_size, state.st_nlink, 0])[2] += 1
    size = sum(size for size, _, _ in names.values())
    return size, sum(size for size, links, here in names.values() if links == here)


def _listed(folder: Path, *, current: bool, verify: bool) -> Version:
    size, own = disk(folder)
    try:
        release = open_release(folder.parent, folder.name)
        trouble = _trouble(release, verify=verify)
    except ReleaseError as fault:
        changed = datetime.fromtimestamp(folder.stat().st_mtime, UTC)
        return Version(folder.name, current, changed, size=size, own=own, trouble=str(fault))
    manifest = release.manifest
    rows = {name: table.rows for name, table in manifest.tables.items()}
    return Version(
        version=folder.name,
        current=current,
        made_at=made_at(release),
        dataset=manifest.dataset_version,
        model=manifest.model_version,
        titles=rows.get("titles"),
        ratings=rows.get("ratings"),
        synthetic=manifest.synthetic,
        size=size,
        own=own,
        trouble=trouble,
    )


def _trouble(release: Release, *, verify: bool) -> str | None:
    if release.manifest.version != release.folder.name:
        return f"{release.folder} says that it is {release.manifest.version}; build the release again"
    if verify:
        try:
            release.verify()
        except ReleaseError as fault:
            return str(fault)
    return None
