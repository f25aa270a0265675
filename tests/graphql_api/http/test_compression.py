"""Answers are compressed for who takes them so, and are the same."""

import gzip

import pytest

from graphql_api.http import compression
from graphql_api.http.compression import LARGE, SMALLEST, pays, smaller_beside
from tests.graphql_api.http.endpoint import endpoint


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [
        ("gzip", True),
        ("GZIP;q=0.5", True),
        ("br, *", True),
        ("*;q=0, gzip", True),
        ("", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("*, gzip;q=0", False),
        ("x-gzip-not", False),
    ],
)
def test_whether_a_client_takes_gzip(accepted, taken):
    assert compression.takes_gzip(accepted) is taken


@pytest.mark.parametrize("size", [SMALLEST, LARGE - 1, LARGE, 5 * LARGE])
async def test_what_is_compressed_is_smaller_and_the_same(size):
    body = b'{"name": "value"}, ' * (size // 19 + 1)
    assert pays(body, "gzip, deflate, br")
    smaller = await smaller_beside(body)
    assert len(smaller) < len(body) / 5
    assert gzip.decompress(smaller) == body


@pytest.mark.parametrize(("size", "accepted"), [(SMALLEST - 1, "gzip"), (LARGE, "br"), (LARGE, "gzip;q=0")])
def test_small_bodies_and_those_for_others_are_left_as_they_are(size, accepted):
    assert not pays(b"a" * size, accepted)


async def test_an_answer_is_compressed_where_the_client_takes_it_so(small):
    query = "{ titles { nodes { id displayTitle description cast { name } genres } } }"
    async with endpoint(small) as asked:
        plain = await asked.client.post("/graphql", json={"query": query}, headers={"Accept-Encoding": "identity"})
        zipped = await asked.client.post("/graphql", json={"query": query}, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert int(zipped.headers["Content-Length"]) < int(plain.headers["Content-Length"])
    assert zipped.json() == plain.json()
    assert "Accept-Encoding" in plain.headers["Vary"]
