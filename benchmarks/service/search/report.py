"""The figures of searches as text to read and as JSON to compute with."""

import json
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from benchmarks.measure import spread
from benchmarks.service.search.systems import DRAWN, FIRST, OURS, PEER_SEEDS, SEEDS, Index, System
from benchmarks.service.search.texts import MISSPELT

Milliseconds = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Figures:
    """All that one run of the benchmark found."""

    day: str
    command: str
    setting: dict[str, str]
    index: Index
    alone: Sequence[float]
    """Milliseconds of CPU of our search, text by text."""
    together: Milliseconds
    """The same of every system, in turns over fewer texts."""
    recall: Mapping[str, float]
    """Of every system, on some draws of misspelt titles."""
    recalls: Mapping[str, Sequence[float]]
    """Of ours, on all draws of every kind of text."""


def save(figures: Figures, systems: Sequence[System], folder: Path) -> str:
    """Write `search-DAY.md` and `.json`; returns the text."""
    parts = (_head(figures, systems), _comparison(figures), _ours(figures), _noise(figures))
    text = "\n".join(line for part in parts for line in part) + "\n"
    folder.mkdir(exist_ok=True)
    (folder / f"search-{figures.day}.md").write_text(text, encoding="utf-8")
    kept = asdict(figures) | {
        "alone": _summary(figures.alone),
        "together": {name: _summary(spent) for name, spent in figures.together.items()},
    }
    (folder / f"search-{figures.day}.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return text


def _summary(spent: Sequence[float]) -> dict[str, float]:
    return {
        "texts": len(spent),
        "median": round(statistics.median(spent), 3),
        "p99": round(float(np.percentile(spent, 99)), 3),
        "worst": round(max(spent), 3),
    }


def _head(figures: Figures, systems: Sequence[System]) -> Iterator[str]:
    setting = figures.setting
    yield f"# Searches, {figures.day}"
    yield ""
    yield f"Made by `{figures.command}`."
    yield "Machine: " + ", ".join(f"{name} {value}" for name, value in setting.items() if name not in _DATA) + "."
    yield f"Data: {setting['titles']} titles of {setting['catalogues']} catalogues; votes from {setting['ratings']}."
    yield ""
    for system in systems:
        yield f"- **{system.name}**: {system.does}."
    yield ""


def _comparison(figures: Figures) -> Iterator[str]:
    ours = statistics.median(figures.together[OURS])
    texts, misspelt = len(figures.together[OURS]), DRAWN[MISSPELT] * len(PEER_SEEDS)
    yield (
        f"Milliseconds of CPU a search, all threads, over {texts:,} texts of all kinds below; the systems took turns, "
        "so each finds the caches full of another's data. Recall: how often the title meant is among the first "
        f"{FIRST}, of {misspelt:,} misspelt titles."
    )
    yield ""
    yield f"| system | median ms | p99 ms | worst ms | median, times {OURS} | recall@{FIRST} |"
    yield "|---|---|---|---|---|---|"
    for name, spent in figures.together.items():
        cost, times = _summary(spent), statistics.median(spent) / ours
        yield f"| {name} | {_cells(cost)} | {times:,.1f} | {figures.recall[name]:.3f} |"
    yield ""


def _ours(figures: Figures) -> Iterator[str]:
    cost = _summary(figures.alone)
    yield f"## {OURS} alone"
    yield ""
    yield (
        f"Over {len(figures.alone):,} texts: median {cost['median']:.2f} ms of CPU a search, p99 {cost['p99']:.2f}, "
        f"worst {cost['worst']:.2f}. The index takes {spread(figures.index.cpu, 2)} s of CPU to build and holds "
        f"{figures.index.held:.0f} MB (in units of 2**20 bytes)."
    )
    yield ""
    yield f"| kind of text | texts a draw | draws | recall@{FIRST}: least | median | mean |"
    yield "|---|---|---|---|---|---|"
    for kind, shares in figures.recalls.items():
        cells = f"{min(shares):.3f} | {statistics.median(shares):.3f} | {statistics.mean(shares):.4f}"
        yield f"| {kind} | {DRAWN[kind]} | {len(SEEDS)} | {cells} |"
    yield ""
    yield (
        "Titles and actors are drawn by seeds from all there are, one-letter titles included; a hit is the title meant "
        "or one displayed alike, or for an actor any title of theirs. Half typed is from half of the letters, at least "
        "four, to all but the last; many titles begin like others, and of those the popular come first. The rules are "
        "those of `tests/graphql_api/catalogue/misspelling.py`."
    )
    yield ""


def _noise(figures: Figures) -> Iterator[str]:
    setting = figures.setting
    yield "## How far to trust this"
    yield ""
    yield (
        f"In the minute before the start {setting['load at the start']} threads wanted one of the {setting['cores']} "
        f"cores, at the end {setting['load at the end']}. Where the machine was shared, CPU times are too high for all "
        "alike; compare ratios within the run. Recall is the same in every run. The peers search titles only and "
        "return ten; they are told the order of votes, but not what a typing error is."
    )


def _cells(cost: Mapping[str, float]) -> str:
    return f"{cost['median']:,.2f} | {cost['p99']:,.2f} | {cost['worst']:,.2f}"


_DATA = {"catalogues", "titles", "ratings"}
