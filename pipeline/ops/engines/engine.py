"""What a build asks of an engine: the work that grows with the ratings."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import polars as pl

from pipeline.ratings_parts import Part
from pipeline.sources.source import Source

SHOWN = 2_000
"""Titles, the most rated, between which likes are counted unless told otherwise: as many as models are tested on."""


@dataclass(frozen=True, slots=True)
class Sums:
    """The tables of sums, made only when asked for.

    Attributes:
        titles: how many, the most rated, likes are counted between; 0 for all that have a rating.
    """

    titles: int = SHOWN


class Engine(Protocol):
    """One way to run the steps. What is written has equal values whichever it is; files may be encoded otherwise."""

    def write_part(self, source: Source, titles: pl.LazyFrame, part: Part, scratch: Path) -> None:
        """Write what one file of ratings becomes.

        Args:
            source: The file of ratings.
            titles: The titles that a rating may name, in `title_id`.
            part: The parquet files to make.
            scratch: An empty directory for files that are needed meanwhile; left empty.

        Raises:
            EngineError: the engine is not there, or gave up.
        """

    def write_sums(self, parts: Sequence[Path], wanted: Sums, folder: Path, scratch: Path) -> None:
        """Write `user_sums.parquet` and `co_liked.parquet` into a folder.

        Args:
            parts: All parts of the ratings.
            wanted: What to count.
            folder: Where the two files go.
            scratch: An empty directory for files that are needed meanwhile; left empty.

        Raises:
            EngineError: the engine is not there, or gave up.
        """
