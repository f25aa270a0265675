r"""Heads of requests that were parsed before: clients of one kind send the same one, byte for byte, with each request.

A head is kept when a piece of what a client sent was exactly one request, and the shortcut replied to it. The parser
came to it where no request had begun and was then where it had been, so the same bytes in the same place mean the same
again, and it need not see them. They end at the first blank line, and say how long the body is.
"""

from typing import Final

from graphql_api.http.asked import Asked, Head

END: Final = b"\r\n\r\n"
MOST: Final = 128
"""Heads that are kept for certain; there may be twice as many."""
LONGEST: Final = 4_096
"""Bytes of a head that is kept."""


class Heads:
    """Those that were seen last, with the lengths of their bodies. When there are too many, the older ones go."""

    __slots__ = ("_newer", "_older")

    def __init__(self) -> None:
        self._newer: dict[bytes, tuple[Head, int]] = {}
        self._older: dict[bytes, tuple[Head, int]] = {}

    def find(self, data: bytes) -> tuple[Head, bytes] | None:
        """Head and body of a request; None where it is not one request exactly, or its head is not known."""
        end = data.find(END) + len(END)
        head = data[:end]
        known = self._newer.get(head)
        if known is None:
            known = self._older.get(head)
            if known is None:
                return None
            self._add(head, known)
        return (known[0], data[end:]) if len(data) - end == known[1] else None

    def keep(self, data: bytes, asked: Asked) -> None:
        """Keep the head of a request, unless it is long, or something else came with it."""
        end = data.find(END) + len(END)
        if len(data) - end == len(asked.body) and end <= LONGEST:
            self._add(data[:end], (asked.head, len(asked.body)))

    def _add(self, head: bytes, known: tuple[Head, int]) -> None:
        if len(self._newer) >= MOST:
            self._newer, self._older = {}, self._newer
        self._newer[head] = known
