"""The command `serve` in a process of its own."""

import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import graphql_api
from graphql_api.memory import POLARS_VARIABLE
from tests.engine import VARIABLE as ENGINE

ROOT = Path(graphql_api.__file__).parents[1]
COMMAND = [sys.executable, "-m", "graphql_api"]
PATIENCE = 60  # seconds for a busy machine


class Served(NamedTuple):
    process: subprocess.Popen
    port: int
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self, signal: int) -> int:
        """Send a signal; the exit code."""
        self.process.send_signal(signal)
        return self.process.wait(PATIENCE)


def environment(**more: str) -> dict[str, str]:
    """This environment without settings of the service but those given, and whether it has its engine.

    Without what polars, imported by the tests, said here of how it allocates, too: the service says it itself.
    """
    left_out = {"PORT", POLARS_VARIABLE}
    ours = {
        name: value for name, value in os.environ.items() if name not in left_out and not name.startswith("CARTELERA_")
    }
    engine = {ENGINE: os.environ[ENGINE]} if ENGINE in os.environ else {}
    return ours | engine | more


@contextmanager
def serving(data: Path, log: Path, *arguments: str, until: str = "/readyz", **settings: str) -> Iterator[Served]:
    """Serve a folder of releases on a free port until the block ends; when it begins, `until` answers 200."""
    command = [*COMMAND, "--data", str(data), "--port", "0", *arguments]
    with log.open("wb") as written:
        process = subprocess.Popen(command, cwd=ROOT, env=environment(**settings), stdout=written, stderr=written)
    try:
        deadline = time.monotonic() + PATIENCE
        while not (found := re.search(r":(\d+)$", log.read_text(), re.MULTILINE)) or not answers(int(found[1]), until):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.02)
        while until == "/readyz" and "--workers" in arguments and not all_serve(log, arguments):
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.02)
        yield Served(process, int(found[1]), log)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        process.wait()


def all_serve(log: Path, arguments: tuple[str, ...]) -> bool:
    """Whether every worker has loaded the release: whichever is asked then answers."""
    return log.read_text().count("serving release") >= int(arguments[arguments.index("--workers") + 1])


def answers(port: int, path: str) -> bool:
    with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as response:
        return response.status == 200
    return False


def refused(*arguments: str, **settings: str) -> subprocess.CompletedProcess:
    """What `serve` says where it cannot start."""
    command = [*COMMAND, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment(**settings), capture_output=True, text=True, check=False, timeout=PATIENCE
    )
