"""How well titles match: what a level says, and the levels of few titles and of all."""

from collections.abc import Collection, Iterable, Sequence
from functools import reduce
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from graphql_api.catalogue.columns import Rows

EXACT, BEGINS, MISSPELT = 0b00, 0b01, 0b11
IN_TITLE, IN_PEOPLE, NOWHERE = 0b0000, 0b0100, 0b1100
"""A level is where a word was found and how. A worse one has all bits of a better one, so that the worst place of
several words with the worst way of finding one is any bit that one of them has.
"""

NO_LEVEL = NOWHERE + MISSPELT + 1
"""A level beyond all others."""

Matches: TypeAlias = Sequence[tuple[int, Rows]]
"""Levels and the titles on each, some there more than once. Worse levels come first: of a title on several the last is
its own.
"""

Levels: TypeAlias = npt.NDArray[np.uint8]

Few: TypeAlias = dict[int, int]
"""The level of each title found: what takes least time where they are few."""


class Many(NamedTuple):
    """The same as arrays: what takes least time where there are many; titles may be there more than once."""

    rows: Rows
    levels: Levels

    @classmethod
    def of(cls, found: "Few | Many") -> "Many":
        """What was found, as arrays."""
        if isinstance(found, Many):
            return found
        count = len(found)
        return cls(np.fromiter(found, np.int32, count), np.fromiter(found.values(), np.uint8, count))


FEW = 160
"""Titles up to which they are few. Each step with an array takes as long as a score of titles, one by one, do."""

SOME = 16
"""The part of all titles from which looking at all is faster than putting together those that have a word."""


def size(matches: Matches) -> int:
    """How many titles match, those counted again that are there more than once."""
    return sum([len(rows) for _, rows in matches])


def few(matches: Matches) -> Few:
    """The levels of the titles that match."""
    found: Few = {}
    for level, rows in matches:
        found.update(dict.fromkeys(rows.tolist(), level))
    return found


def of_all(matches: Matches, count: int) -> Levels:
    """The levels of all titles, of which there are so many."""
    levels: Levels = np.full(count, NOWHERE, dtype=np.uint8)
    for level, rows in matches:
        levels[rows] = level
    return levels


def worst(levels: Iterable[Levels]) -> Levels:
    """The worst place of all words with the worst way of finding one: people's names, if one was, and misspelt."""
    return reduce(np.bitwise_or, levels)


def best(found: Few | Many) -> int:
    """The best level that there is."""
    if isinstance(found, Many):
        return int(found.levels.min(initial=NO_LEVEL))
    return min(found.values(), default=NO_LEVEL)


def among(levels: Levels) -> Few | Many:
    """The titles that match, of the levels of all."""
    rows = np.flatnonzero(levels < NOWHERE).astype(np.int32)
    if len(rows) <= FEW:
        return dict(zip(rows.tolist(), levels[rows].tolist(), strict=True))
    return Many(rows, levels[rows])


def with_all(known: Collection[Matches], count: int) -> Few | Many:
    """The titles, of so many, that match every word, and the worst level of each."""
    rarest = min(known, key=size)
    others = [matches for matches in known if matches is not rarest]
    if size(rarest) <= FEW:
        found = few(rarest)
        for matches in others:
            found = _narrowed(found, matches, count)
        return found
    each = [of_all(matches, count) for matches in known]
    if size(rarest) * SOME > count:
        return among(worst(each))
    rows = np.concatenate([rows for _, rows in rarest])
    levels = worst(levels[rows] for levels in each)
    if not others:
        return Many(rows, levels)
    matching = levels < NOWHERE
    return Many(rows[matching], levels[matching])


def _narrowed(found: Few, matches: Matches, count: int) -> Few:
    """Of few titles those that match one more word."""
    if size(matches) <= FEW:
        also = few(matches)
        return {row: level | also[row] for row, level in found.items() if row in also}
    levels = of_all(matches, count)[list(found)].tolist()
    narrowed = zip(found.items(), levels, strict=True)
    return {row: level | other for (row, level), other in narrowed if other < NOWHERE}
