"""What earlier releases hold of the parts that a build is to make: what is linked need not be made again."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from pipeline.steps import TRANSFORMATIONS
from pipeline.store.errors import ReleaseError
from pipeline.store.manifest import MANIFEST, SourceEntry
from pipeline.store.releases import Release, link_files, open_release


def key_of(*parts: object) -> str:
    """A name for what the present steps make of these parts: equal parts have equal names."""
    return hashlib.sha256(json.dumps([TRANSFORMATIONS, *parts]).encode()).hexdigest()[:24]


class Earlier:
    """The releases of a folder, by the keys of what their sources became."""

    def __init__(self, data: Path) -> None:
        """Read the manifests; a release that has none is passed over."""
        self._made: dict[str, list[Release]] = {}
        for file in sorted(data.glob(f"[!.]*/{MANIFEST}")):
            with suppress(ReleaseError):
                release = open_release(data, file.parent.name)
                for key in {entry.key for entry in release.manifest.sources}:
                    self._made.setdefault(key, []).append(release)

    def take(
        self, key: str, folder: Path, needed: Sequence[str], maybe: Sequence[str] = ()
    ) -> Mapping[str, SourceEntry]:
        """Link what was made under a key into a draft; what is not as it was published is not taken.

        Args:
            key: of what is to be made.
            folder: the draft.
            needed: the files that it would write.
            maybe: files that it would write, but that are not kept where they hold nothing.

        Returns:
            What was counted then, by the paths of the sources; empty where nothing was linked.
        """
        for release in self._made.get(key, []):
            there = {name: entry for name, entry in release.manifest.files.items() if name in {*needed, *maybe}}
            if there.keys() >= set(needed) and all(_whole(release, name) for name in there):
                link_files(release, folder, [release.folder / name for name in there])
                return {entry.path: entry for entry in release.manifest.sources if entry.key == key}
        return {}


def _whole(release: Release, name: str) -> bool:
    file = release.folder / name
    return file.is_file() and release.manifest.files[name].describes(file)
