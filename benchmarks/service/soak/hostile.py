"""Hostile clients: they send what the tests of attacks send, hold connections open, and leave before the end."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from multiprocessing.connection import Connection

from benchmarks.service.soak.clients import Client, Tally, connect, query, request, run, stand_back
from tests.attacks.hostile import DOCUMENTS, aliased
from tests.attacks.test_bodies import BAD_BODIES

ADDRESSES = 10
"""That hostile clients ask from; each good one has its own."""
HOLD = 20.0
"""Seconds that a connection is held which sends nothing more: longer than the service waits."""
LARGE = 5_000_000
DEAR = [
    aliased(12, 'search(text: "a NUMBER", first: 100) { nodes { id title } }'),
    aliased(5, 'titles(first: 100, filter: {text: "a"}) { nodes { id displayDescription cast(first: 2) { name } } }'),
    aliased(9, "user(userId: NUMBER) { recommendations(first: 3) { title { id } } }"),
    aliased(30, 'filmScore(title: "no film of this name NUMBER") { year }'),
    "{ titles(first: 20) { nodes { cast(first: 9) { titles(first: 5) { nodes { id title } } } } } }",
    aliased(30, "topActor(year: 2018, addedYear: 2019) { count }"),
    "{ __schema { types { name description fields { name description args { name } type { name } } } } } # NUMBER",
]
"""What is within all limits and takes the longest."""

ASKED = "dear ones asked"

Attack = Callable[[], Awaitable[None]]


def work(port: int, seconds: float, connections: int, told: Connection) -> None:
    """Be so many hostile clients for a while."""
    stand_back()
    tally = Tally()
    attacks = [texts, bodies, dear, leaving, half_open, large, noise]
    weights = [4, 2, 4, 2, 3, 1, 1]

    chosen = [attack for attack, weight in zip(attacks, weights, strict=True) for _ in range(weight)]
    run([_of(chosen[number % len(chosen)], port, tally) for number in range(connections)], seconds, tally, told)


def _of(attack: Callable[[int, Tally], Awaitable[None]], port: int, tally: Tally) -> Attack:
    return lambda: attack(port, tally)


async def each_once(port: int) -> None:
    """Ask each dear one once, to see what they take."""
    client = Client(port)
    for text in DEAR:
        await client.ask(query(text.replace("NUMBER", "1")))
    client.close()


async def texts(port: int, tally: Tally) -> None:
    """Queries over a limit, no two alike."""
    client, attacks = Client(port, _address()), list(DOCUMENTS.values())
    while True:
        attack = random.choice(attacks)
        answer = await client.ask(query(f"{attack.text} #{random.random()}", dict(attack.variables)))
        _count(tally, answer.status, answer.body)


async def bodies(port: int, tally: Tally) -> None:
    """Bodies that are no requests."""
    client, attacks = Client(port, _address()), list(BAD_BODIES.values())
    while True:
        answer = await client.ask(request(random.choice(attacks)))
        _count(tally, answer.status, answer.body)


async def dear(port: int, tally: Tally) -> None:
    """Queries within all limits that take as long as any may."""
    client = Client(port, _address())
    while True:
        tally.counts[ASKED] += 1
        answer = await client.ask(_dear())
        _count(tally, answer.status, answer.body)


async def leaving(port: int, tally: Tally) -> None:
    """The same, by clients that are gone before the answer is there."""
    while True:
        with suppress(OSError):
            _, writer = await connect(port, _address())
            tally.counts[ASKED] += 1
            writer.write(_dear())
            await asyncio.sleep(random.random() / 10)
            writer.transport.abort() if random.random() < 0.5 else writer.close()
            tally.counts["left before the answer"] += 1
        await asyncio.sleep(0.05)


async def half_open(port: int, tally: Tally) -> None:
    """Connections that send nothing, half of the headers, half of a body, or a byte now and then."""
    starts = [
        b"",
        b"GET /graphql HT",
        request(b"x" * 1_000)[:-500],
        b"POST /graphql HTTP/1.1\r\nContent-Length: 99\r\n\r\n{",
    ]
    while True:
        opened = []
        for _ in range(20):
            with suppress(OSError):
                _, writer = await connect(port, _address())
                writer.write(random.choice(starts))
                opened.append(writer)
        tally.counts["held open"] += len(opened)
        for _ in range(int(HOLD)):
            await asyncio.sleep(1)
            for writer in opened[::2]:
                if not writer.is_closing():
                    writer.write(b"x")
        for writer in opened:
            writer.transport.abort()


async def large(port: int, tally: Tally) -> None:
    """Bodies that are far too long."""
    while True:
        client = Client(port, _address())
        answer = await client.ask(request(b"x" * LARGE))
        _count(tally, answer.status, answer.body)
        client.close()
        await asyncio.sleep(0.2)


async def noise(port: int, tally: Tally) -> None:
    """Bytes that are no HTTP."""
    while True:
        client = Client(port, _address())
        answer = await client.ask(random.randbytes(2_000) + b"\r\n\r\n")
        _count(tally, answer.status, answer.body)
        client.close()
        await asyncio.sleep(0.02)


def _address() -> str:
    """One of those that the hostile clients have."""
    return f"127.0.2.{random.randint(1, ADDRESSES)}"


def _dear() -> bytes:
    return query(random.choice(DEAR).replace("NUMBER", str(random.randrange(1_000_000))))


def _count(tally: Tally, status: int, body: bytes) -> None:
    tally.counts[str(status or "closed")] += 1
    if status >= 500 and b"OVERLOADED" not in body and b"TIMEOUT" not in body and len(tally.notes) < 5:
        tally.notes.append(f"{status}: {body[:200]!r}")
