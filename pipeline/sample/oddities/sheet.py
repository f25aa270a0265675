"""A platform's rows while oddities are put into them: each row is given one at most, so that counts stay true."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.sample.draws import Dice
    from pipeline.sample.platforms import Platform
    from pipeline.sample.rows import Row

# At this size and above every oddity occurs at least once, however rare.
ALL_OCCUR_FROM = 2_000


class Sheet:
    """The rows of one platform's file.

    Attributes:
        platform: whose file.
        rows: all its rows, in their order.
        dice: the random source.
    """

    def __init__(self, platform: Platform, rows: Sequence[Row], dice: Dice, *, titles: int) -> None:
        self.platform = platform
        self.rows = rows
        self.dice = dice
        self._least = 1 if titles >= ALL_OCCUR_FROM else 0
        self._taken: set[int] = set()

    def scaled(self, real: int, *, of: int | None = None, among: int | None = None) -> int:
        """What a count of the real file comes to in a file of this size.

        Args:
            real: the count.
            of: how many rows of the real file could have been counted; all of them unless given.
            among: how many rows of this file can be; all of them unless given.
        """
        size = len(self.rows) if among is None else among
        return max(round(real * size / (of or self.platform.count)), min(self._least, real))

    def free(self, suits: Callable[[Row], bool]) -> list[Row]:
        """The rows without an oddity that suit."""
        return [row for row in self.rows if id(row) not in self._taken and suits(row)]

    def choose(self, count: int, suits: Callable[[Row], bool]) -> list[Row]:
        """Take this many of them at random, or as many as there are."""
        free = self.free(suits)
        chosen = self.dice.sample(free, min(count, len(free)))
        self.take(*chosen)
        return chosen

    def take(self, *rows: Row) -> None:
        """Keep rows from being given another oddity."""
        self._taken.update(id(row) for row in rows)
