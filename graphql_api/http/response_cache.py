"""Whole answers, kept as they were sent: the same question about the same release costs nothing twice.

What is kept is bounded in bytes, and what was unused for longest makes room. Only answers without errors are kept, and
only of the release that is served: with the next one, all that was kept goes.
"""

import sys
from collections import OrderedDict
from typing import Final

from graphql_api.http.compression import smaller
from graphql_api.http.etags import Edition, Key
from graphql_api.http.exchange import Exchange

SHARE: Final = 16
"""One answer has at most such a part of the whole, so that no single one pushes out all others."""
OVERHEAD: Final = 800
"""Bytes of an answer that are in no text of it: its place in the table, its numbers, what memory is rounded up to."""


class Entry:
    """A whole answer without errors.

    Attributes:
        body: JSON, with its extensions.
        hashed: what its ETag is made of; None before anybody asked for it.
        operation: the word for what was asked; as `shape` and `cost` are, of the exchange in which it was worked out.
        shape: of the query.
        cost: of the operation.
        gzipped: the body compressed; None before anybody took it so.
        size: bytes that it takes while it is kept; 0 where it is not.
    """

    __slots__ = ("body", "cost", "gzipped", "hashed", "operation", "shape", "size")

    def __init__(self, body: bytes, exchange: Exchange) -> None:
        self.body = body
        self.hashed: str | None = None
        self.operation = exchange.operation
        self.shape = exchange.shape
        self.cost = exchange.cost
        self.gzipped: bytes | None = None
        self.size = 0

    def note(self, exchange: Exchange) -> None:
        """Note in an exchange what was asked in it."""
        exchange.operation = self.operation
        exchange.shape = self.shape
        exchange.cost = self.cost


class ResponseCache:
    """Keeps answers.

    Args:
        size: bytes that all of them may take together; 0 keeps none.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.used = 0
        self._edition: Edition | None = None
        self._entries: OrderedDict[Key, Entry] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    def turn_to(self, edition: Edition) -> None:
        """Keep answers of this release from now on, and let go of those of another."""
        if edition is self._edition:
            return
        for entry in self._entries.values():
            entry.size = 0
        self._entries.clear()
        self.used = 0
        self._edition = edition

    def get(self, key: Key, edition: Edition) -> Entry | None:
        """The answer to a question about a release, if it is kept."""
        entry = self._entries.get(key) if edition is self._edition else None
        if entry is not None:
            self._entries.move_to_end(key)
        return entry

    def keep(self, key: Key, edition: Edition, entry: Entry) -> None:
        """Keep an answer, unless it is too large, or of a release that is served no more."""
        if not self.size or edition is not self._edition or key in self._entries:
            return
        size = OVERHEAD + sum(map(sys.getsizeof, (*key, entry.body)))
        if size * SHARE > self.size:
            return
        # Copied: what orjson made keeps some 4 KB in memory, however short it is.
        text, operation, variables = key
        entry.body = bytes(memoryview(entry.body))
        self._entries[text, operation, bytes(memoryview(variables))] = entry
        self._grow(entry, size)

    def gzipped(self, entry: Entry) -> bytes:
        """The body of an answer compressed, here and now unless it was before."""
        return self.keep_gzipped(entry, smaller(entry.body)) if entry.gzipped is None else entry.gzipped

    def keep_gzipped(self, entry: Entry, gzipped: bytes) -> bytes:
        """Keep what an answer is compressed, beside it."""
        if entry.gzipped is None:
            entry.gzipped = gzipped
            if entry.size:
                self._grow(entry, sys.getsizeof(gzipped))
        return entry.gzipped

    def _grow(self, entry: Entry, size: int) -> None:
        entry.size += size
        self.used += size
        while self.used > self.size:
            _, forgotten = self._entries.popitem(last=False)
            self.used -= forgotten.size
            forgotten.size = 0
