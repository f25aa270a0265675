"""The report at `/eda`: of the release being served, under a policy of its own, and explained where there is none."""

import base64
import gzip
import hashlib
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.testclient import TestClient

from graphql_api.app import create_app
from graphql_api.catalogue.live import Live
from graphql_api.http import reports
from graphql_api.http.access import Access
from graphql_api.http.headers import SecurityHeaders
from graphql_api.observe.health import healthz
from graphql_api.settings import Settings
from pipeline.store.releases import activate
from pipeline.store.reports import REPORT as NAME
from pipeline.store.reports import report_folder
from tests.graphql_api.conftest import until

STYLE = "\n:root { color-scheme: light dark; }\nfigure > svg { width: 100% }\n"
REPORT = f"""<!doctype html>
<html lang="en"><head><title>What is in the data</title><style>{STYLE}</style></head>
<body><h1>What is in the data</h1><p>{"A finding. " * 400}</p><img src="data:image/png;base64," alt="words"></body>
</html>
"""
POLICY = (
    "default-src 'none'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
KEY = "a-key-of-many-letters"
PLAIN = {"Accept-Encoding": "identity"}


def hashed(text):
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def write_report(data, version, text=REPORT):
    """Put a report in place as its maker does: whole, in one step."""
    path = report_folder(data, version) / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(text, encoding="utf-8", newline="")
    draft.replace(path)


@pytest.fixture
def live(small, tmp_path):
    """The small catalogue, as if it were served from a folder in which there is nothing else."""
    live = Live(tmp_path / "data")
    live.snapshot = small
    return live


def client_of(live, *, mirrored=False):
    """A client of the report alone, with the headers of all."""
    answer = reports.Reports(live, Access([]), mirrored=mirrored).answer
    layers = [Middleware(SecurityHeaders, other_origins=False)]
    app = Starlette(routes=[Route("/eda", answer), Route("/healthz", healthz)], middleware=layers)
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture
def client(live):
    return client_of(live)


@pytest.fixture
def version(small):
    return small.manifest.version


@pytest.fixture
def reported(client, live, version):
    """A client of the service, with a report of what it serves."""
    write_report(live.data, version)
    return client


def test_it_is_the_report_of_the_release_that_is_served(reported, version):
    response = reported.get("/eda", headers=PLAIN)
    assert (response.status_code, response.text) == (200, REPORT)
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["X-Dataset-Version"] == version


def test_it_is_asked_about_each_time_and_answered_briefly_if_it_is_known(reported):
    response = reported.get("/eda")
    assert response.headers["Cache-Control"] == "no-cache"
    again = reported.get("/eda", headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    # A browser replaces what it knows of the page by what this answer says.
    assert again.headers["Content-Security-Policy"] == response.headers["Content-Security-Policy"]
    assert reported.head("/eda").headers["ETag"] == response.headers["ETag"]


def test_it_is_sent_compressed_to_who_takes_that(reported):
    zipped = reported.get("/eda", headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert int(zipped.headers["Content-Length"]) < len(REPORT) / 4
    assert zipped.text == REPORT
    plain = reported.get("/eda", headers=PLAIN)
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == zipped.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["ETag"] != zipped.headers["ETag"]


def test_it_has_one_policy_of_its_own_and_the_other_headers_of_all(reported):
    response = reported.get("/eda")
    assert response.headers.get_list("Content-Security-Policy") == [POLICY.format(hashed(STYLE))]
    ours = {"x-content-type-options", "referrer-policy", "x-frame-options", "cross-origin-resource-policy"}
    assert ours <= set(response.headers)


@pytest.mark.parametrize(
    ("html", "styles"),
    [
        ("<style>a{}</style><STYLE media='print'>b{}</STYLE >", f"'sha256-{hashed('a{}')}' 'sha256-{hashed('b{}')}'"),
        ("<style>\r\na{}\r\n</style>", f"'sha256-{hashed(chr(10) + 'a{}' + chr(10))}'"),
        (
            "<style>a::before{content:'é'}</style>",
            f"'sha256-{hashed(chr(97) + '::before{content:' + repr('é') + '}')}'",
        ),
        ("<p style='color: red'>&lt;style&gt;c{}&lt;/style&gt;</p><styles>d{}</styles>", "'none'"),
    ],
)
def test_of_styles_those_are_allowed_that_stand_in_it(html, styles):
    policy = reports.policy_of(html.encode())
    assert re.search("style-src ([^;]+);", policy)[1] == styles
    assert "script" not in policy


def test_it_is_read_and_compressed_once(reported, monkeypatch):
    reported.get("/eda")
    monkeypatch.setattr(reports, "report_of", lambda _: pytest.fail("it was read again"))
    assert reported.get("/eda").status_code == reported.get("/eda", headers=PLAIN).status_code == 200


def test_of_it_only_what_is_compressed_is_kept():
    kept = reports.report_of(REPORT.encode()).kept
    assert kept.plain == b""
    assert gzip.decompress(kept.zipped) == REPORT.encode()


def test_a_newer_report_is_taken_up_and_so_is_its_going(reported, live, version):
    first = reported.get("/eda").headers["ETag"]
    write_report(live.data, version, "<title>Newer</title>")
    assert reported.get("/eda").text == "<title>Newer</title>"
    (report_folder(live.data, version) / NAME).unlink()
    assert reported.get("/eda", headers={"If-None-Match": first}).status_code == 404


def test_a_newer_release_has_a_report_of_its_own(releases):
    write_report(releases.data, releases.older)
    activate(releases.data, releases.older)
    with TestClient(create_app(Settings(data=releases.data, poll_seconds=0.05))) as client:
        until(lambda: client.get("/eda").status_code == 200)
        activate(releases.data, releases.newer)
        until(lambda: client.get("/readyz").json()["dataset"] == releases.newer)
        assert client.get("/eda").status_code == 404
        write_report(releases.data, releases.newer, "<title>Of the newer</title>")
        assert client.get("/eda").text == "<title>Of the newer</title>"


def test_one_that_cannot_be_read_is_not_said_to_be_missing(client, live, version):
    (report_folder(live.data, version) / NAME).mkdir(parents=True)
    assert client.get("/eda").status_code == 500


def test_where_there_is_none_a_page_says_how_to_make_one(client, live, version):
    response = client.get("/eda")
    assert response.status_code == 404
    assert response.headers["Cache-Control"] == "no-store"
    assert "<pre>make eda</pre>" in response.text
    assert version in response.text
    assert str(live.data) not in response.text
    assert 'href="/home.css"' in response.text
    assert "http-equiv" not in response.text  # it may never come
    assert "default-src 'none'; script-src 'self'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("trouble", "reason"), [(None, "it is being loaded"), ("broken", "none could be loaded; the log says why")]
)
def test_without_a_release_a_page_says_so_and_looks_again(trouble, reason, reported, live):
    live.snapshot, live.trouble = None, trouble
    response = reported.get("/eda")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert reason in response.text
    assert '<meta http-equiv="refresh" content="5">' in response.text


def test_over_an_object_store_there_is_none_and_a_page_says_why(live):
    response = client_of(live, mirrored=True).get("/eda")
    assert response.status_code == 404
    assert "object store, which keeps no reports" in response.text
    assert "--out DIR" in response.text


@pytest.fixture
def guarded(small_data):
    with TestClient(create_app(Settings(data=small_data, api_keys=(KEY,), poll_seconds=3600))) as client:
        until(lambda: client.get("/readyz").status_code == 200)
        yield client


def test_where_a_key_is_wanted_it_is_wanted_for_the_report(guarded):
    refused = guarded.get("/eda")
    assert (refused.status_code, refused.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert refused.headers["Cache-Control"] == "no-store"
    assert "<h1>A key is wanted</h1>" in refused.text
    assert "curl http://testserver/eda -H 'Authorization: Bearer KEY'" in refused.text
    assert guarded.get("/eda", headers={"X-API-Key": KEY}).status_code == 404  # there is none, but it may be known
    wrong = guarded.get("/eda", headers={"X-API-Key": KEY[:-1]})
    assert (wrong.status_code, wrong.headers["WWW-Authenticate"]) == (401, 'Bearer error="invalid_token"')
    assert (
        'cartelera_errors_total{code="UNAUTHENTICATED"} 2.0' in guarded.get("/metrics", headers={"X-API-Key": KEY}).text
    )


def test_reading_a_large_one_holds_nobody_up_and_is_done_once_for_all_who_wait(reported, monkeypatch):
    begun, go_on, read, report_of = threading.Event(), threading.Event(), [], reports.report_of

    def slowly(content):
        read.append(content)
        begun.set()
        assert go_on.wait(20)
        return report_of(content)

    monkeypatch.setattr(reports, "report_of", slowly)
    with reported as client, ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(client.get, "/eda") for _ in range(2)]
        assert begun.wait(20)
        assert client.get("/healthz").status_code == 200
        assert not any(each.done() for each in asked)
        go_on.set()
        assert {each.result().status_code for each in asked} == {200}
    assert len(read) == 1
