"""The titles similar to each, as a model found them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl


class Neighbour(NamedTuple):
    """A title similar to another, and why."""

    row: int
    score: float
    basis: str
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The neighbours of all titles, those of one title end to end, nearest first."""

    frame: pl.DataFrame
    starts: npt.NDArray[np.int64]
    """Where those of each title begin, and at last where the last one's end."""

    def of(self, row: int, first: int) -> Iterator[Neighbour]:
        """The nearest of a title."""
        begin, end = (int(start) for start in self.starts[row : row + 2])
        return map(Neighbour._make, self.frame.slice(begin, min(first, end - begin)).iter_rows())

    @classmethod
    def read(cls, neighbours: pl.LazyFrame, title_ids: Sequence[str]) -> "Neighbours":
        """The model's table; titles go by their places among all."""
        place = pl.Enum(title_ids)
        frame = (
            neighbours.select(
                "rank",
                "score",
                "basis",
                row=pl.col("title_id").cast(place).to_physical(),
                neighbour=pl.col("neighbour_id").cast(place).to_physical(),
                reasons=pl.col("reasons").cast(pl.List(pl.Categorical)),  # most are the same as many others
            )
            .sort("row", "rank")
            .select("row", "neighbour", "score", "basis", "reasons")
            .collect()
        )
        starts = np.searchsorted(frame["row"].to_numpy(), np.arange(len(title_ids) + 1))
        return cls(frame.drop("row"), starts)
