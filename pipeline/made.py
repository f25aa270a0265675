"""What a raw file became, as its entry in the manifest will say it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

import polars as pl

from pipeline.store.manifest import SourceEntry


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one raw file; see `SourceEntry`."""

    key: str
    rows: int
    entered: int
    unmatched: int = 0
    repairs: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def again(cls, entry: SourceEntry) -> Self:
        """What the same file became before."""
        return cls(entry.key, entry.rows, entry.entered, entry.unmatched, entry.repairs)


def count(rows: pl.LazyFrame) -> int:
    """How many rows there are."""
    return int(rows.select(pl.len()).collect(engine="streaming").item())
