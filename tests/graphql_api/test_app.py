"""The service over HTTP: each route, before there is a release and after."""

import asyncio
import json
import logging
import threading
from contextlib import asynccontextmanager
from urllib.parse import quote

import httpx2
import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from graphql_api.app import application, create_app
from graphql_api.catalogue import questions
from graphql_api.schema import printed
from graphql_api.settings import Settings
from pipeline.store.releases import activate
from tests.graphql_api import waiting
from tests.graphql_api.conftest import until

VERSION = "X-Dataset-Version"


def post(client, query, **body):
    return client.post("/graphql", json={"query": query, **body})


def data(response):
    """What is answered, of an answer without errors."""
    assert "errors" not in response.json()
    return response.json()["data"]


# Before the first release


def test_it_is_alive_before_it_has_data(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"alive": True})


def test_it_is_not_ready_before_it_has_data(client):
    until(lambda: client.get("/readyz").json()["reason"] != "loading")
    response = client.get("/readyz")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "2")
    told = {"ready": False, "reason": "no release could be loaded; see the log", "refresh": None}
    assert response.json() == told


@pytest.mark.parametrize(
    "ask", [lambda client: client.get("/graphql?query={__typename}"), lambda client: post(client, "{")]
)
def test_questions_before_it_has_data_are_told_to_come_again(ask, client):
    response = ask(client)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "2")
    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
    told = {"code": "NOT_READY", "retryAfter": 2}
    assert response.json()["errors"] == [
        {"message": "No release is being served yet; try again soon.", "extensions": told}
    ]


def test_the_page_and_the_schema_do_not_wait_for_data(client, unbuilt):
    assert "There is nothing to answer from yet" in client.get("/").text
    assert client.get("/schema.graphql").text == printed()


# Questions


def test_a_query_by_post(served, small):
    response = post(served, "{ platformCounts(platform: HULU) { count } }")
    assert (response.status_code, data(response)) == (200, {"platformCounts": [{"count": 3}]})
    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
    assert response.headers[VERSION] == small.manifest.version
    assert "X-Model-Version" not in response.headers


def test_a_query_by_post_with_variables_and_an_operation_name(served):
    response = post(
        served,
        "query A { __typename } query B($id: ID!) { title(id: $id) { displayTitle } }",
        variables={"id": "as2"},
        operationName="B",
    )
    assert data(response) == {"title": {"displayTitle": "Écume"}}


def test_a_query_by_get(served, small):
    query, variables = quote("query($id: ID!) { title(id: $id) { id } }"), quote(json.dumps({"id": "as2"}))
    response = served.get(f"/graphql?query={query}&variables={variables}")
    assert (response.status_code, data(response)) == (200, {"title": {"id": "as2"}})
    assert response.headers[VERSION] == small.manifest.version


def test_answers_are_utf_8(served):
    assert "Écume".encode() in post(served, '{ title(id: "as2") { displayTitle } }').content


def test_the_path_does_not_redirect(served):
    response = served.post("/graphql", json={"query": "{ __typename }"}, follow_redirects=False)
    assert data(response) == {"__typename": "Query"}


def test_no_websocket_is_opened(served):
    with (
        pytest.raises(WebSocketDisconnect),
        served.websocket_connect("/graphql", subprotocols=["graphql-transport-ws"]),
    ):
        pass


# Errors


def test_a_bad_alias_does_not_empty_the_others(served):
    response = post(
        served,
        """{
            good: maxDuration(year: 2018) { durationInt tied { totalCount } }
            bad: maxDuration(year: 2018) { durationInt tied(first: 0) { totalCount } }
            worse: topActor(year: 2018) { tied(after: "?") { totalCount } }
            platforms { id }
        }""",
    )
    data, errors = response.json()["data"], response.json()["errors"]
    assert (data["good"], data["bad"], data["worse"]) == ({"durationInt": 150, "tied": {"totalCount": 2}}, None, None)
    assert len(data["platforms"]) == 4
    assert [(error["path"], error["extensions"]) for error in errors] == [
        (["bad", "tied"], {"code": "BAD_USER_INPUT", "argument": "first"}),
        (["worse", "tied"], {"code": "BAD_USER_INPUT", "argument": "after"}),
    ]


def test_an_error_of_our_own_is_logged_and_told_under_the_same_id(served, monkeypatch, caplog):
    async def fails(*_):
        raise OSError("/srv/data: password=hunter2")

    monkeypatch.setattr(questions, "top_actor", fails)
    response = post(served, "{ mine: topActor(year: 2018) { count } platforms { id } }")
    assert "hunter2" not in response.text
    assert response.status_code == 200
    assert len(response.json()["data"]["platforms"]) == 4
    (error,) = response.json()["errors"]
    told = {"code": "INTERNAL_ERROR", "id": response.headers["X-Request-Id"]}
    assert (error["message"], error["path"]) == ("Something went wrong on our side.", ["mine"])
    assert error["extensions"] == told
    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert record.getMessage() == "an error at topActor"
    assert record.exc_info[0] is OSError
    assert record.exc_info[2] is not None


def test_many_errors_of_our_own_are_one_in_the_log(served, monkeypatch, caplog):
    async def fails(*_):
        raise OSError("hunter2")

    monkeypatch.setattr(questions, "top_actor", fails)
    response = post(served, "{ a: topActor { count } b: topActor(year: 2018) { count } }")
    assert [error["message"] for error in response.json()["errors"]] == ["Something went wrong on our side."] * 2
    said = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert said == ["2 errors, the first of them at topActor"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("{ platforms { id }", "Syntax Error: Expected Name, found <EOF>."),
        ("{ platform { id } }", "Argument 'Query.platform(code:)' of type 'PlatformCode!' is required"),
        ("{ maxDuration(year: 3000000000) { durationInt } }", "Int cannot represent non 32-bit signed integer value"),
        ("{ nodes(ids: []) { id } }", "`ids` holds 0 ids; it must hold 1 to 100"),
    ],
)
def test_what_a_client_got_wrong_is_told_and_not_logged(query, message, served, caplog):
    (error,) = post(served, query).json()["errors"]
    assert error["message"].startswith(message)
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


# Everything else that is served


def test_types_are_served_for_clients_caches(served):
    response = served.get("/possible-types.json")
    assert response.headers["Content-Type"] == "application/json"
    assert "Title" in response.json()["Node"]


@pytest.mark.parametrize(
    "path", ["/", "/graphql", "/healthz", "/metrics", "/nothing", "/graphql/", "/assets/nothing.js"]
)
def test_each_response_has_an_id_and_the_headers_of_security(path, served):
    response = served.get(path, follow_redirects=False)
    assert len(response.headers["X-Request-Id"]) == 16
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_metrics_ask_for_a_key_where_the_service_does(small_data):
    key = "a-key-of-some-length"
    with TestClient(create_app(Settings(data=small_data, api_keys=(key,)))) as client:
        refused = client.get("/metrics")
        assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (401, "UNAUTHENTICATED")
        assert client.get("/metrics", headers={"X-API-Key": key}).status_code == 200
        assert client.get("/healthz").status_code == 200


def test_what_fails_elsewhere_is_answered_as_graphql_tells_errors(served, unbuilt, monkeypatch):
    monkeypatch.setattr("graphql_api.http.home._release", lambda _: 1 / 0)
    response = served.get("/")
    assert (response.status_code, response.headers["X-Content-Type-Options"]) == (500, "nosniff")
    told = {"code": "INTERNAL_ERROR", "id": response.headers["X-Request-Id"]}
    assert response.json()["errors"] == [{"message": "Something went wrong on our side.", "extensions": told}]


# One request, one snapshot


@asynccontextmanager
async def running(data):
    # Without kept answers: what is asked again is worked out again.
    app = create_app(Settings(data=data, poll_seconds=3600, response_cache_bytes=0))
    transport = httpx2.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=transport, base_url="http://test") as client,
    ):
        yield app.state.live, client


ALL = """{
    dataset { version }
    both: topActor(year: 2018, addedYear: 2021) { count tied { nodes { name titleCount } } }
    maxDuration { title { id cast { name titleCount } } }
    platforms { titleCount }
    films { totalCount nodes { id cast { name filmReturn { filmCount } } directors { filmReturn { totalReturn } } } }
    filmScore(title: "new moon") { year }
    filmsReleasedInMonth(month: "octubre")
}"""


async def test_a_request_sees_one_snapshot_though_another_comes_meanwhile(releases, monkeypatch):
    collecting, swapped = threading.Event(), threading.Event()  # it asks so much that a thread works on it
    collect = questions._winners

    async def slowly(answer):
        collecting.set()
        assert swapped.wait(20)
        return await collect(answer)

    activate(releases.data, releases.older)
    async with running(releases.data) as (live, client):
        await live.refresh()
        alone = await client.post("/graphql", json={"query": ALL})
        monkeypatch.setattr(questions, "_winners", slowly)
        asked = asyncio.create_task(client.post("/graphql", json={"query": ALL}))
        await waiting.until(collecting.is_set)
        activate(releases.data, releases.newer)
        await live.refresh()
        swapped.set()
        answer = await asked
        assert live.snapshot.manifest.version == releases.newer
        assert (answer.headers[VERSION], answer.json()) == (releases.older, alone.json())
        assert (await client.post("/graphql", json={"query": ALL})).headers[VERSION] == releases.newer


@pytest.mark.slow
async def test_requests_during_swaps_each_see_one_snapshot(releases):
    async with running(releases.data) as (live, client):
        whole = {}
        for version in (releases.older, releases.newer):
            activate(releases.data, version)
            await live.refresh()
            whole[version] = (await client.post("/graphql", json={"query": ALL})).json()
        assert whole[releases.older] != whole[releases.newer]

        swapping, answers = True, []

        async def swap():
            for version in [releases.older, releases.newer] * 2:
                activate(releases.data, version)
                await live.refresh()

        async def ask():
            while swapping:
                answers.append(await client.post("/graphql", json={"query": ALL}))

        asking = [asyncio.create_task(ask()) for _ in range(4)]
        await swap()
        swapping = False
        await asyncio.gather(*asking)
        assert {answer.headers[VERSION] for answer in answers} == set(whole)
        for answer in answers:
            assert answer.json() == whole[answer.headers[VERSION]]
            assert answer.json()["data"]["dataset"]["version"] == answer.headers[VERSION]


def test_a_server_process_is_set_up_by_its_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("CARTELERA_DATA", str(tmp_path))
    assert application().state.live.data == tmp_path
