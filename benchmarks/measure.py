"""What a whole program costs, as the operating system counts it: wall time, CPU time and peak memory."""

import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent.parent
GAUGE = Path(__file__).with_name("gauge.py")


class CommandFailed(Exception):
    """A measured command did not end well, so its cost means nothing."""


@dataclass(frozen=True, slots=True)
class Cost:
    """One run: seconds by the clock, CPU seconds of all its processes (user and system), peak megabytes of the largest.

    A megabyte is 2**20 bytes.
    """

    wall: float
    cpu: float
    peak: float


def run(command: Sequence[str]) -> Cost:
    """Run a command to its end from the project's folder.

    Raises:
        CommandFailed: it did not end with 0.
    """
    gauge = [sys.executable, "-I", "-S", str(GAUGE), *command]
    done = subprocess.run(gauge, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CommandFailed(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    wall, cpu, peak = map(float, done.stdout.split())
    return Cost(wall=round(wall, 3), cpu=round(cpu, 3), peak=round(peak / 2**20, 1))


def python(*arguments: str) -> list[str]:
    """A command in this environment's Python."""
    return [sys.executable, *arguments]


def spread(values: Sequence[float], digits: int = 1) -> str:
    """Median and range of some runs: `1.4 [1.2-1.9]`; a single run stands alone."""
    median = f"{statistics.median(values):,.{digits}f}"
    return median if len(values) == 1 else f"{median} [{min(values):,.{digits}f}-{max(values):,.{digits}f}]"


def machine(*libraries: str) -> dict[str, str]:
    """What the figures are measured on, and how busy it is."""
    cpu = next((line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": str(os.cpu_count()),
        "cpu": cpu or platform.processor(),
        "memory": f"{memory / 2**30:.0f} GB",
        "system": platform.system(),
        "load at the start": load(),
        "python": platform.python_version(),
        **{library: version(library) for library in libraries},
    }


def load() -> str:
    """How many threads of all programs wanted a core, averaged over the last minute."""
    return f"{os.getloadavg()[0]:.1f}"


def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
