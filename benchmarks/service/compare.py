"""The comparison: every system is started and must agree; then, item by item, they take turns at being loaded."""

import json
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.peers.ours.system import PLAIN
from benchmarks.service import agreement, load, open_loop, tables
from benchmarks.service.graphql import post
from benchmarks.service.items import FOUND, Variables, variable_sets
from benchmarks.service.load import Load
from benchmarks.service.open_loop import Waited
from benchmarks.service.server import Server, serving
from benchmarks.service.systems import Request, System, SystemFailed

Say = Callable[[str], None]
CANNED = ("canned", "canned-told", "canned-connection")
"""They answer nothing, so nothing is compared."""
OURS, CACHED = "ours", "ours-cached"
FEWEST, LONGEST = 50, 20.0
"""Requests that a load should come to, even where that takes longer, and seconds that it may take at most."""
MOST = 4000
"""Requests a second, above which the generator itself would be late."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the sets of variables of each item, and our answers to them in the common form."""

    sets: Mapping[str, Sequence[Variables]]
    answers: Mapping[str, Sequence[Any]]


@dataclass(slots=True)
class Figures:
    """All that one run found, by the names of items and systems."""

    loads: dict[str, dict[str, list[Load]]] = field(default_factory=dict)
    waits: dict[str, dict[str, list[Waited]]] = field(default_factory=dict)
    memory: dict[str, float] = field(default_factory=dict)
    """2**20 bytes after everything was asked."""
    found: dict[str, dict[str, float]] = field(default_factory=dict)
    """Of searches, the share that found a title that was meant."""
    left_out: dict[str, dict[str, str]] = field(default_factory=dict)
    """Why a system was not measured; under "" for all items."""
    seconds: dict[str, dict[str, float]] = field(default_factory=dict)
    """From a request to its answer, alone and on average."""
    bytes: dict[str, int] = field(default_factory=dict)
    """Of our answers, on average."""


@dataclass(frozen=True, slots=True)
class Work:
    """The folders of a run."""

    scratch: Path
    environments: Path

    @property
    def tables(self) -> Path:
        """The tables."""
        return self.scratch / "tables"


def ready(data: Path, work: Work, items: Sequence[str], figures: Figures) -> Asked:
    """Make the tables, and have our own service without plans answer everything once.

    Raises:
        SystemFailed: it did not.
    """
    tables.note_source(data, work.tables)
    PLAIN.prepare(work.tables, work.scratch)
    with serving(PLAIN, post("{ __typename }", {}), work.scratch / "reference.log") as server:

        def ask(query: str, variables: Mapping[str, Any]) -> Any:  # noqa: ANN401 - parsed JSON
            answer = server.ask(post(query, variables))
            if "errors" in answer:
                raise SystemFailed(f"a query of the tables was answered with {str(answer['errors'])[:500]}: {query}")
            return answer["data"]

        tables.export(data, ask, work.tables)
        sets = variable_sets(work.tables, items)
        answers: dict[str, list[Any]] = {}
        canned: dict[str, str] = {}
        for item in items:
            bodies = [server.answer(_request(PLAIN, item, each))[1] for each in sets[item]]
            answers[item] = [PLAIN.normal(item, json.loads(body)) for body in bodies]
            canned[item] = sorted(bodies, key=len)[len(bodies) // 2].decode()
            figures.bytes[item] = round(statistics.mean(map(len, bodies)))
    (work.tables / "canned.json").write_text(json.dumps(canned), encoding="utf-8")
    return Asked(sets, answers)


def measure(systems: Sequence[System], asked: Asked, work: Work, figures: Figures, options: Any, say: Say) -> None:  # noqa: ANN401 - argparse's
    """Fill in the figures. All servers run at once and are idle but for one."""
    with ExitStack() as stack:
        servers = list(_started(systems, asked, work, figures, stack, say))
        able = {server.system.name: _agreeing(server, asked, figures, say) for server in servers}
        for item in asked.sets:
            there = [server for server in servers if item in able[server.system.name]]
            for number in range(options.rounds):
                say(f"{item}: round {number + 1} of {options.rounds}")
                for server in there:
                    with _leaving_out(server.system.name, item, figures, say):
                        _load(server, item, asked, work, figures, options.seconds, warm=not number)
            if options.open_loop:
                _open(there, item, asked, work, figures, options.seconds, say)
        for server in servers:
            figures.memory[server.system.name] = server.memory()


def _started(
    systems: Sequence[System], asked: Asked, work: Work, figures: Figures, stack: ExitStack, say: Say
) -> Iterator[Server]:
    for system in systems:
        with _leaving_out(system.name, "", figures, say):
            say(f"starting {system.name}")
            folder = work.environments / system.name
            folder.mkdir(parents=True, exist_ok=True)
            system.prepare(work.tables, folder)
            first = next(
                request for item, sets in asked.sets.items() if (request := system.request(item, sets[0])) is not None
            )
            yield stack.enter_context(serving(system, first, work.scratch / f"{system.name}.log"))


def _agreeing(server: Server, asked: Asked, figures: Figures, say: Say) -> set[str]:
    """The items that a system answers as ours does."""
    name, able = server.system.name, set()
    for item, sets in asked.sets.items():
        with _leaving_out(name, item, figures, say):
            if server.system.request(item, sets[0]) is None:
                raise SystemFailed("does not answer it")
            _check(server, item, asked, figures)
            able.add(item)
    return able


def _check(server: Server, item: str, asked: Asked, figures: Figures) -> None:
    hits, started = 0, time.perf_counter()
    for variables, ours in zip(asked.sets[item], asked.answers[item], strict=True):
        theirs = server.system.normal(item, server.ask(_request(server.system, item, variables)))
        if server.system.name in CANNED:
            continue
        if wrong := agreement.difference(item, variables, theirs, ours):
            asked_for = {key: value for key, value in variables.items() if key != "after"}
            raise SystemFailed(f"differs from ours for {asked_for}: {wrong}")
        hits += item in FOUND and agreement.found(variables, theirs)
    took = (time.perf_counter() - started) / len(asked.sets[item])
    figures.seconds.setdefault(item, {})[server.system.name] = round(took, 6)
    if item in FOUND and server.system.name not in CANNED:
        figures.found.setdefault(item, {})[server.system.name] = round(hits / len(asked.sets[item]), 3)


def _load(server: Server, item: str, asked: Asked, work: Work, figures: Figures, seconds: float, *, warm: bool) -> None:
    requests = [_request(server.system, item, each) for each in asked.sets[item]]
    program = load.script(requests, work.scratch / "requests.lua")
    if warm:
        load.warm(server, program, server.system.warm)
    one = figures.seconds[item][server.system.name]
    found = load.run(server, program, min(max(seconds, one * FEWEST), LONGEST))
    load.settle(server)
    figures.loads.setdefault(item, {}).setdefault(server.system.name, []).append(found)


def _open(
    servers: Sequence[Server], item: str, asked: Asked, work: Work, figures: Figures, seconds: float, say: Say
) -> None:
    """Ask at two rates: half of what the slowest can, and half of what ours can."""
    can = {name: statistics.median(each.rate for each in loads) for name, loads in figures.loads[item].items()}
    rates = sorted({max(round(min(can.values()) / 2), 1), min(round(can.get(OURS, max(can.values())) / 2), MOST)})
    for rate in rates:
        say(f"{item}: {rate} requests a second")
        for server in servers:
            name = server.system.name
            if can.get(name, 0) > rate:
                requests = [_request(server.system, item, each) for each in asked.sets[item]]
                with _leaving_out(name, item, figures, say):
                    waited = open_loop.run(server, requests, rate, seconds, work.scratch)
                    load.settle(server)
                    figures.waits.setdefault(item, {}).setdefault(name, []).append(waited)


@contextmanager
def _leaving_out(name: str, item: str, figures: Figures, say: Say) -> Iterator[None]:
    """A system that fails is told of, and the others go on."""
    try:
        yield
    except SystemFailed as fault:
        say(f"{name}{item and f', {item}'}: {fault}")
        figures.left_out.setdefault(name, {})[item] = str(fault)


def _request(system: System, item: str, variables: Variables) -> Request:
    request = system.request(item, variables)
    if request is None:
        raise SystemFailed(f"{system.name} does not answer {item} for {variables}")
    return request
