"""`make fuzz`: requests drawn at random against a server of its own, and what it answered.

Whatever is sent, what comes back is JSON in the shape of GraphQL, never a 5xx but for shedding, and nothing of ours is
told. The program ends with 1 where that does not hold, or where the server's memory grows.
"""

import argparse
import json
import re
import socket
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import HypothesisWarning

from graphql_api.observe.names import CODES
from pipeline.build import build
from pipeline.progress import Steps
from pipeline.store.releases import activate
from tests.attacks.drawn import Request, kinds
from tests.attacks.gauges import Server
from tests.conftest import FILM_NEIGHBOURS, NEIGHBOURS, SAID, publish_fitted
from tests.graphql_api.serving import Served, serving
from tests.small import write_small

BATCH = 200
"""Requests that are drawn from one seed."""
GROWTH = 30 * 2**20
"""Bytes that the server's memory may grow by after the first batch of each kind."""
SHED = {"OVERLOADED", "TIMEOUT", "NOT_READY"}
OURS = re.compile(r"Traceback \(most|File \"|graphql_api[./]|site-packages| object at 0x|<class '|hunter2")
"""What a program says of itself, and never to a client."""


class Broken(AssertionError):
    """The server answered as it never should, or not at all."""


class Fuzzed:
    """Sends requests to a server and looks at its answers.

    Attributes:
        statuses: how many answers had each.
        codes: how many errors had each.
    """

    def __init__(self, served: Served) -> None:
        self.served = served
        self.statuses: Counter[str] = Counter()
        self.codes: Counter[str] = Counter()
        self._opened: socket.socket | None = None

    @property
    def sent(self) -> int:
        """How many requests were sent."""
        return self.statuses.total()

    def send(self, request: Request | bytes) -> None:
        """Send one, and look at what comes back.

        Raises:
            Broken: something that should never come did.
        """
        raw = isinstance(request, bytes)
        sent = request if isinstance(request, bytes) else request.sent()
        if raw or self._opened is None:
            self.close()
            self._opened = socket.create_connection(("127.0.0.1", self.served.port), timeout=30)
        try:
            with suppress(ConnectionError):  # what is refused need not be taken whole
                self._opened.sendall(sent)
                if raw:
                    self._opened.shutdown(socket.SHUT_WR)
            answers = [*self._answers(whole=raw, bodiless=sent.startswith(b"HEAD"))]
        except (ConnectionError, TimeoutError) as fault:
            self.close()
            answers = []
            if isinstance(fault, TimeoutError):
                raise Broken("no answer within 30 seconds") from fault
        if self.served.process.poll() is not None:
            raise Broken(f"the server ended with {self.served.process.returncode}")
        if not answers:
            self.statuses["closed"] += 1
            self.close()
        for status, headers, body in answers:
            self._look(status, headers, body)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give up the connection."""
        if self._opened:
            self._opened.close()
            self._opened = None

    def _answers(self, *, whole: bool, bodiless: bool) -> Iterator[tuple[int, dict[str, str], bytes]]:
        """The answers on this connection: one, or all until it is closed."""
        assert self._opened is not None
        buffer = b""
        while True:
            while b"\r\n\r\n" not in buffer:
                came = self._opened.recv(65_536)
                if not came:
                    self.close()
                    return
                buffer += came
            head, _, buffer = buffer.partition(b"\r\n\r\n")
            line, *rest = head.decode("latin-1").split("\r\n")
            status = int(line.split(" ")[1])
            headers = {name.lower(): value for name, _, value in (each.partition(": ") for each in rest)}
            if status == 100:
                continue
            length = 0 if bodiless or status in (204, 304) else int(headers.get("content-length", 0))
            while len(buffer) < length:
                came = self._opened.recv(65_536)
                if not came and whole:  # one of several may have been for HEAD
                    self.close()
                    return
                if not came:
                    raise Broken(f"half an answer: {line}")
                buffer += came
            yield status, headers, buffer[:length]
            buffer = buffer[length:]
            if headers.get("connection") == "close":
                self.close()
                return
            if not whole:
                return

    def _look(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.statuses[str(status)] += 1
        text = body.decode()
        if found := OURS.search(text):
            raise Broken(f"{status} tells {found[0]!r}: {text[:300]}")
        codes: list[str] = []
        if "json" in headers.get("content-type", "") and body and headers.get("vary", "").startswith("Accept"):
            codes = self._codes(json.loads(body))
        self.codes.update(codes)
        if status >= 500 and not (status == 503 and set(codes) <= SHED):
            raise Broken(f"{status} {codes}: {text[:300]}")
        if "x-request-id" not in headers and status not in (400, 408, 413, 431, 503):
            raise Broken(f"{status} without an id")

    @staticmethod
    def _codes(content: object) -> list[str]:
        if not isinstance(content, dict) or not set(content) <= {"data", "errors", "extensions"}:
            raise Broken(f"not the shape of GraphQL: {str(content)[:300]}")
        errors = content.get("errors", [])
        if "data" not in content and not errors:
            raise Broken("neither data nor errors")
        codes = [error["extensions"]["code"] for error in errors]
        if not set(codes) <= CODES or not all(isinstance(error["message"], str) for error in errors):
            raise Broken(f"errors that are not documented: {errors[:2]}")
        if "INTERNAL_ERROR" in codes:
            raise Broken("a fault of ours; the log says which")
        return codes


def attack(fuzzed: Fuzzed, seconds: float, start: int = 0, batch: int = BATCH) -> list[int]:
    """Draw and send requests of each kind in turn until the time is over.

    Returns:
        The server's memory in bytes after each round.
    """
    until, memory, number = time.monotonic() + seconds, [], start
    strategies = kinds()
    while time.monotonic() < until:
        for strategy in strategies.values():

            @seed(number)
            @settings(
                max_examples=batch,
                deadline=None,
                database=None,
                phases=[Phase.generate, Phase.shrink],
                suppress_health_check=list(HealthCheck),
            )
            @given(strategy)
            def drawn(request: Request | bytes) -> None:
                fuzzed.send(request)

            if time.monotonic() < until:
                with warnings.catch_warnings(action="ignore", category=HypothesisWarning):  # of what is long to print
                    drawn()
        number += 1
        memory.append(Server(fuzzed.served.process.pid).memory())
    return memory


def main(arguments: Sequence[str] | None = None) -> int:
    """Attack a small release with a model for some minutes; print what was answered."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10, metavar="N", help="how long")
    parser.add_argument("--seed", type=int, default=int(time.time()), metavar="N", help="of the first round")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="cartelera-fuzz-") as folder:
        data = Path(folder) / "data"
        built = build(write_small(Path(folder) / "raw"), data, Steps())
        activate(data, publish_fitted(data, built, NEIGHBOURS, FILM_NEIGHBOURS, said=SAID).manifest.version)
        log = Path(folder) / "log"
        with serving(data, log) as served, Fuzzed(served) as fuzzed:
            memory = attack(fuzzed, options.minutes * 60, options.seed)
        written = log.read_text(encoding="utf-8")
    grown = memory[-1] - memory[0]
    megabytes = [f"{each / 2**20:.1f}" for each in (memory[0], memory[len(memory) // 2], memory[-1])]
    print(f"{datetime.now(UTC):%Y-%m-%d}: {fuzzed.sent:,} answers in {options.minutes:g} minutes, seed {options.seed}")
    print("by status:", ", ".join(f"{status} {count:,}" for status, count in fuzzed.statuses.most_common()))
    print("by code:", ", ".join(f"{code} {count:,}" for code, count in fuzzed.codes.most_common()))
    print(f"memory after the first round, half of them and all: {', '.join(megabytes)} MB")
    print(f"log: {len(written) / fuzzed.sent:,.0f} bytes a request, {written.count('Traceback')} tracebacks")
    if "Traceback" in written:
        print(next(line for line in written.splitlines() if "Traceback" in line))
    return int(grown > GROWTH or "Traceback" in written)


if __name__ == "__main__":
    sys.exit(main())
