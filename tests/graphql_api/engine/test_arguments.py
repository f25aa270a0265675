"""The arguments of a field are what Strawberry hands to its resolver."""

from random import Random

import pytest
from graphql import FieldNode, GraphQLError, NameNode, is_object_type, parse
from graphql.execution.values import VariableValues, get_argument_values, get_variable_values
from hypothesis import given
from hypothesis import strategies as st
from strawberry.types.arguments import convert_arguments

from graphql_api.engine.arguments import arguments
from graphql_api.engine.unplanned import Unplanned
from graphql_api.engine.variables import Variable, read_all
from graphql_api.schema import schema
from graphql_api.types.inputs import IntRange, TitleFilter
from pipeline.store.vocabulary import PlatformCode, TitleType
from tests.graphql_api.engine.telling import Telling
from tests.graphql_api.engine.words import Values

FIELDS = {
    f"{kind.name}.{name}": field
    for kind in schema.core.type_map.values()
    if is_object_type(kind) and not kind.name.startswith("__")
    for name, field in kind.fields.items()
    if field.args
}


def by_strawberry(field, definitions, node, given):
    """The arguments that a resolver gets; None where there is an error before."""
    values = get_variable_values(schema.core, definitions, given)
    if not isinstance(values, VariableValues):
        return None
    try:
        coerced = get_argument_values(field, node, values)
    except GraphQLError:
        return None
    declared = field.extensions["strawberry-definition"]
    scalars = schema.schema_converter.scalar_registry
    return convert_arguments(coerced, declared.arguments, scalar_registry=scalars, config=schema.config)


def by_plan(field, definitions, node, given):
    try:
        values = read_all([Variable.of(schema.core, each) for each in definitions], given)
        return arguments(field, field.extensions["strawberry-definition"], node)(values)
    except (Unplanned, GraphQLError):
        return None


@given(path=st.sampled_from(sorted(FIELDS)), seed=st.integers(0, 2**32), wrong=st.sampled_from([0, 0, 0.2]))
def test_they_are_as_strawberry_has_them_or_there_is_no_plan(path, seed, wrong):
    random, field, name = Random(seed), FIELDS[path], NameNode(value=path.split(".")[1])
    telling = Telling(random, Values(random, {}), wrong)
    node = FieldNode(name=name, arguments=telling.arguments(FieldNode(name=name), field.args))
    for _ in range(3):
        given = telling.given({})
        found, wanted = (by(field, telling.definitions, node, given) for by in (by_plan, by_strawberry))
        if found is not None or wanted is None or not wrong:
            assert found == wanted
            assert found is None or repr(sorted(found.items())) == repr(sorted(wanted.items()))  # 1 and 1.0 are equal


def asked(text):
    (operation,) = parse(text).definitions
    (node,) = operation.selection_set.selections
    return FIELDS[f"Query.{node.name.value}"], operation.variable_definitions or (), node


@pytest.mark.parametrize(
    ("text", "given", "wanted"),
    [
        ("{ platformCounts }", {}, {}),
        ("{ platformCounts(platform: null) }", {}, {"platform": None}),
        ("query ($p: PlatformCode) { platformCounts(platform: $p) }", {}, {}),
        ("query ($p: PlatformCode) { platformCounts(platform: $p) }", {"p": None}, {"platform": None}),
        ("query ($p: PlatformCode = HULU) { platformCounts(platform: $p) }", {}, {"platform": PlatformCode.HULU}),
        ("query ($n: Int) { users(first: $n) }", {}, {"first": 10}),
        ("query ($n: Int) { users(first: $n) }", {"n": 3}, {"first": 3}),
        ("query ($a: ID!) { nodes(ids: [$a, \"b\"]) }", {"a": "a"}, {"ids": ["a", "b"]}),
        ("query ($a: [ID!]!) { nodes(ids: $a) }", {"a": "a"}, {"ids": ["a"]}),
        ("{ nodes(ids: \"a\") }", {}, {"ids": ["a"]}),
        (
            "query ($n: Int, $t: TitleType) { titles(filter: {releaseYear: {min: $n, max: 3}, type: $t}) }",
            {"t": "MOVIE"},
            {"filter": TitleFilter(release_year=IntRange(max=3), type=TitleType.MOVIE)},
        ),
    ],
)  # fmt: skip
def test_what_is_left_out_null_or_a_default_is_told_apart(text, given, wanted):
    assert by_plan(*asked(text), given) == by_strawberry(*asked(text), given) == wanted


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("query ($n: Int) { users(first: $n) }", {"n": None}),
        ("query ($t: DurationType) { titles(filter: {duration: {type: $t}}) }", {"t": None}),
        ("query ($a: ID) { nodes(ids: [$a]) }", {"a": None}),
        ("query ($a: ID) { nodes(ids: [$a]) }", {}),
    ],
)
def test_null_where_none_may_be_is_left_to_strawberry(text, given):
    assert by_strawberry(*asked(text), given) is None
    assert by_plan(*asked(text), given) is None
