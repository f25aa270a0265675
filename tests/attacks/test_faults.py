"""A fault of ours is told by an id without particulars; a mistake of theirs is one short line in the log."""

import json

import pytest

from tests.attacks.conftest import post
from tests.attacks.hostile import DOCUMENTS
from tests.attacks.test_bodies import BAD_BODIES

SECRET = "password=hunter2 in /srv/db"
LONGEST_LINE = 700
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def broken(monkeypatch):
    """The schema's `search` fails with a message that is nobody's business."""

    def fail(*_):
        raise RuntimeError(SECRET)

    monkeypatch.setattr("graphql_api.types.query.found_titles", fail)


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("times", [1, 9])
def test_a_fault_is_masked_and_has_the_id_that_the_log_has(times, service, logged):
    searches = " ".join(f'a{number}: search(text: "a") {{ totalCount }}' for number in range(times))
    response = service.post("/graphql", content=post(f'{{ ratingCount(rating: "g") {searches} }}'), headers=JSON)
    id_ = response.headers["x-request-id"]
    assert response.status_code == 200
    for error in response.json()["errors"]:
        assert (error["message"], error["extensions"]) == (
            "Something went wrong on our side.",
            {"code": "INTERNAL_ERROR", "id": id_},
        )
    lines = [json.loads(line) for line in logged().splitlines()]
    assert [(line["event"], line["id"]) for line in lines][-1] == ("request", id_)
    assert [line["id"] for line in lines if "exception" in line] == [id_]
    assert "RuntimeError" in logged()
    for told in (response.text, str(response.headers), logged()):
        assert SECRET not in told
        assert "hunter2" not in told
    for word in ("Traceback", "RuntimeError", ".py", "graphql_api"):
        assert word not in response.text
    assert len(logged()) < 30_000


@pytest.mark.usefixtures("broken")
def test_a_fault_spares_the_rest_of_the_answer(service):
    response = service.post(
        "/graphql", content=post('{ a: __typename search(text: "a") { totalCount } }'), headers=JSON
    )
    assert response.json()["data"] is None  # `search` is never null, so the whole is
    assert response.json()["errors"][0]["path"] == ["search"]


def test_a_fault_outside_of_graphql_is_masked_too(service, logged, monkeypatch):
    def fail(*_):
        raise RuntimeError(SECRET)

    monkeypatch.setattr("graphql_api.http.parameters.from_post", fail)
    response = service.post("/graphql", content=post("{ __typename }"), headers=JSON)
    (error,) = response.json()["errors"]
    assert response.status_code == 500
    assert error["extensions"] == {"code": "INTERNAL_ERROR", "id": response.headers["x-request-id"]}
    assert SECRET not in response.text + logged()
    assert response.headers["x-request-id"] in logged()


@pytest.mark.parametrize("name", [*BAD_BODIES, *DOCUMENTS])
def test_a_mistake_is_one_short_line_that_repeats_nothing(name, service, logged):
    attack = DOCUMENTS.get(name)
    mark = "nobodyshouldreadthis"
    body = post(f"{attack.text} #{mark}", variables=attack.variables) if attack else BAD_BODIES[name]
    service.post(f"/graphql?{mark}", content=body, headers={**JSON, "User-Agent": mark, "X-Request-Id": mark})
    (line,) = logged().splitlines()
    assert len(line) < LONGEST_LINE
    assert json.loads(line)["level"] == "info"
    assert mark not in line
    assert "Traceback" not in line


@pytest.mark.parametrize("name", ["a\r\nlevel: error", "\x1b[31m", "x" * 50_000, "\ud800", "{'a': 1}"])
def test_nothing_can_be_written_into_the_log_or_a_header(name, service, logged):
    for body in (post("{ __typename }", operationName=name), post(f"query {{ a(b: {json.dumps(name)}) }}")):
        response = service.post("/graphql", content=body, headers=JSON)
        assert response.status_code in (200, 400)
        assert name not in str(response.headers)
    assert len(logged().splitlines()) == 2
    assert name not in logged()
