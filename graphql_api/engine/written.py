"""Titles that were written before: the whole object of each, by what is selected of it, for as long as there is room.

Pages ask for the same few selections, and most for the same titles. Only selections that take no variables are here,
and only those that were asked for before.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping

MOST_BYTES = 24 * 2**20
"""Of all that is kept together: some four to six selections of every one of 23,000 titles."""
SLOT_BYTES = 8
OBJECT_BYTES = 40
"""Of an object besides its text, rounded up."""


class Written:
    """Keeps objects.

    Attributes:
        used: bytes that they take.
    """

    def __init__(self, titles: int, size: int = MOST_BYTES) -> None:
        """Keep those of so many titles, in so many bytes."""
        self.used = 0
        self._titles = titles
        self._size = size
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, list[bytes | None]] = OrderedDict()
        self._sizes: dict[Hashable, int] = {}

    def of(self, selection: Hashable) -> list[bytes | None]:
        """The objects of a selection, by the places of the columns; None for each that was not written so far."""
        with self._lock:
            found = self._kept.get(selection)
            if found is None:
                found = self._kept[selection] = [None] * self._titles
                self._sizes[selection] = 0
                self._grow(selection, SLOT_BYTES * self._titles)
            else:
                self._kept.move_to_end(selection)
            return found

    def keep(self, selection: Hashable, kept: list[bytes | None], written: Mapping[int, bytes]) -> None:
        """Add objects by their places to those of a selection, as they were found."""
        for place, text in written.items():
            kept[place] = text
        with self._lock:
            if self._kept.get(selection) is kept:  # it may have had to make room meanwhile
                self._grow(selection, OBJECT_BYTES * len(written) + sum(map(len, written.values())))

    def _grow(self, selection: Hashable, size: int) -> None:
        self._sizes[selection] += size
        self.used += size
        while self.used > self._size:
            oldest, _ = self._kept.popitem(last=False)
            self.used -= self._sizes.pop(oldest)

    def let_go(self) -> None:
        """Give up one selection after the other."""
        while self._kept:
            self._kept.popitem()
