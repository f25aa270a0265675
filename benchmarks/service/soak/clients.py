"""Connections of clients: what they send, what comes back, and how one process of them tells of it."""

import asyncio
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

HOST = "127.0.0.1"
HEAD = (
    b"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b"Accept: application/graphql-response+json\r\n"
)
PATIENCE = 30.0
"""Seconds after which a client gives an answer up."""


class Answer(NamedTuple):
    """What came back: a status, 0 where nothing did, and the body."""

    status: int
    body: bytes


NOTHING = Answer(0, b"")


@dataclass(slots=True)
class Tally:
    """What one process of clients saw.

    Attributes:
        counts: by what happened.
        seconds: that each answered request took.
        notes: a few examples of what should not have happened.
    """

    counts: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


async def connect(port: int, address: str | None = None) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection to the service, from an address of this machine; any where there is none."""
    from_ = (address, 0) if address and sys.platform == "linux" else None  # elsewhere 127.0.0.1 is the only one
    return await asyncio.open_connection(HOST, port, limit=2**24, local_addr=from_)


class Client:
    """One connection, opened again where it was closed."""

    def __init__(self, port: int, address: str | None = None) -> None:
        """Ask from an address of this machine; any where there is none."""
        self.port = port
        self.address = address
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, sent: bytes) -> Answer:
        """What is answered to the bytes of a request; nothing where the connection was closed instead."""
        try:
            async with asyncio.timeout(PATIENCE):
                if self._streams is None:
                    self._streams = await connect(self.port, self.address)
                reader, writer = self._streams
                writer.write(sent)
                return await self._answer(reader)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, ValueError):
            self.close()
            return NOTHING

    async def _answer(self, reader: asyncio.StreamReader) -> Answer:
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        before, _, length = head.partition(b"\r\ncontent-length: ")
        body = await reader.readexactly(int(length.split(b"\r\n", 1)[0])) if length else b""
        if b"\r\nconnection: close" in head:
            self.close()
        return Answer(int(before[9:12]), body)

    def close(self) -> None:
        """Give the connection up."""
        if self._streams:
            self._streams[1].close()
            self._streams = None


def stand_back() -> None:
    """Take of the processors only what the service leaves: on a machine of their own, clients would take nothing."""
    if hasattr(os, "SCHED_IDLE"):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


def request(body: bytes) -> bytes:
    """The bytes of a POST."""
    return HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body


def query(text: str, variables: dict[str, Any] | None = None) -> bytes:
    """The bytes of a POST that asks something."""
    return request(json.dumps({"query": text, "variables": variables or {}}).encode())


def run(clients: list[Callable[[], Awaitable[None]]], seconds: float, tally: Tally, told: Connection) -> None:
    """Have clients ask for a while, all at once, and tell what they saw."""

    async def all_of_them() -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await asyncio.gather(*(client() for client in clients))

    started = time.monotonic()
    asyncio.run(all_of_them())
    tally.counts["seconds"] = round(time.monotonic() - started)
    told.send(tally)
