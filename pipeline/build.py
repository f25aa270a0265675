"""The whole pipeline on one screen: raw files -> tables -> a release."""

import hashlib
import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from pipeline.catalogues import write_catalogues
from pipeline.checks import check
from pipeline.film_set import write_film_set
from pipeline.made import Made, count
from pipeline.ops.engines.engine import Engine, Sums
from pipeline.ops.engines.polars_engine import PolarsEngine
from pipeline.progress import Steps
from pipeline.ratings import write_ratings, write_sums
from pipeline.reuse import Earlier
from pipeline.sources.finding import find
from pipeline.sources.remembered import REMEMBERED, Remembered
from pipeline.sources.source import Source, Sources
from pipeline.steps import TRANSFORMATIONS
from pipeline.store.manifest import FORMAT, Manifest, SourceEntry
from pipeline.store.releases import Release, draft, publish, standing, table_entry, table_files, writing
from pipeline.store.tables import Quarantine, scan, schema
from pipeline.tolerance import Tolerance, refuse_too_many
from pipeline.unlike import current, refuse_other_platform, refuse_smaller


def build(
    raw: Path,
    data: Path,
    steps: Steps,
    tolerance: Tolerance | None = None,
    *,
    accept_smaller: bool = False,
    engine: Engine | None = None,
    sums: Sums | None = None,
) -> Release:
    """Publish the release of a folder of raw files; the pointer is not moved.

    What was published from the same files by the same steps is not built again, and of a release that shares some of
    them only what differs: files that have not changed are not read, and their parts are linked.

    Args:
        raw: the folder of raw files.
        data: the folder of releases.
        steps: told what is being done.
        tolerance: how many rows of a file may be set aside.
        accept_smaller: whether files may be much smaller than, or other than, what the current release was made of.
        engine: what runs the steps of ratings; polars if left out. The release is the same.
        sums: what to make of `user_sums` and `co_liked`; nothing if left out.

    Raises:
        EngineError: the engine is not there, or gave up.
        SourceError: a raw file is missing, unreadable, not what it is called, changed meanwhile, or too much of it
            would be set aside.
        TableError: a finished table breaks its contract.
        ReleaseError: another build is at work, or the folder cannot be written.
    """
    steps.step(f"reading {raw}")
    memory = Remembered(data / REMEMBERED)
    sources = find(raw, memory)
    version = version_of(sources, sums)
    engine = engine or PolarsEngine()
    with writing(data):
        compared = None if accept_smaller else current(data)
        if compared:
            refuse_smaller(sources, compared)
        if built := standing(data, version):
            return built
        steps.expect(7 + len(sources.ratings) + bool(sources.movielens) + bool(sums))
        with draft(data, version) as folder:
            earlier = Earlier(data)
            (folder / "quarantine").mkdir()
            made = {
                **write_catalogues(sources, folder, steps, earlier),
                **write_ratings(sources, folder, steps, earlier, engine),
                **write_film_set(sources, folder, steps, earlier),
            }
            if sums:
                write_sums(folder, steps, engine, sums)
            memory.refuse_changed()
            steps.step("checking the tables")
            refuse_other_platform(folder / "titles.parquet", compared)
            aside = drop_empty_quarantine(folder)
            files = table_files(folder)
            entries = tuple(describe(source, made[source.path], aside) for source in sources)
            refuse_too_many(entries, sorted(folder.glob("quarantine/*.parquet")), tolerance or Tolerance())
            check(folder, files, entries)
            steps.step("publishing")
            manifest = Manifest(
                version=version,
                dataset_version=version,
                model_version=None,
                built_at=datetime.now(UTC),
                synthetic=sources.synthetic,
                sources=entries,
                tables={name: table_entry(folder, parts, _reasons(aside, name)) for name, parts in files.items()},
                files={},
            )
            return publish(data, folder, manifest)


def version_of(sources: Sources, sums: Sums | None = None) -> str:
    """The version of the release that these files make: equal files, steps and format give an equal version.

    The engine is not among them, and sums only where they are asked for.
    """
    inputs = sorted((source.path, source.sha256) for source in sources)
    asked = [asdict(sums)] if sums else []
    told = json.dumps([FORMAT, TRANSFORMATIONS, sources.synthetic, inputs, *asked])
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def drop_empty_quarantine(folder: Path) -> pl.DataFrame:
    """Delete the quarantine files that set nothing aside; returns rows by table, file and reason, commonest first."""
    files = sorted((folder / "quarantine").glob("*.parquet"))
    aside = scan(files) if files else pl.LazyFrame(schema=schema(Quarantine))  # what was linked may have set none aside
    counts = (
        aside.group_by("table", "file", "reason")
        .agg(rows=pl.len())
        .sort("table", "rows", "reason", "file", descending=[False, True, False, False])
        .collect(engine="streaming")
    )
    for file in files:
        if not count(scan(file)):
            file.unlink()
    return counts


def describe(source: Source, made: Made, aside: pl.DataFrame) -> SourceEntry:
    """What was read, with the rows counted in the raw file and, apart from that, in what became of them."""
    return SourceEntry(
        path=source.path,
        size=source.size,
        sha256=source.sha256,
        rows=made.rows,
        entered=made.entered,
        set_aside=int(aside.filter(pl.col("file") == source.path)["rows"].sum()),
        unmatched=made.unmatched,
        repairs={kind: rows for kind, rows in made.repairs.items() if rows},
        key=made.key,
    )


def _reasons(aside: pl.DataFrame, table: str) -> dict[str, int]:
    """How many rows were kept out of a table for each reason, the commonest first."""
    rows = aside.filter(pl.col("table") == table).group_by("reason").agg(pl.col("rows").sum())
    return dict(rows.sort("rows", "reason", descending=[True, False]).rows())
