"""While the slowest question is worked out, the event loop turns.

The slowest is the top actor of both years at once, which no release can have ready: over a catalogue so big that it
takes a tenth of a second, with as many ties as there are actors.
"""

import asyncio
import gc
import time
from collections import defaultdict
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import httpx2
import polars as pl
import pytest

from graphql_api.app import create_app
from graphql_api.catalogue.records import Person
from graphql_api.settings import Settings
from pipeline.store.vocabulary import PlatformCode, Role, TitleType

LATEST = 0.020
"""Seconds that the event loop may ever be late."""

SLOW = 0.100
"""Seconds that the question takes at least when nothing else is done."""

ATTEMPTS = 3
QUERY = (
    "{ topActor(year: 2018, addedYear: 2021) { count actor { name } tied(first: 100) { totalCount nodes { name } } } }"
)
ACTORS = 30_000


def acting(rows):
    """So many parts, shared out evenly."""
    return pl.select(
        title_id=pl.lit("ns1"),
        name=pl.format("actor {}", pl.int_range(rows) % ACTORS),
        platform=pl.lit("netflix", pl.Enum(PlatformCode)),
        type=pl.lit("movie", pl.Enum(TitleType)),
        release_year=pl.lit(2018, pl.Int32),
        added_year=pl.lit(2021, pl.Int32),
    )


@pytest.fixture(scope="module")
def slow(small):
    """A snapshot over which the question takes its time, on this machine."""

    class Anybody(defaultdict):
        def __missing__(self, name):
            return Person(name, name, 1)

    rows = 10 * ACTORS
    while True:
        frame = acting(rows)
        started = time.perf_counter()
        frame.lazy().group_by("name").agg(pl.len()).sort("name").collect()
        if time.perf_counter() - started > SLOW:
            return replace(small, acting_frame=frame, people={**small.people, Role.ACTOR: Anybody()})
        rows *= 2


def kept_waiting():
    """Seconds that this thread has been ready to run while others had the processors: not the event loop's doing."""
    try:
        return int(Path("/proc/thread-self/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    except OSError:
        return 0.0


@asynccontextmanager
async def watched():
    """Yields how late a coroutine that sleeps a millisecond was each time."""
    late = []

    async def probe():
        while True:
            started, kept = time.perf_counter(), kept_waiting()
            await asyncio.sleep(0.001)
            late.append(time.perf_counter() - started - 0.001 - (kept_waiting() - kept))

    probing = asyncio.create_task(probe())
    await asyncio.sleep(0.01)
    late.clear()
    yield late
    await asyncio.sleep(0.002)
    probing.cancel()


async def lateness(snapshot):
    """The greatest lateness while the question is answered over HTTP, and how often the probe ran."""
    app = create_app(Settings())
    app.state.live.snapshot = snapshot
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://test") as client:
        await client.post("/graphql", json={"query": "{ __typename }"})
        gc.collect()
        async with watched() as late:
            response = await client.post("/graphql", json={"query": QUERY})
    answer = response.json()["data"]["topActor"]
    assert (answer["actor"]["name"], answer["tied"]["totalCount"]) == ("actor 0", ACTORS)
    return max(late), len(late)


async def test_the_event_loop_is_never_20_ms_late_while_the_slowest_question_is_answered(slow):
    best = min([await lateness(slow) for _ in range(ATTEMPTS)])
    assert best[0] < LATEST
    assert best[1] > 10  # it did turn meanwhile


async def test_a_question_collected_on_the_event_loop_is_noticed(slow, monkeypatch):
    async def on_the_loop(frame):
        return frame.collect()

    monkeypatch.setattr(pl.LazyFrame, "collect_async", on_the_loop)
    assert min([await lateness(slow) for _ in range(ATTEMPTS)])[0] > LATEST
