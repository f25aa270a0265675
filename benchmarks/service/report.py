"""The comparison as text to read and as JSON to compute with."""

import json
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.measure import spread
from benchmarks.service.compare import CACHED, CANNED, OURS, Figures
from benchmarks.service.items import FOUND, LETTERS
from benchmarks.service.load import CONNECTIONS, Load
from benchmarks.service.open_loop import CONNECTIONS as OPEN_CONNECTIONS

WHAT = {
    "counts": "how many titles each platform has",
    "longest": "the longest title of a year, platform, type and unit",
    "page": "50 titles, 10 fields of each",
    "nested": "20 titles, 5 recommendations of each, 4 fields of each",
    "search": "10 titles found by a word or its beginning",
    "misspelt": "10 titles found by a misspelt title",
    "verdict": "whether a user would like a title",
    "actor": "the actor in most titles, and how many titles have a higher score, in one request",
}


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured, on what, and by which command."""

    day: str
    command: str
    setting: dict[str, str]
    systems: dict[str, str]
    """What each says of itself."""
    figures: Figures


def save(run: Run, folder: Path) -> str:
    """Write `service-DAY.md` and `.json`; returns the text."""
    parts = [_head(run), *(_item(run, item) for item in LETTERS if item in run.figures.loads), _ratios(run)]
    parts += [_ceiling(run), _memory(run), _left_out(run), _systems(run), _noise(run)]
    text = "\n".join(line for part in parts for line in part).rstrip() + "\n"
    folder.mkdir(exist_ok=True, parents=True)
    (folder / f"service-{run.day}.md").write_text(text, encoding="utf-8")
    (folder / f"service-{run.day}.json").write_text(json.dumps(asdict(run), indent=1) + "\n", encoding="utf-8")
    return text


def _head(run: Run) -> Iterator[str]:
    yield f"# The service beside others, {run.day}"
    yield ""
    yield f"Made by `{run.command}`."
    yield "Machine: " + ", ".join(f"{name} {value}" for name, value in run.setting.items()) + "."
    yield ""
    yield (
        "CPU is that of all processes of a server, user's and system's, divided by the requests it answered: median of "
        "the rounds, in microseconds, with the range. Requests a second, p50 and p99 (milliseconds) are those of wrk "
        f"with {CONNECTIONS} connections on the same machine, a closed loop. Times ours: CPU divided by ours of the "
        "same run, first without our cache of answers, then with it. Each item rotates over 120 sets of variables; "
        "every system's answers to all of them were compared with ours before anything was measured."
    )
    yield ""


def _item(run: Run, item: str) -> Iterator[str]:
    loads = run.figures.loads[item]
    yield f"## ({LETTERS[item]}) {item}: {WHAT[item]}"
    yield ""
    yield f"Our answer has {run.figures.bytes[item]:,} bytes on average."
    yield ""
    found = run.figures.found.get(item, {}) if item in FOUND else {}
    yield "| system | CPU us | req/s | p50 | p99 | times ours | times ours, cached |" + (" found |" if found else "")
    yield "|---|---|---|---|---|---|---|" + ("---|" if found else "")
    for name, each in sorted(loads.items(), key=lambda pair: _cpu(pair[1])):
        cells = [name, spread([load.cpu for load in each], 1), f"{_median(each, 'rate'):,.0f}"]
        cells += [f"{_median(each, 'p50'):,.2f}", f"{_median(each, 'p99'):,.2f}"]
        cells += [_times(each, loads.get(OURS)), _times(each, loads.get(CACHED))]
        cells += [f"{found[name]:.2f}" if name in found else "-"] if found else []
        yield f"| {' | '.join(cells)} |"
    yield ""
    yield from _open(run, item)


def _open(run: Run, item: str) -> Iterator[str]:
    if item not in run.figures.waits:
        return
    yield (
        f"At a fixed rate, over at most {OPEN_CONNECTIONS} connections; milliseconds from when a request was due. Who "
        "cannot keep up with a rate is not asked at it. Late: how late the generator itself was, its p99."
    )
    yield ""
    yield "| system | rate | p50 | p99 | worst | late | failed |"
    yield "|---|---|---|---|---|---|---|"
    rows = [(each.rate, name, each) for name, waits in run.figures.waits[item].items() for each in waits]
    for rate, name, each in sorted(rows, key=lambda row: (row[0], row[2].p99)):
        times = f"{each.p50:,.2f} | {each.p99:,.2f} | {each.worst:,.2f} | {each.late:.2f}"
        yield f"| {name} | {rate:,.0f} | {times} | {each.failed} of {each.sent:,} |"
    yield ""


def _ratios(run: Run) -> Iterator[str]:
    """All items side by side, which is what one looks for."""
    items = [item for item in LETTERS if item in run.figures.loads]
    yield "## All items: times ours, our cache of answers off"
    yield ""
    yield "| system | " + " | ".join(f"({LETTERS[item]})" for item in items) + " |"
    yield "|---" * (len(items) + 1) + "|"
    for name in run.systems:
        loads = [(run.figures.loads[item].get(name), run.figures.loads[item].get(OURS)) for item in items]
        if any(theirs for theirs, _ in loads):
            yield f"| {name} | " + " | ".join(_times(theirs or [], ours) for theirs, ours in loads) + " |"
    yield ""


def _ceiling(run: Run) -> Iterator[str]:
    """How near we come to what was ready beforehand."""
    items = [item for item in LETTERS if {CACHED, CANNED[0]} <= run.figures.loads.get(item, {}).keys()]
    if not items:
        return
    yield "## Our cache of answers on: how much of the ceiling"
    yield ""
    yield "CPU of a canned answer divided by ours: 100 % costs as much, more costs less."
    yield ""
    yield "| beside | " + " | ".join(f"({LETTERS[item]})" for item in items) + " |"
    yield "|---" * (len(items) + 1) + "|"
    for name in CANNED:
        loads = [(run.figures.loads[item].get(name), run.figures.loads[item][CACHED]) for item in items]
        shares = [f"{_cpu(theirs) / _cpu(ours):.0%}" if theirs else "-" for theirs, ours in loads]
        yield f"| {name} | {' | '.join(shares)} |"
    yield ""


def _memory(run: Run) -> Iterator[str]:
    yield "## Memory"
    yield ""
    yield "Of all processes of a system once everything was asked, in 2**20 bytes; what several share is shared out."
    yield ""
    yield "| system | memory |"
    yield "|---|---|"
    for name, held in sorted(run.figures.memory.items(), key=lambda pair: pair[1]):
        yield f"| {name} | {held:,.0f} |"
    yield ""


def _left_out(run: Run) -> Iterator[str]:
    if run.figures.left_out:
        yield "## Not measured"
        yield ""
        for name, items in run.figures.left_out.items():
            for item, why in items.items():
                yield f"- {name}, {item or 'all items'}: {why}"
        yield ""


def _systems(run: Run) -> Iterator[str]:
    yield "## What each does"
    yield ""
    for name, says in run.systems.items():
        yield f"- **{name}**: {says}"
    yield ""


def _noise(run: Run) -> Iterator[str]:
    setting = run.setting
    yield "## How far to trust this"
    yield ""
    yield (
        f"In the minute before the start {setting['load at the start']} threads wanted one of the {setting['cores']} "
        f"cores, at the end {setting['load at the end']}. All servers were up, all but one idle. CPU inflates where "
        "cores are shared, for all alike: compare ratios. The load generator runs on the same machine, so requests a "
        "second and times say what this machine did, not what a server can do. Searches (e): peers scan for a text; "
        "ours also knows people, typing errors and an order by relevance. Agreement there means that a title which "
        "holds the word is among the ten; of misspelt titles and of verdicts only the form is compared, since each has "
        "a model of its own."
    )


def _cpu(loads: Sequence[Load]) -> float:
    return statistics.median(load.cpu for load in loads)


def _median(loads: Sequence[Load], what: str) -> float:
    values: list[float] = [getattr(load, what) for load in loads]
    return statistics.median(values)


def _times(theirs: Sequence[Load], ours: Sequence[Load] | None) -> str:
    if not theirs or not ours:
        return "-"
    ratio = _cpu(theirs) / max(_cpu(ours), 0.01)
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:,.1f}" if ratio >= 10 else f"{ratio:.2f}"
