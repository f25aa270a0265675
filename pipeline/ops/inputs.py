"""The raw files as a watcher sees them: which there are and when they last changed, without reading any."""

import hashlib
import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pipeline.steps import TRANSFORMATIONS
from pipeline.store.manifest import FORMAT

Listing = Mapping[str, tuple[int, int, int]]
"""Of each file, by its path below the folder: bytes, and the nanoseconds at which its content and its entry changed."""


def look(raw: Path, data: Path) -> Listing:
    """Every file below a folder that a build may read; none where there is no folder.

    Folders are there too if they have the name of a file, as a build refuses those. Hidden files and folders are left
    out: they are what programs that copy write to before they rename. So is the folder of releases, should it be kept
    there.
    """
    ours = data.resolve()
    found: dict[str, tuple[int, int, int]] = {}
    seen: set[tuple[int, int]] = set()
    for folder, below, files in os.walk(raw, followlinks=True):
        with suppress(OSError):
            here = Path(folder).stat()
            if (here.st_dev, here.st_ino) in seen or Path(folder).resolve() == ours:  # seen: by a link to it
                below.clear()
                continue
            seen.add((here.st_dev, here.st_ino))
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted([*files, *(name for name in below if Path(name).suffix)]):
            file = Path(folder, name)
            with suppress(OSError):  # it went meanwhile
                if not name.startswith("."):
                    state = file.stat() if file.exists() else file.lstat()  # a link to nothing, which a build refuses
                    found[file.relative_to(raw).as_posix()] = (state.st_size, state.st_mtime_ns, state.st_ctime_ns)
    return found


def name_of(listing: Listing, settings: str = "") -> str:
    """A short name that is another for other files, other settings, and other transformations."""
    content = [FORMAT, TRANSFORMATIONS, settings, sorted(listing.items())]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:12]


def changes(before: Listing, now: Listing) -> list[str]:
    """The paths of files that came, went or changed."""
    return sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))


def quiet_for(listing: Listing, now: float | None = None) -> float:
    """Seconds since the last change of any of the files; 0 where a clock says that it is yet to come."""
    changed = max((max(mtime, ctime) for _, mtime, ctime in listing.values()), default=0)
    return max(0.0, (time.time() if now is None else now) - changed / 1_000_000_000)
