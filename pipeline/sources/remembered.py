"""What was found out of raw files, remembered between builds so that unchanged files are not read again.

A file is taken for unchanged by what the file system says of it: its place, size, inode, and the moments of its last
change. The moment that cannot be set by hand (`ctime`) is among them: `cp -p` or `touch -r` do not hide a change.
"""

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.sources.source import Source
from pipeline.store.errors import UnreadableSource

REMEMBERED = ".sources.json"
"""The file's name below the folder of releases. It may be deleted: then everything is read once more."""

SURVEYED = 2
"""Raised with every change to what a survey finds out of the same file, or refuses; then all is forgotten."""

SETTLED = 2_000_000_000
"""Nanoseconds since its last change from which a file is remembered: some file systems' clocks are as coarse."""


class Remembered:
    """The surveys of files as they were when they were last seen."""

    def __init__(self, file: Path | None = None) -> None:
        """Read what a file remembers; nothing if it is missing, damaged, or of another version."""
        self._file = file
        self.stood: dict[Path, os.stat_result] = {}
        """What the file system said of each file before it was looked at for this build."""
        self._known: dict[str, dict[str, Any]] = {}
        self._seen: dict[str, dict[str, Any]] = {}
        if file is None:
            return
        with suppress(OSError, ValueError, AttributeError, TypeError):
            content = json.loads(file.read_text(encoding="utf-8"))
            if content["surveyed"] == SURVEYED:
                self._known = dict(content["files"])

    def survey_of(self, path: str, file: Path, kind: str) -> Source | None:
        """What was found out of a file of a kind, if it is as it was then."""
        name = _name(file, kind)
        try:
            entry = self._known[name]
            if entry["state"] != _state(file.stat()):
                return None
            source = Source.remembered(path, file, entry["found"])
        except (OSError, KeyError, TypeError, ValueError):  # not seen before; or somebody else's writing
            return None
        self._seen[name] = entry
        return source

    def add(self, source: Source, kind: str, before: os.stat_result, now: int) -> None:
        """Remember what was found, unless the file changed while it was read or so lately that more may follow.

        Args:
            source: what was found.
            kind: what the file was read as.
            before: the state of the file before it was read.
            now: nanoseconds since 1970 when it was.
        """
        changed = max(before.st_mtime_ns, before.st_ctime_ns)
        if _state(before) == _state(source.file.stat()) and now - changed >= SETTLED:
            found = {name: value for name, value in asdict(source).items() if name not in {"path", "file"}}
            self._seen[_name(source.file, kind)] = {"state": _state(before), "found": found}

    def refuse_changed(self) -> None:
        """What was made of a file that changed meanwhile would stand under the hash of what it was.

        Raises:
            UnreadableSource: one changed since it was looked at.
        """
        for file, before in self.stood.items():
            if not file.exists() or _state(file.stat())[:-1] != _state(before)[:-1]:  # a backup's link alters `ctime`
                raise UnreadableSource(
                    f"{file} changed while it was read; expected it to stay as it is meanwhile: build again when it is "
                    f"whole"
                )

    def write(self) -> None:
        """Keep what was seen; what cannot be written is found out again."""
        if self._file is None or self._seen == self._known:
            return
        temporary = self._file.with_name(f"{self._file.name}-{os.getpid()}")
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps({"surveyed": SURVEYED, "files": self._seen}), encoding="utf-8")
            temporary.replace(self._file)


def _name(file: Path, kind: str) -> str:
    """Says nothing of this machine: the folder of releases may be copied elsewhere. A link to itself has one, too."""
    return hashlib.sha256(os.fsencode(f"{kind} {os.path.realpath(file)}")).hexdigest()[:24]


def _state(stat: os.stat_result) -> list[int]:
    return [stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]
