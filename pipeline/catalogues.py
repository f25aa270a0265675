"""The catalogues: `titles` and `credits` of all platforms, from the raw files to tables."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from pipeline.made import Made, count
from pipeline.progress import Steps
from pipeline.quarantine import good, set_aside, with_reason
from pipeline.reuse import Earlier, key_of
from pipeline.sources.scans import count_rows, reading, scan_catalogue
from pipeline.sources.source import Sources
from pipeline.steps import titles
from pipeline.steps.credits import credits_of
from pipeline.store.tables import scan


def write_catalogues(sources: Sources, folder: Path, steps: Steps, earlier: Earlier) -> Mapping[str, Made]:
    """`titles`, `credits` and the catalogues' quarantine; returns what each catalogue became, by its path."""
    steps.step("titles and credits")
    key = key_of("titles", [[source.path, source.sha256] for source in sources.catalogues.values()])
    if linked := earlier.take(key, folder, ["titles.parquet", "credits.parquet"], ["quarantine/titles.parquet"]):
        return {path: Made.again(entry) for path, entry in linked.items()}
    frames, repairs = [], {}
    for platform, source in sources.catalogues.items():
        with reading(source, folder) as readable:
            raw = scan_catalogue(readable, platform)
            frames.append(raw.pipe(titles.titles).pipe(with_reason, titles.reasons()).collect(engine="streaming"))
            repairs[source.path] = raw.pipe(titles.repairs).collect(engine="streaming").row(0, named=True)
    rows = pl.concat(frames).lazy()
    pl.collect_all(
        [
            rows.pipe(good).pipe(titles.finished).sink_parquet(folder / "titles.parquet", lazy=True),
            rows.pipe(good).pipe(credits_of).sink_parquet(folder / "credits.parquet", lazy=True),
            rows.pipe(set_aside, "titles").sink_parquet(folder / "quarantine" / "titles.parquet", lazy=True),
        ],
        engine="streaming",
    )
    finished = scan(folder / "titles.parquet")
    return {
        source.path: Made(
            key=key,
            rows=count_rows(source),
            entered=count(finished.filter(pl.col("platform") == platform)),
            repairs=repairs[source.path],
        )
        for platform, source in sources.catalogues.items()
    }
