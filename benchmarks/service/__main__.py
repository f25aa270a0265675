"""`python -m benchmarks.service`: what answers cost, ours beside other servers over the same catalogue."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import ROOT, load, machine
from benchmarks.service.compare import Figures, Work, measure, ready
from benchmarks.service.items import LETTERS
from benchmarks.service.report import Run, save
from benchmarks.service.systems import SystemFailed, systems

RESULTS = ROOT / "benchmarks" / "results"
LIBRARIES = ("uvicorn", "uvloop", "httptools", "orjson", "strawberry-graphql", "starlette", "polars")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and keep; the scratch folder is gone when this ends."""
    options = read(arguments)
    try:
        each = systems(options.systems)
    except SystemFailed as fault:
        say(str(fault))
        return 2
    setting, figures = machine(*LIBRARIES), Figures()
    with tempfile.TemporaryDirectory(prefix="cartelera-benchmark-", dir=options.scratch) as folder:
        work = Work(Path(folder), options.environments or Path(folder) / "environments")
        say("making the tables and asking our own service without plans")
        asked = ready(options.data, work, options.items, figures)
        measure(each, asked, work, figures, options, say)
    setting["load at the end"] = load()
    run = Run(
        day=f"{datetime.now(UTC):%Y-%m-%d}",
        command=" ".join(
            [
                "python -m benchmarks.service",
                f"--seconds {options.seconds:g} --rounds {options.rounds}",
                *(["--systems", *options.systems] if options.systems else []),
                *(["--items", *options.items] if options.items != list(LETTERS) else []),
                *(["--open-loop"] if options.open_loop else []),
            ]
        ),
        setting=setting,
        systems={system.name: system.says for system in each},
        figures=figures,
    )
    print(save(run, options.results))
    return 0


def read(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.service", description=__doc__)
    parser.add_argument(
        "--data", default=Path("data/tables"), help="releases; the current one is asked", type=Path, metavar="DIR"
    )
    parser.add_argument("--systems", nargs="+", default=[], metavar="NAME", help="which; all unless it is said")
    parser.add_argument("--items", nargs="+", default=list(LETTERS), choices=LETTERS, metavar="ITEM")
    parser.add_argument("--seconds", type=float, default=2.0, metavar="N", help="of each load")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="times that each system is loaded")
    parser.add_argument("--open-loop", action="store_true", help="also ask at fixed rates, for the times")
    parser.add_argument("--environments", help="keep what peers install, and use it again", type=Path, metavar="DIR")
    parser.add_argument("--scratch", help="work elsewhere than in the temporary folder", type=Path, metavar="DIR")
    parser.add_argument("--results", default=RESULTS, help="where the figures go", type=Path, metavar="DIR")
    return parser.parse_args(arguments)


def say(line: str) -> None:
    """Tell whoever waits."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
