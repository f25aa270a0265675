"""Releases of a few bytes, of any age, and a process that runs a command of ours."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.store.manifest import Manifest, TableEntry
from pipeline.store.releases import Release, draft, publish, writing

HOUSE = Path(__file__).parents[3]
PATIENCE = 60  # seconds for a busy machine
PLAIN = Manifest("", "", None, datetime.now(UTC), synthetic=False, sources=(), tables={}, files={})


def released(data: Path, version: str, *, dataset: str = "", model: str | None = None, days: float = 0) -> Release:
    """A release of one file that says its version, made so many days ago; not current."""
    tables = {"titles": TableEntry(3, ()), "ratings": TableEntry(5, ())}
    made = datetime.now(UTC) - timedelta(days=days)
    with writing(data), draft(data, version) as folder:
        (folder / "said.txt").write_text(version, encoding="utf-8")
        manifest = replace(PLAIN, version=version, dataset_version=dataset or version, model_version=model)
        return publish(data, folder, replace(manifest, built_at=made, tables=tables))


def damage(release: Release) -> None:
    """Have a release's file say something else."""
    (release.folder / "said.txt").write_text("else", encoding="utf-8")


def until(holds: Callable[[], object], what: Callable[[], object] = lambda: "") -> None:
    """Wait for something that another process brings about."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"waited too long {what()}"
        time.sleep(0.05)


def environment() -> dict[str, str]:
    """This environment without settings of ours, for a process that starts anywhere."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("CARTELERA_")}
    return ours | {"PYTHONPATH": str(HOUSE), "POLARS_MAX_THREADS": "1"}


class Running:
    """`python -m pipeline ...` in a process of its own, whose log goes to a file."""

    def __init__(self, log: Path, *arguments: object) -> None:
        self.log = log
        command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
        with log.open("ab") as written:
            self.process = subprocess.Popen(command, env=environment(), stdout=written, stderr=written)

    def __enter__(self) -> "Running":
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait()

    def events(self) -> list[dict]:
        """What it has logged, a line each."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]

    def count(self, event: str) -> int:
        """How often it has logged an event."""
        return sum(line["event"] == event for line in self.events())

    def until(self, event: str, times: int = 1) -> dict:
        """Wait until it has logged an event so many times; the last of them."""
        until(lambda: self.count(event) >= times, self.log.read_text)
        return [line for line in self.events() if line["event"] == event][-1]

    def stop(self, number: int) -> int:
        """Send a signal; the exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)
