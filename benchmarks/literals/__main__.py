"""`python -m benchmarks.literals`: casts and crews of a whole film set, ours beside `ast.literal_eval`; then growth."""

import argparse
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.literals.agreement import check_agreement
from benchmarks.literals.report import Figures, Point, save
from benchmarks.literals.systems import FLOOR, OURS, PLAIN, QUOTES, SYSTEMS, System
from benchmarks.measure import ROOT, Cost, load, machine, run
from pipeline.sample import write_films

RESULTS = ROOT / "benchmarks" / "results"
FILMS = 45_466
"""As many as the public film set has."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and keep; the scratch folder is gone when this ends."""
    options = read(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))  # by way of the folder's clean-up
    figures = Figures(f"{datetime.now(UTC):%Y-%m-%d}", command(options), machine("polars"))
    with tempfile.TemporaryDirectory(dir=options.scratch, prefix="cartelera-benchmark-") as folder:
        scratch = Path(folder)
        for odd in options.odd:
            file = generate(scratch, options.films, odd)
            figures.points.append(compare(file, options.films, odd, options.runs))
        figures.growth = [grow(scratch, options, times) for times in options.growth]
        figures.setting |= {"load at the end": load()}
    print(save(figures, options.results))
    return 0


def read(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.literals", description=__doc__)
    parser.add_argument("--films", type=int, default=FILMS, metavar="N", help="films to generate the credits of")
    parser.add_argument(
        "--odd", type=float, nargs="+", default=[0.02, 0.12], metavar="SHARE", help="rows that need care in quoting"
    )
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of each system")
    parser.add_argument(
        "--growth",
        type=int,
        nargs="*",
        default=[1, 2, 4],
        metavar="TIMES",
        help="multiples of --films; perhaps none",
    )
    parser.add_argument("--scratch", type=Path, metavar="DIR", help="where to work: about 1 GB")
    parser.add_argument("--results", type=Path, default=RESULTS, metavar="DIR", help="where the figures go")
    options = parser.parse_args(arguments)
    options.growth.sort()
    return options


def command(options: argparse.Namespace) -> str:
    """The command that was given, without the folders of this machine."""
    odd, growth = (" ".join(map(str, ["", *values])) for values in (options.odd, options.growth))
    return f"python -m benchmarks.literals --films {options.films} --odd{odd} --runs {options.runs} --growth{growth}"


def generate(scratch: Path, films: int, odd: float) -> Path:
    """A file of credits in a place that held another; returns its path."""
    say(f"generating the credits of {films:,} films, {odd:.0%} of them odd")
    shutil.rmtree(scratch / "films", ignore_errors=True)
    write_films(scratch / "films", films=films, seed=20261125, odd_strings=odd, progress=lambda _: None)
    return scratch / "films" / "credits.csv"


def compare(file: Path, films: int, odd: float, runs: int) -> Point:
    """Every system on the same file in turn, so that all meet the same weather; and whether they read alike."""
    costs: dict[str, list[Cost]] = {system.name: [] for system in SYSTEMS}
    for _ in range(runs):
        for system in SYSTEMS:
            costs[system.name].append(measure(system, file))
    say("comparing the tables")
    agreed = check_agreement(*(table(system, file) for system in (OURS, PLAIN, QUOTES)))
    return Point(films, file.stat().st_size, odd, costs, agreed)


def grow(scratch: Path, options: argparse.Namespace, times: int) -> Point:
    """Ours and the floor on so many times the rows."""
    odd = max(options.odd)
    file = generate(scratch, options.films * times, odd)
    costs: dict[str, list[Cost]] = {system.name: [] for system in (FLOOR, OURS)}
    for _ in range(options.runs):
        for system in (FLOOR, OURS):
            costs[system.name].append(measure(system, file))
    return Point(options.films * times, file.stat().st_size, odd, costs)


def measure(system: System, file: Path) -> Cost:
    """One run."""
    cost = run(system.command(file, table(system, file)))
    say(f"  {system.name}: {cost.wall:.1f} s, {cost.cpu:.1f} s of CPU, {cost.peak:.0f} MB")
    return cost


def table(system: System, file: Path) -> Path:
    """The file or folder that a system writes its table into."""
    return file.with_name(system.name)


def say(line: str) -> None:
    """Tell whoever waits."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
