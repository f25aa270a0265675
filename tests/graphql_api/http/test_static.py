"""Built pages: served whole, compressed, kept, nothing else of the disk; and explained where there are none."""

import gzip
import os
import shutil
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from graphql_api.app import create_app
from graphql_api.http import static
from graphql_api.settings import Settings

SCRIPT = b"console.log('a script that is long enough to get smaller when it is compressed');" * 20
LOGO = b"<svg xmlns='http://www.w3.org/2000/svg'/>"


def write_build(folder, page=b"<!doctype html><title>Built</title>", script=SCRIPT):
    """What a build leaves: hashed assets, the compressed ones beside, and the page."""
    (folder / "assets").mkdir(parents=True)
    (folder / "assets" / "ide-abc123.js").write_bytes(script)
    (folder / "assets" / "ide-abc123.js.gz").write_bytes(gzip.compress(script))
    (folder / "assets" / "logo-def456.svg").write_bytes(LOGO)
    (folder / "licenses.md").write_text("not for the web")
    (folder / "ide.html").write_bytes(page)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The folder of built files, where nothing is yet."""
    folder = tmp_path / "package" / "static"
    folder.parent.mkdir()
    (folder.parent / "secret.py").write_text("not for the web")
    monkeypatch.setattr(static, "build", static.Build(folder))
    return folder


@pytest.fixture
def client():
    return TestClient(Starlette(routes=static.routes(ide=True)), headers={"Accept-Encoding": "identity"})


@pytest.fixture
def built(folder):
    write_build(folder)
    return folder


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


def test_where_nothing_is_built_a_page_says_how_to_build_it_and_looks_again(client, folder):
    response = client.get("/graphiql")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert response.headers["Cache-Control"] == "no-store"
    assert "<code>make web</code>" in response.text
    assert "<script" not in response.text
    assert "<style" not in response.text
    assert client.get("/assets/ide-abc123.js").status_code == 404


def test_a_build_is_taken_up_while_the_service_runs_and_so_is_a_newer_one(client, folder):
    assert client.get("/graphiql").status_code == 503
    write_build(folder)
    assert "Built" in client.get("/graphiql").text
    draft = folder.with_name("draft")
    write_build(draft, page=b"<title>Built again</title>", script=b"other")
    shutil.rmtree(folder)
    assert client.get("/graphiql").status_code == 503  # between the two
    draft.rename(folder)
    assert "Built again" in client.get("/graphiql").text
    assert client.get("/assets/ide-abc123.js").content == b"other"


def test_a_build_is_read_once(client, built, monkeypatch):
    client.get("/graphiql")
    monkeypatch.setattr(static, "read", lambda _: pytest.fail("it was read again"))
    assert client.get("/graphiql").status_code == client.get("/assets/ide-abc123.js").status_code == 200


def test_switched_off_there_is_neither_page_nor_asset(built, small_data):
    with TestClient(create_app(Settings(data=small_data, ide=False))) as client:
        assert client.get("/graphiql").status_code == client.get("/assets/ide-abc123.js").status_code == 404
        assert "graphiql" not in client.get("/").text
        page = client.get("/graphql", headers={"Accept": "text/html"})
        assert "<title>" not in page.text


def test_a_browser_that_opens_the_endpoint_is_given_the_page(built, small_data):
    with TestClient(create_app(Settings(data=small_data))) as client:
        browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
        assert client.get("/graphql", headers=browser).content == (built / "ide.html").read_bytes()
