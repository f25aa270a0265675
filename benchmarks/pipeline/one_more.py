"""`python -m benchmarks.pipeline.one_more`: one of eight rating files added to a release, beside a build of all."""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import ROOT, Cost, load, machine, run, spread
from benchmarks.pipeline.raw import catalogues, longer_files
from benchmarks.pipeline.systems import FLOOR, OURS
from pipeline.store.releases import open_release

RESULTS = ROOT / "benchmarks" / "results"
ADDED = "3.csv"
"""One of the seven files of full length: the eighth is shorter."""

BOUND = 0.25
"""The part of a full build's CPU time that one more file of eight may cost."""

FULL, MORE, AGAIN = "full build", "one more file", "nothing new"


class ReleasesDiffer(Exception):
    """The two ways did not come to the same release."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and keep; 1 if one more file costs more than it may."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pipeline.one_more", description=__doc__)
    parser.add_argument("--ratings", type=int, default=11_000_000, metavar="N", help="ratings to generate")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of each")
    parser.add_argument("--scratch", type=Path, metavar="DIR", help="where to work: about 1 GB")
    parser.add_argument("--results", type=Path, default=RESULTS, metavar="DIR", help="where the figures go")
    options = parser.parse_args(arguments)
    setting = machine("polars")
    costs: dict[str, list[Cost]] = {FULL: [], MORE: [], AGAIN: [], FLOOR.name: []}
    with tempfile.TemporaryDirectory(dir=options.scratch, prefix="cartelera-benchmark-") as folder:
        scratch = Path(folder)
        raw = longer_files(scratch / "raw", options.ratings)
        for _ in range(options.runs):
            for name, cost in measured(raw, scratch).items():
                costs[name].append(cost)
        agreed = same_files(scratch / "whole", scratch / "grown")
    setting |= {"load at the end": load()}
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    text, within = report(day, options, setting, costs, agreed)
    options.results.mkdir(exist_ok=True)
    kept = {
        "day": day,
        "setting": setting,
        "costs": {name: [asdict(each) for each in runs] for name, runs in costs.items()},
    }
    (options.results / f"one-more-{day}.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    (options.results / f"one-more-{day}.md").write_text(text, encoding="utf-8")
    print(text)
    return 0 if within else 1


def measured(raw: Path, scratch: Path) -> dict[str, Cost]:
    """Each way once: all files into an empty place; seven of them, not measured, then the eighth; and once more."""
    added, aside = raw / "ratings" / ADDED, scratch / ADDED
    whole, grown = scratch / "whole", scratch / "grown"
    for place in (whole, grown):
        shutil.rmtree(place, ignore_errors=True)
    costs = {FLOOR.name: run(FLOOR.command(raw, whole)), FULL: run(OURS.command(raw, whole))}
    added.rename(aside)
    run(OURS.command(raw, grown))
    aside.rename(added)
    costs[MORE] = run(OURS.command(raw, grown))
    costs[AGAIN] = run(OURS.command(raw, grown))
    return costs


def same_files(one: Path, other: Path) -> int:
    """How many files both releases have, equal to the bit.

    Raises:
        ReleasesDiffer: they are not the same.
    """
    files = [open_release(data).manifest.files for data in (one, other)]
    if files[0] != files[1]:
        names = [name for name in files[0].keys() | files[1].keys() if files[0].get(name) != files[1].get(name)]
        raise ReleasesDiffer(f"not equal: {', '.join(sorted(names))}")
    return len(files[0])


def report(
    day: str, options: argparse.Namespace, setting: dict[str, str], costs: dict[str, list[Cost]], agreed: int
) -> tuple[str, bool]:
    """The text, and whether one more file costs as little as it must."""
    cpu = {name: [each.cpu for each in runs] for name, runs in costs.items()}
    ratio = statistics.median(cpu[MORE]) / statistics.median(cpu[FULL])
    verdict = "held" if ratio < BOUND else "MISSED"
    lines = [
        f"# One more file of ratings, {day}",
        "",
        f"Made by `python -m benchmarks.pipeline.one_more --ratings {options.ratings} --runs {options.runs}`.",
        "Machine: " + ", ".join(f"{name} {value}" for name, value in setting.items()) + ".",
        f"Data: {options.ratings:,} synthetic ratings in eight files; {catalogues()} catalogues.",
        "",
        f"- **{FULL}**: `pipeline build` of all files into an empty place.",
        f"- **{MORE}**: the same command where a release of all but `ratings/{ADDED}` stands.",
        f"- **{AGAIN}**: the same command once more.",
        f"- **{FLOOR.name}**: {FLOOR.does}.",
        "",
        "Median [least-most] of the runs; peak memory is resident, in units of 2**20 bytes.",
        "",
        "| way | wall s | CPU s | peak MB | CPU, part of a full build's |",
        "|---|---|---|---|---|",
    ]
    for name, runs in costs.items():
        cells = " | ".join(
            spread([getattr(each, key) for each in runs], digits)
            for key, digits in (("wall", 1), ("cpu", 2), ("peak", 0))
        )
        lines.append(f"| {name} | {cells} | {statistics.median(cpu[name]) / statistics.median(cpu[FULL]):.2f} |")
    lines += [
        "",
        f"Both ways come to the same release: {agreed} files, equal to the bit.",
        f"One more file costs {ratio:.2f} of a full build; the bound is {BOUND}: {verdict}.",
    ]
    return "\n".join(lines) + "\n", ratio < BOUND


if __name__ == "__main__":
    sys.exit(main())
