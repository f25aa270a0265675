"""Which pages may ask from a browser."""

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from graphql_api.http.cors import with_cors

SANDBOX = "https://studio.apollographql.com"
PREFLIGHT = {
    "Origin": SANDBOX,
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "apollo-require-preflight,content-type,x-api-key",
}


def client(*origins):
    async def application(scope, receive, send):
        response = PlainTextResponse("answered", headers={"Vary": "Accept", "X-Request-Id": "1"})
        await response(scope, receive, send)

    return TestClient(with_cors(application, origins))


def allowing(response):
    return {name: value for name, value in response.headers.items() if name.startswith("access-control")}


def test_apollo_sandbox_may_ask_where_it_is_listed():
    response = client(SANDBOX, "https://example.org").options("/graphql", headers=PREFLIGHT)
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == SANDBOX
    assert response.headers["access-control-allow-methods"] == "GET, POST"
    assert response.headers["access-control-max-age"] == "7200"
    assert "access-control-allow-credentials" not in response.headers
    assert "Origin" in response.headers["vary"]


@pytest.mark.parametrize(
    "header",
    [
        "authorization",
        "apollographql-client-name",
        "apollographql-client-version",
        "x-apollo-operation-name",
        "apollo-federation-include-trace",
        "if-none-match",
    ],
)
def test_what_clients_send_may_be_sent(header):
    asked = PREFLIGHT | {"Access-Control-Request-Headers": header}
    assert client(SANDBOX).options("/graphql", headers=asked).status_code == 200


@pytest.mark.parametrize(
    "changed",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "https://studio.apollographql.com.evil.example"},
        {"Origin": "null"},
        {"Access-Control-Request-Method": "DELETE"},
        {"Access-Control-Request-Headers": "x-other"},
    ],
)
def test_a_preflight_for_anything_else_is_refused(changed):
    response = client(SANDBOX).options("/graphql", headers=PREFLIGHT | changed)
    assert response.status_code == 400
    assert ("access-control-allow-origin" in response.headers) == ("Origin" not in changed)


def test_a_listed_origin_reads_the_answer_and_its_headers():
    response = client(SANDBOX).get("/", headers={"Origin": SANDBOX})
    assert response.headers["access-control-allow-origin"] == SANDBOX
    assert {"ETag", "X-Request-Id", "Retry-After", "RateLimit-Remaining"} <= set(
        response.headers["access-control-expose-headers"].split(", ")
    )
    assert response.headers["vary"] == "Accept, Origin"


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {}])
def test_another_origin_is_not_allowed_to_read(headers):
    response = client(SANDBOX).get("/", headers=headers)
    assert response.text == "answered"
    assert "access-control-allow-origin" not in response.headers
    assert response.headers["vary"] == "Accept, Origin"  # a cache must not give this answer to a listed origin


def test_any_origin_may_be_allowed():
    assert client("*").get("/", headers={"Origin": SANDBOX}).headers["access-control-allow-origin"] == "*"
    assert client("*").options("/", headers=PREFLIGHT).headers["access-control-allow-origin"] == "*"


def test_a_page_of_the_public_network_asks_a_private_one_only_where_it_is_listed():
    asked = PREFLIGHT | {"Access-Control-Request-Private-Network": "true"}
    assert client(SANDBOX).options("/", headers=asked).headers["access-control-allow-private-network"] == "true"
    assert "access-control-allow-private-network" not in client("*").options("/", headers=asked).headers


def test_without_origins_there_is_no_layer():
    assert with_cors(application := PlainTextResponse("ok"), ()) is application
    assert not allowing(client().get("/", headers={"Origin": SANDBOX}))
    assert "vary" in client().get("/").headers
