"""What nobody expected is logged, and its client is told that it was ours and under which id."""

import logging

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from graphql_api.http.exchange import Exchange, exchange_of
from graphql_api.http.failures import Failures


def client(app):
    return TestClient(Failures(app), raise_server_exceptions=True)


async def fails(*_):
    raise OSError("/srv/data: password=hunter2")


async def fails_midway(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"half", "more_body": True})
    await fails()


def test_a_request_that_fails_is_answered_without_particulars(caplog):
    response = client(fails).get("/", headers={"X-Request-Id": "of the client"})
    (error,) = response.json()["errors"]
    assert response.status_code == 500
    assert error["message"] == "Something went wrong on our side."
    assert error["extensions"]["code"] == "INTERNAL_ERROR"
    assert len(error["extensions"]["id"]) == 16
    (record,) = [each for each in caplog.records if each.levelno == logging.ERROR]
    assert "hunter2" in str(record.exc_info[1])


def test_the_id_is_that_of_the_exchange_which_notes_the_code():
    seen = []

    async def outer(scope, receive, send):
        seen.append(exchange_of(scope))
        await Failures(fails)(scope, receive, send)

    told = TestClient(outer).get("/").json()["errors"][0]["extensions"]
    assert (told["id"], seen[0].codes) == (seen[0].id, ["INTERNAL_ERROR"])


def test_a_response_that_has_begun_is_broken_off():
    with pytest.raises(OSError, match="hunter2"):
        client(fails_midway).get("/")


def test_what_does_not_fail_passes():
    assert client(PlainTextResponse("fine")).get("/").text == "fine"


async def test_what_is_not_a_request_passes():
    seen = []

    async def app(scope, receive, send):
        seen.append(scope["type"])

    await Failures(app)({"type": "lifespan"}, None, None)
    assert seen == ["lifespan"]


def test_a_request_has_one_exchange_with_an_id_of_its_own():
    scope = {}
    assert exchange_of(scope) is exchange_of(scope)
    assert Exchange().id != Exchange().id
