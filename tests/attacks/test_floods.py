"""What is remembered of requests is bounded, whatever comes and however often."""

import hashlib
import sys

import pytest

from graphql_api import text as folding
from graphql_api.http.endpoint import Endpoint
from graphql_api.limits.documents import TOKEN_BYTES, Documents
from graphql_api.limits.limits import Limits
from graphql_api.limits.rate import Rate
from graphql_api.limits.traffic import Traffic
from graphql_api.schema import schema

TOKENS = 2_000
QUERY = "{ __typename }"


def endpoint_of(client) -> Endpoint:
    """What answers `/graphql`."""
    return next(route.app for route in client.app.routes if route.path == "/graphql")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{ __typename } # NUMBER " + "x" * 16_000, id="comments"),
        pytest.param("{ __typename } # NUMBER \N{GRINNING FACE}" + "x" * 16_000, id="comments at four bytes a letter"),
        pytest.param("{ __typename }" + " " * 16_000 + "# NUMBER", id="spaces"),
        pytest.param('{ filmScore(title: "NUMBER' + "x" * 16_000 + '") { year } }', id="a long text"),
        pytest.param("{ a: __typename b: __typename c: __typename } # NUMBER", id="short ones"),
    ],
)
def test_documents_that_are_remembered_take_a_bounded_memory(text):
    documents = Documents(schema.core, Limits(), remembered_tokens=TOKENS)
    for number in range(200):
        documents.remember(documents.prepare(text.replace("NUMBER", str(number))))
    texts = sum(sys.getsizeof(text) for text in documents._prepared)
    tokens = sum(prepared.tokens for prepared in documents._prepared.values())
    assert 0 < len(documents) < 200
    assert documents.tokens == tokens <= TOKENS
    assert texts <= TOKENS * TOKEN_BYTES + len(documents) * TOKEN_BYTES


def test_long_texts_are_not_remembered(service):
    before = folding._folded.cache_info().currsize
    for number in range(20):
        asked = {
            "query": "query ($s: String!) { filmScore(title: $s) { year } }",
            "variables": {"s": f"{number}é" * 20_000},
        }
        service.post("/graphql", json=asked)
    assert folding._folded.cache_info().currsize - before < 10
    assert folding._folded.cache_info().maxsize is not None


def test_what_is_refused_is_not_remembered(service):
    documents = endpoint_of(service).execution.documents
    before = len(documents)
    for text in ("{ nothing }", "{", "{ titles(first: 100) { nodes { cast(first: 100) { name } } } }" * 2, "{ a: b }"):
        service.post("/graphql", json={"query": text})
    assert len(documents) == before


def persisted(client, text, **more):
    digest = hashlib.sha256(text.encode()).hexdigest()
    return client.post(
        "/graphql", json={"extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest}}, **more}
    )


def test_persisted_queries_are_bounded_in_number_and_bytes(guarded):
    client = guarded(traffic=Traffic(persisted_entries=5, persisted_bytes=500))
    kept = endpoint_of(client).persisted
    texts = [f"{{ __typename }} # {'x' * 20} {number}" for number in range(20)]
    for text in texts:
        assert persisted(client, text, query=text).status_code == 200
    assert (len(kept), kept.used <= 500) == (5, True)
    assert [persisted(client, text).json()["data"] for text in texts[-5:]] == [{"__typename": "Query"}] * 5
    assert persisted(client, texts[0]).json()["errors"][0]["extensions"]["code"] == "PERSISTED_QUERY_NOT_FOUND"
    for number in range(5):
        text = f"{{ __typename }} # {'x' * 200} {number}"
        persisted(client, text, query=text)
    assert kept.used <= 500


def test_what_is_refused_is_not_persisted(guarded):
    client = guarded()
    for text in ("{ nothing }", "{", "{ titles(first: 1000) { nodes { cast(first: 1000) { name } } } }"):
        persisted(client, text, query=text)
    assert len(endpoint_of(client).persisted) == 0


def asked(client, **headers):
    return client.post("/graphql", json={"query": QUERY}, headers=headers).status_code


def test_who_invents_addresses_is_counted_as_one(guarded):
    client = guarded(rate=Rate(5, "hour"))
    assert [asked(client, **{"X-Forwarded-For": f"192.0.2.{n}"}) for n in range(7)] == [200] * 5 + [429] * 2


def test_behind_a_proxy_what_the_client_wrote_of_its_address_is_not_believed(guarded):
    client = guarded(rate=Rate(5, "hour"), proxies=1)
    answers = [asked(client, **{"X-Forwarded-For": f"192.0.2.{n}, 198.51.100.7"}) for n in range(7)]
    assert answers == [200] * 5 + [429] * 2
    assert asked(client, **{"X-Forwarded-For": "198.51.100.8"}) == 200


@pytest.mark.parametrize("header", ["X-Real-IP", "Forwarded", "CF-Connecting-IP", "X-Client-IP", "True-Client-IP"])
def test_no_other_header_names_a_client(header, guarded):
    client = guarded(rate=Rate(1, "hour"), proxies=1)
    assert [asked(client, **{header: f"for=192.0.2.{n}"}) for n in range(2)] == [200, 429]


def test_who_keeps_to_one_network_is_counted_as_one(guarded):
    client = guarded(rate=Rate(5, "hour"), proxies=1)
    answers = [asked(client, **{"X-Forwarded-For": f"2001:db8:1:2:{n:x}::1"}) for n in range(7)]
    assert answers == [200] * 5 + [429] * 2


def test_bad_requests_count_as_well(guarded):
    client = guarded(rate=Rate(3, "hour"))
    answers = [client.post("/graphql", content=b"{", headers={"Content-Type": "application/json"}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [400] * 3 + [429] * 2


def test_guessing_keys_tells_nothing_of_them(guarded):
    client = guarded(api_keys=("k" * 20,))
    wrong = [client.post("/graphql", json={"query": QUERY}, headers={"X-API-Key": key}) for key in ("x" * 20, "k" * 19)]
    assert {answer.status_code for answer in wrong} == {401}
    assert wrong[0].content == wrong[1].content
    assert asked(client, **{"X-API-Key": "k" * 20}) == 200


def test_guesses_count_as_requests_of_the_address_that_they_come_from(guarded):
    client = guarded(api_keys=("k" * 20,), rate=Rate(2, "hour"))
    wrong = [client.post("/graphql", json={"query": QUERY}, headers={"X-API-Key": f"{n:020}"}) for n in range(3)]
    assert [answer.status_code for answer in wrong] == [401, 401, 429]
    assert asked(client, **{"X-API-Key": "k" * 20}) == 200  # who has a key is not kept out by those who have none
