"""How far long work has come: a line a step on standard error."""

import sys
import time


class Steps:
    """Names the step at hand, with the seconds since the start."""

    def __init__(self) -> None:
        self._started = time.perf_counter()

    def step(self, name: str) -> None:
        """Begin the next step."""
        sys.stderr.write(f"[{time.perf_counter() - self._started:6.1f} s] {name}\n")
