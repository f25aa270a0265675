"""What wakes a watcher: changed files, signals, a child that has ended. They queue in one place and are read there."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from queue import Empty, SimpleQueue
from types import FrameType

import watchfiles

STEP = 250
"""Milliseconds after which the library looks at what it was told of; it tells of everything since in one go."""


class Wake(StrEnum):
    """Why."""

    CHANGED = "changed"
    ENDED = "ended"
    STOP = "stop"
    TIME = "time"


class Wakes:
    """The queue. What signal handlers and threads put into it wakes whoever waits."""

    def __init__(self) -> None:
        # This kind of queue may be written to by a signal handler that interrupts who reads it.
        self._queue: SimpleQueue[Wake] = SimpleQueue()
        self.stopped = False

    def put(self, wake: Wake) -> None:
        """Wake whoever waits."""
        self._queue.put(wake)

    def wait(self, seconds: float) -> Wake:
        """The next wake, or `TIME` after so many seconds; once stopped always `STOP`."""
        if self.stopped:
            return Wake.STOP
        try:
            wake = self._queue.get(timeout=max(0.0, seconds))
        except Empty:
            return Wake.TIME
        self.stopped = wake == Wake.STOP
        return wake

    @contextmanager
    def stopped_by_signals(self) -> Iterator[None]:
        """Have SIGINT and SIGTERM put `STOP` while the block runs."""

        def stop(_: int, __: FrameType | None) -> None:
            self.put(Wake.STOP)

        former = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in former.items():
                signal.signal(number, handler)


class Notices:
    """Puts `CHANGED` whenever the system tells of a change below a folder. It may tell nothing: look all the same."""

    def __init__(self, folder: Path, wakes: Wakes) -> None:
        self._folder = folder
        self._wakes = wakes
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._watched: tuple[int, int] | None = None
        self.trouble: str | None = None
        """Why nothing is told of this folder; None while it is."""

    def start(self) -> None:
        """Begin, or begin anew where another folder is in the place of the one before; the first may be yet to come."""
        try:
            state = self._folder.stat()
        except OSError:
            return
        if self._watched != (state.st_dev, state.st_ino):
            self.stop()
            self._watched, self.trouble, self._stop = (state.st_dev, state.st_ino), None, threading.Event()
            self._thread = threading.Thread(target=self._notice, args=(self._stop,), name="notices", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stop.set()
        if self._thread:
            self._thread.join()

    def _notice(self, stop: threading.Event) -> None:
        try:
            for _ in watchfiles.watch(
                self._folder,
                watch_filter=None,
                debounce=STEP,
                step=STEP,
                stop_event=stop,
                raise_interrupt=False,
                ignore_permission_denied=True,
            ):
                self._wakes.put(Wake.CHANGED)
        except (OSError, RuntimeError) as fault:  # the limit of watches, a kind of folder that tells of nothing
            self.trouble = str(fault)
