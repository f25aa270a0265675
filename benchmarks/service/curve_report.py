"""The curve as text to read and as JSON to compute with."""

import json
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.measure import spread
from benchmarks.service.load import CONNECTIONS, Load

Loads = dict[int, dict[int, list[Load]]]


@dataclass(frozen=True, slots=True)
class Curve:
    """What was measured, on what, and by which command."""

    day: str
    command: str
    setting: dict[str, str]
    loads: Loads
    """By the number of titles, then by the length of a page."""
    memory: dict[int, float]
    """2**20 bytes of the server, by the number of titles."""


@dataclass(frozen=True, slots=True)
class Line:
    """The straight line that is nearest to the costs of pages by their lengths.

    Attributes:
        request: microseconds of a page of no titles.
        title: microseconds that each title adds.
        fit: the share of the variance that the line explains; 1 is a straight line.
    """

    request: float
    title: float
    fit: float


def line(costs: dict[int, float]) -> Line:
    """By least squares; needs two lengths."""
    lengths, spent = list(costs), list(costs.values())
    slope, intercept = statistics.linear_regression(lengths, spent)
    fit = statistics.correlation(lengths, spent) ** 2 if len(set(spent)) > 1 else 1.0
    return Line(request=intercept, title=slope, fit=fit)


def save(curve: Curve, folder: Path) -> str:
    """Write `curve-DAY.md` and `.json`; returns the text."""
    text = "\n".join(_lines(curve)) + "\n"
    folder.mkdir(exist_ok=True, parents=True)
    (folder / f"curve-{curve.day}.md").write_text(text, encoding="utf-8")
    (folder / f"curve-{curve.day}.json").write_text(json.dumps(asdict(curve), indent=1) + "\n", encoding="utf-8")
    return text


def _lines(curve: Curve) -> Iterator[str]:
    setting, sizes = curve.setting, list(curve.loads)
    pages = list(curve.loads[sizes[0]])
    yield f"# A page of titles by its length and by the size of the catalogue, {curve.day}"
    yield ""
    yield f"Made by `{curve.command}`."
    yield "Machine: " + ", ".join(f"{name} {value}" for name, value in setting.items()) + "."
    yield ""
    yield (
        "Microseconds of CPU of the server a request, user's and system's: median of the rounds, with the range. wrk "
        f"with {CONNECTIONS} connections; 120 pages anywhere in the list, 10 fields of each; our cache of answers "
        "off, everything else on that the service normally does. Generated catalogues."
    )
    yield ""
    yield "| titles a page | " + " | ".join(f"{titles:,} titles" for titles in sizes) + " |"
    yield "|---" * (len(sizes) + 1) + "|"
    for first in pages:
        cells = [spread([load.cpu for load in curve.loads[titles][first]]) for titles in sizes]
        yield f"| {first} | {' | '.join(cells)} |"
    if len(pages) > 1:
        found = [line({first: _median(curve.loads[titles][first]) for first in pages}) for titles in sizes]
        yield "| a request, by the line | " + " | ".join(f"{each.request:.1f}" for each in found) + " |"
        yield "| each title more, by the line | " + " | ".join(f"{each.title:.2f}" for each in found) + " |"
        yield "| how straight the line is (R2) | " + " | ".join(f"{each.fit:.4f}" for each in found) + " |"
    yield "| memory of the server, 2**20 bytes | " + " | ".join(f"{curve.memory[each]:,.0f}" for each in sizes) + " |"
    yield ""
    yield (
        f"In the minute before the start {setting['load at the start']} threads wanted one of the {setting['cores']} "
        f"cores, at the end {setting['load at the end']}. Sizes of catalogues took turns at each length."
    )


def _median(loads: Sequence[Load]) -> float:
    return statistics.median(load.cpu for load in loads)
