"""What is accepted decides the media type of an answer."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphql_api.http.negotiation import HTML, JSON, LONGEST, RESPONSE, media_type, quality, wants_page
from graphql_api.http.refusal import Refusal

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, JSON),
        ("", JSON),
        (" ", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (RESPONSE, RESPONSE),
        (f"{RESPONSE}; charset=utf-8", RESPONSE),
        (RESPONSE.upper(), RESPONSE),
        (f"{RESPONSE}, {JSON}", RESPONSE),
        (f"{JSON}, {RESPONSE}", RESPONSE),  # of two liked equally the newer
        (f"{JSON},*/*", JSON),
        (f"{RESPONSE};q=0.5, {JSON}", JSON),
        (f"{RESPONSE};q=0.9, {JSON};q=0.8, */*;q=0.1", RESPONSE),
        (f"{RESPONSE};q=0.5, */*;q=0.9", JSON),
        (f"*/*, {RESPONSE};q=0", JSON),
        (f"{JSON};q=0, */*", RESPONSE),
        (f"{JSON};q=0.2, application/*;q=0.9", RESPONSE),
        (f"{RESPONSE};q=1000", RESPONSE),
        (f"{RESPONSE}; q = 0.5 , {JSON} ;q=0.4", RESPONSE),
        ("multipart/mixed;deferSpec=20220824, application/json", JSON),
        (BROWSER, JSON),
        (f"text/html, {'x/y,' * 100}{RESPONSE}", RESPONSE),
    ],
)
def test_the_media_type_is_the_one_liked_best(accept, kind):
    assert media_type(accept) == kind


@pytest.mark.parametrize(
    "accept",
    [
        "text/html",
        "text/*",
        "image/png",
        f"{JSON};q=0",
        "*/*;q=0",
        "application/*;q=0",
        "application/xml",
        ",",
        ";",
        "q=1",
    ],
)
def test_who_accepts_neither_is_told_what_to_accept(accept):
    with pytest.raises(Refusal) as refused:
        media_type(accept)
    assert (refused.value.status, refused.value.code) == (406, "NOT_ACCEPTABLE")
    assert refused.value.message == f"The request accepts neither {RESPONSE} nor {JSON}; accept one of them"


@pytest.mark.parametrize(
    ("accept", "liked"),
    [
        (BROWSER, True),
        ("text/html", True),
        (f"text/html, {JSON};q=0.9", True),
        (f"text/html;q=0.9, {JSON}", False),
        ("text/html;q=0", False),
        ("*/*", False),
        (None, False),
        (f"{RESPONSE}, {JSON}", False),
        ("text/html;q=nonsense", False),
    ],
)
def test_a_page_is_for_those_who_name_html_and_like_nothing_of_ours_better(accept, liked):
    assert wants_page(accept) is liked


@pytest.mark.parametrize(
    ("accept", "liking"),
    [
        ("application/json;q=0.3, application/*;q=0.8, */*", 0.3),
        ("*/*, application/*;q=0.8", 0.8),
        ("*/*;q=0.1", 0.1),
        ("application/json;q=-1", 0),
        ("application/json;q=7", 1),
        ("application/json;q=nan", 0),
        ("application/json;q=", 0),
        ("application/json;q=0.2;q=0.9", 0.2),
        ("application/jsonx", 0),
    ],
)
def test_the_most_exact_range_says_how_much_a_media_type_is_liked(accept, liking):
    assert quality(accept, JSON) == liking


@given(st.text(alphabet="application/json*,;q=01.9 graphql-response+html", max_size=LONGEST + 50))
def test_any_header_is_answered_or_refused(accept):
    assert 0 <= quality(accept, JSON) <= 1
    assert isinstance(wants_page(accept), bool)
    with suppress(Refusal):
        assert media_type(accept) in {JSON, RESPONSE}
    assert not (wants_page(accept) and HTML not in accept)
