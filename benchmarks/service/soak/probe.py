"""A client of its own that asks `/healthz` again and again, and notes how long each answer takes.

What this process waited for a processor is not the service's doing and is taken off.
"""

import os
import socket
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.service.soak.clients import HOST, Tally

EVERY = 0.02
SENT = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"


def work(port: int, seconds: float, told: Connection) -> None:
    """Ask for a while."""
    with suppress(PermissionError):
        os.nice(-5)
    tally, until = Tally(), time.monotonic() + seconds
    opened = socket.create_connection((HOST, port), timeout=30)
    while time.monotonic() < until:
        started, waited = time.perf_counter(), _waited()
        try:
            opened.sendall(SENT)
            answer = b""
            while b"}" not in answer:
                came = opened.recv(10_000)
                if not came:
                    raise ConnectionError
                answer += came
        except OSError as fault:
            tally.counts["lost"] += 1
            tally.notes.append(repr(fault))
            with suppress(OSError):
                opened = socket.create_connection((HOST, port), timeout=30)
            time.sleep(EVERY)
            continue
        tally.counts[answer[9:12].decode()] += 1
        tally.seconds.append(time.perf_counter() - started - (_waited() - waited))
        time.sleep(EVERY)
    told.send(tally)


def _waited() -> float:
    """Seconds that this thread was ready to run and had no processor."""
    try:
        return int(Path("/proc/thread-self/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    except OSError:
        return 0.0
