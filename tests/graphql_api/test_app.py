"""The service over HTTP: each route, before there is a release and after."""

import asyncio
import json
import logging
from contextlib import asynccontextmanager
from urllib.parse import quote

import httpx2
import pytest
from starlette.websockets import WebSocketDisconnect

from graphql_api.app import application, create_app
from graphql_api.catalogue import questions
from graphql_api.schema import printed
from graphql_api.settings import Settings
from pipeline.store.releases import activate
from tests.graphql_api.conftest import until

VERSION = "X-Dataset-Version"


def post(client, query, **body):
    return client.post("/graphql", json={"query": query, **body})


# Before the first release


def test_it_is_alive_before_it_has_data(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"alive": True})


def test_it_is_not_ready_before_it_has_data(client):
    until(lambda: client.get("/readyz").json()["reason"] != "loading")
    response = client.get("/readyz")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "2")
    assert response.json() == {"ready": False, "reason": "no release could be loaded; see the log"}


@pytest.mark.parametrize(
    "ask", [lambda client: client.get("/graphql?query={__typename}"), lambda client: post(client, "{")]
)
def test_questions_before_it_has_data_are_told_to_come_again(ask, client):
    response = ask(client)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "2")
    assert response.headers["Content-Type"] == "application/json"
    assert response.json() == {
        "errors": [
            {"message": "No release is being served yet; try again soon.", "extensions": {"code": "NOT_READY"}},
        ]
    }


def test_the_page_and_the_schema_do_not_wait_for_data(client):
    assert "There is nothing to answer from yet" in client.get("/").text
    assert client.get("/schema.graphql").text == printed()


# Questions


def test_a_query_by_post(served, small):
    response = post(served, "{ platformCounts(platform: HULU) { count } }")
    assert (response.status_code, response.json()) == (200, {"data": {"platformCounts": [{"count": 3}]}})
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers[VERSION] == small.manifest.version
    assert "X-Model-Version" not in response.headers


def test_a_query_by_post_with_variables_and_an_operation_name(served):
    response = post(
        served,
        "query A { __typename } query B($id: ID!) { title(id: $id) { displayTitle } }",
        variables={"id": "as2"},
        operationName="B",
    )
    assert response.json() == {"data": {"title": {"displayTitle": "Écume"}}}


def test_a_query_by_get(served, small):
    query, variables = quote("query($id: ID!) { title(id: $id) { id } }"), quote(json.dumps({"id": "as2"}))
    response = served.get(f"/graphql?query={query}&variables={variables}")
    assert (response.status_code, response.json()) == (200, {"data": {"title": {"id": "as2"}}})
    assert response.headers[VERSION] == small.manifest.version


def test_answers_are_utf_8(served):
    assert "Écume".encode() in post(served, '{ title(id: "as2") { displayTitle } }').content


def test_half_a_surrogate_pair_in_an_error_is_answered(served):
    query = "query($p: PlatformCode) { platformCounts(platform: $p) { count } }"
    body = json.dumps({"query": query, "variables": {"p": "\ud800"}})
    response = served.post("/graphql", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 200
    assert "does not exist in 'PlatformCode' enum" in response.json()["errors"][0]["message"]


def test_the_path_does_not_redirect(served):
    response = served.post("/graphql", json={"query": "{ __typename }"}, follow_redirects=False)
    assert response.json() == {"data": {"__typename": "Query"}}


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


def test_an_error_of_our_own_is_logged_and_not_told(served, monkeypatch, caplog):
    async def fails(*_):
        raise OSError("/srv/data: password=hunter2")

    monkeypatch.setattr(questions, "top_actor", fails)
    response = post(served, "{ mine: topActor(year: 2018) { count } platforms { id } }")
    assert "hunter2" not in response.text
    assert response.status_code == 200
    assert len(response.json()["data"]["platforms"]) == 4
    assert response.json()["errors"] == [
        {
            "message": "Something went wrong on our side.",
            "locations": [{"line": 1, "column": 3}],
            "path": ["mine"],
            "extensions": {"code": "INTERNAL_ERROR"},
        }
    ]
    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert "password=hunter2 at ['mine']" in record.getMessage()
    assert record.exc_info[0] is OSError
    assert record.exc_info[2] is not None


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


# One request, one snapshot


@asynccontextmanager
async def running(data):
    app = create_app(Settings(data=data, poll_seconds=3600))
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
    collecting, swapped = asyncio.Event(), asyncio.Event()
    collect = questions._winners

    async def slowly(answer):
        collecting.set()
        await swapped.wait()
        return await collect(answer)

    activate(releases.data, releases.older)
    async with running(releases.data) as (live, client):
        await live.refresh()
        alone = await client.post("/graphql", json={"query": ALL})
        monkeypatch.setattr(questions, "_winners", slowly)
        asked = asyncio.create_task(client.post("/graphql", json={"query": ALL}))
        await collecting.wait()
        activate(releases.data, releases.newer)
        await live.refresh()
        swapped.set()
        answer = await asked
        assert live.snapshot.manifest.version == releases.newer
        assert (answer.headers[VERSION], answer.json()) == (releases.older, alone.json())
        assert (await client.post("/graphql", json={"query": ALL})).headers[VERSION] == releases.newer


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
