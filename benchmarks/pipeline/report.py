"""The figures as text to read and as JSON to compute with."""

import json
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.measure import Cost, spread
from benchmarks.pipeline.systems import OURS, PANDAS, SYSTEMS

BOUND = 1.3
"""What peak memory may grow to, times that of the first size, when there are four times as many ratings."""

Costs = Mapping[str, Sequence[Cost]]
MEASURES = (("wall", "wall time"), ("cpu", "CPU time"), ("peak", "peak memory"))


@dataclass(slots=True)
class Point:
    """A size and shape, and what it cost."""

    shape: str
    ratings: int
    times: int
    costs: Costs


@dataclass(slots=True)
class Figures:
    """All that one run of the benchmark found."""

    day: str
    command: str
    setting: dict[str, str]
    costs: Costs
    agreed: Mapping[str, int]
    growth: list[Point] = field(default_factory=list)


def save(figures: Figures, folder: Path) -> str:
    """Write `pipeline-DAY.md` and `.json`; returns the text."""
    text = "\n".join([*_head(figures), *_comparison(figures), *_growth(figures), *_noise(figures)]) + "\n"
    folder.mkdir(exist_ok=True)
    (folder / f"pipeline-{figures.day}.md").write_text(text, encoding="utf-8")
    (folder / f"pipeline-{figures.day}.json").write_text(json.dumps(asdict(figures), indent=1) + "\n", encoding="utf-8")
    return text


def growth_ratio(point: Point, first: Sequence[Cost]) -> float:
    """Median peak memory of `pipeline build` at this point, times that at the first size."""
    return _median(point.costs[OURS.name], "peak") / _median(first, "peak")


def _head(figures: Figures) -> Iterator[str]:
    setting = figures.setting
    yield f"# Tables of the raw files, {figures.day}"
    yield ""
    yield f"Made by `{figures.command}`."
    yield "Machine: " + ", ".join(f"{name} {value}" for name, value in setting.items() if name not in _DATA) + "."
    yield f"Data: {setting['ratings']}; {setting['catalogues']} catalogues."
    yield ""
    for system in SYSTEMS:
        yield f"- **{system.name}**: {system.does}."
    yield ""


def _comparison(figures: Figures) -> Iterator[str]:
    yield "Median [least-most] of the runs; peak memory is resident, of the largest process, in units of 2**20 bytes."
    yield ""
    yield "| system | runs | wall s | CPU s | peak MB |"
    yield "|---|---|---|---|---|"
    for name, runs in figures.costs.items():
        yield f"| {name} | {len(runs)} | {_cells(runs)} |"
    yield ""
    yield "| ratio within the run | wall time | CPU time | peak memory |"
    yield "|---|---|---|---|"
    for name, runs in figures.costs.items():
        if name != OURS.name:
            ratios = " | ".join(spread(_ratios(figures.costs[OURS.name], runs, key), 2) for key, _ in MEASURES)
            yield f"| {OURS.name} / {name} | {ratios} |"
    yield ""
    if figures.agreed:
        rows = ", ".join(f"{table} {rows:,}" for table, rows in figures.agreed.items())
        yield (
            f"{OURS.name} and {PANDAS.name} agree, in rows: {rows}. Titles are compared by id, the rest in full: "
            "ratings in order, scores and their sums to the last bit."
        )
        yield ""


def _growth(figures: Figures) -> Iterator[str]:
    if not figures.growth:
        return
    first = figures.costs[OURS.name]
    yield "## More ratings"
    yield ""
    yield "| shape | system | ratings | runs | wall s | CPU s | peak MB | CPU s a million | peak, times the first |"
    yield "|---|---|---|---|---|---|---|---|---|"
    yield from _row("8 files", figures.growth[0].ratings // figures.growth[0].times, figures.costs, figures.costs)
    for point in figures.growth:
        yield from _row(point.shape, point.ratings, point.costs, figures.costs)
    yield ""
    for point in figures.growth:
        if point.times == max(each.times for each in figures.growth):
            ratio = growth_ratio(point, first)
            verdict = "held" if ratio <= BOUND else "MISSED"
            yield (
                f"- {point.shape}: {point.times} times the ratings take {ratio:.2f} times the peak memory of "
                f"{OURS.name}, sort included; the bound is {BOUND}: {verdict}."
            )
    yield ""


def _row(shape: str, ratings: int, costs: Costs, first: Costs) -> Iterator[str]:
    for name, runs in costs.items():
        if name in {OURS.name, PANDAS.name}:
            cpu, times = _median(runs, "cpu") / ratings * 1e6, _median(runs, "peak") / _median(first[name], "peak")
            yield f"| {shape} | {name} | {ratings:,} | {len(runs)} | {_cells(runs)} | {cpu:.2f} | {times:.2f} |"


def _noise(figures: Figures) -> Iterator[str]:
    setting = figures.setting
    start, end, cores = setting["load at the start"], setting["load at the end"], setting["cores"]
    yield "## How far to trust this"
    yield ""
    yield (
        f"In the minute before the start {start} threads wanted one of the {cores} cores, at the end {end}. Where the "
        "first is not near 0, or the second is far above the number of cores, the machine was shared: wall times are "
        "then mostly others' work and CPU times some percent too high for all alike; compare ratios within the run. "
        "Peak memory differs by a tenth or so from run to run with the timing of threads. Systems took turns on the "
        "same files, which were in the page cache. The ratings are synthetic: in number and form as the assignment's, "
        "not in content."
    )


def _cells(runs: Sequence[Cost]) -> str:
    digits = {"wall": 1, "cpu": 1, "peak": 0}
    return " | ".join(spread([getattr(cost, key) for cost in runs], digits[key]) for key, _ in MEASURES)


def _ratios(ours: Sequence[Cost], theirs: Sequence[Cost], key: str) -> list[float]:
    return [getattr(a, key) / getattr(b, key) for a, b in zip(ours, theirs, strict=True)]


def _median(runs: Sequence[Cost], key: str) -> float:
    return statistics.median(getattr(cost, key) for cost in runs)


_DATA = {"ratings", "catalogues"}
