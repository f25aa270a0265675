"""What GraphQL Cop looks for, each of its findings as a test: there is nothing but what is deliberate.

The package of that name on the registry is an empty placeholder, so what the program asks is asked here, in our words.
"""

import pytest

QUERY = "query cop { __typename }"
MUTATION = "mutation cop { __typename }"
IDE = ("/graphiql", "/playground", "/console", "/graphql")
MARKS = ("graphiql", "playground", "apollo sandbox", "altair")


def asked(service, query):
    return service.post("/graphql", json={"query": query}).json()


def code(content):
    return content["errors"][0]["extensions"]["code"]


# Denial of service


def test_alias_overloading(service):
    content = asked(service, "query cop { " + " ".join(f"alias{number}: __typename" for number in range(101)) + " }")
    assert (code(content), "data" in content) == ("LIMIT_EXCEEDED", False)


def test_batches(service):
    response = service.post("/graphql", json=[{"query": QUERY}] * 10)
    assert (response.status_code, code(response.json())) == (400, "BAD_REQUEST")


def test_directive_overloading(service):
    content = asked(service, "query cop { __typename " + "@aa" * 10 + " }")
    assert code(content) == "GRAPHQL_VALIDATION_FAILED"
    assert len(content["errors"]) < 10  # as many errors as directives are what it takes for a finding


def test_field_duplication(service):
    content = asked(service, "query cop { " + "__typename " * 500 + "}")
    assert (code(content), "data" in content) == ("LIMIT_EXCEEDED", False)


def test_circular_fragments(service):
    content = asked(
        service, "{ __schema { ...A } } fragment A on __Schema { __typename ...B } fragment B on __Schema { ...A }"
    )
    assert (code(content), "data" in content) == ("GRAPHQL_VALIDATION_FAILED", False)


def test_circular_introspection(service):
    content = asked(
        service, "{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }"
    )
    assert (code(content), "data" in content) == ("GRAPHQL_VALIDATION_FAILED", False)


# Requests that a page of another site can have a browser send


def test_queries_in_a_form(service):
    for answer in (service.post("/graphql", data={"query": QUERY}), service.post(f"/graphql?query={QUERY}")):
        assert (answer.status_code, code(answer.json())) == (415, "UNSUPPORTED_MEDIA_TYPE")


def test_mutations_by_get(service):
    answer = service.get("/graphql", params={"query": MUTATION})
    assert "data" not in answer.json()
    assert code(answer.json()) == "GRAPHQL_VALIDATION_FAILED"  # there are no mutations at all


def test_queries_by_get_are_deliberate(service):
    """They change nothing, nobody is logged in by a cookie, and persisted queries by GET can be cached."""
    answer = service.get("/graphql", params={"query": QUERY})
    assert answer.json()["data"] == {"__typename": "Query"}
    assert "set-cookie" not in answer.headers
    assert "access-control-allow-origin" not in answer.headers


# What is told


@pytest.mark.parametrize("query", [QUERY, "qwerty cop { abc }", "{ nothing }", "{ title(id: 1, x: 2) { y } }", "{"])
def test_tracing_and_unhandled_errors(query, service):
    told = service.post("/graphql", json={"query": query}, headers={"apollo-federation-include-trace": "ftv1"})
    assert set(told.json().get("extensions", {})) <= {"cost"}
    for error in told.json().get("errors", ()):
        assert set(error["extensions"]) <= {"code", "limit", "found", "allowed"}
    for word in ("tracing", "exception", "stacktrace", "traceback", "graphql_api", "strawberry"):
        assert word not in told.text.lower()


def test_introspection_is_deliberate(service):
    """The schema is public: it is committed, served as a page, and what clients are built from."""
    assert asked(service, "{ __schema { queryType { name } } }")["data"] == {
        "__schema": {"queryType": {"name": "Query"}}
    }
    assert service.get("/schema.graphql").status_code == 200


def test_suggestions_of_fields_are_deliberate(service):
    """They tell no more than introspection does."""
    assert "Did you mean" in asked(service, "{ titels { totalCount } }")["errors"][0]["message"]


def test_the_ide_is_where_it_is_said_to_be_and_may_be_turned_off(service, guarded):
    """It can do nothing that any client cannot."""
    closed = guarded(ide=False)
    html = {"Accept": "text/html"}
    for path in IDE:
        page = closed.get(path, headers=html)
        assert not any(mark in page.text.lower() for mark in MARKS)
    assert service.get("/playground", headers=html).status_code == 404
    assert service.get("/console", headers=html).status_code == 404
    assert service.get("/graphql").headers["content-type"].startswith("application/json")
