"""Neither log nor metrics repeat anything that a client sent, however it was sent."""

import json

from starlette.testclient import TestClient

from graphql_api.app import create_app
from graphql_api.catalogue import questions
from graphql_api.settings import Settings
from tests.graphql_api.conftest import until

MARK = "Marker7"
USER = 1234567891
KEY = f"key-{MARK}-0123456789"

HEADERS = {
    "X-API-Key": KEY,
    "User-Agent": MARK,
    "Cookie": f"session={MARK}",
    "Referer": f"http://{MARK}.example/",
    "X-Forwarded-For": "203.0.113.77",
    "X-Request-Id": MARK,
    "Apollographql-Client-Name": MARK,
}

QUERIES = [
    "{ %(mark)s: user(userId: %(user)d) { votes } }",
    "{ wouldLike(userId: %(user)d, titleId: \"%(mark)s\") { probability } }",
    "query %(mark)s($%(mark)s: Int!) { user(userId: $%(mark)s) { votes } }",
    "query %(mark)s { ...%(mark)s } fragment %(mark)s on Query { platforms { id } }",
    "{ title(id: \"%(mark)s\") { id } node(id: \"user:%(user)d\") { id } }",
    "{ search(text: \"%(mark)s\") { totalCount } }",
    "{ %(mark)s }",  # no such field
    "{ user(userId: \"%(mark)s %(user)d\") { votes } }",
    "{ titles(after: \"%(mark)s\") { totalCount } }",
    "{ users(first: %(user)d) { totalCount } }",
    "{ %(mark)s: topActor { count } }",  # fails, see below
    "mutation %(mark)s { %(mark)s }",
    "subscription %(mark)s { platforms { id } }",
    "{ %(mark)s \u0000 \" %(user)d",
    "%(user)d " * 2_000,
]  # fmt: skip


def session(client):
    """Send what clients send, well and badly; the statuses of the answers."""
    for text in QUERIES:
        query = text % {"mark": MARK, "user": USER}
        body = {
            "query": query,
            "operationName": MARK if f"query {MARK}" in query else None,
            "variables": {MARK: USER},
            "extensions": {MARK: USER, "persistedQuery": {"version": 1, "sha256Hash": MARK}},
        }
        yield client.post("/graphql", json=body)
        yield client.post("/graphql", json={**body, "extensions": {}})
        yield client.post("/graphql", json={"query": query, "operationName": f"other{MARK}"})
        yield client.get("/graphql", params={"query": query, "variables": json.dumps({MARK: USER})})
    for content in (
        b"",
        b"{" + MARK.encode(),
        b"\xff" + MARK.encode(),
        json.dumps([MARK, USER]).encode(),
        b"[" * 5_000,
    ):
        yield client.post("/graphql", content=content, headers={"Content-Type": "application/json"})
    yield client.post("/graphql", content=MARK, headers={"Content-Type": f"text/{MARK}", "Accept": f"text/{MARK}"})
    yield client.request(MARK, f"/{MARK}/{USER}?{MARK}={USER}")
    yield client.get(f"/assets/{MARK}")
    yield client.get(f"/users/{USER}")
    yield client.get(f"/user/{USER}")
    yield client.get(f"/person/actor:{MARK}")
    yield client.get("/", headers={"Host": f"{MARK}.example"})
    yield client.get("/graphql", headers={"X-API-Key": f"wrong-{MARK}", "Authorization": f"Bearer {MARK}"})


def test_a_session_full_of_names_numbers_and_keys_leaves_none_of_them(fitted_data, monkeypatch, written, capfd):
    async def fails(*_):
        raise OSError(f"{MARK} of user {USER}")

    monkeypatch.setattr(questions, "top_actor", fails)
    app = create_app(Settings(data=fitted_data, poll_seconds=3600, api_keys=(KEY,)))
    with TestClient(app, raise_server_exceptions=False, headers=HEADERS) as client:
        until(lambda: client.get("/readyz").status_code == 200)
        answers = list(session(client))
        told = [client.get(path).text for path in ("/metrics", "/readyz", "/healthz")]
        told.append(client.get("/metrics", headers={"Accept": "application/openmetrics-text"}).text)
    logged = written.getvalue()
    assert {200, 404} <= {answer.status_code for answer in answers}
    assert any('"INTERNAL_ERROR"' in answer.text for answer in answers)
    assert "Traceback" in logged
    assert logged.count('"event":"request"') >= len(answers) - 1  # all but the file's
    everything = "".join([logged, *told, *capfd.readouterr()]).lower()
    for secret in (MARK, str(USER), KEY, "203.0.113.77", "testclient", "otherMarker"):
        assert secret.lower() not in everything


def test_a_failure_is_logged_under_the_id_that_the_client_was_told(served, monkeypatch, lines):
    async def fails(*_):
        raise OSError("no matter")

    monkeypatch.setattr(questions, "top_actor", fails)
    response = served.post("/graphql", json={"query": "{ topActor { count } }"})
    (failed,) = [line for line in lines() if "exception" in line]
    assert failed["level"] == "error"
    assert failed["id"] == response.headers["X-Request-Id"]
