"""A command in a process of its own, so that its memory goes back and its crash is not ours; it says why it failed."""

import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Sequence
from contextlib import nullcontext, suppress

from pipeline.ops.noticing import Wake, Wakes

GRACE = 20.0
"""Seconds in which a command that is told to end may clear away what it had begun."""


class Child:
    """A run of `python -m pipeline`, and all that it starts in turn."""

    def __init__(self, arguments: Sequence[str], wakes: Wakes) -> None:
        """Start it; `ENDED` is put when it has ended."""
        self._wakes = wakes
        self._said: deque[str] = deque(maxlen=100)
        # A session of its own: what it starts can be ended with it, and Ctrl-C reaches us alone.
        self._process = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-m", "pipeline", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, name="child", daemon=True)
        self._reader.start()

    @property
    def code(self) -> int:
        """Its exit code; negative for a signal."""
        return self._process.wait()

    @property
    def reason(self) -> str:
        """Why it failed, in one line: the signal that ended it, or the last that it said.

        Of an exception that nobody foresaw only the kind: its message may repeat what stands in a raw file.
        """
        if self.code < 0:
            return f"ended by signal {-self.code}" + (" (the system was short of memory?)" if self.code == -9 else "")
        last = self._said[-1] if self._said else "it said nothing"
        if self.explained:
            return last.removeprefix("pipeline: ")
        if any(line.startswith("Traceback") for line in self._said):
            last = last.partition(": ")[0]
        return f"ended with code {self.code}: {last}"

    @property
    def explained(self) -> bool:
        """Whether its last line is one of ours, which says all there is to say."""
        return bool(self._said) and self._said[-1].startswith("pipeline: ")

    @property
    def said(self) -> list[str]:
        """Where it was when it failed: the last lines of its traceback that name files of programs."""
        return [line for line in self._said if line.startswith('File "')]

    def end(self) -> None:
        """End it and all that it started: politely, and if that does not help at once."""
        self._signal(signal.SIGTERM)
        self._reader.join(GRACE)
        self._signal(signal.SIGKILL)
        self._process.wait()

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError, PermissionError):  # it has ended; the latter is how macOS says so
            os.killpg(self._process.pid, number)

    def _read(self) -> None:
        with self._process.stderr or nullcontext(()) as lines:
            self._said.extend(line.strip() for line in lines if line.strip())
        self._process.wait()
        self._wakes.put(Wake.ENDED)
