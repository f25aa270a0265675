"""What a release says of itself: `manifest.json`, written last and read first."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.store.errors import DamagedRelease

MANIFEST = "manifest.json"
FORMAT = 3
"""Raised when a reader of one version could misunderstand, or miss something in, what the other wrote."""


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One raw file that was read, by its path below the folder of raw files.

    `rows` were counted in the raw file, `entered` and `set_aside` in what was made of it; `repairs` are rows by kind.
    """

    path: str
    size: int
    sha256: str
    rows: int
    entered: int
    set_aside: int
    repairs: Mapping[str, int] = field(default_factory=dict)


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
