"""Built pages: served whole, compressed, kept, nothing else of the disk; and explained where there are none."""

import os
import shutil
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from graphql_api.app import create_app
from graphql_api.http import static
from graphql_api.settings import Settings
from tests.graphql_api.http.built import LOGO, SCRIPT, write_build


@pytest.fixture
def client():
    return TestClient(Starlette(routes=static.routes(ide=True)), headers={"Accept-Encoding": "identity"})


def test_the_page_is_asked_about_each_time_and_answered_briefly_if_it_is_known(client, built):
    response = client.get("/graphiql")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.content == (built / "ide.html").read_bytes()
    again = client.get("/graphiql", headers={"If-None-Match": f'"other", W/{response.headers["ETag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == response.headers["ETag"]


@pytest.mark.parametrize(
    ("name", "media_type", "content"),
    [
        ("ide-abc123.js", "text/javascript; charset=utf-8", SCRIPT),
        ("logo-def456.svg", "image/svg+xml", LOGO),
    ],
)
def test_an_asset_is_kept_for_good(client, built, name, media_type, content):
    response = client.get(f"/assets/{name}")
    assert response.headers["Content-Type"] == media_type
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.content == content
    assert client.head(f"/assets/{name}").headers["Content-Length"] == str(len(content))


def test_who_takes_gzip_gets_what_the_build_compressed(client, built):
    response = client.get("/assets/ide-abc123.js", headers={"Accept-Encoding": "br, gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert int(response.headers["Content-Length"]) == (built / "assets" / "ide-abc123.js.gz").stat().st_size
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.content == SCRIPT  # as the client unpacks it
    plain = client.get("/assets/ide-abc123.js")
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["ETag"] != response.headers["ETag"]


def test_what_would_not_get_smaller_is_sent_as_it_is(client, built):
    response = client.get("/assets/logo-def456.svg", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response.headers
    assert response.content == LOGO


@pytest.mark.parametrize(
    "path",
    [
        "nothing.js",
        "",
        "ide-abc123.js.gz",
        "ide-abc123.js/",
        "../ide.html",
        "../licenses.md",
        "../../secret.py",
        "..%2f..%2fsecret.py",
        "%2e%2e/%2e%2e/secret.py",
        "..%5c..%5csecret.py",
        "%00",
        "/etc/passwd",
        quote(os.fspath(os.path.abspath(__file__)), safe=""),  # noqa: PTH100 - as a request would spell it
    ],
)
def test_nothing_else_on_the_disk_can_be_asked_for(client, built, path):
    response = client.get(f"/assets/{path}")
    assert response.status_code == 404
    assert response.text == "Not Found"


def test_where_nothing_is_built_a_page_says_how_to_build_it_and_looks_again(client, unbuilt):
    response = client.get("/graphiql")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert response.headers["Cache-Control"] == "no-store"
    assert '<meta http-equiv="refresh" content="5">' in response.text
    assert "<code>make web</code>" in response.text
    assert "<script" not in response.text
    assert "<style" not in response.text
    assert client.get("/assets/ide-abc123.js").status_code == 404


def test_a_build_is_taken_up_while_the_service_runs_and_so_is_a_newer_one(client, unbuilt):
    assert client.get("/graphiql").status_code == 503
    write_build(unbuilt)
    assert "Built" in client.get("/graphiql").text
    draft = unbuilt.with_name("draft")
    write_build(draft, ide=b"<title>Built again</title>", script=b"other")
    shutil.rmtree(unbuilt)
    assert client.get("/graphiql").status_code == 503  # between the two
    draft.rename(unbuilt)
    assert "Built again" in client.get("/graphiql").text
    assert client.get("/assets/ide-abc123.js").content == b"other"


def test_a_build_is_read_once(client, built, monkeypatch):
    client.get("/graphiql")
    monkeypatch.setattr(static, "read", lambda _: pytest.fail("it was read again"))
    assert client.get("/graphiql").status_code == client.get("/assets/ide-abc123.js").status_code == 200


def test_switched_off_there_is_no_editor_and_pages_still_load_their_files(built, small_data):
    with TestClient(create_app(Settings(data=small_data, ide=False))) as client:
        assert client.get("/graphiql").status_code == 404
        assert client.get("/assets/ide-abc123.js").status_code == 200
        page = client.get("/graphql", headers={"Accept": "text/html"})
        assert "<title>" not in page.text


def test_a_browser_that_opens_the_endpoint_is_given_the_page(built, small_data):
    with TestClient(create_app(Settings(data=small_data))) as client:
        browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
        assert client.get("/graphql", headers=browser).content == (built / "ide.html").read_bytes()
