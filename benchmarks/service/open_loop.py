"""`python -m benchmarks.service.open_loop`: requests at a fixed rate, whether or not the server keeps up.

Each request has a time at which it is due, set before the first is sent. What counts is the time from then to the last
byte of its answer, so waiting for a connection or behind a slow answer is part of it: a closed loop leaves that out.
"""

import argparse
import asyncio
import json
import selectors
import subprocess
import sys
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.measure import python
from benchmarks.service.server import HOST, Server
from benchmarks.service.systems import Request, SystemFailed

CONNECTIONS = 64
PATIENCE = 30
"""Seconds after the last request was due that answers are waited for."""
LEAST = 100
"""Requests of a run, so that there is a p99."""


@dataclass(frozen=True, slots=True)
class Waited:
    """One run at one rate.

    Attributes:
        rate: requests that were due a second.
        sent: requests.
        failed: without an answer of 200.
        p50: milliseconds from when a request was due to the end of its answer.
        p99: likewise.
        worst: likewise.
        late: milliseconds, p99, that the generator itself was late although a connection was free: its own error.
    """

    rate: float
    sent: int
    failed: int
    p50: float
    p99: float
    worst: float
    late: float


@dataclass(slots=True)
class Times:
    """What is noted in a run, in seconds."""

    waited: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    failed: int = 0


class Connection(asyncio.Protocol):
    """One of the connections: it takes what is due first when it is free."""

    def __init__(self, generator: "Generator") -> None:
        self._generator = generator
        self._transport: asyncio.Transport | None = None
        self._got = bytearray()
        self._due = 0.0
        self.open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:  # noqa: D102 - asyncio's
        self._transport = transport  # type: ignore[assignment]  # of a stream socket
        self.open = True

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: D102, ARG002 - asyncio's
        self.open = False
        self._generator.lost(self)

    def ask(self, due: float, request: bytes) -> None:
        """Send one."""
        self._due = due
        self._got.clear()
        self._transport.write(request)  # type: ignore[union-attr]  # asked when there is one

    def data_received(self, data: bytes) -> None:  # noqa: D102 - asyncio's
        self._got += data
        if (status := ended(self._got)) is not None:
            self._generator.answered(self, self._due, status)


class Generator:
    """The schedule, the connections that are free, and the requests that are due."""

    def __init__(self, requests: Sequence[bytes], rate: float, seconds: float) -> None:
        self.requests = requests
        self.count = max(round(rate * seconds), LEAST)
        self.gap = 1 / rate
        self.times = Times()
        self.free: deque[Connection] = deque()
        self.due: deque[tuple[float, bytes]] = deque()
        self.left = self.count
        self.finished = asyncio.Event()

    def answered(self, connection: Connection, due: float, status: int) -> None:
        """Note an answer, and send what waited for a connection."""
        self.times.waited.append(time.perf_counter() - due)
        self.times.failed += status != 200
        self._done()
        if self.due:
            connection.ask(*self.due.popleft())
        else:
            self.free.append(connection)

    def lost(self, connection: Connection) -> None:
        """A connection is gone; if a request was under way on it, so is its answer."""
        if connection in self.free:
            self.free.remove(connection)
        elif self.left:
            self.times.failed += 1
            self._done()

    def _done(self) -> None:
        self.left -= 1
        if not self.left:
            self.finished.set()

    async def run(self, port: int, connections: int) -> Times:
        """Send all that is due when it is due, and wait for the answers."""
        loop = asyncio.get_running_loop()
        for _ in range(connections):
            _, connection = await loop.create_connection(lambda: Connection(self), HOST, port)
            self.free.append(connection)
        start = time.perf_counter() + 0.05
        for number in range(self.count):
            due = start + number * self.gap
            if (early := due - time.perf_counter()) > 0:
                await asyncio.sleep(early)
            elif not number % 64:
                await asyncio.sleep(0)  # read what came, even where the schedule cannot be kept
            request = self.requests[number % len(self.requests)]
            if self.free:
                self.times.late.append(max(time.perf_counter() - due, 0))
                self.free.popleft().ask(due, request)
            else:
                self.due.append((due, request))
        try:
            await asyncio.wait_for(self.finished.wait(), PATIENCE)
        except TimeoutError:
            self.times.failed += self.left
        return self.times


def ended(got: bytearray) -> int | None:
    """The status of an answer whose last byte is there; None before."""
    head = got.find(b"\r\n\r\n")
    if head < 0:
        return None
    headers = got[:head].lower()
    length = headers.find(b"\r\ncontent-length:")
    if length >= 0:
        size = int(headers[length + 17 :].split(b"\r\n", 1)[0])
        complete = len(got) >= head + 4 + size
    else:  # in chunks, of which the last is empty
        complete = got.endswith(b"\r\n0\r\n\r\n")
    return int(headers[9:12]) if complete else None


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of values does not exceed; the nearest rank. 0 without values."""
    ordered = sorted(values)
    return ordered[min(max(-int(-share * len(ordered) // 1) - 1, 0), len(ordered) - 1)] if ordered else 0.0


def summary(times: Times, rate: float, sent: int) -> Waited:
    """The figures of a run."""
    p50, p99, worst = (round(percentile(times.waited, share) * 1000, 3) for share in (0.5, 0.99, 1.0))
    late = round(percentile(times.late, 0.99) * 1000, 3)
    return Waited(rate=rate, sent=sent, failed=times.failed, p50=p50, p99=p99, worst=worst, late=late)


def wire(request: Request) -> str:
    """A request as it is sent, byte by byte as a character."""
    headers = {"Host": HOST, **request.headers, "Content-Length": str(len(request.body))}
    lines = [f"{request.method} {request.target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]) + request.body.decode("latin-1")


def run(server: Server, requests: Sequence[Request], rate: float, seconds: float, scratch: Path) -> Waited:
    """Ask a server at a rate, from a process of its own.

    Raises:
        SystemFailed: the generator failed.
    """
    file = scratch / "open-loop.json"
    file.write_text(json.dumps([wire(each) for each in requests]), encoding="utf-8")
    options = ["--port", str(server.port), "--requests", str(file), "--rate", str(rate), "--seconds", str(seconds)]
    command = python("-m", "benchmarks.service.open_loop", *options)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemFailed(f"the generator ended with {done.returncode}: {done.stderr[-500:]}")
    return Waited(**json.loads(done.stdout))


def main() -> None:
    """Read the arguments, ask and print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.service.open_loop", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--requests", type=Path, required=True)
    parser.add_argument("--rate", type=float, required=True, metavar="N", help="requests a second")
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--connections", type=int, default=CONNECTIONS)
    asked = parser.parse_args()
    requests = [text.encode("latin-1") for text in json.loads(asked.requests.read_text(encoding="utf-8"))]

    async def ask() -> Waited:
        generator = Generator(requests, asked.rate, asked.seconds)
        times = await generator.run(asked.port, asked.connections)
        return summary(times, asked.rate, generator.count)

    # `select` waits to the microsecond, where others wait to the millisecond.
    with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(selectors.SelectSelector())) as runner:
        sys.stdout.write(json.dumps(asdict(runner.run(ask()))) + "\n")


if __name__ == "__main__":
    main()
