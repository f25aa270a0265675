"""`python -m benchmarks.service.search`: what a search costs and finds, ours beside a scan and two fuzzy matchers."""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import ROOT, load, machine
from benchmarks.pipeline.raw import catalogues, longer_files
from benchmarks.service.search.report import Figures, save
from benchmarks.service.search.systems import OURS, costs, index, recall_together, recalls, systems
from benchmarks.service.search.texts import Meanings
from graphql_api.catalogue import snapshot
from pipeline.build import build
from pipeline.progress import Steps

RESULTS = ROOT / "benchmarks" / "results"
RATINGS = 100_000
"""Where there are no real ones; they only say which titles are popular."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and keep; the scratch folder is gone when this ends."""
    options = read(arguments)
    setting = machine("polars", "rapidfuzz", "numpy") | {"catalogues": catalogues()}
    with tempfile.TemporaryDirectory(prefix="cartelera-benchmark-") as folder:
        setting["ratings"] = raw(Path(folder) / "raw")
        loaded = snapshot.load(build(Path(folder) / "raw", Path(folder) / "data", Steps()))
    setting["titles"] = f"{len(loaded.records):,}"
    meanings, each = Meanings.of(loaded), systems(loaded)
    ours = next(system for system in each if system.name == OURS)
    texts = meanings.mix(options.texts)
    costs(each, texts[:3])  # what is loaded late is loaded now
    say("searching alone")
    alone = costs([ours], texts)[OURS]
    say("searching in turns")
    together = costs(each, texts[: options.peer_texts])
    say("counting what is found")
    figures = Figures(
        day=f"{datetime.now(UTC):%Y-%m-%d}",
        command=f"python -m benchmarks.service.search --texts {options.texts} --peer-texts {options.peer_texts}",
        setting=setting,
        index=index(loaded, options.runs),
        alone=alone,
        together=together,
        recall=recall_together(each, meanings),
        recalls=recalls(ours, meanings),
    )
    figures.setting["load at the end"] = load()
    print(save(figures, each, options.results))
    return 0


def read(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.service.search", description=__doc__)
    parser.add_argument("--texts", type=int, default=2000, metavar="N", help="texts that our search is given")
    parser.add_argument("--peer-texts", type=int, default=200, metavar="N", help="texts that all systems are given")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="times that the index is built")
    parser.add_argument("--results", type=Path, default=RESULTS, metavar="DIR", help="where the figures go")
    return parser.parse_args(arguments)


def raw(folder: Path) -> str:
    """Raw files with the real catalogues and ratings where there are any; returns whose ratings they are."""
    longer_files(folder, RATINGS)
    named = os.environ.get("CARTELERA_REAL_DATA")
    real = sorted(Path(named, "ratings_joined").glob("[0-9]*.csv")) if named else []
    if not real:
        return f"{RATINGS:,} synthetic ratings"
    shutil.rmtree(folder / "ratings")
    (folder / "ratings").mkdir()
    for file in real:
        shutil.copyfile(file, folder / "ratings" / file.name)
    return "real ratings"


def say(line: str) -> None:
    """Tell whoever waits."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
