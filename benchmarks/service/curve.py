"""`python -m benchmarks.service.curve`: what a page of titles costs by its length and by the size of the catalogue.

The catalogues are generated, and nothing is fitted to them: work item (c) needs no model. One server runs for each
size of catalogue; the lengths of pages take turns at it.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from benchmarks.measure import ROOT, load, machine
from benchmarks.peers.ours.system import CACHE_OFF, Ours
from benchmarks.service.curve_report import Curve, save
from benchmarks.service.graphql import post
from benchmarks.service.items import FIELDS, SEED, SETS
from benchmarks.service.load import Load, run, script, settle, warm
from benchmarks.service.server import Server, serving
from benchmarks.service.systems import Request
from benchmarks.service.tables import note_source
from pipeline.build import build
from pipeline.progress import Steps
from pipeline.sample import write_sample
from pipeline.store.releases import activate

RESULTS = ROOT / "benchmarks" / "results"
PAGES = (1, 10, 25, 50, 100)
TITLES = (22_998, 100_000, 500_000)
RATINGS, USERS = 100_000, 5_000
QUERY = (
    "query Page($first: Int!, $after: String) { titles(first: $first, after: $after) { nodes { "
    + " ".join(FIELDS)
    + " } } }"
)
PLACES = "query ($after: String) { titles(first: 100, after: $after) { pageInfo { endCursor hasNextPage } } }"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and keep; the scratch folder is gone when this ends."""
    options = read(arguments)
    setting = machine("uvicorn", "orjson", "polars")
    loads: dict[int, dict[int, list[Load]]] = {}
    memory: dict[int, float] = {}
    with tempfile.TemporaryDirectory(prefix="cartelera-benchmark-", dir=options.scratch) as folder, ExitStack() as all_:
        servers = {titles: all_.enter_context(_served(titles, Path(folder) / str(titles))) for titles in options.titles}
        asked = {titles: _requests(server, options.pages) for titles, server in servers.items()}
        for number in range(options.rounds):
            for first in options.pages:
                for titles, server in servers.items():
                    say(f"round {number + 1} of {options.rounds}: pages of {first}, {titles:,} titles")
                    program = script(asked[titles][first], Path(folder) / "requests.lua")
                    if not number:
                        warm(server, program, 1)
                    found = run(server, program, options.seconds)
                    settle(server)
                    loads.setdefault(titles, {}).setdefault(first, []).append(found)
        memory = {titles: server.memory() for titles, server in servers.items()}
    setting["load at the end"] = load()
    command = f"python -m benchmarks.service.curve --seconds {options.seconds:g} --rounds {options.rounds}"
    print(save(Curve(f"{datetime.now(UTC):%Y-%m-%d}", command, setting, loads, memory), options.results))
    return 0


@contextmanager
def _served(titles: int, folder: Path) -> Iterator[Server]:
    """A generated catalogue of so many titles, built and served."""
    say(f"building {titles:,} titles")
    write_sample(folder / "raw", titles=titles, users=USERS, ratings=RATINGS, films=0)
    activate(folder / "data", build(folder / "raw", folder / "data", Steps()).folder.name)
    note_source(folder / "data", folder / "tables")
    system = Ours(f"ours, {titles:,} titles", "", **CACHE_OFF)
    system.prepare(folder / "tables", folder)
    with serving(system, post("{ __typename }", {}), folder / "log") as server:
        yield server


def _requests(server: Server, pages: Sequence[int]) -> dict[int, list[Request]]:
    """Of each length as many whole pages as an item has sets of variables, anywhere in the list."""
    places = Random(SEED).choices(list(_places(server))[:-2], k=SETS)
    return {first: [post(QUERY, {"first": first, "after": place}) for place in places] for first in pages}


def _places(server: Server) -> Iterator[str]:
    """The cursor of every hundredth title."""
    after, more = None, True
    while more:
        page = server.ask(post(PLACES, {"after": after}))["data"]["titles"]["pageInfo"]
        after, more = page["endCursor"], page["hasNextPage"]
        yield after


def read(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.service.curve", description=__doc__)
    parser.add_argument("--titles", type=int, nargs="+", default=list(TITLES), metavar="N", help="sizes of catalogues")
    parser.add_argument("--pages", type=int, nargs="+", default=list(PAGES), metavar="N", help="titles of a page")
    parser.add_argument("--seconds", type=float, default=2.0, metavar="N", help="of each load")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="times that each is loaded")
    parser.add_argument("--scratch", type=Path, metavar="DIR", help="work elsewhere than in the temporary folder")
    parser.add_argument("--results", type=Path, default=RESULTS, metavar="DIR", help="where the figures go")
    return parser.parse_args(arguments)


def say(line: str) -> None:
    """Tell whoever waits."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
