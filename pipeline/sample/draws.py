"""Seeded draws: a random source with the few verbs that the generator needs, and weighted choices made once."""

from __future__ import annotations

from bisect import bisect
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Item = TypeVar("Item")


class Dice(Random):
    """A seeded random source; equal seeds give equal catalogues on every machine."""

    def pick(self, items: Sequence[Item]) -> Item:
        """One item, all equally likely."""
        return items[int(self.random() * len(items))]

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self.random() < probability

    def near_front(self, items: Sequence[Item], bend: float) -> Item:
        """One item, the earlier ones likelier: a long tail whose head grows with `bend` (1 is flat)."""
        return items[int(self.random() ** bend * len(items))]


class Weighted(Generic[Item]):
    """Items to draw from in proportion to their weights."""

    __slots__ = ("_ends", "_items")

    def __init__(self, weights: Iterable[tuple[Item, float]]) -> None:
        kept = [(item, weight) for item, weight in weights if weight > 0]
        self._items = [item for item, _ in kept]
        self._ends = list(accumulate(weight for _, weight in kept))

    def __bool__(self) -> bool:
        return bool(self._items)

    def draw(self, dice: Dice) -> Item:
        """One item, as likely as it is heavy."""
        ends = self._ends
        return self._items[bisect(ends, dice.random() * ends[-1], 0, len(ends) - 1)]


class Curve:
    """A distribution of whole numbers, given by its values at `Curve.STEPS`."""

    STEPS = (0.0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)
    __slots__ = ("_values",)

    def __init__(self, *values: int) -> None:
        if len(values) != len(self.STEPS):
            raise ValueError(f"a curve has {len(self.STEPS)} values, not {len(values)}")
        self._values = values

    def at(self, share: float) -> int:
        """The value that this share of the draws stays below."""
        step = min(bisect(self.STEPS, share), len(self.STEPS) - 1)
        low, high = self.STEPS[step - 1], self.STEPS[step]
        start, end = self._values[step - 1], self._values[step]
        return round(start + (end - start) * (share - low) / (high - low))

    def draw(self, dice: Dice) -> int:
        """One value."""
        return self.at(dice.random())
