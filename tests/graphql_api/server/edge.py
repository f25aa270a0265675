"""A small application behind the bounded protocol, and raw connections to it."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import uvicorn

from graphql_api.limits.traffic import Traffic
from graphql_api.server.serving import ServingConfig

KEPT = 100_000
"""Bytes of a body that the application reads at most, as the endpoint does."""
PART = 65_536
"""Bytes of a file that are sent at once."""


async def application(scope, receive, send):
    """Answer by path: `/read` how long the body is, `/headers` which there are, `/wait` late, `/large` much, `/parts`
    much bit by bit, anything else at once.
    """
    if scope["type"] != "http":
        return
    path, status, body = scope["path"], 200, b"ok"
    if path == "/read":
        status, body = await counted(receive)
        if status is None:
            return
    elif path == "/wait":
        await asyncio.sleep(float(scope["query_string"]))
    elif path == "/large":
        body = b"x" * int(scope["query_string"])
    elif path == "/parts":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(int(scope["query_string"]) // PART):
            await send({"type": "http.response.body", "body": b"x" * PART, "more_body": True})
        await send({"type": "http.response.body"})
        return
    elif path == "/headers":
        await counted(receive)
        body = json.dumps([name.decode() for name, _ in scope["headers"]]).encode()
    await send(
        {"type": "http.response.start", "status": status, "headers": [(b"content-length", b"%d" % len(body))]},
    )
    await send({"type": "http.response.body", "body": body})


async def counted(receive):
    length = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None, b""
        length += len(message["body"])
        if length > KEPT:
            return 413, b"too large"
        if not message["more_body"]:
            return 200, str(length).encode()


class Edge(NamedTuple):
    port: int
    server: uvicorn.Server
    config: ServingConfig

    def connect(self, sent: bytes = b"") -> socket.socket:
        opened = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        opened.sendall(sent)
        return opened

    def ask(self, sent: bytes) -> bytes:
        """All that is answered until the connection is closed."""
        with self.connect(sent) as opened:
            return rest(opened)

    def get(self, path: str = "/") -> bytes:
        return self.ask(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())

    def open(self) -> int:
        return len(self.server.server_state.connections)


@contextmanager
def edge(app=application, **traffic) -> Iterator[Edge]:
    """The application, served by a thread until the block ends."""
    config = ServingConfig(app, Traffic(**traffic))
    server = uvicorn.Server(config)
    bound = socket.create_server(("127.0.0.1", 0), backlog=1000)
    serving = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    serving.start()
    try:
        while not server.started:
            time.sleep(0.005)
        yield Edge(bound.getsockname()[1], server, config)
    finally:
        server.should_exit = True
        serving.join()


def rest(opened: socket.socket) -> bytes:
    """All that comes until the other end closes."""
    return b"".join(iter(lambda: opened.recv(65_536), b""))


def errors(answer: bytes) -> list:
    return json.loads(answer.partition(b"\r\n\r\n")[2])["errors"]
