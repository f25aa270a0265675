"""Each single value is written as graphql-core and orjson write it, or not at all."""

import math
from datetime import UTC, date, datetime

import orjson
import pytest
from graphql import (
    GraphQLBoolean,
    GraphQLError,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLString,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)
from hypothesis import assume, example, given
from hypothesis import strategies as st

from graphql_api.engine.leaves import NULL, encoder
from graphql_api.engine.unplanned import Unplanned
from graphql_api.schema import schema
from pipeline.store.vocabulary import DurationType, PlatformCode, TitleType

BUILT_IN = (GraphQLInt, GraphQLFloat, GraphQLString, GraphQLID, GraphQLBoolean)
SINGLE = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(max_size=3), st.just(object()),
    st.sampled_from([*PlatformCode, *TitleType, *DurationType]), st.integers(-(2**31) - 2, 2**31 + 2),
)  # fmt: skip
VALUES = st.one_of(SINGLE, st.lists(SINGLE, max_size=3), st.lists(st.text(), max_size=3))
CORE = schema.core.type_map
KINDS = [
    *BUILT_IN, *map(GraphQLNonNull, BUILT_IN), *map(GraphQLList, BUILT_IN),
    *(GraphQLNonNull(GraphQLList(GraphQLNonNull(kind))) for kind in BUILT_IN),
    *(CORE[name] for name in ("PlatformCode", "TitleType", "DurationType")), GraphQLNonNull(CORE["PlatformCode"]),
]  # fmt: skip


def written(kind, value):
    """What graphql-core makes of a value, as orjson writes it.

    Raises:
        GraphQLError: it makes nothing of it.
        TypeError: nor does orjson.
    """
    return orjson.dumps(completed(kind, value))


def completed(kind, value):
    if is_non_null_type(kind):
        if value is None:
            raise GraphQLError("null")
        return completed(kind.of_type, value)
    if value is None:
        return None
    if is_list_type(kind):
        if not isinstance(value, list):
            raise GraphQLError("no list")
        return [completed(kind.of_type, each) for each in value]
    return kind.coerce_output_value(value)


@given(kind=st.sampled_from(KINDS), value=VALUES)
@example(GraphQLInt, True)
@example(GraphQLInt, 2**31)
@example(GraphQLFloat, math.nan)
@example(GraphQLFloat, -0.0)
@example(GraphQLFloat, 10**400)
@example(GraphQLFloat, 2**53 + 1)
@example(GraphQLString, "\ud800")
@example(GraphQLID, 7)
@example(CORE["PlatformCode"], "netflix")
def test_a_value_is_written_as_it_always_is_or_not_at_all(kind, value):
    assume(value is None or isinstance(value, list) == is_list_type(get_nullable_type(kind)))
    try:
        found = encoder(kind)(value)
    except (Unplanned, TypeError, OverflowError):
        return
    assert found == written(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (GraphQLInt, 2**31 - 1),
        (GraphQLInt, -(2**31)),
        (GraphQLFloat, 0.1),
        (GraphQLFloat, 5e-324),
        (GraphQLFloat, 1.7976931348623157e308),
        (GraphQLFloat, 3),
        (GraphQLString, 'a "quoted" \\ \N{GRINNING FACE}\n'),
        (GraphQLString, ""),
        (GraphQLBoolean, False),
        (GraphQLInt, None),
        (GraphQLNonNull(GraphQLList(GraphQLNonNull(GraphQLString))), []),
        (GraphQLNonNull(GraphQLList(GraphQLNonNull(GraphQLString))), ["a", '"']),
        (GraphQLList(GraphQLInt), [1, None]),
        (CORE["PlatformCode"], PlatformCode.NETFLIX),
        (CORE["Date"], date(2021, 9, 25)),
        (CORE["DateTime"], datetime(2021, 9, 25, 14, 5, tzinfo=UTC)),
        (GraphQLNonNull(CORE["Date"]), date(999, 1, 1)),
    ],
)
def test_what_resolvers_answer_is_written(kind, value):
    assert encoder(kind)(value) == written(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (GraphQLInt, True),
        (GraphQLInt, 1.0),
        (GraphQLInt, 2**31),
        (GraphQLInt, -(2**31) - 1),
        (GraphQLInt, "1"),
        (GraphQLFloat, math.nan),
        (GraphQLFloat, math.inf),
        (GraphQLFloat, 2**53 + 1),
        (GraphQLFloat, True),
        (GraphQLFloat, "1"),
        (GraphQLString, 1),
        (GraphQLString, TitleType.MOVIE),
        (GraphQLID, 1),
        (GraphQLBoolean, 1),
        (GraphQLBoolean, None),
        (CORE["PlatformCode"], "NETFLIX"),
        (CORE["PlatformCode"], TitleType.MOVIE),
        (CORE["Date"], None),
        (GraphQLNonNull(GraphQLList(GraphQLNonNull(GraphQLString))), ("a",)),
        (GraphQLNonNull(GraphQLList(GraphQLNonNull(GraphQLString))), ["a", None]),
    ],
)
def test_what_the_schema_would_convert_or_refuse_is_not_written(kind, value):
    with pytest.raises(Unplanned):
        encoder(kind if is_non_null_type(kind) else GraphQLNonNull(kind))(value)


def test_every_single_value_of_the_schema_has_its_way():
    kinds = [kind for name, kind in CORE.items() if is_leaf_type(kind) and not name.startswith("__")]
    assert len(kinds) > len(BUILT_IN)
    for kind in kinds:
        assert encoder(kind)(None) is NULL
