"""The figures of the engines as text to read and as JSON to compute with."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.measure import Cost

DOES = {
    "polars": "`pipeline build --sums`: the whole command on this machine alone",
    "spark": "`pipeline build --sums --engine spark://...`: the same, with the ratings' steps and sums on the cluster; "
    "its processes are counted in",
    "reads": "holds all ratings of the release at once as `recsys fit` does before it fits anything "
    "(`Interactions.read`), and ends",
}


@dataclass(slots=True)
class Point:
    """A size and what it cost."""

    ratings: int
    times: int
    costs: dict[str, Cost] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    agreed: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Figures:
    """All that one run of the benchmark found."""

    day: str
    command: str
    setting: dict[str, str]
    memory: str
    points: list[Point] = field(default_factory=list)


def save(figures: Figures, folder: Path) -> str:
    """Write `engines-DAY.md` and `.json`; returns the text."""
    text = "\n".join([*_head(figures), *_table(figures), *_agreement(figures), *_noise(figures)]) + "\n"
    folder.mkdir(exist_ok=True)
    (folder / f"engines-{figures.day}.md").write_text(text, encoding="utf-8")
    (folder / f"engines-{figures.day}.json").write_text(json.dumps(asdict(figures), indent=1) + "\n", encoding="utf-8")
    return text


def _head(figures: Figures) -> Iterator[str]:
    setting = {name: value for name, value in figures.setting.items() if name != "catalogues"}
    yield f"# Engines by the number of ratings, {figures.day}"
    yield ""
    yield f"Made by `{figures.command}`."
    yield "Machine: " + ", ".join(f"{name} {value}" for name, value in setting.items()) + "."
    yield (
        f"Data: synthetic ratings of random titles, eight files for each 11 million, each eight of other users; "
        f"{figures.setting['catalogues']} catalogues. Likes are counted between the 2,000 most rated titles."
    )
    yield (
        f"Cluster: a standalone master and two workers with a core and {figures.memory} each, and a driver of "
        f"{figures.memory}, all on this one machine, over loopback."
    )
    yield ""
    for name in _systems(figures):
        yield f"- **{name}**: {DOES[name]}."
    yield ""


def _table(figures: Figures) -> Iterator[str]:
    yield "One run each. CPU is of all processes; peak memory is the most that all held together, in 2**20 bytes."
    yield ""
    yield "| ratings | system | wall s | CPU s | peak MB | CPU s a million |"
    yield "|---|---|---|---|---|---|"
    for point in figures.points:
        for name in _systems(figures):
            if cost := point.costs.get(name):
                each = cost.cpu / point.ratings * 1e6
                cells = f"{cost.wall:,.0f} | {cost.cpu:,.0f} | {cost.peak:,.0f} | {each:.2f}"
                yield f"| {point.ratings:,} | {name} | {cells} |"
            elif said := point.failed.get(name):
                yield f"| {point.ratings:,} | {name} | did not end: {said} | | | |"
    yield ""


def _agreement(figures: Figures) -> Iterator[str]:
    for point in figures.points:
        if point.agreed:
            rows = ", ".join(f"{table} {rows:,}" for table, rows in point.agreed.items())
            yield f"At {point.ratings:,} ratings both engines' tables are equal to the bit; rows: {rows}."
            yield ""


def _noise(figures: Figures) -> Iterator[str]:
    start, end = figures.setting["load at the start"], figures.setting.get("load at the end", "?")
    yield "## How far to trust this"
    yield ""
    yield (
        f"In the minute before the start {start} threads wanted one of {figures.setting['cores']} cores, at the end "
        f"{end}: where the first is not near 0 the machine was shared, and wall times are partly others' work. Memory "
        "is sampled four times a second, so that a peak which is gone in less may be missed. A Java process takes "
        "what it is allowed to before it tidies up. The ratings are synthetic: in number and form as the "
        "assignment's, not in content."
    )


def _systems(figures: Figures) -> list[str]:
    return [name for name in DOES if any(name in {**point.costs, **point.failed} for point in figures.points)]
