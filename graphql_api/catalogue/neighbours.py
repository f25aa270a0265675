"""The titles similar to each title, and the films to each film, as a model found them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl


class Neighbour(NamedTuple):
    """A title or film similar to another, and why."""

    row: int
    score: float
    basis: str
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The neighbours of all titles, or of all films, those of each end to end, nearest first."""

    frame: pl.DataFrame
    starts: npt.NDArray[np.int64]
    """Where those of each begin, and at last where the last one's end."""

    def of(self, row: int, first: int) -> Iterator[Neighbour]:
        """The nearest of one."""
        begin, end = (int(start) for start in self.starts[row : row + 2])
        return map(Neighbour._make, self.frame.slice(begin, min(first, end - begin)).iter_rows())

    @classmethod
    def read(cls, neighbours: pl.LazyFrame, ids: pl.Series) -> "Neighbours":
        """The model's table, its ids replaced by their places among all `ids`, a series of the name they have there."""

        def place(name: str) -> pl.Expr:
            return pl.col(name).replace_strict(ids, pl.int_range(len(ids), dtype=pl.UInt32, eager=True))

        frame = (
            neighbours.select(
                "rank",
                "score",
                "basis",
                row=place(ids.name),
                neighbour=place("neighbour_id"),
                reasons=pl.col("reasons").cast(pl.List(pl.Categorical)),  # most are the same as many others
            )
            .sort("row", "rank")
            .select("row", "neighbour", "score", "basis", "reasons")
            .collect()
        )
        starts = np.searchsorted(frame["row"].to_numpy(), np.arange(len(ids) + 1))
        return cls(frame.drop("row"), starts)
