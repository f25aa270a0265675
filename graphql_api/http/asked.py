"""A request as it stood on the wire and what is sent back for it, where no ASGI lies between."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias


class Head:
    """A request but for its body. Whoever reads it leaves it as it is: equal ones may be one object.

    Attributes:
        method: `GET` or `POST`.
        target: the path with the query string, as sent.
        headers: pairs of name, in lower case, and value.
        given: the values by name; of what is given twice, the last.
        remembered: what whoever answers has found out of it before; None where nothing.
    """

    __slots__ = ("given", "headers", "method", "remembered", "target")

    def __init__(self, method: bytes, target: bytes, headers: Sequence[tuple[bytes, bytes]]) -> None:
        self.method = method
        self.target = target
        self.headers = headers
        self.given: Mapping[bytes, bytes] = dict(headers)
        self.remembered: Any = None


class Asked(NamedTuple):
    """A request that is here whole.

    Attributes:
        head: method, target and headers.
        body: all of it; empty where there is none.
        client: address and port of the other end; None where the connection has none.
        scheme: `http` or `https`, of the connection itself.
    """

    head: Head
    body: bytes
    client: tuple[str, int] | None
    scheme: str


Reply: TypeAlias = tuple[bytes, bytes]
r"""What is sent back: head and body.

The head is the status line and the headers, each ended by `\r\n`, without those that the server adds to every reply and
without the blank line. It says how long the body is, unless the status has none; then the body is empty.
"""

Shortcut = Callable[[Asked], Reply | None]
"""Answers at once; None where the request is to go the ordinary way. It has then left no trace of it."""
