"""What the walk over a document finds: the same as following every fragment, in a time that does not explode."""

import time

import pytest
from graphql import parse
from hypothesis import given, settings

from graphql_api.limits.measure import operations
from graphql_api.limits.prices import INTROSPECTION_DIVIDED as DIVIDED
from graphql_api.limits.prices import PAGE, SURCHARGES, VALUE_LIST, VALUES
from graphql_api.schema import schema
from tests.graphql_api.limits.drawn import queries
from tests.graphql_api.limits.naive import Held


def measured(text):
    (operation,) = operations(schema.core, parse(text))
    return operation


def cost(text, **variables):
    return measured(text).cost(variables)


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(queries(numbers=(-1, 0, 1, 7, 100, 4_000)))
def test_the_walk_finds_what_following_every_fragment_finds(drawn):
    operation, held = measured(drawn.text), Held(parse(drawn.text), drawn.variables)
    found = operation.measure
    assert (found.depth, found.aliases, found.directives) == (held.depth, held.aliases, held.directives)
    assert operation.measure.weight.cost(held.values, {}).fixed == held.tenths


# Depth


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("{ __typename }", 1),
        ("{ platforms { id } }", 2),
        ("{ titles { nodes { cast { name } } } }", 4),
        ("{ titles { ... on TitleConnection { ... { nodes { ...T } } } } } fragment T on Title { cast { name } }", 4),
        # What is asked of the schema itself has a limit of graphql-core's own.
        ("{ __schema { types { fields { type { ofType { ofType { name } } } } } } }", 1),
    ],
)
def test_depth_is_of_fields_and_not_of_fragments(text, depth):
    assert measured(text).measure.depth == depth


# Fragments that spread fragments


def doubling(times, first="platforms { id }"):
    """Fragments of which each spreads the next one twice."""
    fragments = [f"fragment F{at} on Query {{ ...F{at + 1} ...F{at + 1} }}" for at in range(times)]
    return f"{{ ...F0 }} {' '.join(fragments)} fragment F{times} on Query {{ a: {first} }}"


def test_what_fragments_repeat_counts_as_often_as_it_is_spread():
    operation = measured(doubling(40))
    assert operation.measure.aliases == 2**40
    assert operation.cost({}) == 2**40 * 44 // 10 + 1  # four platforms with a value each


@pytest.mark.parametrize("times", [40, 100])
def test_fragments_that_double_take_no_longer_than_others(times):
    document = parse(doubling(times))
    started = time.process_time()
    (operation,) = operations(schema.core, document)
    operation.cost({})
    assert time.process_time() - started < 0.05


@pytest.mark.parametrize(
    "text",
    [
        "{ ...A } fragment A on Query { ...A }",
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A }",
        "{ ...Nothing platforms { id } }",
        "{ nothing { at { all } } platforms(first: 3) { ... on Nobody { id } } }",
    ],
)
def test_what_does_not_fit_the_schema_is_measured_all_the_same(text):
    assert measured(text).cost({}) >= 0


def test_a_long_chain_of_fragments_is_walked():
    chain = [f"fragment F{at} on Query {{ ...F{at + 1} }}" for at in range(2_000)]
    text = f"{{ ...F0 }} {' '.join(chain)} fragment F2000 on Query {{ __typename }}"
    assert measured(text).measure.depth == 1


# Cost


TITLES = 10 + SURCHARGES["Platform.titles"] * 10


@pytest.mark.parametrize(
    ("text", "tenths"),
    [
        ("{ __typename }", 1),
        ("{ platforms { id name } }", 4 * 12),
        ("{ title(id: 1) { id title genres } }", 10 + 2 + VALUE_LIST),
        ("{ title(id: 1) { cast { name } } }", 10 + 20 * 11),
        ("{ title(id: 1) { cast(first: 3) { name } } }", 10 + 3 * 11),
        ("{ platform(code: HULU) { titles { totalCount } } }", TITLES + 11),
        ("{ platform(code: HULU) { titles { nodes { id } } } }", TITLES + 10 + PAGE * 11),
        ("{ platform(code: HULU) { titles(first: 2) { nodes { id } } } }", TITLES + 10 + 2 * 11),
        (
            "{ platform(code: HULU) { titles(last: 2) { edges { cursor node { id } } } } }",
            TITLES + 10 + 2 * (11 + 11),
        ),
        ("{ platform(code: HULU) { titles(first: 0) { nodes { id } } } }", TITLES + 10),
        ('{ nodes(ids: ["a", "b"]) { id } }', 2 * 11),
        ("{ __schema { types { name } } }", SURCHARGES["Query.__schema"] * 10 + (10 + 80 * 11) // DIVIDED),
        ('{ film(id: "film:1") { overview title } }', 10 + VALUES["Film.overview"] + 1),
        ("{ platform(code: HULU) { titles(filter: {}) { totalCount } } }", TITLES + 11 + 300),
        ('{ platform(code: HULU) { titles(filter: {text: "a"}) { totalCount } } }', TITLES + 11 + 2_800),
        ("{ platform(code: HULU) { titles(filter: null) { totalCount } } }", TITLES + 11),
    ],
)
def test_an_object_costs_one_and_ten_values_one_more(text, tenths):
    assert measured(text).measure.weight.cost({}, {}).fixed == tenths
    assert cost(text) == -(-tenths // 10)


PLATFORM = SURCHARGES["Platform.titles"] + 2


@pytest.mark.parametrize(
    ("first", "items"),
    [
        (0, 0),
        (7, 7),
        (100, 100),
        (-5, 0),
        (10**30, 100),
        (5.0, 5),
        (float("inf"), 100),
        ("5", 100),
        ([5], 100),
        ({}, 100),
    ],
)
def test_a_variable_that_says_how_many_counts_at_most_as_the_longest_list(first, items):
    text = "query($n: Int) { platform(code: HULU) { titles(first: $n) { nodes { cast(first: 1) { __typename } } } } }"
    assert cost(text, n=first) == -(-(PLATFORM * 10 + items * 21) // 10)


@pytest.mark.parametrize(
    ("declared", "values", "items"),
    [
        ("$n: Int", {}, PAGE),
        ("$n: Int", {"n": None}, PAGE),
        ("$n: Int = 3", {}, 3),
        ("$n: Int = 3", {"n": 9}, 9),
        ("$n: Int = 3", {"n": None}, PAGE),
        ("$n: Int = null", {}, PAGE),
        pytest.param(f"$n: Int = {'9' * 5_000}", {}, 100, id="huge"),
    ],
)
def test_a_default_counts_where_nothing_is_given(declared, values, items):
    text = f"query({declared}) {{ platform(code: HULU) {{ titles(first: $n) {{ nodes {{ platform {{ id }} }} }} }} }}"
    assert cost(text, **values) == -(-(PLATFORM * 10 + items * 21) // 10)


def test_the_more_of_first_and_last_counts():
    text = "{ platform(code: HULU) { titles(first: 1, last: 50) { nodes { platform { id } } } } }"
    assert cost(text) == PLATFORM + 50 * 21 // 10


@pytest.mark.parametrize(("ids", "tenths"), [([], 0), (["a"], 11), (["a"] * 30, 330), ("a", 11), (None, 110), (7, 11)])
def test_ids_in_a_variable_are_counted(ids, tenths):
    assert cost("query($i: [ID!]!) { nodes(ids: $i) { id } }", i=ids) == -(-tenths // 10)


@pytest.mark.parametrize(
    ("directive", "value", "answered"),
    [
        ("@include(if: $c)", True, True),
        ("@include(if: $c)", False, False),
        ("@skip(if: $c)", True, False),
        ("@skip(if: $c)", False, True),
        # In doubt it costs.
        ("@include(if: $c)", "no", True),
        ("@include(if: $c)", None, True),
        ("@include(if: false)", False, True),
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "query($c: Boolean!) {{ platforms {0} {{ id }} }}",
        "query($c: Boolean!) {{ ... {0} {{ platforms {{ id }} }} }}",
        "query($c: Boolean!) {{ ...P {0} }} fragment P on Query {{ platforms {{ id }} }}",
    ],
)
def test_what_a_variable_leaves_out_costs_nothing(text, directive, value, answered):
    assert cost(text.format(directive), c=value) == (5 if answered else 0)


# The fields of the root


@pytest.mark.parametrize(
    ("text", "roots"),
    [
        ("{ platforms { id } a: platforms { id } platforms { name } }", {"platforms": "platforms", "a": "platforms"}),
        ("{ ...R } fragment R on Query { ... { b: users { id } } ...R }", {"b": "users"}),
        ("query { titles { nodes { id } } __typename }", {"titles": "titles", "__typename": "__typename"}),
    ],
)
def test_fields_of_the_root_are_those_that_are_answered(text, roots):
    assert measured(text).roots == roots


FILTERED = "query ($f: TitleFilter) { platform(code: HULU) { titles(filter: $f) { totalCount } } }"


@pytest.mark.parametrize(
    ("variables", "price"),
    [
        ({}, 0),
        ({"f": None}, 0),
        ({"f": {"genre": ["drama"]}}, 30),
        ({"f": {"text": "a"}}, 280),
        ({"f": "no filter"}, 280),
    ],
)
def test_what_a_filter_costs_is_looked_up_in_its_variable(variables, price):
    assert cost(FILTERED, **variables) - cost(FILTERED) == price


@pytest.mark.parametrize(("default", "price"), [('{genre: ["drama"]}', 30), ('{text: "a"}', 280), ("null", 0)])
def test_what_a_filter_costs_is_looked_up_in_the_default_of_its_variable(default, price):
    assert cost(FILTERED.replace("TitleFilter", f"TitleFilter = {default}")) - cost(FILTERED) == price
