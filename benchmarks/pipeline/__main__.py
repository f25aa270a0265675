"""`python -m benchmarks.pipeline`: tables of 11 million ratings, ours beside pandas and the floor; then growth."""

import argparse
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError
from pathlib import Path

from benchmarks.measure import ROOT, CommandFailed, Cost, load, machine, run
from benchmarks.pipeline.agreement import check_agreement
from benchmarks.pipeline.raw import catalogues, longer_files, more_files
from benchmarks.pipeline.report import Figures, Point, save
from benchmarks.pipeline.systems import OURS, PANDAS, SYSTEMS, System

RESULTS = ROOT / "benchmarks" / "results"
SHAPES = {"more files": more_files, "longer files": longer_files}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and keep; the scratch folder is gone when this ends."""
    options = read(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))  # by way of the folder's clean-up
    try:
        setting = machine("polars", "pandas", "pyarrow") | describe(options)
    except PackageNotFoundError as missing:
        sys.exit(f"{missing.name} is not installed; `make bench` installs what the benchmarks need, then runs them")
    with tempfile.TemporaryDirectory(dir=options.scratch, prefix="cartelera-benchmark-") as folder:
        scratch = Path(folder)
        raw = options.raw.resolve() if options.raw else generate(scratch / "raw", options.ratings)
        costs = compare(raw, scratch, options.runs)
        say("comparing the tables")
        agreed = check_agreement(scratch / OURS.name, scratch / PANDAS.name)
        figures = Figures(f"{datetime.now(UTC):%Y-%m-%d}", command(options), setting, costs, agreed)
        clear(scratch)
        for times in options.growth:
            figures.growth += grow(scratch, options.ratings, times, options.runs)
        figures.setting |= {"load at the end": load()}
    print(save(figures, options.results))
    return 0


def read(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pipeline", description=__doc__)
    parser.add_argument("--raw", type=Path, metavar="DIR", help="compare on these raw files; no growth is measured")
    parser.add_argument("--ratings", type=int, default=11_000_000, metavar="N", help="ratings to generate")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of each system")
    parser.add_argument(
        "--growth", type=int, nargs="*", default=[2, 4], metavar="TIMES", help="multiples of --ratings; skipped if none"
    )
    parser.add_argument("--scratch", type=Path, metavar="DIR", help="where to work: about 2 GB for 44 million ratings")
    parser.add_argument("--results", type=Path, default=RESULTS, metavar="DIR", help="where the figures go")
    options = parser.parse_args(arguments)
    options.growth = [] if options.raw else sorted(options.growth)
    return options


def command(options: argparse.Namespace) -> str:
    """The command that was given, without the folders of this machine."""
    growth = " ".join(map(str, ["--growth", *options.growth]))
    data = "--raw DIR" if options.raw else f"--ratings {options.ratings} {growth}"
    return f"python -m benchmarks.pipeline {data} --runs {options.runs}"


def describe(options: argparse.Namespace) -> dict[str, str]:
    """What the files are."""
    if options.raw:
        return {"ratings": "the ratings of the raw files given", "catalogues": "their"}
    return {"ratings": f"{options.ratings:,} synthetic ratings of random titles", "catalogues": catalogues()}


def generate(folder: Path, ratings: int) -> Path:
    """The files of the comparison."""
    say(f"generating {ratings:,} ratings")
    return longer_files(folder, ratings)


def compare(raw: Path, scratch: Path, runs: int) -> dict[str, list[Cost]]:
    """Every system on the same files in turn, so that all meet the same weather; the last tables of each are kept."""
    costs: dict[str, list[Cost]] = {system.name: [] for system in SYSTEMS}
    for _ in range(runs):
        for system in SYSTEMS:
            costs[system.name].append(measure(system, raw, scratch))
    return costs


def grow(scratch: Path, ratings: int, times: int, runs: int) -> list[Point]:
    """`pipeline build` on so many times the ratings, in both shapes, and pandas once, where it has the memory."""
    points = []
    for shape, make in SHAPES.items():
        say(f"generating {ratings * times:,} ratings: {shape}")
        raw = make(scratch / "raw", ratings, times)
        costs = {OURS.name: [measure(OURS, raw, scratch) for _ in range(runs)]}
        try:
            costs[PANDAS.name] = [measure(PANDAS, raw, scratch)]
        except CommandFailed as fault:
            say(f"pandas did not end: {fault}")
        files = f"{8 * times} files" if make is more_files else f"8 files {times} times as long"
        points.append(Point(files, ratings * times, times, costs))
        clear(scratch)
    return points


def measure(system: System, raw: Path, scratch: Path) -> Cost:
    """One run into an empty place."""
    out = scratch / system.name
    shutil.rmtree(out, ignore_errors=True)
    cost = run(system.command(raw, out))
    say(f"  {system.name}: {cost.wall:.1f} s, {cost.cpu:.1f} s of CPU, {cost.peak:.0f} MB")
    return cost


def clear(scratch: Path) -> None:
    """Make room."""
    for made in scratch.iterdir():
        shutil.rmtree(made)


def say(line: str) -> None:
    """Tell whoever waits."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
