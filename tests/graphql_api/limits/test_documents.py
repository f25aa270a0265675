"""Documents are checked against each limit, and those that pass are remembered up to a bound."""

import json
from dataclasses import replace

import pytest
from graphql import get_introspection_query

from graphql_api.limits.documents import Documents, check_variables
from graphql_api.limits.limits import Limits
from graphql_api.limits.refused import Refused
from graphql_api.schema import schema

LIMITS = Limits()


def documents(remembered_tokens=1_000, **limits):
    return Documents(schema.core, replace(LIMITS, **limits), remembered_tokens)


def refused(work, *arguments):
    """What a client is told: message and extensions of each error."""
    with pytest.raises(Refused) as fault:
        work(*arguments)
    return [(error.message, error.extensions) for error in fault.value.errors]


def over(limit, found, allowed):
    return {"code": "LIMIT_EXCEEDED", "limit": limit, "found": found, "allowed": allowed}


# Limits


@pytest.mark.parametrize(
    ("limit", "text", "name", "found", "what"),
    [
        ({"query_bytes": 256}, "{ __typename }" + "#" * 243, "queryBytes", 257, "bytes of query"),
        ({"query_bytes": 256}, "{ __typename }#" + "é" * 121, "queryBytes", 257, "bytes of query"),
        ({"query_bytes": 256}, "{ __typename }#" + "\ud800" * 81, "queryBytes", 258, "bytes of query"),
        ({"tokens": 50}, f"{{ {'__typename ' * 49} }}", "tokens", "more than 50", "tokens"),
        ({"tokens": 50}, "#\n" * 51 + "{ __typename }", "tokens", "more than 50", "comments"),
        ({"depth": 3}, "{ titles { nodes { platform { id } } } }", "depth", 4, "levels of fields"),
        ({"aliases": 1}, "{ a: __typename b: __typename }", "aliases", 2, "aliases"),
        ({"aliases": 1}, "{ ...F ... { ...F } } fragment F on Query { a: __typename }", "aliases", 2, "aliases"),
        ({"directives": 0}, "{ __typename @skip(if: false) }", "directives", 1, "directives"),
        ({"directives": 0}, "query @nothing { __typename }", "directives", 1, "directives"),
        ({"root_fields": 1}, "{ __typename platforms { id } }", "rootFields", 2, "fields of the root"),
        ({"root_fields": 1}, "{ platforms { id } ... { platforms { name } } }", "rootFields", 2, "fields of the root"),
    ],
)
def test_what_is_over_a_limit_is_told_by_how_much(limit, text, name, found, what):
    ((_, allowed),) = limit.items()
    told = f"The request has {found} {what}; at most {allowed} are answered"
    assert refused(documents(**limit).prepare, text) == [(told, over(name, found, allowed))]


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        ({"query_bytes": 256}, "{ __typename }" + "#" * 242),
        ({"tokens": 50}, f"{{ {'__typename ' * 48} }}"),
        ({"tokens": 50}, "#\n" * 50 + "{ __typename }"),
        ({"depth": 4}, "{ titles { nodes { platform { id } } } }"),
        ({"aliases": 1}, "{ a: __typename }"),
        ({"directives": 1}, "{ __typename @skip(if: false) }"),
        ({"root_fields": 2}, "{ __typename __typename }"),
        ({"list_items": 2}, '{ nodes(ids: ["a", "b"]) { id } }'),
    ],
)
def test_what_is_as_much_as_a_limit_allows_passes(limit, text):
    assert documents(**limit).prepare(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        '{ nodes(ids: ["a", "b", "c"]) { id } }',
        '{ titles(filter: {genre: ["a", "b", "c"]}) { totalCount } }',
        'query($g: [String!] = ["a", "b", "c"]) { titles(filter: {genre: $g}) { totalCount } }',
        '{ ...F } fragment F on Query { nodes(ids: ["a", "b", "c"]) { id } }',
    ],
)
def test_a_list_of_arguments_may_not_be_long_wherever_it_stands(text):
    (told,) = refused(documents(list_items=2).prepare, text)
    assert told == (
        "The request has 3 items in one list of its arguments; at most 2 are answered",
        over("listItems", 3, 2),
    )


def test_each_operation_of_a_document_is_measured():
    text = "query A { __typename } query B { a: __typename b: __typename }"
    assert refused(documents(aliases=1).prepare, text)[0][1] == over("aliases", 2, 1)


@pytest.mark.parametrize(
    "variables",
    [
        {"ids": [1, 2, 3]},
        {"filter": {"genre": ["a", "b", "c"]}},
        {"a": [[1], [2, 3, 4]]},
        {"a": [{"b": {"c": [{}, {}, {}]}}]},
    ],
)
def test_a_list_of_variables_may_not_be_long_wherever_it_stands(variables):
    limits = replace(LIMITS, list_items=2)
    told = "The request has 3 items in one list of its variables; at most 2 are answered"
    assert refused(check_variables, variables, limits) == [(told, over("listItems", 3, 2))]
    check_variables({"a": [1, 2], "b": {"c": {}, "d": None, "e": "text of any length"}}, limits)


def test_variables_may_be_nested_as_deep_as_json_goes():
    nested = json.loads("[" * 900 + "]" * 900)
    check_variables({"a": nested}, LIMITS)


# What is wrong with a document


@pytest.mark.parametrize("text", ["", "{", "{ platforms { id }", "query", "\ud800", "{ a(b: \x00) }", "#"])
def test_what_cannot_be_read_is_told_where(text):
    ((message, extensions),) = refused(documents().prepare, text)
    assert message.startswith("Syntax Error: ")
    assert extensions == {"code": "GRAPHQL_PARSE_FAILED"}


@pytest.mark.parametrize(
    "text",
    [
        "{ nothing }",
        "{ platform { id } }",
        "{ platform(code: NOWHERE) { id } }",
        "query($n: Int) { __typename }",
        "{ platforms }",
        "{ ...F } fragment F on Query { ...F }",
        "{ __typename } { __typename }",
        "mutation { __typename }",
        "subscription { __typename }",
        "type Query { a: Int }",
        '{ title(id: "as1") { ...on Film { id } } }',
    ],
)
def test_what_does_not_fit_the_schema_has_a_code(text):
    for _, extensions in refused(documents().prepare, text):
        assert extensions == {"code": "GRAPHQL_VALIDATION_FAILED"}


def test_no_more_errors_are_told_than_the_limit_says():
    assert len(refused(documents(errors=3).prepare, "{ a b c d e f }")) == 3


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("query A { __typename } query B { __typename }", None, "2 operations; say which in `operationName`"),
        ("query A { __typename }", "B", "no operation named 'B'"),
        ("{ __typename }", "query", "no operation named 'query'"),
        ("fragment F on Query { __typename }", None, ""),
    ],
)
def test_the_operation_that_is_meant_must_be_there(text, name, told):
    def meant():
        documents().prepare(text).operation(name)

    ((message, extensions), *_) = refused(meant)
    assert told in message
    assert extensions["code"] in {"OPERATION_RESOLUTION_FAILURE", "GRAPHQL_VALIDATION_FAILED"}


def test_the_operation_is_the_only_one_or_the_one_that_is_named():
    only = documents().prepare("query A { __typename }")
    assert only.operation(None) is only.operation("A") is only.operation("")
    both = documents().prepare("query A { __typename } query B { platforms { id } }")
    assert both.operation("B").roots == {"platforms": "platforms"}


# What is told of an operation


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{ mine: topActor { count } }", "topActor"),
        ("{ a: platforms { id } b: platforms { name } __typename }", "platforms"),
        ("{ platforms { id } users { id } }", "several"),
        ("{ __typename }", "introspection"),
        ("{ secret: __typename }", "introspection"),
        ("{ __schema { types { name } } }", "introspection"),
        ('{ __schema { types { name } } __type(name: "Title") { name } }', "introspection"),
        ("{ __schema { types { name } } platforms { id } }", "several"),
        (get_introspection_query(), "introspection"),
    ],
)
def test_an_operation_is_called_by_what_it_asks_of_the_root(text, word):
    operation = documents().prepare(text).operation(None)
    # The schema bounds what it may be called: nothing that a client writes is among it.
    assert operation.label == word


# What is remembered


def test_a_document_that_was_prepared_is_known():
    those = documents()
    prepared = those.prepare("{ __typename }")
    assert (those.known("{ __typename }"), len(those)) == (None, 0)
    those.remember(prepared)
    those.remember(prepared)
    assert those.known("{ __typename }") is prepared
    assert (those.known("{ __typename  }"), len(those), those.tokens) == (None, 1, prepared.tokens)


def test_those_unused_for_longest_are_forgotten_first():
    those = documents(remembered_tokens=20)
    first, second, third = (
        those.prepare(text) for text in ("{ __typename }", "{ a: __typename }", "{ b: __typename }")
    )
    assert [first.tokens, second.tokens, third.tokens] == [5, 7, 7]
    those.remember(first)
    those.remember(second)
    assert those.known(first.text)
    those.remember(those.prepare("{ c: __typename platforms { id } }"))
    assert [those.known(each.text) is not None for each in (first, second)] == [True, False]
    those.remember(third)
    assert those.tokens <= 20


def test_a_document_larger_than_all_that_may_be_remembered_is_not():
    those = documents(remembered_tokens=20)
    those.remember(those.prepare("{ __typename }"))
    those.remember(those.prepare(f"{{ {'__typename ' * 30} }}"))
    assert (len(those), those.tokens) == (1, 5)


def test_however_many_documents_come_the_bound_holds():
    those = documents(remembered_tokens=100)
    for number in range(100):
        those.remember(those.prepare(f"{{ a{number}: __typename }}"))
        assert those.tokens <= 100
    assert (len(those), those.tokens) == (14, 98)
