"""Pages of all titles by name, out of the columns, are what Strawberry makes of the list."""

import orjson
import pytest

from graphql_api.engine.run import PlainInfo
from graphql_api.types.query import Query
from tests.graphql_api.engine.asking import answers, same
from tests.graphql_api.engine.comparing import Comparison, Kind

TAKEN = """query ($first: Int, $after: String, $last: Int, $before: String%s) {
  titles(first: $first, after: $after, last: $last, before: $before) { %s }
}"""


def query(selected):
    return TAKEN % (", $n: Int! = 2" * ("$n" in selected), selected)


SELECTED = {
    "values": "nodes { id displayTitle score }",
    "values under other names": "nodes { a: id b: displayTitle a: id } more: nodes { c: id }",
    "lists within": "nodes { id recommendations(first: 2) { score title { id } } cast { name } }",
    "what takes a variable": "nodes { id cast(first: $n) { name } }",
    "edges": "edges { __typename cursor node { id title } mark: cursor }",
    "no titles": "totalCount __typename pageInfo { hasNextPage hasPreviousPage startCursor endCursor __typename }",
    "facets, which take the list itself": "totalCount nodes { id } facets { platforms { count } }",
}


@pytest.fixture(scope="module")
def both(sampled):
    with Comparison(sampled) as comparison:
        yield comparison


def cursors(both, first):
    edges = orjson.loads(same(both, "query ($n: Int) { titles(first: $n) { edges { cursor } } }", n=first))
    return [edge["cursor"] for edge in edges["titles"]["edges"]]


@pytest.mark.parametrize("selected", SELECTED)
def test_pages_anywhere_in_the_list_are_the_same_again_and_again(selected, both):
    marks = cursors(both, 40)
    asked = [
        {},
        {"first": 3},
        {"first": None, "after": None},
        {"first": 100, "after": marks[7]},
        {"last": 5, "before": marks[20]},
        {"last": 100},
        {"after": marks[30], "before": marks[33]},
        {"after": marks[33], "before": marks[30]},
        {"first": 2, "before": marks[0]},
    ]
    for _ in range(3):  # titles are remembered from the second time on
        for given in asked:
            same(both, query(SELECTED[selected]), **given)


def test_the_last_title_has_nothing_after_it(both):
    text = (
        "query ($after: String) { titles(last: 1, after: $after) { pageInfo { endCursor hasNextPage } nodes { id } } }"
    )
    end = orjson.loads(same(both, text))["titles"]["pageInfo"]
    assert not end["hasNextPage"]
    assert orjson.loads(same(both, text, after=end["endCursor"]))["titles"]["nodes"] == []


@pytest.mark.parametrize(
    "given", [{"first": 0}, {"first": 101}, {"last": -1}, {"first": 1, "last": 1}, {"after": ""}, {"before": "?"}]
)
def test_what_is_refused_is_left_to_strawberry(given, both):
    assert answers(both, query(SELECTED["values"]), **given).kind == Kind.REFUSED


def test_a_cursor_of_another_order_is_refused(both):
    text = "{ titles(first: 1, orderBy: {field: RELEASE_YEAR}) { pageInfo { endCursor } } }"
    mark = orjson.loads(same(both, text))["titles"]["pageInfo"]["endCursor"]
    assert answers(both, query(SELECTED["values"]), after=mark).kind == Kind.REFUSED


@pytest.mark.parametrize(
    ("arguments", "resolved"),
    [
        ("", False),
        ("first: 2", False),
        ("filter: {minVotes: 1}", True),
        ("filter: null", True),
        ("orderBy: {field: SCORE}", True),
    ],
)
def test_only_the_whole_list_by_name_passes_its_resolver_by(arguments, resolved, both, monkeypatch):
    titles = next(each for each in Query.__strawberry_definition__.fields if each.python_name == "titles")
    asked = []
    resolve = titles.base_resolver.wrapped_func

    async def noted(*given, info, **named):
        asked.append(type(info))
        return await resolve(*given, info=info, **named)

    monkeypatch.setattr(titles.base_resolver, "wrapped_func", noted)
    text = f"{{ titles{f'({arguments})' if arguments else ''} {{ nodes {{ id }} }} }}"
    same(both, text)
    assert (PlainInfo in asked) == resolved
    assert {*asked} - {PlainInfo}  # Strawberry does
