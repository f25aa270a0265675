"""Pages of titles by their rows are what Strawberry makes of them."""

import orjson
import pytest

from tests.graphql_api.engine.asking import answers, same
from tests.graphql_api.engine.comparing import Comparison, Kind

PAGE = """nodes { id title } edges { __typename cursor node { id score } } totalCount __typename
pageInfo { startCursor endCursor hasNextPage hasPreviousPage }"""
LISTS = {
    "all": "titles(first: $first, last: $last, after: $after, before: $before)",
    "filtered": "titles(first: $first, last: $last, after: $after, before: $before, filter: {minVotes: 1})",
    "found": 'search(text: "a", first: $first, last: $last, after: $after, before: $before)',
    "of a platform": "platform(code: NETFLIX) { titles(first: $first, last: $last, after: $after, before: $before)",
    "none": "titles(first: $first, last: $last, after: $after, before: $before, filter: {minVotes: 1000000})",
}
DECLARED = "query ($first: Int, $last: Int, $after: String, $before: String)"


@pytest.fixture(scope="module")
def both(sampled):
    with Comparison(sampled) as comparison:
        yield comparison


@pytest.mark.parametrize("of", LISTS)
def test_pages_forwards_and_backwards_are_the_same(of, both):
    text = f"{DECLARED} {{ {LISTS[of]} {{ {PAGE} }} }}" + (" }" if of == "of a platform" else "")

    def page(**given):
        found = orjson.loads(same(both, text, **given))
        return next(iter(found["platform"].values())) if "platform" in found else next(iter(found.values()))

    first = page(first=3)
    if of != "none":
        next_ = page(first=2, after=first["pageInfo"]["endCursor"])
        assert next_["pageInfo"]["hasPreviousPage"]
        page(last=2, before=next_["pageInfo"]["startCursor"])
        page(first=3, after=first["edges"][0]["cursor"], before=None)
    for given in ({}, {"last": 4}, {"first": None, "last": None}, {"first": 100}):
        page(**given)
    assert answers(both, text, first=3, after="x").kind == Kind.REFUSED


def test_the_titles_of_ties_are_the_same(both):
    for text in (
        "{ maxDuration { durationInt title { id } tied(first: 2) { totalCount edges { cursor node { id } } } } }",
        "{ topActor { count actor { name } tied(first: 2) { nodes { name titles(first: 1) { nodes { id } } } } } }",
    ):
        same(both, text)
