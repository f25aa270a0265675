"""The figures as text to read and as JSON to compute with."""

import json
import math
import statistics
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.measure import Cost, spread
from benchmarks.recsys.agreement import BY_CONTENT, BY_RATING, ENOUGH, Summary


@dataclass(slots=True)
class Point:
    """A size, and what the neighbours cost with each engine."""

    titles: int
    catalogue: str
    costs: dict[str, list[Cost]]


@dataclass(slots=True)
class Figures:
    """All that one run of the benchmark found."""

    day: str
    command: str
    setting: dict[str, str]
    catalogue: str = ""
    quality: dict[str, dict[str, float]] = field(default_factory=dict)
    agreement: dict[str, Summary] = field(default_factory=dict)
    points: list[Point] = field(default_factory=list)
    fit: list[Cost] = field(default_factory=list)
    table: dict[str, float] = field(default_factory=dict)
    missing: list[int] = field(default_factory=list)


def save(figures: Figures, folder: Path) -> str:
    """Write `recsys-DAY.md` and `.json`; returns the text."""
    text = (
        "\n".join([*_head(figures), *_quality(figures), *_agreement(figures), *_costs(figures), *_noise(figures)])
        + "\n"
    )
    folder.mkdir(exist_ok=True)
    (folder / f"recsys-{figures.day}.md").write_text(text, encoding="utf-8")
    (folder / f"recsys-{figures.day}.json").write_text(json.dumps(asdict(figures), indent=1) + "\n", encoding="utf-8")
    return text


def growth(points: list[Point]) -> float:
    """The exponent e of CPU time = c * titles**e between the smallest and the largest generated catalogue."""
    first, last = (f(points, key=lambda point: point.titles) for f in (min, max))
    cpu = [statistics.median(cost.cpu for cost in point.costs["product"]) for point in (first, last)]
    return math.log(cpu[1] / cpu[0]) / math.log(last.titles / first.titles)


def _head(figures: Figures) -> Iterator[str]:
    yield f"# Neighbours of titles, {figures.day}"
    yield ""
    yield f"Made by `{figures.command}`."
    yield "Machine: " + ", ".join(f"{name} {value}" for name, value in figures.setting.items()) + "."
    yield ""


def _quality(figures: Figures) -> Iterator[str]:
    yield f"## How good they are ({figures.catalogue} catalogue)"
    yield ""
    yield (
        "The share of queries with a hit among the nearest 1 or 5, with nothing but the query itself left out. "
        "A twin is the same work on another platform, a relative another work of the same franchise. "
        "The title gives both away, so the middle row is the one to judge by; the last is what is served."
    )
    yield ""
    yield "| titles compared by | twin@1 | twin@5 | franchise@5 |"
    yield "|---|---|---|---|"
    for name, rates in figures.quality.items():
        yield f"| {name} | " + " | ".join(f"{rate:.3f}" for rate in rates.values()) + " |"
    yield ""


def _agreement(figures: Figures) -> Iterator[str]:
    if not figures.agreement:
        return
    yield "## How far they agree with what people rate alike"
    yield ""
    yield (
        f"On catalogue films that MovieLens has too and at least {ENOUGH} of its users liked: the share of a film's "
        f"{BY_RATING} nearest by co-rating (positive weights of EASE) that are among its {BY_CONTENT} nearest by "
        "content. Intervals are of 95 %, over films, both ways compared on the same ones."
    )
    yield ""
    yield "| films | how many | one text | fields | ratio | difference, interval |"
    yield "|---|---|---|---|---|---|"
    for half, found in figures.agreement.items():
        low, high = found["ratio_interval"]
        less, more = found["difference_interval"]
        yield (
            f"| {half} | {found['films']} | {found['one_text']:.3f} | {found['fields']:.3f} "
            f"| {found['ratio']:.2f} [{low:.2f}, {high:.2f}] | [{less:.3f}, {more:.3f}] |"
        )
    yield ""


def _costs(figures: Figures) -> Iterator[str]:
    yield "## What they cost"
    yield ""
    yield (
        "A whole program from the titles of a release to their fifty neighbours with reasons: with sparse_dot_topn "
        "(product), and with scikit-learn's `NearestNeighbors` in its place. Start of Python and libraries included. "
        "Peak memory is resident, in units of 2**20 bytes."
    )
    yield ""
    yield "| titles | catalogue | engine | runs | wall s | CPU s | peak MB |"
    yield "|---|---|---|---|---|---|---|"
    for point in sorted(figures.points, key=lambda point: point.titles):
        for engine, runs in point.costs.items():
            yield f"| {point.titles:,} | {point.catalogue} | {engine} | {len(runs)} | {_cells(runs)} |"
    fit = f"| {figures.points[0].titles:,} | {figures.catalogue} | `recsys fit`, with publishing | {len(figures.fit)} |"
    yield f"{fit} {_cells(figures.fit)} |"
    yield ""
    generated = [point for point in figures.points if point.catalogue == "generated"]
    if len(generated) > 1:
        yield f"CPU time of the product grows as titles to the power of {growth(generated):.2f}, generated sizes."
        yield ""
    if figures.missing:
        sizes = ", ".join(f"{titles:,}" for titles in figures.missing)
        yield f"Not measured, because the run was ended before: {sizes} titles."
        yield ""
    if table := figures.table:
        yield (
            f"The table: {table['rows']:,} rows with {table['reasons']:,} reasons, {table['distinct reasons']:,} of "
            f"them distinct; {table['file']} MB as a file; in memory {table['as text']} MB as text, "
            f"{table['as codes']} MB with ids and reasons as codes, besides {table['texts of the codes']} MB "
            "for the texts of the reasons' codes."
        )
        yield ""


def _noise(figures: Figures) -> Iterator[str]:
    setting = figures.setting
    yield "## How far to trust this"
    yield ""
    yield (
        f"In the minute before the start {setting['load at the start']} threads wanted one of the {setting['cores']} "
        f"cores, at the end {setting['load at the end']}. Where that is not near 0 the machine was shared: wall times "
        "are then mostly others' work, and CPU times too high for all alike. Generated catalogues have more words in "
        "common than real ones."
    )


def _cells(runs: list[Cost]) -> str:
    return " | ".join(
        spread([getattr(cost, key) for cost in runs], digits) for key, digits in (("wall", 1), ("cpu", 1), ("peak", 0))
    )
