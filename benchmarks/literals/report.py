"""The figures as text to read and as JSON to compute with."""

import json
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.literals.agreement import Agreement
from benchmarks.literals.systems import FLOOR, OURS, PLAIN, SYSTEMS
from benchmarks.measure import Cost, spread

LEAST_GAIN = 8
"""How many times our CPU time the plain program should take at least."""

BOUND = 1.4
"""What peak memory may grow to, times that of the first size, when there are four times as many rows."""

Costs = Mapping[str, Sequence[Cost]]
MEASURES = (("wall", "wall time"), ("cpu", "CPU time"), ("peak", "peak memory"))


@dataclass(slots=True)
class Point:
    """A file, and what it cost: its rows and bytes, the share of rows that Python prints in two kinds of quotes."""

    films: int
    size: int
    odd: float
    costs: Costs
    agreed: Agreement | None = None


@dataclass(slots=True)
class Figures:
    """All that one run of the benchmark found."""

    day: str
    command: str
    setting: dict[str, str]
    points: list[Point] = field(default_factory=list)
    growth: list[Point] = field(default_factory=list)


def save(figures: Figures, folder: Path) -> str:
    """Write `literals-DAY.md` and `.json`; returns the text."""
    text = "\n".join([*_head(figures), *_comparison(figures), *_growth(figures), *_noise(figures)]) + "\n"
    folder.mkdir(exist_ok=True)
    (folder / f"literals-{figures.day}.md").write_text(text, encoding="utf-8")
    (folder / f"literals-{figures.day}.json").write_text(json.dumps(asdict(figures), indent=1) + "\n", encoding="utf-8")
    return text


def _head(figures: Figures) -> Iterator[str]:
    yield f"# Columns of Python literals, {figures.day}"
    yield ""
    yield f"Made by `{figures.command}`."
    yield "Machine: " + ", ".join(f"{name} {value}" for name, value in figures.setting.items()) + "."
    yield ""
    for system in SYSTEMS:
        yield f"- **{system.name}**: {system.does}."
    yield ""
    yield "Median [least-most] of the runs; peak memory is resident, of the largest process, in units of 2**20 bytes."
    yield ""


def _comparison(figures: Figures) -> Iterator[str]:
    for point in figures.points:
        yield f"## {point.odd:.0%} of the rows hold strings that need care"
        yield ""
        yield f"Generated casts and crews of {point.films:,} films, {point.size / 2**20:.0f} MB."
        yield ""
        yield "| system | runs | wall s | CPU s | peak MB |"
        yield "|---|---|---|---|---|"
        for name, runs in point.costs.items():
            yield f"| {name} | {len(runs)} | {_cells(runs)} |"
        yield ""
        yield "| ratio within the run | wall time | CPU time | peak memory |"
        yield "|---|---|---|---|"
        ours = point.costs[OURS.name]
        for name, runs in point.costs.items():
            if name != OURS.name:
                yield (
                    f"| {name} / ours | "
                    + " | ".join(spread(_ratios(runs, ours, key), 2) for key, _ in MEASURES)
                    + " |"
                )
        yield ""
        gain = statistics.median(_ratios(point.costs[PLAIN.name], ours, "cpu"))
        verdict = "held" if gain >= LEAST_GAIN else "MISSED"
        yield f"literal_eval takes {gain:.1f} times our CPU time; at least {LEAST_GAIN} were wanted: {verdict}."
        if agreed := point.agreed:
            yield (
                f"Both read the same in all {agreed.cells:,} cells: {agreed.people:,} people, {agreed.unreadable:,} "
                f"cells that hold no list of people. With quotes replaced, {agreed.failed:,} cells fail and "
                f"{agreed.wrong:,} hold something else, which nobody is told."
            )
        yield ""


def _growth(figures: Figures) -> Iterator[str]:
    if not figures.growth:
        return
    first = figures.growth[0]
    yield "## Longer files"
    yield ""
    yield "| films | MB | system | runs | wall s | CPU s | peak MB | CPU s for 100 MB | peak, times the first |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for point in figures.growth:
        for name, runs in point.costs.items():
            size = point.size / 2**20
            cpu, times = _median(runs, "cpu") / size * 100, _median(runs, "peak") / _median(first.costs[name], "peak")
            yield f"| {point.films:,} | {size:.0f} | {name} | {len(runs)} | {_cells(runs)} | {cpu:.2f} | {times:.2f} |"
    yield ""
    last = figures.growth[-1]
    ratio = _median(last.costs[OURS.name], "peak") / _median(first.costs[OURS.name], "peak")
    yield (
        f"{last.films / first.films:.0f} times the rows take {ratio:.2f} times the peak memory; the bound is {BOUND}: "
        f"{'held' if ratio <= BOUND else 'MISSED'}."
    )
    yield ""


def _noise(figures: Figures) -> Iterator[str]:
    setting = figures.setting
    yield "## How far to trust this"
    yield ""
    yield (
        f"In the minute before the start {setting['load at the start']} threads wanted one of the {setting['cores']} "
        f"cores, at the end {setting['load at the end']}. Where the first is not near 0, or the second is far above "
        "the number of cores, the machine was shared: wall times are then mostly others' work; compare CPU times "
        "within the run. Every program starts anew, so the time to start Python and its libraries is in all of them. "
        f"The floor, {FLOOR.name}, is there for scale. The files are generated: in form and length as the public "
        "ones, not in content."
    )


def _cells(runs: Sequence[Cost]) -> str:
    digits = {"wall": 1, "cpu": 1, "peak": 0}
    return " | ".join(spread([getattr(cost, key) for cost in runs], digits[key]) for key, _ in MEASURES)


def _ratios(theirs: Sequence[Cost], ours: Sequence[Cost], key: str) -> list[float]:
    return [getattr(a, key) / getattr(b, key) for a, b in zip(theirs, ours, strict=True)]


def _median(runs: Sequence[Cost], key: str) -> float:
    return float(statistics.median(getattr(cost, key) for cost in runs))
