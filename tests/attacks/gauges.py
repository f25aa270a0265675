"""What an attack costs: CPU of this process, and memory, CPU and threads of a server's."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

TICK = os.sysconf("SC_CLK_TCK")
ATTEMPTS = 3


def cpu_seconds(work: Callable[[int], object], attempts: int = ATTEMPTS) -> float:
    """CPU that the cheapest attempt took, of all threads of this process: others on the machine do not count."""
    took = []
    for attempt in range(attempts):
        started = time.process_time()
        work(attempt)
        took.append(time.process_time() - started)
    return min(took)


class Server(NamedTuple):
    """A process, as Linux counts it."""

    pid: int

    def peak(self) -> int:
        """The most memory that it ever had, in bytes."""
        return self._status("VmHWM")

    def memory(self) -> int:
        """Its memory now, in bytes."""
        return self._status("VmRSS")

    def forget_peak(self) -> None:
        """Have the peak begin anew."""
        Path(f"/proc/{self.pid}/clear_refs").write_text("5", encoding="ascii")

    def cpu(self) -> float:
        """CPU seconds that it used."""
        after_name = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(after_name[11]) + int(after_name[12])) / TICK

    def _status(self, name: str) -> int:
        lines = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name))
