"""While the slowest question is worked out, the event loop turns; and no resolver keeps it from turning for long.

The slowest is the top actor of both years at once, which no release can have ready: over a catalogue so big that it
takes a tenth of a second, with as many ties as there are actors. What costs little is worked out on the event loop
itself, so each resolver must be quick over a catalogue as big as the real ones.
"""

import asyncio
import gc
import time
from collections import defaultdict
from contextlib import asynccontextmanager
from dataclasses import replace
from importlib import import_module
from inspect import isawaitable
from pathlib import Path

import httpx2
import polars as pl
import pytest
from strawberry.extensions import SchemaExtension

from graphql_api.app import create_app
from graphql_api.catalogue.records import Person
from graphql_api.catalogue.snapshot import load
from graphql_api.context import Context
from graphql_api.schema import Schema
from graphql_api.settings import Settings
from pipeline.sample import write_sample
from pipeline.store.vocabulary import PlatformCode, Role, TitleType
from tests.conftest import publish

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
            return Person(0, name, name, 1)

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

    monkeypatch.setattr("graphql_api.catalogue.questions.collected", on_the_loop)
    assert min([await lateness(slow) for _ in range(ATTEMPTS)])[0] > LATEST


REAL_TITLES = 22_998  # rows of the four real catalogues
REAL_FILMS = 45_466  # rows of the whole film set


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """A generated catalogue and film set as big as the real ones, in memory."""
    folder = tmp_path_factory.mktemp("full")
    write_sample(folder / "raw", titles=REAL_TITLES, users=1_000, ratings=50_000, films=REAL_FILMS)
    snapshot = load(publish(folder / "raw", folder / "data"))
    gc.collect()
    gc.freeze()
    yield snapshot
    gc.unfreeze()


TYPED = {
    "long words misspelt": "strettched strainger starrlight soutthern sunshiine saturrday shadowwed survivver somethin",
    "one word again and again": "maxinton " * 11,
    "short words misspelt": "raen lvoe tiem daek hoem nigth ligth wrold hause ",
    "letters": "a e i o u s t r n l " * 5,
    "articles": "the a an of and in to " * 5,
    "one letter": "e",
    "no word of any title": "q" * 100,
    "numbers": "1 2 3 4 5 6 7 8 9 0 " * 5,
    "many scripts": "é λ ж א ع क 東 각 🙂 ﷺ ① " * 4,
    "one that folds to many": "ﷺ" * 100,
    "no words": "?" * 100,
}
FACETS = """facets { platforms { count } types { count } ratings(first: 100) { value } genres(first: 100) { value }
    countries(first: 100) { value } releaseYears { year } scoreRange { low high } }"""
GENRES = ", ".join(['"drama"'] * 20)
BROWSED = {
    "all titles with facets": f"{{ titles(first: 100, orderBy: {{field: SCORE, direction: DESC}}) {{ {FACETS} }} }}",
    "titles by a text with facets": f'{{ titles(last: 100, filter: {{text: "a"}}) {{ {FACETS} }} }}',
    "titles of 100 actors": "{ actors(first: 100) { nodes { titles(first: 100) { nodes { id } } } } }",
    "actors by a text": f'{{ actors(first: 100, text: "{"a " * 50}") {{ nodes {{ name titleCount }} }} }}',
    "titles of all platforms": "{ platforms { titles(first: 100, orderBy: {field: DURATION}) { nodes { id } } } }",
    "films by a text": f'{{ films(last: 100, filter: {{text: "{"a " * 50}", minVotes: 1}}) {{ nodes {{ id }} }} }}',
    "films by genres": f"{{ films(filter: {{genre: [{GENRES}]}}) {{ totalCount }} }}",
    "all films in an order": "{ films(first: 100, orderBy: {field: RETURN_RATIO, direction: DESC}) { totalCount } }",
    "films with their people": """{ films(first: 20) { nodes { cast(first: 5) { films { totalCount }
        filmReturn { totalReturn } } directors { filmReturn { films { id } } } } } }""",
    "names that nothing has": """{ a: filmScore(title: "the lost wintre") { year } b: filmScore(title: "") { year }
        c: actorReturn(name: "anna smiht") { filmCount } d: directorReturn(name: "m") { filmCount } }""",
    "long names that nothing has": f"""{{ filmScore(title: "{"t" * 100_000}") {{ year }}
        actorReturn(name: "{"a" * 100_000}") {{ filmCount }} }}""",
    "titles with their people": "{ titles(first: 100) { nodes { cast { name } directors { name } alsoOn { id } } } }",
}
ASKED = {name: f'{{ search(text: "{typed[:100]}", first: 100) {{ nodes {{ id }} }} }}' for name, typed in TYPED.items()}


async def took(snapshot, query):
    """Seconds that the slowest call of each resolver took."""
    times = defaultdict(float)

    class Timed(SchemaExtension):
        def resolve(self, _next, root, info, *arguments, **named):
            started = time.perf_counter()
            value = _next(root, info, *arguments, **named)

            def note():
                where = f"{info.parent_type.name}.{info.field_name}"
                times[where] = max(times[where], time.perf_counter() - started)

            async def awaited():
                nonlocal started
                started = time.perf_counter()
                found = await value
                note()
                return found

            if isawaitable(value):
                return awaited()
            note()
            return value

    result = await Schema(Timed).execute(query, context_value=Context(snapshot))
    assert result.errors is None
    return times


@pytest.mark.slow
@pytest.mark.parametrize("name", ASKED | BROWSED)
async def test_no_resolver_takes_20_ms_over_a_catalogue_as_big_as_the_real_ones(name, full):
    attempts = [await took(full, (ASKED | BROWSED)[name]) for _ in range(ATTEMPTS)]
    best = {where: min(times[where] for times in attempts) for where in attempts[0]}
    assert len(best) > 1
    assert {where: seconds for where, seconds in best.items() if seconds > LATEST} == {}


@pytest.mark.parametrize(
    ("field", "where", "query"),
    [
        ("graphql_api.types.query.found_titles", "Query.search", '{ search(text: "rain") { totalCount } }'),
        ("graphql_api.types.actor.title_list", "Actor.titles", "{ actors { nodes { titles { totalCount } } } }"),
        ("graphql_api.types.film_query.film_list", "Query.films", "{ films { totalCount } }"),
    ],
)
async def test_a_resolver_that_takes_its_time_is_noticed(field, where, query, small, monkeypatch):
    module, _, name = field.rpartition(".")
    resolve = getattr(import_module(module), name)

    def slowly(*arguments):
        time.sleep(LATEST)
        return resolve(*arguments)

    monkeypatch.setattr(field, slowly)
    times = await took(small, query)
    assert [each for each, seconds in times.items() if seconds > LATEST] == [where]
