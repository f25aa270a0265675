"""`python -m benchmarks.pipeline.growth`: more and more ratings on polars and on Spark, and as models hold them.

The cluster is a standalone master and two workers with a core each, all on this machine: it tells what the same work
costs there and that its results are equal, not how fast several machines would be.
"""

import argparse
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from polars.testing import assert_frame_equal

from benchmarks.measure import ROOT, CommandFailed, Cost, load, machine, python
from benchmarks.pipeline import tree
from benchmarks.pipeline.growth_report import Figures, Point, save
from benchmarks.pipeline.raw import catalogues, more_users
from pipeline.store.releases import open_release
from pipeline.store.tables import scan
from tests.pipeline.ops.engines.cluster import cluster, missing

RESULTS = ROOT / "benchmarks" / "results"
RATINGS = 11_000_000
SYSTEMS = ("polars", "spark", "reads")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and keep; the scratch folder is gone when this ends."""
    options = read(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))  # by way of the folder's clean-up
    if "spark" in options.systems and (reason := missing()):
        sys.exit(f"Spark cannot be measured: {reason}")
    libraries = ["polars", "narwhals", *(["pyspark"] if "spark" in options.systems else [])]
    figures = Figures(f"{datetime.now(UTC):%Y-%m-%d}", command(options), machine(*libraries), options.memory)
    figures.setting |= {"catalogues": catalogues()}
    with tempfile.TemporaryDirectory(dir=options.scratch, prefix="cartelera-growth-") as folder:
        for times in options.times:
            figures.points.append(grow(Path(folder), options, times))
            figures.setting["load at the end"] = load()
            print(save(figures, options.results), flush=True)
            clear(Path(folder))
    return 0


def read(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pipeline.growth", description=__doc__)
    parser.add_argument("--ratings", type=int, default=RATINGS, metavar="N", help="ratings of the first size")
    parser.add_argument("--times", type=int, nargs="+", default=[1, 4, 10], metavar="TIMES", help="multiples of it")
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=list(SYSTEMS), help="what to measure")
    parser.add_argument("--memory", default="2g", help="of each of Spark's workers, and of its driver")
    parser.add_argument("--scratch", type=Path, metavar="DIR", help="where to work: about 15 GB for 110 million")
    parser.add_argument("--results", type=Path, default=RESULTS, metavar="DIR", help="where the figures go")
    return parser.parse_args(arguments)


def command(options: argparse.Namespace) -> str:
    """The command that was given, without the folders of this machine."""
    times, systems = " ".join(map(str, options.times)), " ".join(options.systems)
    base = f"python -m benchmarks.pipeline.growth --ratings {options.ratings} --times {times} --systems {systems}"
    return f"{base} --memory {options.memory}"


def grow(folder: Path, options: argparse.Namespace, times: int) -> Point:
    """All systems on so many times the ratings."""
    ratings = options.ratings * times
    say(f"generating {ratings:,} ratings")
    raw = more_users(folder / "raw", options.ratings, times)
    point = Point(ratings, times)
    for system in options.systems:
        try:
            point.costs[system] = measured(system, raw, folder, options.memory)
        except CommandFailed as fault:
            point.failed[system] = str(fault).strip().splitlines()[-1]
            say(f"  {system} did not end: {point.failed[system]}")
        else:
            cost = point.costs[system]
            say(f"  {system}: {cost.wall:.1f} s, {cost.cpu:.1f} s of CPU, {cost.peak:.0f} MB")
    if {"polars", "spark"} <= point.costs.keys():
        say("comparing the tables")
        point.agreed = dict(agreed(folder / "polars", folder / "spark"))
    return point


def measured(system: str, raw: Path, folder: Path, memory: str) -> Cost:
    """One run of one system."""
    if system == "reads":
        return tree.run(python("-m", "benchmarks.pipeline.reads", str(folder / "polars")))
    build = python("-m", "pipeline", "build", "--raw", str(raw), "--data", str(folder / system), "--sums")
    if system == "polars":
        return tree.run(build)
    (folder / "cluster").mkdir()
    with cluster(folder / "cluster", memory, java="-XX:+UseParallelGC") as workers:
        return tree.run([*build, "--engine", workers.master], workers.pids(), dict(workers.environment))


def agreed(one: Path, other: Path) -> Iterator[tuple[str, int]]:
    """The tables of two folders' current releases with their rows; they must be equal to the bit, file by file."""
    ours, theirs = open_release(one), open_release(other)
    for name, table in ours.manifest.tables.items():
        for mine, its in zip(ours.files(name), theirs.files(name), strict=True):
            assert_frame_equal(scan(mine).collect(), scan(its).collect(), check_exact=True)
        yield name, table.rows


def clear(folder: Path) -> None:
    """Make room."""
    for made in folder.iterdir():
        shutil.rmtree(made)


def say(line: str) -> None:
    """Tell whoever waits."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
