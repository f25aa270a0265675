"""The whole pipeline on one screen: raw files -> tables -> a release."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import narwhals as nw
import polars as pl

from pipeline.checks import check
from pipeline.film_set import write_film_set
from pipeline.progress import Steps
from pipeline.quarantine import good, set_aside, with_reason
from pipeline.ratings_parts import write_part
from pipeline.sources.finding import find
from pipeline.sources.scans import count_rows, reading, scan_catalogue
from pipeline.sources.source import Source, Sources
from pipeline.steps import ratings, titles
from pipeline.steps.credits import credits_of
from pipeline.store.manifest import FORMAT, Manifest, SourceEntry
from pipeline.store.releases import Release, draft, publish, standing, table_entry, table_files, writing
from pipeline.store.tables import Ratings, scan, schema

TRANSFORMATIONS = 3
"""Raised with every change to what the steps make of the same raw files; part of every version."""


def build(raw: Path, data: Path, steps: Steps) -> Release:
    """Publish the release of a folder of raw files; the pointer is not moved.

    What was published from the same files by the same steps is not built again.

    Raises:
        SourceError: a raw file is missing or unreadable.
        TableError: a finished table breaks its contract.
        ReleaseError: another build is at work, or the folder cannot be written.
    """
    steps.step(f"reading {raw}")
    sources = find(raw)
    version = version_of(sources)
    with writing(data):
        if built := standing(data, version):
            return built
        steps.expect(7 + len(sources.ratings))
        with draft(data, version) as folder:
            repairs = write_catalogues(sources, folder, steps)
            write_ratings(sources, folder, steps)
            film_set = write_film_set(sources, folder, steps)
            steps.step("checking the tables")
            aside = drop_empty_quarantine(folder)
            files = table_files(folder)
            entries = describe_sources(sources, folder, {**repairs, **film_set.repairs}, film_set.entered, aside)
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


def version_of(sources: Sources) -> str:
    """The version of the release that these files make: equal files, steps and format give an equal version."""
    inputs = sorted((source.path, source.sha256) for source in sources)
    return hashlib.sha256(json.dumps([FORMAT, TRANSFORMATIONS, sources.synthetic, inputs]).encode()).hexdigest()[:12]


def write_catalogues(sources: Sources, folder: Path, steps: Steps) -> Mapping[str, Mapping[str, int]]:
    """`titles`, `credits` and the catalogues' quarantine; returns the repairs of each catalogue by its path."""
    steps.step("titles and credits")
    frames, repairs = [], {}
    for platform, source in sources.catalogues.items():
        with reading(source):
            raw = scan_catalogue(source, platform)
            frames.append(raw.pipe(titles.titles).pipe(with_reason, titles.reasons()).collect(engine="streaming"))
            repairs[source.path] = raw.pipe(titles.repairs).collect(engine="streaming").row(0, named=True)
    rows = pl.concat(frames).lazy()
    (folder / "quarantine").mkdir()
    pl.collect_all(
        [
            rows.pipe(good).pipe(titles.finished).sink_parquet(folder / "titles.parquet", lazy=True),
            rows.pipe(good).pipe(credits_of).sink_parquet(folder / "credits.parquet", lazy=True),
            rows.pipe(set_aside, "titles").sink_parquet(folder / "quarantine" / "titles.parquet", lazy=True),
        ],
        engine="streaming",
    )
    return repairs


def write_ratings(sources: Sources, folder: Path, steps: Steps) -> None:
    """`ratings`, one sorted part a file, `title_scores`, and the ratings' quarantine."""
    parts, scratch = folder / "ratings", folder / "scratch"
    parts.mkdir()
    scratch.mkdir()
    known = scan(folder / "titles.parquet").select("title_id")
    for source in sources.ratings:
        steps.step(source.path)
        part = part_of(folder, source)
        with reading(source):
            write_part(source, known, part, folder / "quarantine" / f"ratings-{part.name}", scratch)
    scratch.rmdir()
    steps.step("scores")
    files = [part_of(folder, source) for source in sources.ratings]
    rows = scan(files) if files else pl.LazyFrame(schema=schema(Ratings))
    scores: pl.LazyFrame = nw.from_native(rows).pipe(ratings.score_titles).to_native()
    scores.sink_parquet(folder / "title_scores.parquet", engine="streaming")


def drop_empty_quarantine(folder: Path) -> pl.DataFrame:
    """Delete the quarantine files that set nothing aside; returns rows by table, file and reason, commonest first."""
    files = sorted((folder / "quarantine").glob("*.parquet"))
    counts = (
        scan(files)
        .group_by("table", "file", "reason")
        .agg(rows=pl.len())
        .sort("table", "rows", "reason", "file", descending=[False, True, False, False])
        .collect(engine="streaming")
    )
    for file in files:
        if not _rows(scan(file)):
            file.unlink()
    return counts


def describe_sources(
    sources: Sources,
    folder: Path,
    repairs: Mapping[str, Mapping[str, int]],
    film_rows: Mapping[str, int],
    aside: pl.DataFrame,
) -> tuple[SourceEntry, ...]:
    """What was read, with the rows counted in the raw files and, apart from that, in what became of them."""
    finished = scan(folder / "titles.parquet")
    entered = {
        source.path: _rows(finished.filter(pl.col("platform") == platform))
        for platform, source in sources.catalogues.items()
    } | {source.path: _rows(scan(part_of(folder, source))) for source in sources.ratings}
    entered |= film_rows
    return tuple(
        SourceEntry(
            path=source.path,
            size=source.size,
            sha256=source.sha256,
            rows=count_rows(source),
            entered=entered[source.path],
            set_aside=int(aside.filter(pl.col("file") == source.path)["rows"].sum()),
            repairs={kind: rows for kind, rows in repairs.get(source.path, {}).items() if rows},
        )
        for source in sources
    )


def part_of(folder: Path, source: Source) -> Path:
    """The part of `ratings` that a file becomes."""
    return folder / "ratings" / f"{source.file.stem}.parquet"


def _reasons(aside: pl.DataFrame, table: str) -> dict[str, int]:
    """How many rows were kept out of a table for each reason, the commonest first."""
    rows = aside.filter(pl.col("table") == table).group_by("reason").agg(pl.col("rows").sum())
    return dict(rows.sort("rows", "reason", descending=[True, False]).rows())


def _rows(frame: pl.LazyFrame) -> int:
    return int(frame.select(pl.len()).collect(engine="streaming").item())
