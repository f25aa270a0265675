"""A system's server while it runs: started, asked until it answers, its CPU and memory read off, ended by its id."""

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measure import ROOT
from benchmarks.pipeline import tree
from benchmarks.service.systems import Request, System, SystemFailed

HOST = "127.0.0.1"
PATIENCE = 180
"""Seconds that a server may take to answer its first request, with all it loads."""
KEPT = ("PATH", "HOME", "LANG", "TMPDIR")
"""Variables that a system gets of our environment."""


@dataclass(slots=True)
class Server:
    """One that runs."""

    system: System
    port: int
    process: subprocess.Popen[bytes]
    log: Path
    _connection: http.client.HTTPConnection | None = field(default=None, init=False)

    def cpu(self) -> float:
        """Seconds of CPU that it and all its processes have used, user's and system's."""
        return tree.cpu([self.process.pid])

    def memory(self) -> float:
        """2**20 bytes that it and all its processes hold, what several share being shared out."""
        return round(tree.memory([self.process.pid]) / 1024, 1)

    def ask(self, request: Request) -> Any:  # noqa: ANN401 - parsed JSON
        """The parsed answer to one request.

        Raises:
            SystemFailed: the answer is not 200, or no JSON.
        """
        status, body = self.answer(request)
        if status != 200:
            raise SystemFailed(f"{self.system.name} answered {status}, not 200: {body[:300]!r}")
        try:
            return json.loads(body)
        except ValueError as error:
            raise SystemFailed(f"{self.system.name} did not answer with JSON: {body[:300]!r}") from error

    def answer(self, request: Request) -> tuple[int, bytes]:
        """Status and body of the answer to one request, on a connection that is kept.

        Raises:
            SystemFailed: there is no answer.
        """
        for attempt in range(2):  # a server may close a connection that was idle
            connection = self._connection or http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)
            try:
                connection.request(request.method, request.target, request.body, dict(request.headers))
                response = connection.getresponse()
                body = response.read()
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                self._connection = None
                if attempt:
                    raise SystemFailed(f"{self.system.name} did not answer: {error}") from error
            else:
                self._connection = connection
                return response.status, body
        raise AssertionError


@contextmanager
def serving(system: System, first: Request, log: Path) -> Iterator[Server]:
    """Start a system; when the block begins it has answered `first`, and when it ends the system is gone.

    Raises:
        SystemFailed: it ended, or did not answer in time.
    """
    port = _free_port()
    with log.open("ab") as written:
        process = subprocess.Popen(
            system.command(port),
            cwd=ROOT,
            env=environment(system.env()),
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=written,
            start_new_session=True,  # so that what it starts can be ended with it
        )
    server = Server(system, port, process, log)
    try:
        _wait(server, first)
        yield server
    finally:
        _end(process)


def environment(more: Mapping[str, str]) -> dict[str, str]:
    """What a system's programs find in their environment."""
    return {name: os.environ[name] for name in KEPT if name in os.environ} | dict(more)


def _wait(server: Server, first: Request) -> None:
    deadline, said = time.monotonic() + PATIENCE, "nothing"
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            raise SystemFailed(f"{server.system.name} ended with {server.process.returncode}: {_last(server.log)}")
        try:
            status, body = server.answer(first)
        except SystemFailed as fault:
            said = str(fault)
        else:
            if status == 200:
                return
            said = f"{status}: {body[:200]!r}"
        time.sleep(0.1)
    raise SystemFailed(f"{server.system.name} was not ready after {PATIENCE} s; at last: {said}; {_last(server.log)}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End it and what it started, which is a session of its own."""
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _last(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return " / ".join(lines[-4:])


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return int(taken.getsockname()[1])
