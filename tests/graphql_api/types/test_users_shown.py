"""What of users is shown: nothing, numbers and means, or what they rated as well; and none of it is ever logged."""

import logging

import numpy as np
import pytest
from starlette.testclient import TestClient

from graphql_api.app import create_app
from graphql_api.catalogue import verdicts
from graphql_api.catalogue.preference import Answer, Preference
from graphql_api.catalogue.users import Users
from graphql_api.settings import Settings
from graphql_api.visibility import UsersShown
from pipeline.store.vocabulary import VerdictBasis
from tests.graphql_api.asking import answer, execute
from tests.graphql_api.conftest import until

OFF, IDS, HISTORY = UsersShown

VERDICT = "{ user { id } actualScore reasons title { id } }"


async def test_off_no_user_is_shown_anywhere(fitted):
    document = f"""{{
        user(userId: 1) {{ id votes history {{ totalCount }} }}
        users {{ id }}
        node(id: "user:1") {{ id }}
        nodes(ids: ["user:1", "ns1", "user:2"]) {{ id }}
        wouldLike(userId: 1, titleId: "ns1") {VERDICT}
    }}"""
    found = await answer(fitted, document, OFF)
    verdict = found.pop("wouldLike")
    assert found == {"user": None, "users": [], "node": None, "nodes": [None, {"id": "ns1"}, None]}
    assert (verdict["user"], verdict["actualScore"]) == (None, None)


async def test_ids_users_are_shown_but_not_what_they_rated(fitted):
    document = f"""{{
        user(userId: 1) {{ id votes mean recommendations {{ basis reasons title {{ id }} }} }}
        users {{ id }}
        node(id: "user:1") {{ ... on User {{ userId }} }}
        wouldLike(userId: 1, titleId: "ns1") {VERDICT}
    }}"""
    found = await answer(fitted, document, IDS)
    assert (found["user"]["id"], found["user"]["votes"]) == ("user:1", 3)
    assert found["users"] == [{"id": "user:1"}, {"id": "user:2"}, {"id": "user:3"}]
    assert found["node"] == {"userId": 1}
    assert (found["wouldLike"]["user"], found["wouldLike"]["actualScore"]) == ({"id": "user:1"}, None)
    suggested = found["user"]["recommendations"]
    assert suggested
    assert {reason for each in suggested for reason in each["reasons"]} == {"liked by users with the same taste"}


@pytest.mark.parametrize("field", ["user(userId: 1)", 'node(id: "user:1")'])
async def test_a_history_that_is_not_shown_is_forbidden(field, fitted):
    document = f'{{ {field} {{ ... on User {{ history {{ totalCount }} }} }} title(id: "ns1") {{ id }} }}'
    result = await execute(fitted, document, IDS)
    (error,) = result.errors
    assert error.message == "This service does not show what users rated."
    assert error.extensions == {"code": "FORBIDDEN"}
    name = field.partition("(")[0]
    assert (error.path, result.data) == ([name, "history"], {name: None, "title": {"id": "ns1"}})


async def test_history_everything_is_shown(fitted):
    document = f"""{{
        user(userId: 1) {{ history {{ nodes {{ title {{ id }} }} }} recommendations(first: 1) {{ reasons }} }}
        wouldLike(userId: 1, titleId: "ns1") {VERDICT}
    }}"""
    found = await answer(fitted, document, HISTORY)
    assert len(found["user"]["history"]["nodes"]) == 3
    assert found["user"]["recommendations"][0]["reasons"][0].startswith("because you liked Quiet Rain")
    assert found["wouldLike"]["actualScore"] == 4.0


def test_reasons_of_a_verdict_name_alike_titles_only_where_histories_are_shown(monkeypatch, fitted):
    # The biases of this release say nothing of alike titles: here they do.
    said = np.array([0.5, -0.7])
    monkeypatch.setattr(
        Preference,
        "answer",
        lambda *_: Answer(0.4, VerdictBasis.USER_AND_TITLE, 0.6, 0.1, said),
    )
    models = fitted.models
    found = verdicts.judged(models, models.users.place(1), fitted.titles["ds2"].row, 3)
    shown, hidden, off = (verdicts.reasons(fitted, models, found, each) for each in (HISTORY, IDS, OFF))
    assert shown == [
        "liked by the same users: Quiet Rain, which this user gave 4",
        "this user gives 100% of titles 3 or above, all users 75%",
        "liked by the same users: Quiet Rain, which this user gave 4",
        "this title is rated 0.1 points higher than others",
    ]
    assert hidden == [shown[1], shown[3]]
    assert off == ["how this user rates, as far as that is known", shown[3]]


@pytest.fixture(scope="module", params=UsersShown)
def shown_and_served(request, fitted_data):
    # Without kept answers: what is asked twice is worked out twice.
    app = create_app(Settings(data=fitted_data, poll_seconds=3600, users=request.param, response_cache_bytes=0))
    with TestClient(app, raise_server_exceptions=False) as client:
        until(lambda: client.get("/readyz").status_code == 200)
        yield request.param, client


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_service_shows_what_its_settings_say(method, shown_and_served):
    shown, client = shown_and_served
    query = {"query": "{ user(userId: 1) { history { totalCount } } users { userId } }"}
    found = client.get("/graphql", params=query) if method == "get" else client.post("/graphql", json=query)
    users = [] if shown == OFF else [{"userId": 1}, {"userId": 2}, {"userId": 3}]
    user = {"history": {"totalCount": 3}} if shown == HISTORY else None
    assert found.json()["data"] == {"user": user, "users": users}
    codes = [error["extensions"]["code"] for error in found.json().get("errors", [])]
    assert codes == (["FORBIDDEN"] if shown == IDS else [])


def test_the_number_of_a_user_is_never_logged(shown_and_served, caplog, monkeypatch):
    _, client = shown_and_served
    number = 1_234_567_891
    caplog.set_level(logging.DEBUG)
    queries = [
        f"{{ user(userId: {number}) {{ id }} }}",
        f'{{ wouldLike(userId: {number}, titleId: "ns1") {{ lift reasons }} }}',
        f'{{ wouldLike(userId: {number}, titleId: "ns1", threshold: 9) {{ lift }} }}',
        f'{{ node(id: "user:{number}") {{ id }} }}',
        f"{{ user(userId: {number}) {{ nothing }} }}",
    ]

    def ask_all():
        for query in queries:
            client.post("/graphql", json={"query": query})
        variables = {"query": "query($n: Int!) { user(userId: $n) { id } }", "variables": {"n": number}}
        client.post("/graphql", json=variables)

    ask_all()

    def broken(self, number):
        raise RuntimeError("a fault of our own")

    monkeypatch.setattr(Users, "place", broken)  # what is logged of a fault is where it came from
    ask_all()
    ours = [record for record in caplog.records if not record.name.startswith(("httpx", "httpcore", "asyncio"))]
    told = "\n".join(logging.Formatter("%(name)s %(message)s").format(record) for record in ours)
    assert "a fault of our own" in told
    assert str(number) not in told
