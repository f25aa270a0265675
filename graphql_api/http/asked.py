"""A request as it stood on the wire and what is sent back for it, where no ASGI lies between."""

from collections.abc import Callable
from typing import NamedTuple


class Asked(NamedTuple):
    """A request that is here whole.

    Attributes:
        method: `GET` or `POST`.
        target: the path with the query string, as sent.
        headers: pairs of name, in lower case, and value; whoever reads them leaves the list as it is.
        body: all of it; empty where there is none.
        client: address and port of the other end; None where the connection has none.
        scheme: `http` or `https`, of the connection itself.
    """

    method: bytes
    target: bytes
    headers: list[tuple[bytes, bytes]]
    body: bytes
    client: tuple[str, int] | None
    scheme: str


class Reply(NamedTuple):
    r"""What is sent back.

    Attributes:
        head: the status line and the headers, each ended by `\r\n`, without those that the server adds to every reply
            and without the blank line. It says how long the body is, unless the status has none.
        body: all of it; empty where the status has none.
    """

    head: bytes
    body: bytes


Shortcut = Callable[[Asked], Reply | None]
"""Answers at once; None where the request is to go the ordinary way. It has then left no trace of it."""
