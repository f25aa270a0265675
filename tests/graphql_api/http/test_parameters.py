"""What a request asks is read from a body or an address, and whatever else comes is refused in words."""

import json
from contextlib import suppress
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphql_api.http.parameters import Parameters, check_content_type, from_get, from_post
from graphql_api.http.refusal import Refusal

ASKED = {"query": "{ a }", "variables": {"a": [1, "é"]}, "operationName": "A", "extensions": {"b": None}}
READ = Parameters("{ a }", {"a": [1, "é"]}, "A", {"b": None})


def refused(read, given):
    with pytest.raises(Refusal) as fault:
        read(given)
    assert (fault.value.status, fault.value.code) == (400, "BAD_REQUEST")
    return fault.value.message


def address(**parameters):
    return urlencode(parameters).encode()


# By POST


@pytest.mark.parametrize("text", [json.dumps(ASKED), json.dumps(ASKED, ensure_ascii=False, indent=2)])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_body_says_what_is_asked(text, mark):
    assert from_post(mark + text.encode()) == READ


@pytest.mark.parametrize(
    "more", [{}, {"variables": None}, {"operationName": None}, {"operationName": ""}, {"extensions": None}, {"id": 7}]
)
def test_what_is_null_or_unknown_is_as_good_as_left_out(more):
    assert from_post(json.dumps({"query": "{ a }", **more}).encode()) == Parameters("{ a }")


def test_a_query_may_be_left_to_its_hash():
    assert from_post(b'{"extensions": {"persistedQuery": {}}}').query is None
    assert from_post(b'{"query": null}').query is None
    assert from_post(b'{"query": ""}').query == ""


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"null", "null"),
        (b"true", "true or false"),
        (b"7", "a number"),
        (b"7.5", "a number"),
        (b'"query"', "a string"),
    ],
)
def test_a_body_that_is_no_object_is_refused(body, what):
    assert refused(from_post, body) == f"The body is {what}; it must be an object with `query`"


def test_a_batch_is_refused():
    told = "The body is a list; batches are not answered, send one request after the other"
    assert refused(from_post, b'[{"query": "{ a }"}]') == told


KINDS = {"null": None, "true or false": True, "a number": 1, "a string": "a", "a list": [], "an object": {}}


@pytest.mark.parametrize("what", ["true or false", "a number", "a list", "an object"])
@pytest.mark.parametrize("name", ["query", "operationName"])
def test_what_must_be_a_string_is_refused_as_anything_else(name, what):
    body = json.dumps({name: KINDS[what]}).encode()
    assert refused(from_post, body) == f"`{name}` is {what}; it must be a string or null"


@pytest.mark.parametrize("what", ["true or false", "a number", "a string", "a list"])
@pytest.mark.parametrize("name", ["variables", "extensions"])
def test_what_must_be_an_object_is_refused_as_anything_else(name, what):
    body = json.dumps({"query": "{ a }", name: KINDS[what]}).encode()
    assert refused(from_post, body) == f"`{name}` is {what}; it must be an object or null"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"query={a}",
        b'{"query": "\xff"}',
        b'{"query": "{ a }"} {}',
        b'{"query": NaN}',
        b'{"variables": {"a": Infinity}}',
        b'{"query": "\n"}',
        json.dumps(ASKED).encode("utf-16"),
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xef\xbb\xbf\xef\xbb\xbf{}",
    ],
    ids=lambda body: repr(body[:20]),
)
def test_what_is_no_json_in_utf_8_is_refused_without_repeating_it(body):
    message = refused(from_post, body)
    assert message.startswith("The body is not JSON in UTF-8: ")
    assert len(message) < 150


def test_a_long_number_is_read():
    for digits in ("9" * 10_000, f"-{'9' * 10_000}", f"1e{'9' * 100}"):
        body = f'{{"query": "{{ a }}", "variables": {{"n": {digits}}}}}'.encode()
        with suppress(Refusal):
            assert from_post(body).query == "{ a }"


@given(st.binary(max_size=60) | st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists))
def test_any_body_is_read_or_refused(body):
    if not isinstance(body, bytes):
        body = json.dumps(body).encode()
    with suppress(Refusal):
        assert isinstance(from_post(body), Parameters)


# The type of a body


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "Application/JSON",
        "application/json; charset=utf-8",
        'application/json;charset="UTF-8"',
        "application/json; charset=utf8; x=y",
        " application/json ;",
    ],
)
def test_json_in_utf_8_is_taken(content_type):
    check_content_type(content_type)


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/graphql",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonp",
        "application/json; charset=utf-16",
        "application/json; charset=utf-8; charset=latin-1",
        "application/json, text/plain",
        ";",
    ],
)
def test_another_type_is_refused(content_type):
    with pytest.raises(Refusal) as fault:
        check_content_type(content_type)
    assert (fault.value.status, fault.value.code) == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert fault.value.headers == {"Accept-Post": "application/json"}
    assert fault.value.message == f"`Content-Type` is {content_type!r}; it must be application/json, in UTF-8"


@pytest.mark.parametrize("content_type", [None, ""])
def test_no_type_is_refused(content_type):
    with pytest.raises(Refusal, match="`Content-Type` is not given"):
        check_content_type(content_type)


def test_a_long_type_is_not_repeated_whole():
    with pytest.raises(Refusal) as fault:
        check_content_type("x" * 30_000)
    assert len(fault.value.message) < 200


# By GET


def test_an_address_says_what_is_asked():
    given = ASKED | {name: json.dumps(ASKED[name]) for name in ("variables", "extensions")}
    assert from_get(address(**given)) == READ


@pytest.mark.parametrize("more", ["", "&variables=", "&operationName=", "&extensions=", "&variables=null", "&utm=1&a"])
def test_what_is_empty_or_unknown_in_an_address_is_as_good_as_left_out(more):
    assert from_get(f"query={quote('{ a }')}{more}".encode()) == Parameters("{ a }")


def test_an_address_without_a_query_asks_for_none():
    assert from_get(b"") == from_get(b"query=") == Parameters()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (b"query=%ff", "The address is not UTF-8; percent-encode it as UTF-8"),
        (b"query=%ed%a0%80", "The address is not UTF-8; percent-encode it as UTF-8"),
        ("query=é".encode(), "The address is not UTF-8; percent-encode it as UTF-8"),
        (b"query=a&query=b", "The address has `query` twice; give it once"),
        (b"query=a&variables={}&variables={}", "The address has `variables` twice; give it once"),
        (b"&".join([b"a=1"] * 101), "The address has more than 100 parameters"),
        (b"query=a&variables=[]", "`variables` is a list; it must be an object or null"),
        (b"query=a&variables=7", "`variables` is a number; it must be an object or null"),
        (b"query=a&extensions=%22%22", "`extensions` is a string; it must be an object or null"),
    ],
)
def test_an_address_that_cannot_be_understood_is_refused(given, told):
    assert refused(from_get, given) == told


@pytest.mark.parametrize("name", ["variables", "extensions"])
def test_json_in_an_address_is_json(name):
    assert refused(from_get, f"query=a&{name}={{".encode()).startswith(
        f"`{name}` in the address is not JSON in UTF-8: "
    )


@given(st.binary(max_size=60) | st.text(alphabet='query=variables&{}%+ab1[]"', max_size=60).map(str.encode))
def test_any_address_is_read_or_refused(given):
    with suppress(Refusal):
        assert isinstance(from_get(given), Parameters)
