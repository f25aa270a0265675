"""The work items: what is asked, in our words, and the form that every system's answer is brought into.

| item | variables | form of the answer |
|---|---|---|
| `counts` (a) | `type`: null, MOVIE or TV_SHOW | `{code: count}` |
| `longest` (b) | `year`, `platform`, `type` (each may be null), `durationType` (MIN or SEASON) | null, or \
`{"durationInt": 201, "durationType": "MIN", "title": {"id", "displayTitle", "releaseYear"}}` |
| `page` (c) | `offset`: a place in the list of all titles, `after`: our cursor of it | 50 rows from `offset` on, each \
with the keys of `FIELDS` |
| `nested` (d) | as (c) | 20 rows: `{"id", "displayTitle", "recommendations": [{"score", "title": {"id", \
"displayTitle", "releaseYear"}}]}` |
| `search` (e) | `text`, and `meant`: ids of the titles that are looked for, which nobody is sent | \
at most 10 `{"id", "displayTitle", "releaseYear"}` |
| `misspelt` (e2) | as (e) | as (e) |
| `verdict` (f) | `userId`, `titleId`, `threshold` | `{"probability", "recommended", "cutoff", "baseRate", "basis"}` |
| `actor` (g) | `platform` (may be null), `year`, `scored` | `{"topActor": null or {"count", "name", \
"displayName"}, "scoreCounts": {code: count}}` |

`topActor` of (g) is asked with `platform` and `year`, `scoreCounts` with `scored` and `year`.
"""

import itertools
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from tests.graphql_api.catalogue.misspelling import misspelt

SCORED = (2.5, 3.0, 3.5, 4.0)
"""The limits of (g)."""
FIELDS = (
    "id",
    "title",
    "displayTitle",
    "type",
    "releaseYear",
    "rating",
    "durationInt",
    "durationType",
    "score",
    "votes",
)
"""The fields of (c)."""

LETTERS = {
    "counts": "a",
    "longest": "b",
    "page": "c",
    "nested": "d",
    "search": "e",
    "misspelt": "e2",
    "verdict": "f",
    "actor": "g",
}
"""The items and their letters."""

FOUND = {"search": 10, "misspelt": 10}
"""Rows that a search answers with at most."""

SETS = 120
"""Variable sets of each item."""
SEED = 9
FEWEST_LETTERS = 5
"""Of a word that is searched for."""
MOST_FOUND = 10
"""Titles that hold such a word, so that whoever looks for it finds them all."""

Variables = dict[str, Any]
Rows = list[dict[str, Any]]


def variable_sets(tables: Path, names: Iterable[str] = LETTERS) -> dict[str, list[Variables]]:
    """For each item the sets of variables that requests rotate over; the same for the same tables."""
    rows: Rows = _read(tables, "titles")
    cursors: list[str] = _read(tables, "cursors")
    makers: dict[str, Callable[[Random], Iterator[Variables]]] = {
        "counts": lambda _: ({"type": kind} for kind in itertools.cycle((None, "MOVIE", "TV_SHOW"))),
        "longest": lambda random: _longest(rows, random),
        "page": lambda random: _pages(cursors, 50, random),
        "nested": lambda random: _pages(cursors, 20, random),
        "search": lambda random: _words(rows, random),
        "misspelt": lambda random: _misspelt(rows, random),
        "verdict": lambda random: _pairs(_read(tables, "verdict"), rows, random),
        "actor": lambda random: _actors(rows, random),
    }
    return {name: list(itertools.islice(makers[name](Random(f"{SEED} {name}")), SETS)) for name in names}


def _longest(rows: Rows, random: Random) -> Iterator[Variables]:
    """As some title is: its year, and more often than not its platform and type."""
    while True:
        row = random.choice(rows)
        yield {
            "year": row["releaseYear"],
            "platform": random.choice((row["platform"], row["platform"], None)),
            "type": random.choice((row["type"], row["type"], None)),
            "durationType": row["durationType"] or "MIN",
        }


def _pages(cursors: list[str], size: int, random: Random) -> Iterator[Variables]:
    """Whole pages anywhere in the list, the first among them."""
    yield {"offset": 0, "after": None}
    while True:
        offset = random.randrange(1, max(len(cursors) - size, 2))
        yield {"offset": offset, "after": cursors[offset - 1]}


def _words(rows: Rows, random: Random) -> Iterator[Variables]:
    """Words of titles, every other cut short, that few titles hold; `meant` are these titles."""
    titles = [row["displayTitle"].lower() for row in rows]
    for number in itertools.count():
        row = random.choice(rows)
        words = re.findall(rf"[a-z]{{{FEWEST_LETTERS + 1},}}", row["displayTitle"].lower())
        text = random.choice(words) if words else ""
        text = text[: -(len(text) // 4)] if number % 2 and text else text
        holding = [place for place, title in enumerate(titles) if text in title] if text else []
        if 0 < len(holding) <= MOST_FOUND:
            yield {"text": text, "meant": [rows[place]["id"] for place in holding]}


def _misspelt(rows: Rows, random: Random) -> Iterator[Variables]:
    """Whole titles with one error, as the tests misspell them."""
    while True:
        row = random.choice(rows)
        if len(row["displayTitle"]) >= FEWEST_LETTERS and (text := misspelt(row["displayTitle"], random)):
            yield {"text": text[:100], "meant": [row["id"]]}


def _pairs(verdict: dict[str, Any], rows: Rows, random: Random) -> Iterator[Variables]:
    """Users and titles that ratings tell of; of five titles one is any title."""
    users, titles = [int(user) for user in verdict["users"]], list(verdict["titles"])
    while True:
        title = random.choice(rows)["id"] if random.random() < 0.2 else random.choice(titles)
        yield {"userId": random.choice(users), "titleId": title, "threshold": random.choice((3.0, 3.5, 4.0))}


def _actors(rows: Rows, random: Random) -> Iterator[Variables]:
    """As some title is, and a limit."""
    while True:
        row = random.choice(rows)
        yield {
            "platform": random.choice((row["platform"], None)),
            "year": row["releaseYear"],
            "scored": random.choice(SCORED),
        }


def _read(tables: Path, name: str) -> Any:  # noqa: ANN401 - parsed JSON
    return json.loads((tables / f"{name}.json").read_text(encoding="utf-8"))
