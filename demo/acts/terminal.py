"""The pipeline: what it really printed, line by line, at its own pace or faster; how much faster is said."""

from __future__ import annotations

import re

from demo import look
from demo.checked import same
from demo.commands import Line
from demo.queries import query
from demo.stage import Stage

ADD = """([text, kind]) => {
    const line = document.createElement("div");
    line.className = kind;
    line.textContent = text || " ";
    lines.append(line);
    lines.scrollTop = lines.scrollHeight;
}"""
TYPE = "text => { lines.lastElementChild.textContent = text; }"
PACE = "text => { pace.textContent = text; }"

GAP = 0.13
"""Seconds between two lines at least: what came at once is shown a line at a time."""


def build(stage: Stage) -> None:
    """The command, and what reading and checking printed."""
    stage.show(look.terminal())
    command = stage.built.command
    stage.page.evaluate(ADD, ["", "typed"])
    for end in range(1, len(command) + 1):
        stage.page.evaluate(TYPE, command[:end])
        stage.rest(0.028)
    stage.rest(0.5)
    _play(stage, _part(stage, "", "Release "))


def report(stage: Stage) -> None:
    """What was read, and what entered: held against what is served."""
    _play(stage, _part(stage, "Release ", "Repaired"))


def repairs(stage: Stage) -> None:
    """What was repaired and what was set aside, row by row."""
    _play(stage, _part(stage, "Repaired", "["))


def fit(stage: Stage) -> None:
    """The models, many times faster than they were fitted."""
    lines = _part(stage, "[", None, after="Set aside")
    _play(stage, lines, within=11.0)


def check_totals(stage: Stage) -> None:
    """Hold what the pipeline printed of its tables against what the service says of them."""
    dataset = stage.ask(query("served"))["dataset"]
    if f"Release {dataset['version']} " not in stage.built.text:
        return  # another release is filmed
    served = {each["name"]: each["rows"] for each in dataset["tables"]}
    printed = re.search(r"^Tables: (.*)$", stage.built.text, re.MULTILINE)
    told = dict(each.rsplit(" ", 1) for each in printed[1].split(", ")) if printed else {}
    for name in ("titles", "ratings", "films"):
        same(f"rows of {name}", int(told.get(name, "0").replace(",", "")), served.get(name, 0))


def _part(stage: Stage, first: str, until: str | None, after: str = "") -> list[Line]:
    """The lines from the one that begins with a text to before the one that begins with another."""
    lines = list(stage.built.lines)
    at = next((place for place, line in enumerate(lines) if after and line.text.startswith(after)), 0)
    start = next((place for place in range(at, len(lines)) if lines[place].text.startswith(first)), len(lines))
    ends = range(start + 1, len(lines))
    end = next((place for place in ends if until and lines[place].text.startswith(until)), len(lines))
    return lines[start:end]


def _play(stage: Stage, lines: list[Line], within: float | None = None) -> None:
    """Show lines at the pace at which they came; faster where they would take longer than `within` seconds."""
    if not lines:
        return
    took = lines[-1].at - lines[0].at
    faster = max(1.0, took / within) if within else 1.0
    stage.page.evaluate(PACE, f"×{faster:.0f} · {took:.0f} s" if faster >= 1.5 else "")
    began = shown = stage.reel.now
    for line in lines:
        due = max(shown + (GAP if faster < 1.5 else 0.05), began + (line.at - lines[0].at) / faster)
        stage.rest(max(0.0, due - stage.reel.now))
        shown = stage.reel.now
        stage.page.evaluate(ADD, [line.text, _kind(line.text)])


def _kind(text: str) -> str:
    if re.match(r"\[ *\d", text):
        return "step"
    if text.startswith(("Repaired", "Set aside", "Release", "Model ")):
        return "told"
    return "good" if text.startswith(("Current:", "all ", "Ratings:")) else ""
