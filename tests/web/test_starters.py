"""Every tab that GraphiQL begins with is a question that is answered. These tests need no browser."""

import pytest
from graphql import build_schema, parse, validate
from starlette.testclient import TestClient

from graphql_api.app import create_app
from graphql_api.settings import Settings
from tests.graphql_api.conftest import until
from tests.web.starters import EXAMPLES, STARTERS, WEB

QUESTIONS = [
    "maxDuration", "scoreCounts", "platformCounts", "topActor", "search", "recommendations", "wouldLike",
    "filmsReleasedInMonth", "filmsReleasedOnWeekday", "filmScore", "filmVotes", "actorReturn", "directorReturn",
    "filmRecommendations", "ratingCount", "countryCount",
]  # fmt: skip
SMALL = {
    "text": "rain", "titleId": "ns1", "userId": 1, "film": "Paper Boats", "actor": "Tom Oak", "director": "Ada Bell",
}  # fmt: skip
"""What of the small catalogue the page would take for the variables."""


SCHEMA = build_schema((WEB.parents[2] / "schema.graphql").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def post(fitted_data):
    with TestClient(create_app(Settings(data=fitted_data))) as client:
        until(lambda: client.get("/readyz").status_code == 200)
        yield lambda query, variables=None: client.post(
            "/graphql", json={"query": query, "variables": variables}
        ).json()


def test_there_is_one_for_every_question_of_the_brief():
    assert [starter.operation.selection_set.selections[0].name.value for starter in STARTERS] == QUESTIONS


@pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.name)
def test_a_starter_says_what_it_asks_and_has_the_variables_that_it_declares(starter):
    assert starter.query.startswith("# ")
    assert validate(SCHEMA, parse(starter.query)) == []
    assert {each.variable.name.value for each in starter.operation.variable_definitions or ()} == set(starter.variables)


@pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.name)
def test_a_starter_is_answered_with_something(starter, post):
    variables = {name: SMALL.get(name, value) for name, value in starter.variables.items()}
    answer = post(starter.query, variables)
    assert "errors" not in answer
    (field,) = answer["data"].values()
    assert field not in (None, [])


@pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.name)
def test_with_the_values_that_stand_beside_it_a_starter_is_no_error_either(starter, post):
    assert "errors" not in post(starter.query, starter.variables)


def test_the_values_that_the_page_takes_are_there_to_be_taken(post):
    data = post(EXAMPLES, {})["data"]
    film = data["films"]["nodes"][0]
    assert data["titles"]["nodes"][0]["id"] == "as1"  # rated most often
    assert (film["title"], film["cast"][0], film["directors"][0]) == (
        "Paper Boats",
        {"displayName": "Ana Ruiz"},
        {"displayName": "Ada Bell"},
    )
    assert data["users"] == [{"userId": 1}]
    taken = (WEB / "examples.ts").read_text(encoding="utf-8")
    assert all(f"{name}:" in taken for name in SMALL)
