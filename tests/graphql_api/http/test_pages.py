"""The page: the same at each of its addresses, taken up when it is built, without GraphiQL where that is off."""

import gzip

import pytest
from starlette.testclient import TestClient

from graphql_api.app import create_app
from graphql_api.http import pages
from graphql_api.settings import Settings
from tests.graphql_api.http.built import PAGE, write_build

ADDRESSES = [
    "/",
    "/title/as123",
    "/user/7",
    "/ask",
    "/films",
    "/film/862",
    "/person/actor:james%20franco",
    "/person/director:one/or%2Fthe%20other",
    "/about",
]
PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture
def without_ide(small_data):
    return TestClient(create_app(Settings(data=small_data, ide=False)))


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_at_each_of_its_addresses(address, served, built):
    page = served.get(address, headers=PLAIN)
    assert (page.status_code, page.content) == (200, PAGE)
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.headers["Cache-Control"] == "no-cache"
    assert page.headers["ETag"] == served.get("/", headers=PLAIN).headers["ETag"]
    assert served.get(address, headers=PLAIN | {"If-None-Match": page.headers["ETag"]}).status_code == 304
    head = served.head(address, headers=PLAIN)
    assert (head.status_code, head.headers["Content-Length"], head.content) == (200, str(len(PAGE)), b"")


@pytest.mark.parametrize("address", ["/title", "/title/", "/title/as1/x", "/ask/", "/nothing", "/index.html"])
def test_it_is_nowhere_else(address, served, built):
    assert served.get(address).status_code == 404


def test_it_is_only_looked_at(served, built):
    response = served.post("/ask")
    assert (response.status_code, set(response.headers["Allow"].split(", "))) == (405, {"GET", "HEAD"})


def test_without_the_editor_it_says_so_in_a_file_of_its_own(served, without_ide, built):
    page = without_ide.get("/films", headers=PLAIN)
    assert page.content == PAGE.replace(b'data-graphiql="on"', b'data-graphiql="off"')
    assert page.headers["ETag"] != served.get("/films", headers=PLAIN).headers["ETag"]
    zipped = without_ide.get("/films", headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert zipped.content == page.content
    assert int(zipped.headers["Content-Length"]) == len(gzip.compress(page.content, mtime=0))
    assert without_ide.get("/", headers={"If-None-Match": zipped.headers["ETag"]}).status_code == 304


def test_without_the_editor_it_is_made_once_a_build(without_ide, unbuilt):
    write_build(unbuilt)
    pages.without_ide.cache_clear()
    first = [without_ide.get(address).headers["ETag"] for address in ("/", "/ask")]
    assert pages.without_ide.cache_info().misses == 1
    (unbuilt / "index.html").write_bytes(PAGE.replace(b"Cartelera", b"Newer"))
    (unbuilt / "index.html.new").touch()  # as any build does, this changes the folder
    assert without_ide.get("/").headers["ETag"] not in first
    assert b"<title>Newer</title>" in without_ide.get("/").content
    assert pages.without_ide.cache_info().misses == 2


def test_until_it_is_built_each_address_explains_and_programs_are_told_to_come_again(served, unbuilt):
    for address in ADDRESSES[1:]:
        response = served.get(address)
        assert response.status_code == 503
        assert response.headers["Retry-After"] == "5"
        assert response.headers["Cache-Control"] == "no-store"
        assert '<meta http-equiv="refresh" content="5">' in response.text
        assert "<code>make web</code>" in response.text
    root = served.get("/")
    assert root.status_code == 200
    assert "Retry-After" not in root.headers
    write_build(unbuilt)
    assert {served.get(address, headers=PLAIN).content for address in ADDRESSES} == {PAGE}


def test_it_is_counted_by_its_routes_and_no_number_is_told(served, built):
    for address in ADDRESSES:
        served.get(address)
    told = served.get("/metrics").text
    for route in ("/", "/title/{id}", "/user/{id}", "/film/{id}", "/person/{id}", "/about"):
        assert f'route="{route}"' in told
    assert "as123" not in told
    assert "james" not in told


def test_it_asks_for_no_key(small_data, built):
    guarded = TestClient(create_app(Settings(data=small_data, api_keys=("a-key-of-many-letters",))))
    assert guarded.get("/").status_code == guarded.get("/assets/ide-abc123.js").status_code == 200
