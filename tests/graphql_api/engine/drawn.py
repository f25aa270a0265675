"""Documents and values for their variables, drawn by hypothesis and made richer."""

import warnings
from collections.abc import Mapping, Sequence
from functools import cache
from random import Random
from typing import Any

from graphql import DocumentNode, parse
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisWarning
from hypothesis_graphql import nodes, queries

from graphql_api.schema import printed
from tests.graphql_api.engine.rewriting import Asked, Rewriting
from tests.graphql_api.engine.words import Values
from tests.graphql_api.limits import drawn as ours

Words = Mapping[str, Sequence[Any]]
SETS = 2
"""Of values for the variables of one document."""


def drawn(number: int, words: Words, documents: int, rewritings: int = 12) -> list[Asked]:
    """So many documents of a seed, rewritten so many times each; what is the same comes once."""
    random, found = Random(number), dict[str, Asked]()

    @seed(number)
    @settings(
        max_examples=documents,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(_documents(words))
    def draw(base: tuple[DocumentNode, Mapping[str, Any]]) -> None:
        for _ in range(rewritings):
            wrong = random.choice((0, 0, 0, 0.05, 0.3))  # in few of them are values of variables wrong
            asked = Rewriting(random, Values(random, words), wrong).asked(*base, SETS)
            found.setdefault(asked.text, asked)

    with warnings.catch_warnings(action="ignore", category=HypothesisWarning):  # of what is slow, or long
        draw()
    return list(found.values())


def _documents(words: Words) -> st.SearchStrategy[tuple[DocumentNode, Mapping[str, Any]]]:
    """Documents to begin with, and what they come with."""
    names = [word for name in ("name", "title", "text") for word in words[name] if not {'"', "\\"} & set(word)]
    rich = ours.queries(words["id"], names, (1, 2, 3), depth=4)
    return st.one_of(st.tuples(_of_schema(), st.just({})), rich.map(lambda asked: (parse(asked.text), asked.variables)))


@cache
def _of_schema() -> st.SearchStrategy[DocumentNode]:
    date = st.just(nodes.String("2020-01-01"))
    return queries(printed(), custom_scalars={"Date": date, "DateTime": date}, print_ast=lambda node: node)
