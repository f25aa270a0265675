"""Titles out of columns are what Strawberry makes of their records."""

import orjson
import pytest
from graphql import get_named_type, is_leaf_type

from graphql_api.engine.columns import Columns
from graphql_api.engine.titles import title_encoders
from graphql_api.schema import schema
from tests.graphql_api.engine.asking import answers, same
from tests.graphql_api.engine.comparing import Comparison, Kind

LEAVES = sorted(
    name for name, each in schema.core.type_map["Title"].fields.items() if is_leaf_type(get_named_type(each.type))
)
LISTS = [
    "cast(first: 2) { id name }",
    "directors { displayName }",
    "alsoOn { id platform { code } }",
    "platform { name }",
]


@pytest.fixture(scope="module")
def both(fitted):
    with Comparison(fitted) as comparison:
        yield comparison


@pytest.fixture(scope="module")
def both_of_many(sampled):
    with Comparison(sampled) as comparison:
        yield comparison


def test_every_single_value_of_titles_is_a_column(fitted):
    assert {*title_encoders()} == {*Columns(fitted, title_encoders()).values}
    assert len(title_encoders()) == len(LEAVES)


@pytest.mark.parametrize("field", [*LEAVES, "__typename", *LISTS])
def test_a_field_of_all_titles_is_the_same(field, both):
    answer = orjson.loads(
        same(both, f"{{ titles(first: 100) {{ nodes {{ {field} }} edges {{ cursor node {{ {field} }} }} }} }}")
    )
    assert len(answer["titles"]["nodes"]) == len(both.snapshot.records)


def test_all_fields_of_many_titles_are_the_same(both_of_many):
    fields = f"{' '.join(LEAVES)} __typename {' '.join(LISTS)}"
    text = "query ($f: TitleOrderField!) { titles(first: 60, orderBy: {field: $f, direction: DESC}) { nodes { %s } } }"
    for order in schema.core.type_map["TitleOrderField"].values:
        same(both_of_many, text % fields, f=order)


def test_titles_in_any_order_and_twice_are_the_same(both):
    ids = ["ns3", "as1", "as10", "as1", "none", "hs2"]
    same(
        both,
        "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Title { displayTitle platform { titleCount } } } }",
        ids=ids,
    )


def test_titles_without_a_field_are_empty_objects(both):
    text = (
        "query ($s: Boolean!) { titles(first: 3) { nodes { id @skip(if: $s) } edges { node { id @skip(if: $s) } } } }"
    )
    assert orjson.loads(same(both, text, s=True))["titles"] == {"nodes": [{}] * 3, "edges": [{"node": {}}] * 3}
    same(both, text, s=False)


@pytest.mark.parametrize("field", ["cast", "directors"])
@pytest.mark.parametrize("first", [0, 101, -1])
def test_a_number_out_of_its_limits_is_left_to_strawberry(field, first, both):
    found = answers(both, f'query ($n: Int!) {{ title(id: "as1") {{ {field}(first: $n) {{ id }} }} }}', n=first)
    assert found.kind == Kind.REFUSED


def test_equal_values_of_columns_are_one_object_and_no_buffer_of_orjson(sampled):
    columns = Columns(sampled, title_encoders())
    assert len({id(each) for each in columns.values["type"]}) == 2
    assert len({id(each) for each in columns.values["rating"]}) == len(set(columns.values["rating"]))
