"""What is answered at once is answered as the ordinary way answers it: every header, every byte."""

import asyncio
import gzip
import hashlib
import json
import logging
from contextlib import contextmanager
from pathlib import Path

import pytest

from graphql_api.app import create_app
from graphql_api.http.shortcut import EACH_ROUND
from graphql_api.limits.rate import Rate
from graphql_api.limits.traffic import Traffic
from graphql_api.settings import Settings
from graphql_api.visibility import UsersShown
from tests.graphql_api.conftest import until
from tests.graphql_api.http.raw import ask, get, post, sent
from tests.graphql_api.server.edge import edge

COUNTS = "query($p: PlatformCode) { platformCounts(platform: $p) { count platform { id } } }"
TITLES = "query Mine($n: Int) { titles(first: $n) { nodes { id displayTitle description releaseYear } } }"
RESPONSE = "application/graphql-response+json"
KEY = "a-key-of-some-length"


def hashed(text):
    return {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(text.encode()).hexdigest()}}


class Noted:
    """A shortcut that tells what it was asked, and whether it replied."""

    def __init__(self, shortcut):
        self.shortcut = shortcut
        self.replied = []

    def __call__(self, asked):
        reply = self.shortcut(asked)
        self.replied.append(reply is not None)
        return reply


@contextmanager
def served(snapshot, *, names=("localhost",), **settings):
    """A connection to the service over a snapshot, and the service, whose shortcut is noted if it has one."""
    app = create_app(Settings(data=Path("nowhere"), poll_seconds=3600, **settings), names)
    app.state.live.snapshot = snapshot
    if app.shortcut is not None:
        app.shortcut = Noted(app.shortcut)
    with edge(app) as opened, opened.connect() as connection:
        yield connection, app


@contextmanager
def both(snapshot, **settings):
    """The service with its shortcut, and without."""
    with served(snapshot, **settings) as (quick, app), served(snapshot, engine=False, **settings) as (plain, ordinary):
        assert ordinary.shortcut is None
        yield quick, plain, app.shortcut


ALONE = {
    "nothing kept": {"response_cache_bytes": 0},
    "keys": {"api_keys": (KEY, "another-key-as-long")},
    "a rate": {"rate": Rate(1_000_000, "day")},
    "proxies": {"proxies": 1, "names": ()},
    "other origins": {"cors_origins": ("https://example.org",)},
    "any origin": {"cors_origins": ("*",)},
    "no users": {"users": UsersShown.OFF},
    "persisted queries off": {"traffic": Traffic(persisted_entries=0)},
}
GUARDED = {
    name: value for kind in ("keys", "a rate", "proxies", "other origins") for name, value in ALONE[kind].items()
}
SETTINGS = {"as it is": {}, "guarded": GUARDED, **ALONE}
TAKEN = {
    "a query": post(COUNTS),
    "variables": post(COUNTS, variables={"p": "HULU"}),
    "null": post(COUNTS, variables=None, operationName=None, extensions=None),
    "an operation": post(TITLES, operationName="Mine", variables={"n": 2}),
    "the newer media type": post(COUNTS, f"Accept: {RESPONSE}"),
    "one of two": post(COUNTS, f"Accept: {RESPONSE};q=0.5, application/json"),
    "anything": post(COUNTS, "Accept: */*"),
    "a charset": post(COUNTS, kind="application/json; charset=UTF-8"),
    "compressed": post(TITLES, "Accept-Encoding: gzip, br"),
    "not compressed": post(TITLES, "Accept-Encoding: gzip;q=0"),
    "too little to compress": post(COUNTS, "Accept-Encoding: gzip"),
    "extensions of others": post(COUNTS, extensions={"mine": 1}),
    "a port": post(COUNTS, "Host: LOCALHOST:80"),
    "GET": get(COUNTS, "If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT"),
    "GET with variables": get(TITLES, variables='{"n": 3}'),
    "GET that a browser sends": get(COUNTS, "Accept: text/html,*/*;q=0.8"),
    "GET that anything will do for": get(COUNTS, "If-None-Match: *"),
    "GET that another answer is known for": get(COUNTS, 'If-None-Match: "a", W/"b"'),
    "over TLS": post(COUNTS, "X-Forwarded-Proto: https", "X-Forwarded-For: 192.0.2.7"),
}
LEFT = {
    "no host": b"POST /graphql HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
    "another type": post(COUNTS, kind="text/plain"),
    "no type": sent("POST", "/graphql", b"{}"),
    "coded": post(COUNTS, "Content-Encoding: gzip"),
    "no JSON": sent("POST", "/graphql", b"{", "Content-Type: application/json"),
    "a list": sent("POST", "/graphql", b"[]", "Content-Type: application/json"),
    "no query": sent("POST", "/graphql", b"{}", "Content-Type: application/json"),
    "no text": sent("POST", "/graphql", b'{"query": 1}', "Content-Type: application/json"),
    "a wrong query": post("{ nothing }"),
    "a wrong variable": post(COUNTS, variables={"p": "NONE"}),
    "a wrong operation": post(COUNTS, operationName="None"),
    "an error": post("{ titles(first: 0) { nodes { id } } }"),
    "pictures": post(COUNTS, "Accept: image/png"),
    "a wrong hash": post(COUNTS, extensions=hashed("other")),
    "a header twice": post(COUNTS, "Accept: application/json", "Accept: image/png"),
    "the page": sent("GET", "/graphql", b"", "Accept: text/html"),
    "GET of nothing": sent("GET", "/graphql?a=1", b""),
    "a parameter twice": sent("GET", "/graphql?query=a&query=b", b""),
}


@pytest.mark.parametrize("kind", [pytest.param(each, marks=[pytest.mark.slow] * (each in ALONE)) for each in SETTINGS])
def test_both_ways_answer_alike(kind, small):
    keys = [f"X-API-Key: {KEY}"] if "api_keys" in SETTINGS[kind] else []
    with both(small, **SETTINGS[kind]) as (quick, plain, shortcut):
        for name, wanted in {**TAKEN, **LEFT}.items():
            line, _, rest = wanted.partition(b"\r\n")
            request = b"\r\n".join([line, *(key.encode() for key in keys), rest])
            taken = name in TAKEN and (kind != "nothing kept" or b"If-None-Match" not in request)
            shortcut.replied.clear()
            for _ in range(3):  # at first the query is read, then it is known, then the answer may be kept
                answered = ask(quick, request)
                assert answered.steady() == ask(plain, request).steady(), name
            assert shortcut.replied[1:] == [taken] * 2, (name, answered)


@pytest.mark.slow
def test_requests_from_other_origins_and_for_other_names_are_answered_alike(small):
    requests = (
        post(COUNTS, "Origin: https://example.org"),
        post(COUNTS, "Origin: https://evil.example"),
        post(COUNTS, "Host: evil.example"),
    )
    with both(small, cors_origins=("https://example.org",)) as (quick, plain, shortcut):
        for request in requests * 2:
            assert ask(quick, request).steady() == ask(plain, request).steady()
        assert not any(shortcut.replied)
    with both(small) as (quick, plain, shortcut):  # where there is no such layer, the header means nothing
        for request in requests[:2] * 3:
            assert ask(quick, request).steady() == ask(plain, request).steady()
        assert sum(shortcut.replied) == 5


def test_a_query_named_by_its_hash_is_answered_alike(small):
    named = post(COUNTS).replace(json.dumps(COUNTS).encode(), b"null")
    named = sent(
        "POST", "/graphql", json.dumps({"extensions": hashed(COUNTS)}).encode(), "Content-Type: application/json"
    )
    by_get = sent("GET", f"/graphql?extensions={json.dumps(hashed(COUNTS)).replace(' ', '')}", b"")
    with both(small) as (quick, plain, shortcut):
        answers = []
        for request in (named, post(COUNTS, extensions=hashed(COUNTS)), named, named, by_get):
            answers.append(ask(quick, request))
            assert answers[-1].steady() == ask(plain, request).steady()
        assert b"PERSISTED_QUERY_NOT_FOUND" in answers[0].body
        assert len({each.body for each in answers[1:]}) == 1
        assert shortcut.replied == [False, False, True, True, True]


@pytest.mark.slow
@pytest.mark.parametrize("kept", [0, 1_000_000])
def test_a_hash_is_remembered_though_the_answer_is_kept(kept, small):
    named = sent(
        "POST", "/graphql", json.dumps({"extensions": hashed(COUNTS)}).encode(), "Content-Type: application/json"
    )
    with served(small, response_cache_bytes=kept) as (quick, _):
        for _ in range(3):
            ask(quick, post(COUNTS))
        ask(quick, post(COUNTS, extensions=hashed(COUNTS)))
        assert b'"count"' in ask(quick, named).body


# What each request is checked for


@pytest.mark.slow
def test_without_a_key_nothing_is_answered(small):
    with both(small, api_keys=(KEY,)) as (quick, plain, shortcut):
        for line in (f"Authorization: Bearer {KEY}", "Authorization: Bearer wrong-key-as-long", "Accept: */*") * 2:
            assert ask(quick, post(COUNTS, line)).steady() == ask(plain, post(COUNTS, line)).steady()
        assert shortcut.replied == [False, False, False, True, False, False]


@pytest.mark.parametrize("kept", [0, 1_000_000])
def test_each_request_is_counted_once_whichever_way_it_goes(kept, small):
    # The first goes the ordinary way, the others not; of what is wrong, none does.
    requests = [post(COUNTS), post(COUNTS), post("{"), get(COUNTS), post(COUNTS, variables={"p": "NONE"}), post(COUNTS)]
    with served(small, rate=Rate(6, "day"), response_cache_bytes=kept) as (quick, app):
        answers = [ask(quick, request) for request in requests]
        assert [each.named()["ratelimit-remaining"] for each in answers] == ["5", "4", "3", "2", "1", "0"]
        assert app.shortcut.replied == [False, True, False, True, False, True]
        refused = ask(quick, post(COUNTS))
        assert (refused.status, refused.named()["ratelimit-remaining"]) == ("HTTP/1.1 429 Too Many Requests", "0")


@pytest.mark.slow
def test_the_client_behind_a_proxy_is_counted(small):
    with served(small, names=(), proxies=1, rate=Rate(2, "day")) as (quick, app):
        ask(quick, post(COUNTS, "X-Forwarded-For: 192.0.2.1"))
        left = [
            ask(quick, post(COUNTS, f"X-Forwarded-For: 192.0.2.1, 192.0.2.{last}")).named()["ratelimit-remaining"]
            for last in (1, 2, 2)
        ]
        assert (left, app.shortcut.replied) == (["0", "1", "0"], [False, True, True, True])


@pytest.mark.slow
def test_what_is_too_long_or_over_a_limit_goes_the_ordinary_way(small):
    for limits, told in (
        ({"answer_bytes": 10_000}, b"answerBytes"),
        ({"cost": 10}, b"cost"),
        ({"body_bytes": 1_024}, b""),
    ):
        settings = Settings(limits=type(Settings().limits)(**limits)).limits
        request = post(TITLES * (told != b"") or COUNTS + " " * 2_000, variables={"n": 30} if told else None)
        with both(small, limits=settings) as (quick, plain, shortcut):
            for _ in range(2):
                assert ask(quick, request).steady() == ask(plain, request).steady()
            if told != b"answerBytes":
                assert not any(shortcut.replied)


# What is told of it


def test_a_line_and_the_numbers_tell_of_it_as_of_any_request(small, caplog):
    caplog.set_level(logging.INFO, "cartelera.request")
    with served(small) as (quick, app):
        answers = [ask(quick, post(COUNTS)) for _ in range(3)]
        until(lambda: len(told(caplog)) == 3)
        app.state.metrics.hand_over()
        text = app.state.metrics.text().decode()
    assert app.shortcut.replied == [False, True, True]
    lines = told(caplog)
    assert [line.pop("id") for line in lines] == [each.named()["x-request-id"] for each in answers]
    for line in lines:
        del line["ms"]
    assert lines[0] == lines[1] == lines[2]
    assert (lines[0]["operation"], lines[0]["status"], lines[0]["bytes"]) == (
        "platformCounts",
        200,
        len(answers[0].body),
    )
    assert 'cartelera_requests_total{method="POST",route="/graphql",status="200"} 3.0' in text


def told(caplog):
    """The lines of requests that were logged."""
    return [
        dict(each.msg) for each in caplog.records if each.name == "cartelera.request" and isinstance(each.msg, dict)
    ]


def test_an_answer_is_compressed_once(small, monkeypatch):
    compressed = []
    compress = gzip.compress
    monkeypatch.setattr(gzip, "compress", lambda *args, **named: compressed.append(1) or compress(*args, **named))
    request = post(TITLES, "Accept-Encoding: gzip")
    with served(small) as (quick, app):
        answers = {gzip.decompress(ask(quick, request).body) for _ in range(4)}
        assert (len(answers), len(compressed), app.shortcut.replied) == (1, 1, [False, True, True, True])


def test_a_new_release_changes_answers_at_once(small, newer):
    with served(small) as (quick, app):
        before = [ask(quick, get(COUNTS)) for _ in range(3)]
        app.state.live.snapshot = newer
        after = ask(quick, get(COUNTS))
        assert app.shortcut.replied == [False, True, True, True]
    assert before[0].steady() == before[2].steady()
    versions = [each.named()["x-dataset-version"] for each in (before[0], after)]
    assert versions == [small.manifest.dataset_version, newer.manifest.dataset_version]
    assert before[0].body != after.body
    assert before[0].named()["etag"] != after.named()["etag"]


def test_before_there_is_a_release_nothing_is_answered_at_once(tmp_path):
    with edge(create_app(Settings(data=tmp_path))) as opened, opened.connect() as connection:
        assert ask(connection, post(COUNTS)).status == "HTTP/1.1 503 Service Unavailable"


async def test_only_so_many_are_answered_in_one_round_of_the_event_loop():
    shortcut = create_app(Settings()).shortcut
    assert [shortcut._has_room() for _ in range(EACH_ROUND + 2)] == [True] * EACH_ROUND + [False] * 2
    await asyncio.sleep(0)
    assert shortcut._has_room()
