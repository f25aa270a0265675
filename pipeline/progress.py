"""How far long work has come: a bar on a terminal, a line a step elsewhere."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


class Steps:
    """Names the step at hand; the number of steps may be told when it becomes known."""

    def __init__(self, bar: Progress | None = None) -> None:
        self._bar = bar
        self._task = bar.add_task("starting", total=None) if bar else None
        self._started = time.perf_counter()
        self._done = -1

    def expect(self, steps: int) -> None:
        """Say how many steps there will be."""
        if self._bar and self._task is not None:
            self._bar.update(self._task, total=steps)

    def step(self, name: str) -> None:
        """Begin the next step."""
        self._done += 1
        if self._bar and self._task is not None:
            self._bar.update(self._task, description=name, completed=self._done)
        else:
            sys.stderr.write(f"[{time.perf_counter() - self._started:6.1f} s] {name}\n")


@contextmanager
def shown() -> Iterator[Steps]:
    """Progress on standard error while the block runs."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Steps()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        yield Steps(bar)
