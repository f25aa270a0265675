"""`python -m benchmarks.recsys`: the neighbours of all titles: what they cost by size, and how good they are."""

import argparse
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from benchmarks.measure import ROOT, load, machine, python, run
from benchmarks.recsys.agreement import MAP
from benchmarks.recsys.agreement import measured as agreement
from benchmarks.recsys.quality import quality
from benchmarks.recsys.report import Figures, Point, save
from pipeline.store.releases import open_release

RESULTS = ROOT / "benchmarks" / "results"
REAL_TITLES = 22_998
LARGEST_FOR_REFERENCE = 25_000
"""Titles beyond which scikit-learn's search takes minutes."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and keep; the scratch folder is gone when this ends."""
    options = read(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))  # by way of the folder's clean-up
    setting = machine("polars", "scikit-learn", "scipy", "sparse-dot-topn")
    figures = Figures(f"{datetime.now(UTC):%Y-%m-%d}", command(options), setting)
    with tempfile.TemporaryDirectory(dir=options.scratch, prefix="cartelera-benchmark-") as folder:
        scratch = Path(folder)
        data = build(scratch, REAL_TITLES, real())
        catalogue = open_release(data).scan("titles").sort("title_id").collect()
        figures.quality = quality(catalogue)
        if (catalogues := real()) and (catalogues.parent / MAP).is_file():
            figures.agreement = agreement(catalogues.parent, catalogue)
        figures.catalogue = "real" if real() else "generated"
        figures.points.append(measure(data, REAL_TITLES, figures.catalogue, options.runs))
        figures.fit = [run(python("-m", "recsys", "fit", "--data", str(data)))]
        figures.table = table_of(data)
        for titles in sorted(options.titles):
            figures.points.append(measure(build(scratch, titles, None), titles, "generated", options.runs))
            figures.setting |= {"load at the end": load()}
            figures.missing = [each for each in options.titles if each > titles]
            text = save(figures, options.results)  # each time, so that giving up on the largest loses only that
    print(text)
    return 0


def read(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recsys", description=__doc__)
    parser.add_argument(
        "--titles", type=int, nargs="+", default=[10_000, 50_000, 100_000], metavar="N", help="sizes to generate"
    )
    parser.add_argument("--runs", type=int, default=1, metavar="N", help="runs at each size")
    parser.add_argument("--scratch", type=Path, metavar="DIR", help="where to work")
    parser.add_argument("--results", type=Path, default=RESULTS, metavar="DIR", help="where the figures go")
    return parser.parse_args(arguments)


def command(options: argparse.Namespace) -> str:
    """The command that was given, without the folders of this machine."""
    return f"python -m benchmarks.recsys --titles {' '.join(map(str, options.titles))} --runs {options.runs}"


def real() -> Path | None:
    """The folder of the real catalogues, if there is one."""
    named = os.environ.get("CARTELERA_REAL_DATA")
    folder = Path(named) / "catalogues" if named else None
    return folder.resolve() if folder and folder.is_dir() else None


def build(scratch: Path, titles: int, catalogues: Path | None) -> Path:
    """A folder with a release of so many titles, or of the catalogues given."""
    say(f"building {titles:,} titles")
    raw, data = scratch / "raw", scratch / f"data-{titles}"
    if catalogues:
        shutil.copytree(catalogues, raw / "catalogues")
    else:
        run(python("-m", "pipeline", "sample", "--raw", str(raw), "--titles", str(titles), "--ratings", "1000"))
    run(python("-m", "pipeline", "build", "--raw", str(raw), "--data", str(data)))
    shutil.rmtree(raw)
    return data


def measure(data: Path, titles: int, catalogue: str, runs: int) -> Point:
    """What the neighbours cost with each engine that is up to the size, in turn."""
    engines = ["product", "scikit-learn"] if titles <= LARGEST_FOR_REFERENCE else ["product"]
    point = Point(titles, catalogue, {engine: [] for engine in engines})
    for _ in range(runs):
        for engine in engines:
            cost = run(python("-m", "benchmarks.recsys.neighbours", str(data), engine))
            say(f"  {engine}: {cost.wall:.1f} s, {cost.cpu:.1f} s of CPU, {cost.peak:.0f} MB")
            point.costs[engine].append(cost)
    return point


def table_of(data: Path) -> dict[str, float]:
    """How large `neighbours` is: rows, and megabytes as a file and in memory, with its reasons as text or as codes."""
    release = open_release(data)
    (file,) = release.files("neighbours")
    frame = release.scan("neighbours").collect()
    coded = frame.with_columns(
        pl.col("reasons").cast(pl.List(pl.Categorical)), pl.col("title_id", "neighbour_id").cast(pl.Categorical)
    )
    distinct = frame["reasons"].explode(empty_as_null=False, keep_nulls=False)
    return {
        "rows": frame.height,
        "reasons": len(distinct),
        "distinct reasons": distinct.n_unique(),
        "file": round(file.stat().st_size / 2**20, 1),
        "as text": round(frame.estimated_size("mb"), 1),
        "as codes": round(coded.estimated_size("mb"), 1),
        "texts of the codes": round(distinct.unique().estimated_size("mb"), 1),
    }


def say(line: str) -> None:
    """Tell whoever waits."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
