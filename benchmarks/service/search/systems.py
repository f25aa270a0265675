"""What is measured: the service's search and three others over the same titles, and what of the meant they find."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass

import numpy as np
import polars as pl
from rapidfuzz import fuzz, process

from benchmarks.service.search.texts import MISSPELT, NAME_RULES, TITLE_RULES, Meanings
from graphql_api.catalogue.search import search
from graphql_api.catalogue.search_index import SearchIndex
from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.text import fold, folded

FIRST = 10
"""The results that count."""

SEEDS, PEER_SEEDS = range(20), range(5)
"""Draws of texts that recall is counted over, ours and everybody's."""

DRAWN = {kind: 200 if kind == MISSPELT else 100 for kind in (*TITLE_RULES, *NAME_RULES)}
"""Texts a draw."""


@dataclass(frozen=True, slots=True)
class System:
    """A way to search: a text to the rows of the first ten titles."""

    name: str
    does: str
    first: Callable[[str], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Index:
    """What it takes to be ready for a search: seconds of CPU, run by run, and 2**20 bytes held by the index alone."""

    cpu: list[float]
    held: float


OURS = "cartelera"


def systems(snapshot: Snapshot) -> list[System]:
    """Ours and its peers, which are all given the titles folded and in the order of their votes."""
    popular = np.argsort(snapshot.search.popularity)
    titles = _titles(snapshot).select("row", folded=folded(pl.col("title"))).collect()[popular]
    rows, choices = titles["row"].to_list(), titles["folded"].to_list()

    def ours(text: str) -> Sequence[int]:
        return [int(row) for row in search(snapshot.search, text).rows[:FIRST]]

    def contains(text: str) -> Sequence[int]:
        wanted = pl.col("folded").str.contains(fold(text), literal=True)
        return titles.lazy().filter(wanted).select("row").head(FIRST).collect().to_series().to_list()

    def extract(scorer: Callable[..., float]) -> Callable[[str], Sequence[int]]:
        def first(text: str) -> Sequence[int]:
            return [rows[place] for _, _, place in process.extract(fold(text), choices, scorer=scorer, limit=FIRST)]

        return first

    return [
        System(OURS, "`search` of the service: titles and people, misspelt or begun, ordered, all of them", ours),
        System(
            "polars scan",
            "`str.contains` of the text in every folded title, the popular ones first: no people, no errors",
            contains,
        ),
        System(
            "rapidfuzz partial_ratio",
            "`process.extract` over all folded titles: the best ten by their most similar part; no people",
            extract(fuzz.partial_ratio),
        ),
        System(
            "rapidfuzz WRatio",
            "`process.extract` over all folded titles: the best ten by several measures weighed together; no people",
            extract(fuzz.WRatio),
        ),
    ]


def costs(each: Sequence[System], texts: Sequence[str]) -> dict[str, list[float]]:
    """Milliseconds of CPU of each search, of all threads; the systems take turns at every text."""
    spent: dict[str, list[float]] = {system.name: [] for system in each}
    for text in texts:
        for system in each:
            begun = time.process_time()
            system.first(text)
            spent[system.name].append(round((time.process_time() - begun) * 1000, 4))
    return spent


def recall(system: System, meanings: Meanings, kind: str, seed: int) -> float:
    """The share of one draw of texts whose meaning is among the first ten."""
    pairs = meanings.draw(kind, DRAWN[kind], seed)
    return sum(meanings.hit(kind, meant, system.first(typed)) for meant, typed in pairs) / len(pairs)


def recall_together(each: Sequence[System], meanings: Meanings) -> dict[str, float]:
    """The recall of misspelt titles of every system, over some draws."""
    shares = {system.name: [recall(system, meanings, MISSPELT, seed) for seed in PEER_SEEDS] for system in each}
    return {name: sum(draws) / len(draws) for name, draws in shares.items()}


def recalls(system: System, meanings: Meanings) -> dict[str, list[float]]:
    """The recall of all draws of each kind of text."""
    return {kind: [recall(system, meanings, kind, seed) for seed in SEEDS] for kind in DRAWN}


def index(snapshot: Snapshot, runs: int) -> Index:
    """What building the index costs, and its memory."""
    titles = _titles(snapshot)

    def build() -> float:
        begun = time.process_time()
        SearchIndex.of(titles, snapshot.search.popularity)
        return round(time.process_time() - begun, 3)

    held = {id(part): size for part, size in _parts(snapshot.search)}
    return Index([build() for _ in range(runs)], round(sum(held.values()) / 2**20, 1))


def _titles(snapshot: Snapshot) -> pl.LazyFrame:
    """The titles with what they are found by."""
    names = ("row", "title", "cast", "directors")
    return pl.LazyFrame({name: [getattr(record, name) for record in snapshot.records] for name in names})


def _parts(whole: object) -> Iterator[tuple[object, int]]:
    """The arrays, lists and words that an object holds, with their bytes."""
    if isinstance(whole, np.ndarray):
        yield whole, whole.nbytes
    elif is_dataclass(whole):
        for field in fields(whole):
            yield from _parts(getattr(whole, field.name))
    else:
        yield whole, sys.getsizeof(whole)
        if isinstance(whole, list):
            yield from ((part, sys.getsizeof(part)) for part in whole)
