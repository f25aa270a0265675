"""Locks below a folder of releases: one holder at a time, who is told to those that come meanwhile.

The kernel lets go of a lock when its holder ends, however that was: nobody need take away what a killed one left.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.store.errors import Busy, ReleaseError

WAIT = "wait for it to end, then try again"


@contextmanager
def held(file: Path, doing: str, *, seconds: float = 0, advice: str = WAIT) -> Iterator[None]:
    """Hold the lock of a file while the block runs; its folder is made if it is not there.

    Args:
        file: what is locked. It stays, and says who held it last.
        doing: what a holder does, such as `another build is writing to DIR`.
        seconds: how long to wait for somebody else who holds it.
        advice: what to do about somebody who goes on holding it.

    Raises:
        Busy: somebody else does, and goes on doing so.
        ReleaseError: the folder cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(file)
        lock.acquire(timeout=seconds)
    except Timeout:
        raise Busy(f"{doing}{_holder(file)}; {advice}") from None
    except OSError as fault:
        folder = file.parent
        raise ReleaseError(f"{folder} cannot be written ({fault.strerror}); choose another with --data DIR") from None
    try:
        if isinstance(lock, FileLock):  # else the file system has no locks, and the library needs the file for itself
            _sign(file)
        yield
    finally:
        lock.release()


def _sign(file: Path) -> None:
    with suppress(OSError):  # a full disk: then nobody is told who holds it
        file.write_text(f"{os.getpid()} {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n", encoding="utf-8")


def _holder(file: Path) -> str:
    """Who holds a lock and since when, in brackets; nothing where it is not known."""
    try:
        pid, since = file.read_text(encoding="utf-8").strip().split(" ", 1)
    except (OSError, ValueError):
        return ""
    return f" (process {pid}, since {since})"
