"""The users' ratings: one part a file, their scores, and sums on request, from the raw files to tables."""

from collections.abc import Mapping
from pathlib import Path

import narwhals as nw
import polars as pl

from pipeline.made import Made, count
from pipeline.movielens import write_movielens
from pipeline.ops.engines.engine import Engine, Sums
from pipeline.progress import Steps
from pipeline.ratings_parts import Part
from pipeline.reuse import Earlier, key_of
from pipeline.sources.comparing import refuse_equal_parts
from pipeline.sources.scans import count_rows, reading
from pipeline.sources.source import Sources
from pipeline.steps import ratings
from pipeline.store.tables import RatingSums, scan, schema


def write_ratings(sources: Sources, folder: Path, steps: Steps, earlier: Earlier, engine: Engine) -> Mapping[str, Made]:
    """`ratings`, one sorted part a file with its sums, `title_scores`, and the ratings' quarantine."""
    for name in ("ratings", "rating_sums", "scratch"):
        (folder / name).mkdir()
    known = scan(folder / "titles.parquet").select("title_id")
    ids = key_of(known.collect().to_series().to_list())
    made = {}
    for source in sources.ratings:
        steps.step(source.path)
        part = Part.of(folder, source.name)
        key = key_of("ratings", source.path, source.sha256, ids)
        files = [file.relative_to(folder).as_posix() for file in part]
        if linked := earlier.take(key, folder, files[:2], files[2:]):
            made[source.path] = Made.again(linked[source.path])
            continue
        with reading(source, folder) as readable:
            engine.write_part(readable, known, part, folder / "scratch")
        made[source.path] = Made(key=key, rows=count_rows(source), entered=count(scan(part.ratings)))
    made |= write_movielens(sources, folder, steps, earlier)
    (folder / "scratch").rmdir()
    holding = [source for source in sources.ratings if made[source.path].entered]  # those without a row are all alike
    refuse_equal_parts({source.file: Part.of(folder, source.name).ratings for source in holding})
    steps.step("scores")
    parts = sorted(folder.glob("rating_sums/*.parquet"))
    sums = scan(parts) if parts else pl.LazyFrame(schema=schema(RatingSums))
    scores: pl.LazyFrame = nw.from_native(sums).pipe(ratings.add_up).to_native()
    scores.sink_parquet(folder / "title_scores.parquet", engine="streaming")
    return made


def write_sums(folder: Path, steps: Steps, engine: Engine, sums: Sums) -> None:
    """`user_sums` and `co_liked`, from all parts of `ratings`."""
    steps.step("sums")
    scratch = folder / "scratch"
    scratch.mkdir()
    engine.write_sums(sorted(folder.glob("ratings/*.parquet")), sums, folder, scratch)
    scratch.rmdir()
