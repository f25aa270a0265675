"""Releases to go through under load, clients that compare each answer with the one its release gives, and memory."""

import asyncio
import itertools
import json
import os
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import httpx2
import orjson

from graphql_api.catalogue.snapshot import load
from pipeline.build import build
from pipeline.progress import Steps
from pipeline.sample import write_sample
from pipeline.store.releases import open_release
from recsys.fit import fit
from tests.graphql_api.asking import execute

QUESTIONS = {
    "several at once": """{
        dataset { version builtAt tables { name rows } } titles(first: 3) { totalCount nodes { id displayTitle } }
        maxDuration { durationInt title { id } tied { totalCount } } platformCounts { platform { id } count }
        topActor { count actor { name } } films { totalCount nodes { id directors { filmReturn { totalReturn } } } }
        users(first: 3) { userId votes mean }
    }""",
    "in a thread": "{ topActor(year: 2018, addedYear: 2021) { count actor { name } tied(first: 100) { totalCount } } }",
    "a search": """{ search(text: "the last", first: 5) { totalCount nodes { id displayTitle } }
        actors(text: "a", first: 5) { totalCount nodes { id titleCount } } }""",
    "what resembles": """{ title(id: "as1") { displayTitle recommendations { rank score reasons title { id } } }
        filmRecommendations(title: "The Lost Winter") { score film { id title } } }""",
    "a user": """{ user(userId: 1) { votes mean history(first: 5) { totalCount nodes { score title { id } } }
        recommendations(first: 5) { rank reasons title { id } } }
        wouldLike(userId: 1, titleId: "ns1") { probability cutoff basis reasons title { score votes } } }""",
    "facets": """{ titles(first: 20, filter: {type: MOVIE}, orderBy: {field: SCORE, direction: DESC}) { totalCount
        nodes { id score votes } facets { genres(first: 20) { value count } releaseYears { year count } } } }""",
    "a mistake": '{ titles(first: 1000) { totalCount } filmScore(title: "nothing is called so") { year } }',
}
PAGES = """query ($after: String) { dataset { version } titles(first: 7, after: $after, orderBy: {field: TITLE}) {
    totalCount nodes { id } pageInfo { endCursor hasNextPage } } }"""
"""Page after page, whatever release each of them is from."""

Versions = tuple[str, str | None]
"""What the headers of an answer say: of the data, and of the models."""


class Prepared(NamedTuple):
    """A folder of releases with models, and one without: the largest first."""

    data: Path
    versions: tuple[str, ...]


def prepare(folder: Path) -> Prepared:
    """Releases that differ in everything, but for the last two: these are of the same data."""
    data, versions = folder / "data", []
    for seed, (titles, films) in enumerate([(1_200, 800), (500, 300), (400, 200)]):
        raw = folder / f"raw{seed}"
        write_sample(raw, titles=titles, users=60, ratings=2_000, films=films, seed=seed)
        built = build(raw, data, Steps())
        versions.append(fit(data, built.manifest.version, say=lambda _: None).manifest.version)
    return Prepared(data, (*versions, built.manifest.version))


class Expected(NamedTuple):
    """What a release answers: data and messages by the name of the question, and its titles."""

    answers: Mapping[str, Any]
    titles: frozenset[str]


async def expected(prepared: Prepared) -> dict[Versions, Expected]:
    """What each release answers, by its versions."""
    found = {}
    for version in prepared.versions:
        snapshot = load(open_release(prepared.data, version))
        answers = {}
        for name, query in QUESTIONS.items():
            result = await execute(snapshot, query)
            data = orjson.loads(orjson.dumps(result.data))
            answers[name] = data, sorted(error.message for error in result.errors or ())
        versions = snapshot.manifest.dataset_version, snapshot.manifest.model_version
        found[versions] = Expected(answers, frozenset(snapshot.titles))
    return found


@dataclass
class Clients:
    """Ask without a pause until told to stop, and note whatever is not as it should be."""

    url: str
    expected: Mapping[Versions, Expected]
    asked: Counter[Versions] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0
    """Seconds."""
    stopped: bool = False

    async def ask(self, number: int) -> None:
        """One client: those of odd numbers keep their connection, the others make one for each request."""
        limits = httpx2.Limits(max_keepalive_connections=number % 2)
        names = itertools.cycle([*QUESTIONS, None])
        for _ in range(number):
            next(names)
        after = None
        async with httpx2.AsyncClient(limits=limits, timeout=60) as client:
            while not self.stopped:
                name = next(names)
                query = {"query": QUESTIONS[name]} if name else {"query": PAGES, "variables": {"after": after}}
                started = time.perf_counter()
                try:
                    response = await client.post(self.url, json=query)
                except httpx2.HTTPError as fault:
                    self.wrong.append(f"{name}: {fault!r}")
                    continue
                self.slowest = max(self.slowest, time.perf_counter() - started)
                after = self.look_at(name, response)

    def look_at(self, name: str | None, response: httpx2.Response) -> str | None:
        """Compare an answer with what the release that it names answers; the cursor for the next page if it is one."""
        if response.status_code != 200:
            self.wrong.append(f"{name}: {response.status_code} {response.text[:200]}")
            return None
        versions = response.headers.get("X-Dataset-Version"), response.headers.get("X-Model-Version")
        self.asked[versions] += 1
        release, content = self.expected.get(versions), response.json()
        if release is None:
            self.wrong.append(f"{name}: nothing is known of {versions}")
        elif name:
            found = content["data"], sorted(error["message"] for error in content.get("errors", ()))
            if found != release.answers[name]:
                self.wrong.append(f"{name}: not as of {versions}: {json.dumps(content)[:500]}")
        else:
            data = content["data"]
            page = data["titles"]
            there = {node["id"] for node in page["nodes"]} <= release.titles
            if (data["dataset"]["version"], page["totalCount"], there) != (versions[0], len(release.titles), True):
                self.wrong.append(f"a page: not as of {versions}: {json.dumps(content)[:500]}")
            return page["pageInfo"]["endCursor"] if page["pageInfo"]["hasNextPage"] else None
        return None


class Log:
    """What a service logs, but for the lines of requests."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.lines: list[dict[str, Any]] = []
        self._read = 0
        self._rest = b""

    def events(self, level: str = "info") -> list[str]:
        """The sentences logged so far, of one level."""
        with self.file.open("rb") as stream:
            stream.seek(self._read)
            new = stream.read()
        self._read += len(new)
        *whole, self._rest = (self._rest + new).split(b"\n")
        said = [json.loads(line) for line in whole if line.startswith(b"{")]
        self.lines += [line for line in said if line["event"] != "request"]
        return [line["event"] for line in self.lines if line["level"] == level]

    def serving(self, version: str) -> int:
        """How often a worker began to serve a release."""
        return sum(event.startswith(f"serving release {version} ") for event in self.events())


async def until(holds: Any, seconds: float = 60) -> None:
    """Let clients ask until something holds."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - another process brings it about
            await asyncio.sleep(0.02)


def workers_of(pid: int) -> list[int]:
    """The processes that a service started and that answer, by what Linux knows of them."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [int(each) for each in children if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()]


def memory_of(pid: int) -> dict[str, float]:
    """Megabytes of a process: `Rss` in memory, `Pss` with its share of what it shares, `Anonymous` its own."""
    rows = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    return {name: int(number.split()[0]) / 1024 for name, number in (row.split(":") for row in rows)}


def has_smaps() -> bool:
    """Whether this machine tells what memory is."""
    return os.path.exists("/proc/self/smaps_rollup") and os.path.exists("/proc/self/task")  # noqa: PTH110
