"""Those who rated: what each of them rated, looked up in mapped arrays."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from graphql_api.catalogue.columns import Rows
from pipeline.store.arrays import Arrays

MOST_NUMBER = 2**31 - 1
MOST = 100
"""Users with the most ratings that are known without looking."""

Halves = npt.NDArray[np.uint8]
"""Scores in half points."""


class User(NamedTuple):
    """Somebody who rated: the place among all, the number in the ratings files, how many ratings and their mean."""

    place: int
    number: int
    votes: int
    mean: float


class Rated(NamedTuple):
    """One rating: of which title, how, when (seconds since 1970, UTC), and its place among those of its user."""

    row: int
    score: float
    time: int
    place: int


@dataclass(frozen=True, slots=True)
class Users:
    """Everybody's ratings, end to end, those of each user newest first."""

    numbers: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int64]
    titles: npt.NDArray[np.int32]
    scores: Halves
    times: npt.NDArray[np.int64]
    most: tuple[int, ...]
    """The places of those with the most ratings, most first, then by number."""
    distinct: bytearray
    """For each user whether it was found that no title is rated twice: looked for once, when first needed."""

    @classmethod
    def of(cls, arrays: Arrays) -> Self:
        """Those whose ratings a model's arrays hold."""
        counts = np.diff(arrays["history_starts"])
        return cls(
            numbers=arrays["users"],
            starts=arrays["history_starts"],
            titles=arrays["history_titles"],
            scores=arrays["history_scores"],
            times=arrays["history_times"],
            most=tuple(np.argsort(-counts, kind="stable")[:MOST].tolist()),
            distinct=bytearray(len(counts)),
        )

    def by_number(self, number: int) -> User | None:
        """The user of a number, if anybody has it."""
        place = self.place(number)
        return None if place is None else self.at(place)

    def place(self, number: int) -> int | None:
        """The place of the user of a number, if anybody has it."""
        if not 0 <= number <= MOST_NUMBER:
            return None
        numbers = self.numbers.data  # whose items are numbers of Python's: no array is made for a single one
        place = bisect_left(numbers, number)
        return place if place < len(numbers) and numbers[place] == number else None

    def at(self, place: int) -> User:
        """The user at a place."""
        scores = self.scores[self._of(place)]
        return User(place, int(self.numbers[place]), len(scores), int(scores.sum(dtype=np.int64)) / len(scores) / 2)

    def rated(self, place: int, index: int) -> Rated:
        """One of a user's ratings, which are newest first; a title rated twice is there twice."""
        at = int(self.starts[place]) + index
        return Rated(int(self.titles[at]), int(self.scores[at]) / 2, int(self.times[at]), index)

    def newest(self, place: int) -> tuple[Rows, Halves]:
        """The titles that a user rated, newest first, with their scores: of several the newest, as models take them."""
        mine = self._of(place)
        titles, scores = self.titles[mine], self.scores[mine]
        if not self.distinct[place]:
            if len(set(titles.tolist())) < len(titles):
                first = np.sort(np.unique(titles, return_index=True)[1])
                return titles[first], scores[first]
            self.distinct[place] = True
        return titles, scores

    def _of(self, place: int) -> slice:
        return slice(self.starts.item(place), self.starts.item(place + 1))
