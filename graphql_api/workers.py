"""Worker processes: what they share, and that none outlives the process that started it.

Each counts its own requests, and whichever is asked for the metrics must tell of all. So they write their numbers into
files of one folder, which is there as long as the service: the library for metrics takes it from the environment, and
only when it is first imported.
"""

import logging
import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from uvicorn.supervisors import Multiprocess

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder is made in it that nobody else can enter
"""Where files can be written though the disk cannot, on Linux."""

log = logging.getLogger("cartelera")


def shared_folder() -> Path | None:
    """Where workers share their metrics; None for a single process, or where they cannot."""
    folder = os.environ.get(FOLDER)
    return Path(folder) if folder else None


@contextmanager
def sharing_metrics(workers: int) -> Iterator[None]:
    """Have workers that are started within the block share their metrics; nothing is left of it afterwards."""
    os.environ.pop(FOLDER, None)  # another's, or an earlier run's, whose numbers would be added to ours
    folder = _made() if workers > 1 else None
    if folder is None:
        yield
        return
    os.environ[FOLDER] = str(folder)
    try:
        yield
    finally:
        del os.environ[FOLDER]
        shutil.rmtree(folder, ignore_errors=True)


def _made() -> Path | None:
    for place in (None, MEMORY):
        with suppress(OSError):
            return Path(tempfile.mkdtemp(prefix="cartelera-metrics-", dir=place))
    log.warning("no folder can be made for what workers share (TMPDIR names one): each tells metrics of its own")
    return None


class Supervisor(Multiprocess):
    """Starts workers, and another for each that ends; of one that ended, only what it counted is kept."""

    _known: frozenset[int] = frozenset()

    def keep_subprocess_alive(self) -> None:
        """Look after the workers; called twice a second."""
        super().keep_subprocess_alive()
        alive = frozenset(process.pid for process in self.processes if process.pid is not None)
        for pid in self._known - alive:
            forget(pid)
        self._known = alive


def forget(pid: int) -> None:
    """Take out of the metrics what a worker that ended was doing; what it had done stays counted."""
    if folder := shared_folder():
        from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415 - not before the folder is named

        mark_process_dead(pid, str(folder))


def end_with_supervisor() -> None:
    """Stop this process, gracefully, when the one that started it as a worker is gone; without one, do nothing."""
    supervisor = multiprocessing.parent_process()
    if supervisor is None:
        return

    def wait() -> None:
        supervisor.join()
        if folder := shared_folder():  # the supervisor was killed and could not
            shutil.rmtree(folder, ignore_errors=True)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="end with supervisor", daemon=True).start()
