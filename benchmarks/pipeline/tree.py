"""What a program costs with all that it starts, and with others that work for it: sampled from `/proc` (Linux).

`benchmarks.gauge` tells the peak of the largest process. Where several work at once, as a driver and its workers do,
it is their sum at a time that a machine must hold: each process's proportional share of what it has resident.
"""

import os
import subprocess
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.measure import ROOT, CommandFailed, Cost

EVERY = 0.25
"""Seconds between two looks: what is larger for less time is not seen."""

PROC = Path("/proc")
TICK = os.sysconf("SC_CLK_TCK")


def run(command: Sequence[str], others: Iterable[int] = (), environment: dict[str, str] | None = None) -> Cost:
    """Run a command to its end from the project's folder.

    Args:
        command: what to run.
        others: processes that run before and after, and work for it meanwhile: what they hold counts, and what they
            and their children use of the processor until then.
        environment: of the command.

    Raises:
        CommandFailed: it did not end with 0.
    """
    others, before, peak, used = list(others), 0.0, 0, 0.0
    before = cpu(others)
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            peak = max(peak, memory([process.pid, *others]))
            time.sleep(EVERY)
        wall = time.perf_counter() - started
        used = cpu([process.pid])  # it has ended and not been waited for: all that it waited for is counted in
        _, said = process.communicate()
    if process.returncode:
        raise CommandFailed(f"{' '.join(command)} ended with {process.returncode}:\n{said[-2000:]}")
    return Cost(wall=round(wall, 3), cpu=round(used + cpu(others) - before, 3), peak=round(peak / 1024, 1))


def memory(roots: Iterable[int]) -> int:
    """Kilobytes that processes and all below them hold, what several share being shared out."""
    return sum(_held(pid) for pid in tree(roots))


def cpu(roots: Iterable[int]) -> float:
    """Seconds that processes and all below them have used, children that ended included."""
    total = 0
    for pid in tree(roots):
        fields = _stat(pid)
        total += sum(map(int, fields[11:15]))  # utime, stime, and those of children waited for
    return total / TICK


def tree(roots: Iterable[int]) -> set[int]:
    """Processes and all below them."""
    below: dict[int, list[int]] = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit() and (fields := _stat(int(folder.name))):
            below.setdefault(int(fields[1]), []).append(int(folder.name))
    found, left = set(), list(roots)
    while left:
        pid = left.pop()
        found.add(pid)
        left += below.get(pid, [])
    return found


def _stat(pid: int) -> list[str]:
    """The fields of `stat` after the name, which may hold spaces: the state is the first; none of who is gone."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _held(pid: int) -> int:
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
