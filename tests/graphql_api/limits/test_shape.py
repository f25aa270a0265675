"""The shape of a query tells what it asks, and nothing of who asks or whom about."""

import re

import pytest
from graphql import FieldNode, Visitor, parse, print_ast, visit
from hypothesis import given, settings

from graphql_api.limits.shape import LENGTH, shape
from tests.graphql_api.limits.drawn import queries


def shape_of(text):
    return shape(parse(text))


class Renamed(Visitor):
    """Gives each field another alias."""

    def __init__(self):
        super().__init__()
        self.count = 0

    def leave_field(self, node: FieldNode, *_):
        self.count += 1
        return FieldNode(**{key: getattr(node, key) for key in node.keys} | {"alias": self.alias()})

    def alias(self):
        (field,) = parse(f"{{ mine{self.count}: x }}").definitions[0].selection_set.selections
        return field.alias


@settings(deadline=None, max_examples=30)
@given(queries())
def test_names_aliases_and_values_change_no_shape(drawn):
    renamed = re.sub(r"\b([FacvV])(\d+)\b", r"\1x\2", drawn.text)
    otherwise = re.sub(r'"[^"]*"', '"somebody"', renamed)
    document = visit(parse(otherwise), Renamed())
    assert shape(document) == shape_of(drawn.text) == shape_of(print_ast(document))


WRITTEN = "query Mine($u: Int!) { me: user(id: $u) { history(first: 5) { nodes { title { id } } } } }"


@pytest.mark.parametrize(
    "text",
    [
        "query Yours($who: Int!) { user(id: $who) { history(first: 50) { nodes { title { id } } } } }",
        "{ user(id: 17) { h: history(first: 1) { nodes { title { id } } } } }  # the user with number 17",
        "{ user(id: 17) { history(first: 1) { nodes @skip(if: false) { title { id } } } } }",
    ],
)
def test_the_same_question_about_somebody_else_has_the_same_shape(text):
    assert shape_of(text) == shape_of(WRITTEN)


@pytest.mark.parametrize(
    "text",
    [
        WRITTEN.replace("id }", "id type }"),
        WRITTEN.replace("first", "last"),
        WRITTEN.replace("nodes", "edges"),
        WRITTEN.replace("title { id }", "title { ... { id } }"),
        WRITTEN.replace("title { id }", "title { ... on Title { id } }"),
        WRITTEN + " query Other { __typename }",
        WRITTEN + " fragment F on Title { id }",
        WRITTEN + " fragment F on Film { id }",
    ],
)
def test_another_question_has_another_shape(text):
    assert shape_of(text) != shape_of(WRITTEN)


def test_a_shape_is_short_and_stays():
    assert shape_of("{ __typename }") == "8f17f57a0ba7"
    assert re.fullmatch(rf"[0-9a-f]{{{LENGTH}}}", shape_of(WRITTEN))
