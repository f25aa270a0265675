"""The figures as text to read and as JSON to compute with."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.measure import Cost, spread


@dataclass(slots=True)
class Figures:
    """All that one run of the benchmark found."""

    day: str
    command: str
    setting: dict[str, str]
    films: int = 0
    lacking: float = 0
    queries: int = 0
    quality: dict[str, dict[str, float]] = field(default_factory=dict)
    titles: int = 0
    generated: int = 0
    fit: list[Cost] = field(default_factory=list)
    table: dict[str, float] = field(default_factory=dict)


def save(figures: Figures, folder: Path) -> str:
    """Write `films-DAY.md` and `.json`; returns the text."""
    text = "\n".join([*_head(figures), *_quality(figures), *_costs(figures), *_noise(figures)]) + "\n"
    folder.mkdir(exist_ok=True)
    (folder / f"films-{figures.day}.md").write_text(text, encoding="utf-8")
    (folder / f"films-{figures.day}.json").write_text(json.dumps(asdict(figures), indent=1) + "\n", encoding="utf-8")
    return text


def _head(figures: Figures) -> Iterator[str]:
    yield f"# Neighbours of films, {figures.day}"
    yield ""
    yield f"Made by `{figures.command}`."
    yield "Machine: " + ", ".join(f"{name} {value}" for name, value in figures.setting.items()) + "."
    yield ""


def _quality(figures: Figures) -> Iterator[str]:
    yield f"## How good they are ({figures.films:,} real films)"
    yield ""
    yield (
        f"Collection@5 is the share of {figures.queries:,} films, those of a collection that has another film since "
        "1970, with such a film among their first five; no field holds the collection. The commonest film is the one "
        "that stands in the first five of most lists, of all that are not empty. "
        f"Of the films {figures.lacking:.1%} lack overview, genres or companies."
    )
    yield ""
    yield "| films compared by | collection@5 | the commonest film's lists | of lists |"
    yield "|---|---|---|---|"
    for name, rates in figures.quality.items():
        yield f"| {name} | {rates['collection@5']:.3f} | {rates['commonest']:,} | {rates['lists']:,} |"
    yield ""


def _costs(figures: Figures) -> Iterator[str]:
    walls, cpus, peaks = ([getattr(cost, key) for cost in figures.fit] for key in ("wall", "cpu", "peak"))
    yield f"## What they cost ({figures.generated:,} generated films)"
    yield ""
    yield (
        f"`recsys fit` in all, publishing and the start of Python included, with the neighbours of {figures.titles:,} "
        f"generated titles: {spread(walls)} s by the clock, {spread(cpus)} s of CPU, {spread(peaks, 0)} MB at most "
        f"(of 2**20 bytes; runs: {len(figures.fit)})."
    )
    yield ""
    table = figures.table
    yield (
        f"The table of films: {table['rows']:,} rows with {table['reasons']:,} reasons, {table['distinct reasons']:,} "
        f"of them distinct; {table['file']} MB as a file."
    )
    yield ""


def _noise(figures: Figures) -> Iterator[str]:
    setting = figures.setting
    yield "## How far to trust this"
    yield ""
    yield (
        f"In the minute before the start {setting['load at the start']} threads wanted one of the {setting['cores']} "
        f"cores, at the end {setting['load at the end']}. Where that is not near 0 the machine was shared: wall times "
        "are then partly others' work. That a list finds a film's sequels says which way of comparing is better, not "
        "how content somebody would be with it."
    )
