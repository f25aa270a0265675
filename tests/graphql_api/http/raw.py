"""Requests and responses as they stand on the wire."""

import json
import socket
from typing import NamedTuple
from urllib.parse import quote, urlencode

VARYING = {"x-request-id", "date", "ratelimit-reset"}
"""Headers that no two responses have alike."""


class Response(NamedTuple):
    status: str
    headers: list[tuple[str, str]]
    body: bytes

    def named(self) -> dict[str, str]:
        return dict(self.headers)

    def steady(self) -> tuple:
        """What two services that are alike answer alike, in its order."""
        return self.status, [each for each in self.headers if each[0] not in VARYING], self.body


def post(query: str, *lines: str, kind: str = "application/json", **more) -> bytes:
    """A POST of a query, with header lines of one's own."""
    return sent("POST", "/graphql", json.dumps({"query": query, **more}).encode(), f"Content-Type: {kind}", *lines)


def get(query: str, *lines: str, **more) -> bytes:
    """A GET of a query."""
    return sent("GET", f"/graphql?{urlencode({'query': query, **more}, quote_via=quote)}", b"", *lines)


def sent(method: str, target: str, body: bytes, *lines: str) -> bytes:
    """A request; `Host` is localhost unless a line says it."""
    host = [] if any(line.startswith("Host:") for line in lines) else ["Host: localhost"]
    length = [f"Content-Length: {len(body)}"] if method == "POST" else []
    return "\r\n".join([f"{method} {target} HTTP/1.1", *host, *lines, *length, "", ""]).encode() + body


def ask(opened: socket.socket, request: bytes) -> Response:
    """Send a request in one piece, and take its response, after which the connection may be open still."""
    opened.sendall(request)
    came = b""
    while b"\r\n\r\n" not in came:
        part = opened.recv(65_536)
        assert part, f"closed after {came!r}"
        came += part
    head, _, body = came.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    headers = [(name.lower(), value) for name, _, value in (line.partition(": ") for line in lines)]
    length = int(dict(headers).get("content-length", 0))
    while len(body) < length:
        body += opened.recv(65_536)
    return Response(status, headers, body)
