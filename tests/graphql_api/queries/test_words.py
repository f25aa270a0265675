"""The words that titles and people are found by."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api.queries.words import neighbouring, words
from graphql_api.text import words as said

TEXTS = st.lists(
    st.tuples(st.integers(0, 3), st.lists(st.sampled_from([*"ab1É-'. ", "ab", "Z "]), max_size=8).map("".join)),
    max_size=6,
)


def rows(query, texts):
    """What a query makes of rows and their texts."""
    frame = pl.LazyFrame(texts, {"row": pl.UInt32, "text": pl.String}, orient="row")
    made = query(frame).collect()
    assert made.columns == ["word", "row"]
    return made.rows()


def test_a_word_of_a_row_comes_once_in_the_order_of_words_and_rows():
    assert rows(words, [(1, "Rain, rain"), (0, "The Rain"), (0, "Écume")]) == [
        ("ecume", 0), ("rain", 0), ("rain", 1), ("the", 0),
    ]  # fmt: skip


def test_what_a_hyphen_joins_is_also_one_word():
    assert rows(words, [(0, "Spider-Man")]) == [("man", 0), ("spider", 0), ("spiderman", 0)]


def test_each_two_neighbours_are_one_word():
    assert rows(neighbouring, [(1, "Spider-Man: No Way"), (0, "Way"), (2, "no WAY"), (3, "?!")]) == [
        ("manno", 1), ("noway", 1), ("noway", 2), ("spiderman", 1),
    ]  # fmt: skip


@settings(deadline=None, max_examples=50)
@given(TEXTS)
def test_words_and_neighbours_are_what_python_makes_of_the_texts(texts):
    single = {(word, row) for row, text in texts for word in said(text)}
    compound = {("".join(said(part)), row) for row, text in texts for part in text.split() if len(said(part)) > 1}
    assert rows(words, texts) == sorted(single | compound)
    pairs = {(one + other, row) for row, text in texts for one, other in zip(said(text), said(text)[1:], strict=False)}
    assert rows(neighbouring, texts) == sorted(pairs)
