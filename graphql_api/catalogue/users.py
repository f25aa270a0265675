"""Those who rated: what each of them rated, looked up in mapped arrays."""

from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from graphql_api.catalogue.columns import Rows
from pipeline.store.arrays import Arrays

MOST_NUMBER = 2**31 - 1
MOST = 100
"""Users with the most ratings that are known without looking."""

HALF = np.float32(0.5)


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
    scores: npt.NDArray[np.uint8]
    """In half points."""
    times: npt.NDArray[np.int64]
    most: tuple[int, ...]
    """The places of those with the most ratings, most first, then by number."""

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
        )

    def by_number(self, number: int) -> User | None:
        """The user of a number, if anybody has it."""
        if not 0 <= number <= MOST_NUMBER:
            return None
        place = int(np.searchsorted(self.numbers, np.int32(number)))  # of another type, all numbers would be copied
        return self.at(place) if place < len(self.numbers) and self.numbers[place] == number else None

    def at(self, place: int) -> User:
        """The user at a place."""
        scores = self.scores[self._of(place)]
        return User(place, int(self.numbers[place]), len(scores), int(scores.sum(dtype=np.int64)) / len(scores) / 2)

    def rated(self, place: int, index: int) -> Rated:
        """One of a user's ratings, which are newest first; a title rated twice is there twice."""
        at = int(self.starts[place]) + index
        return Rated(int(self.titles[at]), int(self.scores[at]) / 2, int(self.times[at]), index)

    def newest(self, place: int) -> tuple[Rows, npt.NDArray[np.float32]]:
        """The titles that a user rated, newest first, with their scores: of several the newest, as models take them."""
        mine = self._of(place)
        titles = np.asarray(self.titles[mine])
        scores: npt.NDArray[np.float32] = self.scores[mine] * HALF
        if len(set(titles.tolist())) == len(titles):
            return titles, scores
        first = np.sort(np.unique(titles, return_index=True)[1])
        return titles[first], scores[first]

    def _of(self, place: int) -> slice:
        return slice(int(self.starts[place]), int(self.starts[place + 1]))
