"""Commands that are run for the film, with every line that they print and when."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from demo.faults import Failed


@dataclass(frozen=True)
class Line:
    """A line that a command printed, and when, in seconds after it began."""

    text: str
    at: float


@dataclass(frozen=True)
class Run:
    """A command as typed, what it printed, and how long it took, in seconds."""

    command: str
    lines: tuple[Line, ...]
    seconds: float

    @property
    def text(self) -> str:
        """All that it printed."""
        return "\n".join(line.text for line in self.lines)


def run(command: str, folder: Path) -> Run:
    """Run one of the project's commands in a folder and keep what it prints.

    Raises:
        Failed: it gave up; the end of what it printed is in the message.
    """
    beside = Path(sys.executable).parent  # where `pipeline` and `recsys` are installed
    path = f"{beside}{os.pathsep}{os.environ.get('PATH', '')}"
    settings = {name: value for name, value in os.environ.items() if not name.startswith("CARTELERA_")}
    settings |= {"PATH": path, "PYTHONUNBUFFERED": "1", "COLUMNS": "110"}
    words = shlex.split(command)
    began = time.monotonic()
    with subprocess.Popen(
        [str(beside / words[0]), *words[1:]],
        cwd=folder,
        env=settings,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        assert process.stdout is not None
        lines = tuple(Line(line.rstrip(), time.monotonic() - began) for line in process.stdout)
    if process.returncode:
        told = " / ".join(line.text for line in lines[-4:])
        raise Failed(f"`{command}` ended with {process.returncode}, expected 0: it says: {told}")
    return Run(command, lines, time.monotonic() - began)
