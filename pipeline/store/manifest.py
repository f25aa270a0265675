"""What a release says of itself: `manifest.json`, written last and read first."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from pipeline.store.errors import DamagedRelease

MANIFEST = "manifest.json"
FORMAT = 4
"""Raised when a reader of one version could misunderstand, or miss something in, what the other wrote."""


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One raw file that was read, by its path below the folder of raw files.

    Attributes:
        path: where it lies below the folder of raw files.
        size: in bytes.
        sha256: of its content, in hexadecimal.
        rows: counted in the raw file.
        entered: of these, the rows that are in a table.
        set_aside: of these, the rows that are in quarantine.
        unmatched: of these, the rows that are in order and about nothing in the catalogues.
        repairs: rows by kind of repair.
        key: names what its parts of the tables were made of and by; equal keys have equal parts.
    """

    path: str
    size: int
    sha256: str
    rows: int
    entered: int
    set_aside: int
    unmatched: int = 0
    repairs: Mapping[str, int] = field(default_factory=dict)
    key: str = ""


@dataclass(frozen=True, slots=True)
class TableEntry:
    """One table: its rows, its files, and how many raw rows were kept out of it by reason."""

    rows: int
    files: tuple[str, ...]
    set_aside: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of the release: its size in bytes and SHA-256 in hexadecimal."""

    size: int
    sha256: str

    @classmethod
    def of(cls, file: Path) -> Self:
        """Of a file as it is now."""
        return cls(size=file.stat().st_size, sha256=_sha256(file))

    def describes(self, file: Path) -> bool:
        """Whether a file is as it was described."""
        return file.stat().st_size == self.size and _sha256(file) == self.sha256


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release holds, from what, and the hashes that prove it."""

    version: str
    dataset_version: str
    model_version: str | None
    built_at: datetime
    synthetic: bool
    sources: tuple[SourceEntry, ...]
    tables: Mapping[str, TableEntry]
    files: Mapping[str, FileEntry]

    def write(self, folder: Path) -> Path:
        """Write `manifest.json` into a folder."""
        content = {"format": FORMAT, **asdict(self), "built_at": self.built_at.isoformat()}
        file = folder / MANIFEST
        file.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        return file

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Read a folder's `manifest.json`.

        Raises:
            DamagedRelease: it is missing, is no such manifest, or is of a newer format.
        """
        file = folder / MANIFEST
        try:
            content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
            if (found := content["format"]) != FORMAT:
                advice = "build the release again" if found < FORMAT else "update Cartelera"
                raise DamagedRelease(f"{file} has format {found}; this version reads {FORMAT}: {advice}")
            return cls(
                version=content["version"],
                dataset_version=content["dataset_version"],
                model_version=content["model_version"],
                built_at=datetime.fromisoformat(content["built_at"]),
                synthetic=content["synthetic"],
                sources=tuple(SourceEntry(**entry) for entry in content["sources"]),
                tables={
                    name: TableEntry(rows=entry["rows"], files=tuple(entry["files"]), set_aside=entry["set_aside"])
                    for name, entry in content["tables"].items()
                },
                files={name: FileEntry(**entry) for name, entry in content["files"].items()},
            )
        except OSError as fault:
            raise DamagedRelease(f"{file} cannot be read ({fault.strerror}); build the release again") from None
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise DamagedRelease(f"{file} is not a manifest ({fault!r}); build the release again") from None
