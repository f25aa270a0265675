"""A refusal is told as GraphQL tells errors, with a status and a code."""

import json

from graphql_api.http.refusal import Refusal


def test_a_refusal_is_an_error_without_data():
    response = Refusal(429, "RATE_LIMITED", "Too many, ça va?", {"Retry-After": "3"}, limit=5).response()
    assert response.status_code == 429
    assert json.loads(response.body) == {
        "errors": [{"message": "Too many, ça va?", "extensions": {"code": "RATE_LIMITED", "limit": 5, "retryAfter": 3}}]
    }
    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
    assert (response.headers["Retry-After"], response.headers["Cache-Control"]) == ("3", "no-store")


def test_a_refusal_has_the_media_type_that_was_asked_for():
    response = Refusal(400, "BAD_REQUEST", "no").response("application/graphql-response+json")
    assert response.headers["Content-Type"] == "application/graphql-response+json; charset=utf-8"


def test_its_text_is_its_message():
    assert str(Refusal(400, "BAD_REQUEST", "no")) == "no"
