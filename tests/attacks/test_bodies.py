"""What is no GraphQL request is told so, in JSON and with a code, whatever it is: never a 5xx."""

import gzip
import json

import pytest

from graphql_api.settings import Settings
from tests.attacks.conftest import post
from tests.attacks.gauges import cpu_seconds

JSON = "application/json"
GOOD = post("{ __typename }")
MOST = Settings().limits.body_bytes

BAD_BODIES = {
    "nothing": b"",
    "null": b"null",
    "a string": b'"x"',
    "a number": b"1",
    "true": b"true",
    "a batch": b"[" + GOOD + b"," + GOOD + b"]",
    "no query": b"{}",
    "a query that is null": b'{"query": null}',
    "a query that is a number": b'{"query": 1}',
    "a query that is a list": b'{"query": ["{ __typename }"]}',
    "variables that are a list": post("{ __typename }", variables=[1]),
    "variables that are a text": post("{ __typename }", variables="{}"),
    "an operation that is an object": post("{ __typename }", operationName={"a": 1}),
    "extensions that are a list": post("{ __typename }", extensions=[]),
    "half of a body": GOOD[:-1],
    "two bodies": GOOD * 2,
    "bytes that are no UTF-8": b'{"query": "{ __typename } # \xff\xfe"}',
    "an overlong form": b'{"query": "{ __typename } # \xc0\xaf"}',
    "half a surrogate pair in UTF-8": b'{"query": "{ __typename } # \xed\xa0\x80"}',
    "half a surrogate pair, escaped": rb'{"query": "{ __typename } # \ud800"}',
    "UTF-16": GOOD.decode().encode("utf-16"),
    "UTF-16 without a mark": GOOD.decode().encode("utf-16-le"),
    "UTF-32": GOOD.decode().encode("utf-32"),
    "two byte order marks": b"\xef\xbb\xbf" * 2 + GOOD,
    "NaN": b'{"query": "{ __typename }", "variables": {"a": NaN}}',
    "Infinity": b'{"query": "{ __typename }", "variables": {"a": -Infinity}}',
    "a number beyond all": b'{"query": "{ __typename }", "variables": {"a": 1e999}}',
    "an integer of 10,000 digits": b'{"query": "{ __typename }", "variables": {"a": ' + b"9" * 10_000 + b"}}",
    "100,000 brackets": b"[" * 100_000,
    "50,000 brackets in a variable": b'{"query": "{ __typename }", "variables": {"a": ' + b"[" * 50_000,
    "40,000 closed brackets": b'{"query": "{ __typename }", "variables": {"a": '
    + b"[" * 40_000
    + b"]" * 40_000
    + b"}}",
    "20,000 objects within objects": b'{"query": "{ __typename }", "variables": ' + b'{"a":' * 20_000,
    "zero bytes": b"\0" * 1_000,
    "compressed": gzip.compress(GOOD),
    "a form": b"query=%7B__typename%7D",
    "XML": b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    "a persisted query that is a text": post(None, extensions={"persistedQuery": "x"}),
    "a persisted query of another version": post(None, extensions={"persistedQuery": {"version": 2}}),
    "a hash that is none": post(None, extensions={"persistedQuery": {"version": 1, "sha256Hash": "x" * 90_000}}),
    "a hash of another query": post(
        "{ __typename }", extensions={"persistedQuery": {"version": 1, "sha256Hash": "a" * 64}}
    ),
}


def code_of(response):
    """The code of the only error of a response that is no answer."""
    content = response.json()
    assert set(content) == {"errors"}
    (error,) = content["errors"]
    assert len(response.content) < 2_000
    assert "Traceback" not in response.text
    return error["extensions"]["code"]


@pytest.mark.parametrize("name", BAD_BODIES)
def test_a_bad_body_is_told_so(name, service):
    response = service.post("/graphql", content=BAD_BODIES[name], headers={"Content-Type": JSON})
    assert (response.status_code, code_of(response)) == (400, "BAD_REQUEST")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"\xef\xbb\xbf" + GOOD, id="a byte order mark"),
        pytest.param(post("{ __typename }", extensions={"clientLibrary": {"name": "x"}}), id="unknown extensions"),
        pytest.param(post("{ __typename }", more=[1]), id="unknown parameters"),
        pytest.param(post("{ __typename }", variables=None, operationName=None, extensions=None), id="nulls"),
        pytest.param(b'{"query": "{ nothing }", "query": "{ __typename }"}', id="one name twice"),
        pytest.param(b" \r\n\t" + GOOD + b"\n", id="white space around it"),
        pytest.param(post("{ __typename }", variables={f"k{n}": n for n in range(6_000)}), id="6,000 variables"),
        pytest.param(post("{ __typename }", variables={"a" * 90_000: 1}), id="a variable with a long name"),
    ],
)
def test_a_harmless_body_is_answered(body, service):
    response = service.post("/graphql", content=body, headers={"Content-Type": JSON})
    assert response.json()["data"] == {"__typename": "Query"}


def test_a_body_may_be_as_long_as_is_said_and_not_longer(service):
    longest = GOOD + b" " * (MOST - len(GOOD))
    headers = {"Content-Type": JSON}
    assert service.post("/graphql", content=longest, headers=headers).status_code == 200
    response = service.post("/graphql", content=longest + b" ", headers=headers)
    assert (response.status_code, code_of(response)) == (413, "PAYLOAD_TOO_LARGE")


@pytest.mark.parametrize(
    "kind",
    [
        None,
        "",
        "text/plain",
        "application/graphql",
        "application/json-evil",
        "application/jsonp",
        "xapplication/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=iso-8859-1",
        "application/json; charset=utf-16",
        "application/json, text/plain",
        "application/json" + ";charset=x" * 2_000,
        "\\x" * 15_000,
    ],
)
def test_another_kind_of_body_is_not_read(kind, service):
    headers = {} if kind is None else {"Content-Type": kind}
    response = service.post("/graphql", content=GOOD, headers=headers)
    assert (response.status_code, code_of(response)) == (415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize(
    "kind",
    [
        "application/json",
        "APPLICATION/JSON",
        "application/json;charset=UTF-8",
        'application/json; charset="utf-8"; a=b',
    ],
)
def test_json_is_read(kind, service):
    assert service.post("/graphql", content=GOOD, headers={"Content-Type": kind}).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "X" * 100])
def test_another_method_is_told_which_there_are(method, service):
    response = service.request(method, "/graphql", content=GOOD, headers={"Content-Type": JSON})
    assert (response.status_code, response.headers["allow"]) == (405, "GET, POST")
    if method != "HEAD":
        assert code_of(response) == "METHOD_NOT_ALLOWED"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("?query={__typename}&query={__typename}", 400),
        ("?query=%FF", 400),
        ("?query=%ED%A0%80", 400),
        ("?query=", 400),
        ("?query={__typename}&variables=[1]", 400),
        ("?query={__typename}&variables={", 400),
        ("?query={__typename}&variables=%7B%22a%22:" + "[" * 9_000, 400),
        ("?query={__typename}&extensions=1", 400),
        ("?query={__typename}" + "&a" * 100, 400),
        ("?" + "&" * 20_000, 400),
        ("?query={__typename}&operationName=Nothing", 200),
        ("?query={__typename}&a=%FF%ZZ", 400),
        ("?query={__typename}&variables=", 200),
        ("?query=%7B__typename%7D%20%23" + "x" * 16_000, 200),
        ("?query=%7B__typename%7D%20%23" + "x" * 60_000, 200),
        ("?query=mutation{a}", 200),
        ("?query=subscription{a}", 200),
    ],
)
def test_whatever_an_address_holds_the_answer_is_json(address, status, service):
    response = service.get(f"/graphql{address}")
    assert response.status_code == status
    assert len(response.content) < 2_000
    assert {"errors"} <= set(response.json()) or set(response.json()) == {"data", "extensions"}


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("text/csv", 406),
        ("application/json;q=0", 406),
        ("application/graphql-response+json;q=0, application/json;q=0, */*;q=0", 406),
        ("*/*", 200),
        ("", 200),
        (",;,;q=,/*;;", 406),
        ("*/*;q=nan", 406),
        ("application/json;q=1e400", 200),
        ("text/event-stream, multipart/mixed, application/json", 200),
        ("application/json," + "," * 30_000, 200),
        ("a/b;q=1," * 4_000, 406),
    ],
)
def test_whatever_is_accepted_is_read_quickly_and_answered_in_json(accept, status, service):
    headers, answers = {"Content-Type": JSON, "Accept": accept}, []
    took = cpu_seconds(lambda _: answers.append(service.post("/graphql", content=GOOD, headers=headers)))
    response = answers[0]
    assert response.status_code == status
    assert took < 0.015
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert json.loads(response.content)


@pytest.mark.parametrize(
    "path",
    [
        "/graphql/",
        "/assets/..%2f..%2fpyproject.toml",
        "/assets/%2e%2e/app.py",
        "/assets/\\..\\app.py",
        "/" + "a" * 9_000,
    ],
)
def test_no_other_path_answers(path, service):
    response = service.get(path, follow_redirects=False)
    assert response.status_code == 404 or response.is_redirect
    assert len(response.content) < 1_000
