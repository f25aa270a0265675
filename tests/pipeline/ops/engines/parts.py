"""What an engine makes of files of ratings, as frames."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from polars.testing import assert_frame_equal

from pipeline.ops.engines.engine import Engine, Sums
from pipeline.ratings_parts import Part
from pipeline.sources.source import Source
from pipeline.store.tables import scan

Tables = dict[str, pl.DataFrame]


def made(engine: Engine, sources: Sequence[Source], titles: pl.LazyFrame, wanted: Sums, folder: Path) -> Tables:
    """All that an engine writes of some files, by the names of what it wrote, rows in their order."""
    scratch = folder / "scratch"
    scratch.mkdir(parents=True)
    parts = []
    for number, source in enumerate(sources):
        names = ("ratings", "sums", "quarantine")
        parts.append(Part(*(folder / f"{name}-{number}.parquet" for name in names)))
        engine.write_part(source, titles, parts[-1], scratch)
    engine.write_sums([part.ratings for part in parts], wanted, folder, scratch)
    assert not list(scratch.iterdir())
    return {file.stem: scan(file).collect() for file in folder.glob("*.parquet")}


def assert_equal(one: Tables, other: Tables) -> None:
    """Equal in names, types, order and every bit."""
    assert one.keys() == other.keys()
    for name, table in one.items():
        assert_frame_equal(table, other[name], check_exact=True)
