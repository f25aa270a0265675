"""An application that tells what it was asked, its shortcut that tells the same, and a connection without a socket."""

import asyncio
import json
import re
from collections.abc import Callable
from typing import NamedTuple

from uvicorn.server import ServerState

from graphql_api.http.asked import Asked, Reply
from graphql_api.limits.traffic import Traffic
from graphql_api.server.heads import Heads
from graphql_api.server.quick import QuickProtocol
from graphql_api.server.serving import ServingConfig


def told(method: str, target: bytes, headers, body: bytes) -> bytes:
    return json.dumps([method, *(str(each) for each in (target, headers, body))]).encode()


class Echo:
    """Answers `/graphql` by its shortcut, unless the body says `slow` (it does not reply) or `raise` (it fails)."""

    def __init__(self, fill: int = 0) -> None:
        self.asked: list[Asked] = []
        self.fill = b"x" * fill
        """What follows each reply."""

    def shortcut(self, asked: Asked) -> Reply | None:
        self.asked.append(asked)
        if b"raise" in asked.body:
            raise RuntimeError("as it were")
        if b"slow" in asked.body:
            return None
        head = asked.head
        body = told(head.method.decode(), head.target, head.headers, asked.body) + self.fill
        return b"HTTP/1.1 200 OK\r\nway: quick\r\ncontent-length: %d\r\n" % len(body), body

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return
        body, more = b"", True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message["body"]
            more = message["more_body"]
        if b"slow" in body:
            for _ in range(9):
                await asyncio.sleep(0)
        target = scope["raw_path"] + b"?" * bool(scope["query_string"]) + scope["query_string"]
        answer = told(scope["method"], target, scope["headers"], body) + self.fill
        headers = [(b"way", b"ordinary"), (b"content-length", b"%d" % len(answer))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else answer})


def post(body: bytes = b"{}", target: bytes = b"/graphql", more: bytes = b"") -> bytes:
    return b"POST %b HTTP/1.1\r\nHost: x\r\n%bContent-Length: %d\r\n\r\n%b" % (target, more, len(body), body)


async def until(holds: Callable[[], object], seconds: float = 20) -> None:
    """Wait for something that other tasks bring about."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - a test has no event for it
            await asyncio.sleep(0)


class Answer(NamedTuple):
    status: int
    way: str
    headers: tuple[bytes, ...]
    """Neither the date nor the way, which may both differ."""
    body: bytes


def answers(sent: bytes) -> list[Answer]:
    """What a server sent whole."""
    found = []
    while b"\r\n\r\n" in sent:
        head, _, sent = sent.partition(b"\r\n\r\n")
        line, *lines = head.split(b"\r\n")
        length = int(re.search(rb"content-length: (\d+)", head)[1])
        if len(sent) < length:
            break
        way = re.search(rb"way: (\w+)", head)
        kept = tuple(sorted(each for each in lines if not each.startswith((b"date:", b"way:"))))
        found.append(Answer(int(line.split()[1]), way[1].decode() if way else "", kept, sent[:length]))
        sent = sent[length:]
    return found


class Wire(asyncio.Transport):
    """A connection to the protocol: what is fed to it comes in the pieces in which it is fed.

    Attributes:
        sent: what the protocol wrote.
        closed: whether it closed the connection.
    """

    def __init__(self, app, heads: Heads | None = None, **traffic) -> None:
        super().__init__()
        config = ServingConfig(app, Traffic(**traffic))
        config.heads = heads or config.heads
        config.load()
        self.state = ServerState()
        self.state.default_headers = [(b"date", b"today"), (b"x-added", b"1")]
        self.sent = b""
        self.closed = False
        self.paused = False
        self.protocol = QuickProtocol(config, self.state, {}, asyncio.get_running_loop())
        self.protocol.connection_made(self)

    async def feed(self, *pieces: bytes) -> None:
        """Let each piece be looked at, and what it led to begin, before the next."""
        for piece in pieces:
            await until(lambda: self.closed or not self.paused)
            if self.closed:
                return
            self.protocol.data_received(piece)
            await asyncio.sleep(0)

    async def answers(self, *pieces: bytes) -> list[Answer]:
        """What is answered to all that."""
        await self.feed(*pieces)
        await until(lambda: not self.state.tasks)
        return answers(self.sent)

    def write(self, data) -> None:
        self.sent += data

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        if not self.closed:
            self.closed = True
            self.protocol.loop.call_soon(self.protocol.connection_lost, None)

    def abort(self) -> None:
        self.close()

    def can_write_eof(self) -> bool:
        return False

    def pause_reading(self) -> None:
        self.paused = True

    def resume_reading(self) -> None:
        self.paused = False

    def get_extra_info(self, name, default=None):
        return {"peername": ("192.0.2.1", 5), "sockname": ("192.0.2.2", 80)}.get(name, default)

    def get_write_buffer_size(self) -> int:
        return 0
