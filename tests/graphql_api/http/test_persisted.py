"""Queries are known by their hash once they were sent, up to a bound in number and in bytes."""

import hashlib

import pytest

from graphql_api.http.persisted import Persisted, digest_of
from graphql_api.http.refusal import Refusal
from graphql_api.limits.refused import Refused


def digest(text):
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def named(text=None, **more):
    return {"persistedQuery": {"version": 1, "sha256Hash": digest(text or ""), **more}}


def keeping(*texts, entries=10, size=1_000):
    those = Persisted(entries, size)
    for text in texts:
        those.keep(digest(text), text)
    return those


def knows(those, text):
    try:
        return those.text(digest(text)) == text
    except Refused:
        return False


# What a request names


def test_a_request_names_its_query_by_its_hash():
    assert digest_of(named("{ a }"), None) == digest("{ a }")
    assert digest_of(named("{ é }"), "{ é }") == digest("{ é }")
    assert digest_of(named("\ud800"), "\ud800") == digest("\ud800")
    assert digest_of(named("{ a }", more=True), None) == digest("{ a }")


@pytest.mark.parametrize("extensions", [{}, {"persistedQuery": None}, {"tracing": True}])
def test_a_request_may_name_none(extensions):
    assert digest_of(extensions, "{ a }") is None


SHAPE = "`extensions.persistedQuery` must be an object with `version` 1"
DIGITS = "`extensions.persistedQuery.sha256Hash` must be 64 hexadecimal digits in lower case"
OTHER = "`extensions.persistedQuery.sha256Hash` is not the SHA-256 of `query`"


@pytest.mark.parametrize(
    ("extensions", "told"),
    [
        ({"persistedQuery": True}, SHAPE),
        ({"persistedQuery": []}, SHAPE),
        ({"persistedQuery": {}}, SHAPE),
        (named(version=2), SHAPE),
        (named(version="1"), SHAPE),
        (named(sha256Hash=None), DIGITS),
        (named(sha256Hash=7), DIGITS),
        (named(sha256Hash=""), DIGITS),
        (named(sha256Hash="a" * 63), DIGITS),
        (named(sha256Hash="a" * 64 + "\n"), DIGITS),
        (named(sha256Hash="A" * 64), DIGITS),
        (named(sha256Hash="a" * 100_000), DIGITS),
        (named("{ b }"), OTHER),
        (named("{ a } "), OTHER),
    ],
)
def test_a_hash_that_is_none_or_another_s_is_refused(extensions, told):
    with pytest.raises(Refusal) as refused:
        digest_of(extensions, "{ a }")
    assert (refused.value.status, refused.value.code, refused.value.message) == (400, "BAD_REQUEST", told)


# What is kept


def test_a_kept_query_is_known_by_its_hash():
    assert keeping("{ a }").text(digest("{ a }")) == "{ a }"


@pytest.mark.parametrize(
    ("entries", "message", "code"),
    [
        (10, "PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND"),
        (0, "PersistedQueryNotSupported", "PERSISTED_QUERY_NOT_SUPPORTED"),
    ],
)
def test_an_unknown_one_is_told_in_the_words_that_clients_know(entries, message, code):
    with pytest.raises(Refused) as refused:
        keeping("{ b }", entries=entries).text(digest("{ a }"))
    (error,) = refused.value.errors
    assert (error.message, error.extensions) == (message, {"code": code})


def test_those_unused_for_longest_make_room():
    those = keeping("a", "b", entries=2)
    assert knows(those, "a")
    those.keep(digest("c"), "c")
    assert [knows(those, each) for each in "abc"] == [True, False, True]


def test_keeping_one_again_makes_no_room():
    those = keeping("a", "b", "a", "b", entries=2)
    assert (len(those), those.used) == (2, 2)


def test_bytes_are_bounded_and_counted_as_utf_8():
    those = keeping("é" * 4, "abc", size=11)
    assert those.used == 11
    those.keep(digest("x"), "x")
    assert (those.used, knows(those, "é" * 4)) == (4, False)


def test_what_is_larger_than_everything_together_is_not_kept():
    those = keeping("abc", "x" * 11, size=10)
    assert (len(those), knows(those, "abc")) == (1, True)


def test_however_many_come_the_bounds_hold():
    those = Persisted(entries=50, size=300)
    for number in range(1_000):
        those.keep(digest(str(number)), str(number) * (1 + number % 7))
        assert (len(those) <= 50, those.used <= 300) == (True, True)
    assert those.used == sum(len(text) for text in those._texts.values()) > 250
