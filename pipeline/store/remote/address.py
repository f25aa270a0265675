"""Where a release lies in an object store, and the object that says which is current.

A release's objects lie below `<version>-<hash>/`, the hash being of its manifest, which names the hash of each file. So
two writers who make one version each in their own way write to two places, and what lies at an address can only ever
be the same: nothing needs to be overwritten, and nothing that is there needs to be sent again.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Self

from pipeline.store.errors import DamagedRelease
from pipeline.store.manifest import MANIFEST, Manifest

DIGITS = 12
_WRITTEN = re.compile(rf"([A-Za-z0-9][A-Za-z0-9._-]*)-([0-9a-f]{{{DIGITS}}})")


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """The folder of a release's objects."""

    version: str
    digest: str
    """The first digits of the manifest's SHA-256."""

    def __str__(self) -> str:
        return f"{self.version}-{self.digest}"

    @property
    def manifest(self) -> str:
        """The path of the manifest, the last object that is sent: without it there is no release."""
        return f"{self}/{MANIFEST}"

    @classmethod
    def of(cls, version: str, manifest: bytes) -> Self:
        """The address of a release with this manifest."""
        return cls(version, hashlib.sha256(manifest).hexdigest()[:DIGITS])

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The address that is written so; None if this is none."""
        found = _WRITTEN.fullmatch(text.strip())
        return cls(found[1], found[2]) if found else None


def unsafe(manifest: Manifest, version: str) -> str | None:
    """What a manifest names that does not belong in a folder of this version; None if all is well."""
    if manifest.version != version:
        return f"version {manifest.version!r}"
    named = {*manifest.files, *(name for table in manifest.tables.values() for name in table.files)}
    for name in sorted(named):
        path = PurePosixPath(name)
        plain = path.as_posix() == name and not re.search(r"[\\:\x00-\x1f]", name)
        if not plain or path.is_absolute() or ".." in path.parts or name in (MANIFEST, "."):
            return f"file {name!r}"
    return None


def pointed(content: bytes, where: str) -> Address:
    """The address that a pointer holds.

    Raises:
        DamagedRelease: it holds none.
    """
    address = Address.read(content.decode("utf-8", errors="replace"))
    if address is None:
        raise DamagedRelease(f"{where} names no release; make one current with: pipeline build or pipeline rollback")
    return address
