"""The titles similar to each title, and the films to each film, as a model found them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from graphql_api.catalogue.columns import Rows
from pipeline.store.vocabulary import Basis

BASES = tuple(Basis)
"""What a suggestion may rest on, by code."""


class Neighbour(NamedTuple):
    """A title or film similar to another, and why."""

    row: int
    score: float
    basis: Basis
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The neighbours of all titles, or of all films, those of each end to end, nearest first."""

    starts: npt.NDArray[np.int64]
    """Where those of each begin, and at last where the last one's end."""
    rows: Rows
    scores: npt.NDArray[np.float64]
    basis: npt.NDArray[np.uint8]
    """Places in `BASES`."""
    reason_starts: npt.NDArray[np.int32]
    """Where the reasons of each neighbour begin, and at last where the last one's end."""
    reason_codes: npt.NDArray[np.unsignedinteger]
    """Places in `phrases`."""
    phrases: Sequence[str]
    """What reasons say, each once: most are the same as many others."""

    def of(self, row: int, first: int) -> Iterator[Neighbour]:
        """The nearest of one."""
        begin = int(self.starts[row])
        end = min(begin + first, int(self.starts[row + 1]))
        if begin == end:
            return
        starts = self.reason_starts[begin : end + 1].tolist()
        said = [self.phrases[code] for code in self.reason_codes[starts[0] : starts[-1]].tolist()]
        known = zip(
            self.rows[begin:end].tolist(), self.scores[begin:end].tolist(), self.basis[begin:end].tolist(), strict=True
        )
        from_, until = 0, 0
        for place, (near, score, basis) in enumerate(known, start=1):
            from_, until = until, starts[place] - starts[0]
            yield Neighbour(near, score, BASES[basis], said[from_:until])

    @classmethod
    def read(cls, neighbours: pl.LazyFrame, ids: pl.Series) -> "Neighbours":
        """The model's table, its ids replaced by their places among all `ids`, a series of the name they have there."""

        def place(name: str) -> pl.Expr:
            return pl.col(name).replace_strict(ids, pl.int_range(len(ids), dtype=pl.Int32, eager=True))

        # A set of categories of its own: those that all share are kept for as long as the process runs.
        phrase = pl.Categorical(pl.Categories.random("reasons"))
        frame = (
            neighbours.select(
                "rank",
                "basis",
                pl.col("score").cast(pl.Float64),
                row=place(ids.name),
                neighbour=place("neighbour_id"),
                reasons=pl.col("reasons").cast(pl.List(phrase)),
            )
            .sort("row", "rank")
            .select("row", "neighbour", "score", "basis", "reasons")
            .collect()
        )
        said = frame["reasons"].explode(empty_as_null=False, keep_nulls=False)
        phrases = said.unique().cast(pl.String).sort().to_list()
        codes = said.cast(pl.Enum(phrases)).to_physical().to_numpy()
        return cls(
            starts=np.searchsorted(frame["row"].to_numpy(), np.arange(len(ids) + 1)),
            rows=frame["neighbour"].to_numpy(),
            scores=frame["score"].to_numpy(),
            basis=frame["basis"].cast(pl.Enum(Basis)).to_physical().to_numpy(),
            reason_starts=np.append(0, np.cumsum(frame["reasons"].list.len().to_numpy())).astype(np.int32),
            reason_codes=codes,
            phrases=phrases,
        )
