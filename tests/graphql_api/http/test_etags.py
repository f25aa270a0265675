"""What a client has already is not sent again."""

import hashlib
import json

import pytest

from graphql_api.http.etags import is_known
from graphql_api.limits.rate import Rate
from graphql_api.visibility import UsersShown
from tests.graphql_api.http.endpoint import RESPONSE, endpoint

QUERY = "{ platformCounts { count platform { id } } }"


@pytest.fixture
async def asked(small):
    async with endpoint(small) as opened:
        yield opened


async def get(asked, known, query=QUERY, **headers):
    headers = {"If-None-Match": known, **headers}
    return await asked.client.get("/graphql", params={"query": query}, headers=headers)


@pytest.mark.parametrize("form", ["{}", '{}, W/"a"', '"a",{}', " {} ", "*"])
async def test_who_names_the_tag_is_told_that_nothing_changed(form, asked, small):
    whole = await asked.get(query=QUERY)
    for known in (form.format(whole.headers["ETag"]), form.format(whole.headers["ETag"].removeprefix("W/"))):
        response = await get(asked, known)
        assert (response.status_code, response.content) == (304, b"")
        for name in ("ETag", "Cache-Control", "Vary", "X-Dataset-Version"):
            assert response.headers[name] == whole.headers[name]
        assert "Content-Type" not in response.headers
        assert asked.exchanges[-1].operation == "platformCounts"


@pytest.mark.parametrize("known", ["", "W/", '"a"', "a, b", '"*"', "**"])
async def test_who_names_another_gets_the_answer(known, asked):
    assert (await get(asked, known)).status_code == 200


async def test_what_the_tag_alone_tells_is_not_worked_out(small, monkeypatch):
    async with endpoint(small) as asked:
        etag = (await asked.get(query=QUERY)).headers["ETag"]
    async with endpoint(small, response_cache_bytes=0) as asked:  # as another worker, or the same after a restart
        monkeypatch.setattr(asked.endpoint.execution, "result", None)
        assert (await get(asked, etag)).status_code == 304
        assert (asked.exchanges[-1].operation, asked.exchanges[-1].shape) == ("none", "")


async def test_a_tag_is_the_same_with_the_cache_off(small, asked):
    async with endpoint(small, response_cache_bytes=0) as other:
        tags = [(await each.get(query=QUERY)).headers["ETag"] for each in (asked, other) for _ in range(2)]
    assert len(set(tags)) == 1
    assert tags[0].startswith('W/"')


async def test_a_tag_is_of_the_question_and_of_the_media_type(asked):
    tags = [(await asked.get(query=query)).headers["ETag"] for query in (QUERY, QUERY + " ")]
    tags.append((await asked.get(query=QUERY, accept=RESPONSE)).headers["ETag"])
    tags += [
        (
            await asked.get(query="query($n: Int) { titles(first: $n) { totalCount } }", variables=f'{{"n":{n}}}')
        ).headers["ETag"]
        for n in (1, 2)
    ]
    assert len(set(tags)) == 5
    assert (await get(asked, tags[0], Accept=RESPONSE)).status_code == 200


async def test_with_a_new_release_it_is_another(asked, newer):
    etag = (await asked.get(query=QUERY)).headers["ETag"]
    asked.endpoint.live.snapshot = newer
    assert (await get(asked, etag)).status_code == 200


async def test_a_post_is_answered_whole_and_kept_by_nobody(asked):
    whole, etag = await asked.post(QUERY), (await asked.get(query=QUERY)).headers["ETag"]
    assert "ETag" not in whole.headers  # what may not be kept need not be asked about again
    again = await asked.client.post("/graphql", json={"query": QUERY}, headers={"If-None-Match": etag})
    assert (again.status_code, again.json(), again.headers["Cache-Control"]) == (200, whole.json(), "no-store")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({}, "private, no-cache"),
        ({"users": UsersShown.IDS}, "private, no-cache"),
        ({"users": UsersShown.OFF}, "public, no-cache"),
        ({"users": UsersShown.OFF, "api_keys": ("a-key-of-some-length",)}, "private, no-cache"),
    ],
)
async def test_who_may_keep_an_answer(settings, told, small):
    async with endpoint(small, **settings) as asked:
        headers = {"X-API-Key": "a-key-of-some-length"}
        whole = await asked.client.get("/graphql", params={"query": QUERY}, headers=headers)
        assert whole.headers["Cache-Control"] == told
        known = await get(asked, whole.headers["ETag"], **headers)
        assert (known.status_code, known.headers["Cache-Control"]) == (304, told)


@pytest.mark.parametrize("query", ["{", "{ nothing }", "{ titles(first: 0) { totalCount } }"])
async def test_what_has_errors_has_no_tag_and_is_kept_by_nobody(query, asked):
    for known in ("*", '"a"'):
        response = await get(asked, known, query)
        assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-store")
        assert "ETag" not in response.headers


async def test_compressed_or_not_the_tag_is_one(asked):
    query = "{ titles { nodes { id displayTitle description genres } } }"
    plain, zipped = [
        await asked.client.get("/graphql", params={"query": query}, headers={"Accept-Encoding": coding})
        for coding in ("identity", "gzip")
    ]
    assert "Content-Encoding" in zipped.headers
    assert plain.headers["ETag"] == zipped.headers["ETag"]
    known = await get(asked, plain.headers["ETag"], query)
    assert (known.status_code, "Content-Encoding" in known.headers) == (304, False)


async def test_what_is_not_sent_again_counts_against_the_rate(small):
    async with endpoint(small, rate=Rate(3, "hour")) as asked:
        etag = (await asked.get(query=QUERY)).headers["ETag"]
        known = [await get(asked, etag) for _ in range(3)]
    assert [each.status_code for each in known] == [304, 304, 429]
    assert [each.headers["RateLimit-Remaining"] for each in known] == ["1", "0", "0"]


async def test_a_persisted_query_has_the_tag_of_its_text(asked):
    extensions = {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(QUERY.encode()).hexdigest()}}
    sent = await asked.get(query=QUERY, extensions=json.dumps(extensions))
    named = await asked.client.get(
        "/graphql", params={"extensions": json.dumps(extensions)}, headers={"If-None-Match": sent.headers["ETag"]}
    )
    assert named.status_code == 304


def test_a_star_names_only_what_is_there():
    assert is_known(" * ", 'W/"a"', there=True)
    assert not is_known("*", 'W/"a"')
