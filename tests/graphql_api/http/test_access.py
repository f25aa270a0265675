"""Who may ask."""

import pytest
from starlette.datastructures import Headers

from graphql_api.http.access import Access
from graphql_api.http.refusal import Refusal

KEY, OTHER = "a-key-of-many-letters", "another-key-as-long"


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": f"Bearer {KEY}"},
        {"authorization": f"bearer  {KEY} "},
        {"X-API-Key": KEY},
        {"Authorization": "Basic Og==", "X-API-Key": KEY},
        {"Authorization": "Bearer wrong", "X-API-Key": KEY},
    ],
)
def test_a_key_is_known_in_either_header(headers):
    assert Access([OTHER, KEY]).identify(Headers(headers)) == Access([KEY]).identify(Headers({"X-API-Key": KEY}))


def test_the_name_of_a_key_is_its_own_and_tells_nothing_of_it():
    access = Access([KEY, OTHER])
    first, second = (access.identify(Headers({"X-API-Key": key})) for key in (KEY, OTHER))
    assert first != second
    assert first.startswith("key:")
    assert KEY not in first
    assert KEY not in str(vars(access))


@pytest.mark.parametrize("headers", [{}, {"Authorization": KEY}, {"Authorization": "Bearer "}, {"X-API-Key": " "}])
def test_who_brings_no_key_is_told_how(headers):
    with pytest.raises(Refusal) as refused:
        Access([KEY]).identify(Headers(headers))
    assert (refused.value.status, refused.value.code) == (401, "UNAUTHENTICATED")
    assert refused.value.headers == {"WWW-Authenticate": "Bearer"}
    assert refused.value.message == (
        "This service asks for a key. Send a key in the header Authorization: Bearer KEY, or X-API-Key: KEY."
    )


@pytest.mark.parametrize("key", [KEY[:-1], KEY + "x", KEY.upper(), f"{KEY},{OTHER}", "\xff" * 20])
def test_a_key_of_others_is_refused_and_not_repeated(key):
    with pytest.raises(Refusal) as refused:
        Access([KEY, OTHER]).identify(Headers({"X-API-Key": key}))
    assert refused.value.status == 401
    assert refused.value.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'
    assert key not in refused.value.message


@pytest.mark.parametrize("headers", [{}, {"X-API-Key": "anything"}])
def test_without_keys_everybody_may_ask(headers):
    assert Access([]).identify(Headers(headers)) is None
