"""Values of variables are read as graphql-core reads them, or not at all."""

from random import Random

import pytest
from graphql import GraphQLError, is_input_type, parse
from graphql.execution.values import get_variable_values
from hypothesis import given
from hypothesis import strategies as st

from graphql_api.engine.unplanned import Unplanned
from graphql_api.engine.variables import Variable, read_all
from graphql_api.schema import schema
from pipeline.store.vocabulary import PlatformCode
from tests.graphql_api.engine.words import WRONG, Values

CORE = schema.core
NAMES = [name for name, kind in CORE.type_map.items() if is_input_type(kind) and not name.startswith("__")]
DEFAULTS = {
    "Int": "7", "Float": "7", "String": '"seven"', "ID": "7", "Boolean": "true", "PlatformCode": "HULU",
    "TitleFilter": '{genre: "drama"}', "IntRange": "{min: 7}", "[ID!]": '["a"]', "[Int]": "7", "DurationRange": "{}",
}  # fmt: skip
MISSING = object()


def definitions(declared):
    (operation,) = parse(f"query ({declared}) {{ __typename }}").definitions
    return operation.variable_definitions


def expected(nodes, given):
    """The values that graphql-core reads; None where it refuses them."""
    found = get_variable_values(CORE, nodes, given)
    return None if isinstance(found, list) else found.coerced


def read(nodes, given):
    """The values that plans get; None where there are none."""
    try:
        return read_all([Variable.of(CORE, node) for node in nodes], given)
    except (Unplanned, GraphQLError):
        return None


@st.composite
def declarations(draw):
    name = draw(st.sampled_from([*NAMES, *(f"[{each}!]" for each in NAMES), "[Int]", "[[Int!]]", "[IntRange]"]))
    nullable = draw(st.booleans())
    default = draw(st.sampled_from(["", "given", *(["null"] if nullable else [])]))
    default = DEFAULTS.get(name, "") if default == "given" else default
    return f"$v: {name}{'' if nullable else '!'}{f' = {default}' if default else ''}"


@given(declaration=declarations(), seed=st.integers(0, 2**32), way=st.sampled_from(["right", "right", "wrong", "none"]))
def test_they_are_as_graphql_core_has_them_or_there_is_no_plan(declaration, seed, way):
    nodes, random = definitions(declaration), Random(seed)
    values = Values(random, {})
    variable = Variable.of(CORE, nodes[0])
    value = {
        "right": lambda: values.right(_kind(nodes[0]), "field", "argument"), "wrong": values.wrong,
        "none": lambda: MISSING,
    }[way]()  # fmt: skip
    given = {"unknown": 1, **({} if value is MISSING else {"v": value})}
    found, wanted = read(nodes, given), expected(nodes, given)
    if found is not None or wanted is None:
        assert found == wanted
        assert repr(found) == repr(wanted)  # 1, 1.0 and true are equal
    else:
        assert way == "wrong", "what fits is read"
    assert variable.name == "v"


def _kind(node):
    from graphql import type_from_ast

    return type_from_ast(CORE, node.type)


@pytest.mark.parametrize("name", [*NAMES, "[ID!]", "[Int]"])
@pytest.mark.parametrize("mark", ["", "!"])
def test_no_odd_value_is_read_that_graphql_core_refuses(name, mark):
    nodes = definitions(f"$v: {name}{mark}")
    for value in WRONG:
        found, wanted = read(nodes, {"v": value}), expected(nodes, {"v": value})
        if found is not None:
            assert repr(found) == repr(wanted), value


@pytest.mark.parametrize(
    ("declared", "given", "wanted"),
    [
        ("$v: Int", {}, {}),
        ("$v: Int", {"v": None}, {"v": None}),
        ("$v: Int = 3", {}, {"v": 3}),
        ("$v: Int = 3", {"v": None}, {"v": None}),
        ("$v: Int = null", {}, {"v": None}),
        ("$v: Float!", {"v": 3}, {"v": 3.0}),
        ("$v: [ID!]", {"v": "as1"}, {"v": ["as1"]}),
        ("$v: PlatformCode!", {"v": "HULU"}, {"v": PlatformCode.HULU}),
        ("$v: PlatformCode = HULU", {}, {"v": PlatformCode.HULU}),
        ("$v: IntRange", {"v": {"min": None}}, {"v": {"min": None}}),
    ],
)
def test_what_is_given_is_read(declared, given, wanted):
    assert read(definitions(declared), given) == wanted == expected(definitions(declared), given)


@pytest.mark.parametrize(
    ("declared", "given"),
    [
        ("$v: Int!", {}),
        ("$v: Int!", {"v": None}),
        ("$v: Int! = 3", {"v": None}),
        ("$v: Int", {"v": True}),
        ("$v: Int", {"v": 2**31}),
        ("$v: Boolean", {"v": 1}),
        ("$v: PlatformCode", {"v": "hulu"}),
        ("$v: PlatformCode", {"v": ["HULU"]}),
        ("$v: [ID!]", {"v": [None]}),
        ("$v: TitleFilter", {"v": {"unknown": 1}}),
        ("$v: TitleFilter", {"v": []}),
    ],
)
def test_what_does_not_fit_is_not(declared, given):
    assert expected(definitions(declared), given) is None
    with pytest.raises(Unplanned):
        read_all([Variable.of(CORE, node) for node in definitions(declared)], given)
