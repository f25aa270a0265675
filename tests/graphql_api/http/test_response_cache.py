"""What is kept of answers: bounded, the last used the longest, and never another's."""

import sys
import tracemalloc
from dataclasses import replace

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphql_api.http.etags import Editions, key_of
from graphql_api.http.exchange import Exchange
from graphql_api.http.response_cache import OVERHEAD, SHARE, Entry, ResponseCache
from graphql_api.settings import Settings
from graphql_api.visibility import UsersShown
from tests.graphql_api.http.endpoint import endpoint

EXCHANGE = Exchange(operation="titles", shape="0123456789ab", cost=3)
COUNTS = "query($p: PlatformCode) { platformCounts(platform: $p) { count platform { id } } }"


@pytest.fixture(scope="module")
def edition(small):
    return Editions(Settings()).of(small.manifest)


def opened(size, edition):
    cache = ResponseCache(size)
    cache.turn_to(edition)
    return cache


def entry(body=b"{}"):
    return Entry(body, EXCHANGE)


def key(number):
    return f"{{ a{number}: __typename }}", None, b""


def counted(cache):
    """What the answers in a cache take, counted anew."""
    sizes = (
        OVERHEAD + sum(map(sys.getsizeof, (*key, each.body, *filter(None, [each.gzipped]))))
        for key, each in cache._entries.items()
    )
    return sum(sizes)


@given(
    st.lists(
        st.tuples(st.sampled_from(["keep", "get", "gzip"]), st.integers(0, 30), st.integers(0, 3_000)), max_size=100
    ),
    st.integers(0, 60_000),
)
def test_whatever_comes_it_never_has_more_than_it_may(edition, steps, size):
    cache, kept = opened(size, edition), {}
    for step, number, length in steps:
        if step == "keep":
            kept.setdefault(number, entry(b"%d " % number + b"x" * length))
            cache.keep(key(number), edition, kept[number])
        found = cache.get(key(number), edition)
        if found is not None:
            assert found.body.startswith(b"%d " % number)
            if step == "gzip":
                cache.gzipped(found)
        elif number in kept:
            del kept[number]
        assert cache.used == counted(cache) <= size
        assert all(each.size * SHARE <= size * 2 for each in cache._entries.values())


def test_what_was_unused_for_longest_makes_room(edition):
    cache = opened(20 * 1_200, edition)
    for number in range(100):
        cache.keep(key(number), edition, entry())
        assert cache.get(key(0), edition)
    assert cache.get(key(1), edition) is None
    assert cache.get(key(99), edition) is not None
    assert 20 < len(cache) < 40


def test_what_is_too_large_for_its_share_is_not_kept(edition):
    cache = opened(160_000, edition)
    cache.keep(key(0), edition, entry(b"x" * 10_000))
    assert (len(cache), cache.used) == (0, 0)
    cache.keep(key(0), edition, entry(b"x" * 9_000))
    assert len(cache) == 1
    off = opened(0, edition)
    off.keep(key(0), edition, entry())
    assert (len(off), off.used) == (0, 0)


def test_with_another_release_all_goes_and_what_comes_late_of_the_old_one_is_not_kept(edition, small):
    newer = Editions(Settings()).of(replace(small.manifest, version="other"))
    cache, old, late = opened(100_000, edition), entry(), entry()
    cache.keep(key(0), edition, old)
    cache.turn_to(newer)
    cache.keep(key(1), edition, late)
    cache.gzipped(old)
    assert (len(cache), cache.used, old.size, late.size) == (0, 0, 0, 0)
    cache.keep(key(0), newer, entry(b"newer"))
    assert (cache.get(key(0), edition), cache.get(key(0), newer).body) == (None, b"newer")


def test_what_is_counted_is_at_least_what_is_taken(edition):
    cache = opened(50_000_000, edition)
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for number in range(2_000):
            text, variables = "".join(["{ a", str(number), ": __typename }"]), orjson.dumps({"n": number})
            # Each as it is in a request: made anew, by orjson.
            made = Entry(orjson.dumps({"data": number}), Exchange(shape=f"{number:012}"))
            made.hashed = f"{number:024}"
            cache.keep((text, str(number), variables), edition, made)
        taken = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert len(cache) == 2_000
    assert taken < cache.used


# Keys


@given(st.dictionaries(st.text(max_size=3), st.none() | st.booleans() | st.integers() | st.floats() | st.text()))
def test_variables_in_any_order_are_one_key_and_others_another(variables):
    known = key_of("{ a }", None, variables)
    assert known == key_of("{ a }", None, dict(reversed(variables.items())))
    if known is not None and variables:
        assert known != key_of("{ a }", None, {**variables, "more than three": 1})
        assert known != key_of("{ a }", "A", variables)


def test_numbers_and_texts_and_null_are_told_apart(edition):
    values = (1, 1.5, "1", True, None, [1], {"a": 1}, "", -0.0, 0)
    keys = {key_of("{ a }", None, {"a": value}) for value in values} | {key_of("{ a }", None, {})}
    assert len({edition.hash_of(each) for each in keys}) == len(keys) == len(values) + 1


@given(*[st.tuples(st.text(max_size=4), st.none() | st.text(max_size=4), st.binary(max_size=4))] * 2)
def test_two_keys_have_two_hashes(edition, one, other):
    assert (edition.hash_of(one) == edition.hash_of(other)) == (one == other)


@pytest.mark.parametrize("value", ["\ud800", 2**64])
def test_what_json_cannot_say_has_no_key(value):
    assert key_of("{ a }", None, {"a": value}) is None


def test_a_hash_is_of_the_release_and_of_what_is_shown_and_allowed(small):
    settings = (
        Settings(),
        Settings(users=UsersShown.OFF),
        Settings(limits=replace(Settings().limits, cost=10)),
    )
    manifests = (small.manifest, replace(small.manifest, version="a"), replace(small.manifest, model_version="b"))
    hashes = {Editions(each).of(manifest).hash_of(key(0)) for each in settings for manifest in manifests}
    assert len(hashes) == 9
    assert Editions(Settings()).of(small.manifest).hash_of(key(0)) in hashes  # the same in each process


# Answers


async def test_the_same_question_is_worked_out_once_and_every_other_by_itself(small, monkeypatch):
    async with endpoint(small) as asked:
        executed = []
        result = asked.endpoint.execution.result

        async def noted(*arguments):
            executed.append(arguments)
            return await result(*arguments)

        monkeypatch.setattr(asked.endpoint.execution, "result", noted)
        for _ in range(2):
            answers = [(await asked.post(COUNTS, variables={"p": code})).json() for code in ("HULU", "NETFLIX")]
            answers += [(await asked.post(f"query {name} {{ a: __typename }}")).json() for name in "AB"]
            answers += [(await asked.get(query=COUNTS)).json(), (await asked.post(COUNTS, variables={})).json()]
        assert len(executed) == 5
        assert answers[0]["data"] != answers[1]["data"]
        assert asked.exchanges[-1].operation == "platformCounts"
        assert asked.exchanges[-1].cost == asked.exchanges[-2].cost == answers[-1]["extensions"]["cost"]["requested"]


@pytest.mark.parametrize(
    "query",
    [
        "{",
        "{ nothing }",
        '{ title(id: "as1") { cast(first: 0) { name } } platforms { id } }',
        "{ nodes(ids: []) { id } }",
    ],
)
async def test_an_answer_with_errors_is_not_kept(query, small):
    async with endpoint(small) as asked:
        for _ in range(2):
            response = await asked.post(query)
            assert response.json()["errors"]
        assert len(asked.endpoint.kept.cache) == 0
        assert ("ETag" in response.headers, response.headers["Cache-Control"]) == (False, "no-store")


async def test_a_miss_with_suggestions_is_kept_with_them(small):
    async with endpoint(small) as asked:
        answers = [(await asked.post('{ filmScore(title: "Paper Boat") { year } }')).json() for _ in range(2)]
        assert len(asked.endpoint.kept.cache) == 1
    assert answers[0] == answers[1]
    assert answers[0]["extensions"]["suggestions"]


async def test_answers_are_the_new_release_s_from_its_first_moment(small, newer):
    async with endpoint(small) as asked:
        query = "{ dataset { version } platformCounts { count } }"
        before = [await asked.post(query) for _ in range(2)]
        asked.endpoint.live.snapshot = newer
        after = await asked.post(query)
        assert len(asked.endpoint.kept.cache) == 1
    assert before[0].json() == before[1].json() != after.json()
    assert after.json()["data"]["dataset"]["version"] == after.headers["X-Dataset-Version"] == newer.manifest.version
