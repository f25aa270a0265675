"""No way of asking makes what is dear look cheap: what is let through holds no more than its cost says."""

import pytest

from graphql_api.settings import Settings

MOST = Settings().limits.cost
LISTS = {"T ": "nodes { cast(first: 100) { titles(first: 10) { N } } } ", "N ": "nodes { id } "}
"""What stands in a query for a list that is dear, and for one that is not."""
BY_VARIABLE = "query ($n: Int) { titles(first: $n) { T } }"
IDS = "nodes(ids: $ids) { ... on Actor { titles(first: 100) { N } } }"
PLATFORM = "on Platform { titles(first: 100) { T } }"


def on_condition(declared, directive):
    """What is dear, where a directive says whether it is asked for."""
    return f"query ($b: {declared}) {{ a: __typename titles(first: 100) @{directive}(if: $b) {{ T }} }}"


def named(times, field):
    """A field under so many names."""
    return "{ " + " ".join(f"a{number}: {field}" for number in range(times)) + " }"


REFUSED = {
    "by a variable": (BY_VARIABLE, {"n": 100}),
    "by a default": ("query ($n: Int = 100) { titles(first: $n) { T } }", {}),
    "by a default that is not needed": ("query ($n: Int = 1) { titles(first: $n) { T } }", {"n": 100}),
    "by a number with a point": (BY_VARIABLE, {"n": 100.0}),
    "by a number as a text": (BY_VARIABLE, {"n": "100"}),
    "by a list": (BY_VARIABLE, {"n": [100]}),
    "by more than there may be": (BY_VARIABLE, {"n": 2**31}),
    "by `last`": ("{ titles(last: 100) { T } }", {}),
    "by a small `first` beside a large `last`": ("{ titles(first: 1, last: 100) { T } }", {}),
    "by edges": ("{ titles(first: 100) { edges { node { cast(first: 100) { titles(first: 10) { N } } } } } }", {}),
    "by edges beside nodes": ("{ titles(first: 50) { N edges { node { cast(first: 99) { id } } } } }", {}),
    "by what is taken unless it is said": ("{ titles { nodes { cast { titles { N } } } } }", {}),
    "by null": ("query ($n: Int) { titles(first: $n) { nodes { cast { titles(first: $n) { N } } } } }", {"n": None}),
    "by a fragment": ("{ titles(first: 100) { ...t } } fragment t on TitleConnection { T }", {}),
    "by fragments of an interface": (f'{{ nodes(ids: ["netflix"]) {{ ... on Node {{ ... {PLATFORM} }} }} }}', {}),
    "by a type's fragment in an interface's": (
        f'{{ node(id: "netflix") {{ ...a }} }} fragment a on Node {{ ...b }} fragment b {PLATFORM}',
        {},
    ),
    "by ids": (f"{{ {IDS.replace('$ids', '[' + '1 ' * 100 + ']')} }}", {}),
    "by ids in a variable": (f"query ($ids: [ID!]!) {{ {IDS} }}", {"ids": ["1"] * 100}),
    "by ids in a default": (f"query ($ids: [ID!]! = [{'1 ' * 100}]) {{ {IDS} }}", {}),
    "if a variable holds": (on_condition("Boolean!", "include"), {"b": True}),
    "unless a variable holds": (on_condition("Boolean!", "skip"), {"b": False}),
    "if a default holds": (on_condition("Boolean! = true", "include"), {}),
    "if what is no truth value holds": (on_condition("Boolean!", "include"), {"b": "false"}),
    "if null holds": (on_condition("Boolean! = false", "include"), {"b": None}),
    "under many names": (named(9, "titles(first: 90) { nodes { cast { id } } }"), {}),
    "by people's films": ("{ films(first: 100) { nodes { cast(first: 100) { films(first: 9) { N } } } } }", {}),
    "by suggestions of suggestions": (
        "{ titles(first: 50) { nodes { recommendations(first: 50) { title { recommendations { rank } } } } } }",
        {},
    ),
    "by the same work elsewhere, again and again": (
        "{ titles(first: 100) { nodes { alsoOn { alsoOn { alsoOn { alsoOn { id } } } } } } }",
        {},
    ),
    "by facets of facets": (
        "{ actors(first: 50) { nodes { titles(first: 1) { facets { genres(first: 100) { count } } } } } }",
        {},
    ),
    "by users": ("{ users(first: 100) { recommendations(first: 1) { rank } } }", {}),
    "by introspection": (named(20, "__schema { types { name fields { name args { name } } } }"), {}),
}
LET_THROUGH = {
    "a negative length": (BY_VARIABLE, {"n": -100}),
    "no items": (BY_VARIABLE, {"n": 0}),
    "what is not included": (on_condition("Boolean!", "include"), {"b": False}),
    "many plain values": ("{ titles(first: 100) { nodes " + named(30, "id") + " } }", {}),
    "one repeated object": ("{ titles(first: 100) { nodes { " + "platform { id } " * 9 + " } } }", {}),
    "edges and nodes": ("{ titles(first: 100) { N edges { node { id } cursor } } }", {}),
    "ids": (
        "query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Platform { titles(first: 9) { N } } } }",
        {"ids": ["netflix"] * 100},
    ),
    "one id that is no list": ('{ nodes(ids: "netflix") { id } }', {}),
    "one id in a variable": ("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": "netflix"}),
    "people of people": ("{ titles(first: 9) { nodes { cast(first: 9) { titles(first: 9) { N } } } } }", {}),
    "facets": ("{ titles { facets { platforms { platform { id } } releaseYears { year } genres { value } } } }", {}),
    "suggestions": ("{ titles(first: 9) { nodes { recommendations(first: 9) { title { alsoOn { id } } } } } }", {}),
}


def asked(service, case):
    text, variables = case
    for short, long in LISTS.items():
        text = text.replace(short, long)
    return service.post("/graphql", json={"query": text, "variables": variables}).json()


def size(value):
    """What is in an answer: objects, and a tenth for each plain value."""
    if isinstance(value, dict):
        return 1 + sum(map(size, value.values()))
    if isinstance(value, list):
        return sum(map(size, value))
    return 0.1


@pytest.mark.parametrize("way", REFUSED)
def test_what_is_dear_is_refused_however_it_is_asked(way, service):
    content = asked(service, REFUSED[way])
    (error,) = content["errors"]
    assert error["extensions"]["limit"] == "cost"
    assert error["extensions"]["found"] > error["extensions"]["allowed"] == MOST
    assert "data" not in content


@pytest.mark.parametrize("way", LET_THROUGH)
def test_what_is_let_through_holds_no_more_than_its_cost(way, service):
    content = asked(service, LET_THROUGH[way])
    cost = content["extensions"]["cost"]["requested"]
    assert cost <= MOST
    # The root is no object that anybody asked for.
    assert size(content.get("data") or {}) - 1 <= cost
