"""What is typed and what is in a table are folded alike."""

import sys
import unicodedata

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api.text import fold, folded, tidy


def in_a_column(texts):
    return pl.DataFrame({"text": texts}).select(folded(pl.col("text"))).to_series().to_list()


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("  The\u00a0 BIG\n\tOne ", "the big one"),
        ("Agnès VARDA", "agnes varda"),
        ("Agne\u0300s", "agnes"),
        ("İstanbul", "istanbul"),
        ("Đà Nẵng", "đa nang"),
        ("ΑΣ", "ας"),
        ("ｐｇ－13", "pg-13"),
        ("ﬁlm", "film"),
        ("किताब", "कतब"),
        ("\u0301", ""),
        ("", ""),
    ],
)
def test_case_accents_and_spaces_go(text, bare):
    assert fold(text) == bare
    assert in_a_column([text]) == [bare]


def test_every_letter_is_folded_alike_in_a_column():
    # Letters newer than this Python knows, and control characters, which no text of a release has, are left out.
    known = [
        f"a{chr(code)}B"
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) not in {"Cn", "Cc", "Cs", "Co"}
    ]
    assert [text for text, bare in zip(known, in_a_column(known), strict=True) if fold(text) != bare] == []


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cn", "Cc", "Co"])))
def test_folding_is_final_and_the_same_in_a_column(text):
    assert in_a_column([text, fold(text)]) == [fold(text), fold(fold(text))]


def test_tidy_keeps_accents():
    assert tidy("  Agnès \u3000 VARDA ") == "agnès varda"
