"""Good clients: they send the operations of the clients' tests, and know what the answers are."""

import asyncio
import random
import time
from collections.abc import Iterator, Sequence
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from graphql import OperationDefinitionNode, parse

from benchmarks.measure import ROOT
from benchmarks.service.soak.clients import NOTHING, Client, Tally, query, run

OPERATIONS = sorted((ROOT / "tests" / "clients" / "operations").glob("*.graphql"))
EACH = 5
"""Sets of variables with which each operation is asked."""
WAIT = 1.0
"""Seconds that a client waits that was told to come again, as it was told."""
PAUSE = 0.02
"""Seconds between an answer and the next request of one client."""
FIRST = """{ titles(first: 100, orderBy: {field: VOTES, direction: DESC}) { nodes { id displayTitle } }
    actors(first: 50) { nodes { displayName } } films(first: 50) { nodes { id title directors { displayName } } }
    users(first: 50) { userId } }"""


class Question(NamedTuple):
    """A request, and the data of its answer."""

    sent: bytes
    data: Any


async def questions(port: int, seed: int = 1) -> list[Question]:
    """What good clients ask, each with its answer, which the service gives while nobody else asks."""
    client, chosen = Client(port), random.Random(seed)
    found = orjson.loads((await client.ask(query(FIRST))).body)["data"]
    values = {
        "id": [each["id"] for each in found["titles"]["nodes"]],
        "titleId": [each["id"] for each in found["titles"]["nodes"]],
        "title": [each["title"] for each in found["films"]["nodes"]],
        "actor": [each["displayName"] for each in found["actors"]["nodes"]],
        "name": [each["displayName"] for each in found["actors"]["nodes"]],
        "director": [one["displayName"] for each in found["films"]["nodes"] for one in each["directors"]],
        "text": [word for each in found["titles"]["nodes"] for word in each["displayTitle"].split()],
        "userId": [each["userId"] for each in found["users"]],
        "ids": [[each["id"] for each in found["titles"]["nodes"][:9]], ["netflix", found["films"]["nodes"][0]["id"]]],
    }
    asked = []
    for operation in OPERATIONS:
        text = operation.read_text(encoding="utf-8")
        for _ in range(EACH):
            sent = query(text, {name: chosen.choice(values[name]) for name in _variables(text) if values.get(name)})
            answer = orjson.loads((await client.ask(sent)).body)
            asked.append(Question(sent, answer["data"]))
    client.close()
    return asked


def work(port: int, seconds: float, connections: int, asked: Sequence[Question], told: Connection) -> None:
    """Be so many good clients for a while."""
    tally = Tally()

    async def client(number: int) -> None:
        connection, chosen = Client(port, f"127.0.1.{number}"), random.Random()
        while True:
            question, started = chosen.choice(asked), time.perf_counter()
            answer = await connection.ask(question.sent)
            tally.counts[_outcome(question, answer.status, answer.body)] += 1
            if answer.status == 200:
                tally.seconds.append(time.perf_counter() - started)
            elif answer.status == 503 or answer == NOTHING:
                await asyncio.sleep(WAIT)
            elif len(tally.notes) < 5:
                tally.notes.append(f"{answer.status}: {answer.body[:200]!r}")
            await asyncio.sleep(PAUSE)

    run([partial(client, number) for number in range(1, connections + 1)], seconds, tally, told)


def _outcome(question: Question, status: int, body: bytes) -> str:
    if status == 200:
        return "answered" if orjson.loads(body)["data"] == question.data else "wrong"
    if status == 503:
        return "told to come again" if b"OVERLOADED" in body else "given up after the deadline"
    return "closed" if status == 0 else "wrong"


def _variables(text: str) -> Iterator[str]:
    for each in parse(text).definitions:
        if isinstance(each, OperationDefinitionNode):
            yield from (variable.variable.name.value for variable in each.variable_definitions or ())


def names() -> list[str]:
    """The files of the operations, for whoever wants to know which they are."""
    return [Path(each).stem for each in OPERATIONS]
