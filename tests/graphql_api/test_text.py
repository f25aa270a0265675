"""What is typed and what is in a table are folded alike."""

import sys
import unicodedata

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api.text import compounds_of, fold, folded, tidy, words, words_of


def in_a_column(texts, read=folded):
    return pl.DataFrame({"text": texts}, {"text": pl.String}).select(read(pl.col("text"))).to_series().to_list()


# Letters newer than this Python knows, and control characters, which no text of a release has, are left out.
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cn", "Cc", "Co"]))


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("  The\u00a0 BIG\n\tOne ", "the big one"),
        ("Agnès VARDA", "agnes varda"),
        ("Agne\u0300s", "agnes"),
        ("İstanbul", "istanbul"),
        ("Đà Nẵng", "da nang"),
        ("ΑΣ", "ασ"),
        ("ΑΣ ΑΣΑ", "ασ ασα"),
        ("GROẞE Straße", "grosse strasse"),
        ("Łódź, Øre, Ædon", "lodz, ore, aedon"),
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


def every_letter():
    """Every code point but those of `TEXTS` left out."""
    points = map(chr, range(sys.maxunicode + 1))
    return [point for point in points if unicodedata.category(point) not in {"Cn", "Cc", "Cs", "Co"}]


def test_every_letter_is_folded_alike_in_a_column():
    known = [f"a{letter}B" for letter in every_letter()]
    assert [text for text, bare in zip(known, in_a_column(known), strict=True) if fold(text) != bare] == []


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_folding_is_final_and_the_same_in_a_column(text):
    assert in_a_column([text, fold(text)]) == [fold(text), fold(fold(text))]


def test_tidy_keeps_accents():
    assert tidy("  Agnès \u3000 VARDA ") == "agnès varda"


@pytest.mark.parametrize(
    ("text", "said", "compounds"),
    [
        ("Spider-Man: No Way Home", ["spider", "man", "no", "way", "home"], ["spiderman"]),
        ("Don't", ["don", "t"], ["dont"]),
        ("  The X-Files ", ["the", "x", "files"], ["xfiles"]),
        ("-Mother-in-Law!", ["mother", "in", "law"], ["motherinlaw"]),
        ("WALL·E 2, R.I.P.D.", ["wall", "e", "2", "r", "i", "p", "d"], ["walle", "ripd"]),
        ("$9.99 (1 + 1)", ["9", "99", "1", "1"], ["999"]),
        ("Łódź № ½", ["lodz", "no", "1", "2"], ["12"]),
        ("東京物語・後編", ["東京物語", "後編"], ["東京物語後編"]),
        ("the--end -- of", ["the", "end", "of"], ["theend"]),
        ("Amélie", ["amelie"], []),
        ("?! · -", [], []),
        ("", [], []),
    ],
)
def test_words_are_runs_of_letters_and_numbers(text, said, compounds):
    assert words(text) == said
    assert in_a_column([text], words_of) == [said]
    assert in_a_column([text], compounds_of) == [compounds]


def test_a_text_that_can_be_no_utf_8_has_the_words_beside_it():
    assert words("half\ud800 a \udfffpair") == ["half", "a", "pair"]


def test_every_letter_makes_the_same_words_in_a_column():
    known = [f"a{letter}B c" for letter in every_letter()]
    assert [text for text, said in zip(known, in_a_column(known, words_of), strict=True) if words(text) != said] == []


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_words_are_the_same_in_a_column_and_their_own_words(text):
    said = words(text)
    assert in_a_column([text, " ".join(said)], words_of) == [said, said]
    assert said == words(fold(text))
    assert all(letter.isalnum() or unicodedata.category(letter)[0] in "LN" for word in said for letter in word)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([*"ab1é-'. ", "\u0301"]), max_size=12).map("".join))
def test_a_compound_is_what_a_text_writes_without_a_space_and_has_several_words_of(text):
    parts = [words(written) for written in text.split()]
    assert in_a_column([text], compounds_of) == [["".join(said) for said in parts if len(said) > 1]]
