"""Lists, nulls, empties and unions of what is written."""

import orjson
import pytest
from graphql import GraphQLList, GraphQLNonNull, GraphQLObjectType
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api.engine.unplanned import Unplanned
from graphql_api.engine.writing import MANY, composed, objects_of, of_types

THING = GraphQLObjectType("Thing", {})


def written(run, values):
    return [orjson.dumps(value) for value in values]


def nested(depth):
    """A list in lists, all of which may be null, and its type."""
    values, kind = st.one_of(st.none(), st.integers(0, 99)), THING
    for _ in range(depth):
        values, kind = st.one_of(st.none(), st.lists(values, max_size=4)), GraphQLList(kind)
    return st.tuples(st.lists(values, max_size=4), st.just(kind))


@settings(max_examples=50)
@given(drawn=st.integers(0, 3).flatmap(nested))
def test_lists_in_lists_are_cut_up_as_they_were(drawn):
    values, kind = drawn
    assert [*composed(kind, written)(None, values)] == [orjson.dumps(value) for value in values]


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (GraphQLNonNull(THING), [1, None]),
        (GraphQLList(GraphQLNonNull(THING)), [[1], [1, None]]),
        (GraphQLNonNull(GraphQLList(THING)), [None]),
        (GraphQLNonNull(GraphQLList(GraphQLNonNull(THING))), [[None]]),
    ],
)
def test_null_where_none_may_be_is_left_to_strawberry(kind, values):
    with pytest.raises(Unplanned):
        composed(kind, written)(None, values)


KEYS = st.lists(st.from_regex(r"[_A-Za-z][_0-9A-Za-z]{0,5}", fullmatch=True), max_size=4, unique=True)


@given(keys=KEYS, count=st.integers(0, 3 * MANY), single=st.booleans())
def test_objects_hold_their_fields_in_order_however_many_there_are(keys, count, single):
    columns = {key: lambda _, sources, key=key: [b'"%%%b %d"' % (key.encode(), at) for at in sources] for key in keys}
    write, sources = objects_of(columns), list(range(count))
    wanted = [{key: f"%{key} {at}" for key in keys} for at in sources]
    assert [*write(None, sources)] == [*map(orjson.dumps, wanted)]
    lists = composed(GraphQLList(THING), write)
    for cut in (0, count // 2, count):
        some = [wanted[:cut], wanted[cut:]][: 1 if single else 2]
        found = lists(None, [sources[:cut], sources[cut:]][: len(some)])
        assert [*found] == [*map(orjson.dumps, some)]


def test_objects_of_several_types_stay_in_their_places():
    write = of_types({int: lambda _, values: [b"%d" % value for value in values], str: written})
    assert write(None, [1, "a", 2, "b", "c"]) == [b"1", b'"a"', b"2", b'"b"', b'"c"']
    assert write(None, []) == []


def test_an_object_of_another_type_is_left_to_strawberry():
    with pytest.raises(Unplanned):
        of_types({int: written})(None, [1, True])
