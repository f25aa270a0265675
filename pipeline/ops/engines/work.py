"""One piece of work for Spark: a session, and a folder that its workers and this machine see alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import narwhals as nw
import polars as pl
from pyspark.sql import Observation
from pyspark.sql.functions import count, lit

from pipeline.ops.engines.needs import STAYS
from pipeline.ops.engines.session import Session
from pipeline.store.errors import EngineError
from pipeline.store.tables import scan

Frame: TypeAlias = nw.LazyFrame[Any]

TYPES: dict[pl.DataType | type[pl.DataType], str] = {
    pl.Boolean: "BOOLEAN",
    pl.Float32: "FLOAT",
    pl.Float64: "DOUBLE",
    pl.Int32: "INT",
    pl.Int64: "BIGINT",
    pl.String: "STRING",
}
"""What Spark calls the types of what is handed to it."""


@dataclass(frozen=True, slots=True)
class Work:
    """Reading and writing by workers.

    Attributes:
        session: whose workers they are.
        place: the folder; nobody else uses it.
    """

    session: Session
    place: Path

    def read(self, files: Sequence[Path]) -> Frame:
        """Files of equal columns, which Spark is told of: to find out it would start a job.

        Raises:
            EngineError: Spark did not take them.
        """
        columns = scan(list(files)).collect_schema()
        told = ", ".join(f"`{name}` {TYPES[dtype]}" for name, dtype in columns.items())
        with self.session.working(self.place):
            frame: Frame = nw.from_native(self.session.spark.read.schema(told).parquet(*map(_address, files)))
        return frame

    def written(self, frame: Frame, name: str) -> list[Path]:
        """Have the workers write a frame; returns the files, in the order of its rows.

        Raises:
            EngineError: they did not, or not where this machine sees it.
        """
        folder, told = self.place / name, Observation()
        with self.session.working(self.place):
            counted = frame.to_native().observe(told, count(lit(1)).alias("rows"))
            counted.write.parquet(f"file://{folder}")
            written = told.get["rows"]
        files = sorted(folder.glob("part-*.parquet"))
        there = int(scan(files).select(pl.len()).collect().item()) if files else 0
        if written != there:
            raise EngineError(
                f"workers wrote {written:,} rows, and {there:,} of them are in {folder}; expected a folder that this "
                f"machine and all workers share: name one with --shared DIR; {STAYS}"
            )
        return files


def _address(file: Path) -> str:
    """A file as Spark is told of it; it reads names as patterns."""
    return "file://" + "".join(f"\\{letter}" if letter in "*?[]{}\\" else letter for letter in str(file))
