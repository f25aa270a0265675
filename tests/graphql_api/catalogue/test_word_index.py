"""What is found by a word, against a look at every word there is."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api.catalogue.word_index import WordIndex

# Few letters, so that words resemble each other; among them such as take two, three and four bytes.
LETTERS = "abcé東𝒳"
WORDS = st.text(LETTERS, min_size=1, max_size=10)
VOCABULARIES = st.lists(st.tuples(WORDS, st.integers(0, 9)), max_size=25)
searched = settings(deadline=None, max_examples=80)


def index(rows, **how):
    frame = pl.LazyFrame(sorted(set(rows)), {"word": pl.String, "row": pl.UInt32}, orient="row")
    return WordIndex.of(frame, misspelt=True, **how)


def errors(one, other):
    """How many letters too many, too few, wrong, or swapped with the next make one word of another.

    Optimal string alignment by the book: no letter has a part in two errors.
    """
    table = [
        [row + column if not row * column else 0 for column in range(len(other) + 1)] for row in range(len(one) + 1)
    ]
    for row in range(1, len(one) + 1):
        for column in range(1, len(other) + 1):
            same = one[row - 1] == other[column - 1]
            best = min(table[row - 1][column] + 1, table[row][column - 1] + 1, table[row - 1][column - 1] + (not same))
            if row > 1 and column > 1 and one[row - 2 : row] == other[column - 1] + other[column - 2]:
                best = min(best, table[row - 2][column - 2] + 1)
            table[row][column] = best
    return table[-1][-1]


@st.composite
def mistyped(draw, rows):
    """A word, most likely one of the rows with an error or two."""
    word = draw(st.sampled_from([word for word, _ in rows]) if rows else WORDS)
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(word)))
        letter = draw(st.sampled_from(LETTERS))
        word = draw(
            st.sampled_from(
                [
                    word[:at] + letter + word[at:],
                    word[:at] + word[at + 1 :],
                    word[:at] + letter + word[at + 1 :],
                    word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
                    word[:at],
                ]
            )
        )
    return word or "a"


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("ab", "ab", 0), ("ab", "ba", 1), ("abc", "ca", 3), ("abc", "ac", 1), ("", "ab", 2), ("kitten", "sitting", 3)],
)
def test_errors_are_counted_by_the_book(one, other, count):
    assert errors(one, other) == errors(other, one) == count


@searched
@given(st.data(), VOCABULARIES)
def test_a_word_finds_the_rows_that_have_it_or_begin_with_it(data, rows):
    word = data.draw(mistyped(rows))
    found = index(rows)
    assert sorted(found.exact(word)) == sorted({row for each, row in rows if each == word})
    assert set(found.beginning(word)) == {row for each, row in rows if each.startswith(word)}


@pytest.mark.parametrize("letters", [3, 6, 12])
@searched
@given(st.data(), VOCABULARIES)
def test_misspelt_finds_every_word_one_error_away_and_no_other(letters, data, rows):
    word = data.draw(mistyped(rows))
    found = index(rows, letters=letters).misspelt(word)
    assert set(found) == {row for each, row in rows if errors(each, word) == 1}


@searched
@given(st.data(), VOCABULARIES)
def test_a_long_word_finds_what_resembles_it(data, rows):
    word = data.draw(mistyped(rows).filter(lambda word: len(word) > 6))
    found = index(rows).resembling(word)
    near = {
        row
        for each, row in rows
        if any(errors(each[:length], word) <= 1 for length in (len(word) - 1, len(word), len(word) + 1))
    }
    twice = {row for each, row in rows if each[0] == word[0] and errors(each, word) <= 2}
    assert set(found) == near | twice


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("latnern", "lantern"), ("lantrn", "lantern"), ("lanntern", "lantern"), ("lanterm", "lantern"),
     ("alntern", "lantern"), ("antern", "lantern"), ("xlantern", "lantern"), ("xantern", "lantern"),
     ("lanterns", "lantern"), ("lanter", "lantern"), ("b", "a"), ("a", "ab"), ("ba", "ab")],
)  # fmt: skip
def test_an_error_anywhere_is_found(typed, meant):
    assert set(index([(meant, 3), ("unlike", 4)]).misspelt(typed)) == {3}
    assert set(index([(meant, 3)]).misspelt(meant)) == set()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lanternl", True),  # the beginning as it is
        ("lanernli", True),  # with a letter too few: what it begins is a letter longer
        ("lannternl", True),  # too many: a letter shorter
        ("lantermli", True),  # wrong
        ("latnernli", True),  # swapped
        ("antern" + "lik", True),  # in the first letter
        ("lanermli", False),  # two errors in a beginning
        ("lantermlikly", True),  # two in all of it
        ("mantermlikely", False),  # one of two in the first letter
        ("lntermlikly", False),  # three
    ],
)
def test_a_long_word_may_be_half_typed_with_an_error_or_whole_with_two(typed, found):
    assert set(index([("lanternlikely", 3), ("unlike", 4)]).resembling(typed)) == ({3} if found else set())


def test_without_words_nothing_is_found():
    nothing = index([])
    for find in (nothing.exact, nothing.beginning, nothing.misspelt, nothing.resembling):
        assert list(find("lantern")) == []


def test_typing_errors_are_found_only_if_asked_for():
    frame = pl.LazyFrame([("lantern", 0)], {"word": pl.String, "row": pl.UInt32}, orient="row")
    assert list(WordIndex.of(frame).misspelt("lanterm")) == []
    assert list(WordIndex.of(frame).exact("lantern")) == [0]


@searched
@given(st.data(), VOCABULARIES, VOCABULARIES)
def test_two_over_one_dictionary_find_what_each_finds_alone(data, rows, others):
    word = data.draw(mistyped(rows + others))
    frames = [
        pl.LazyFrame(sorted(set(each)), {"word": pl.String, "row": pl.UInt32}, orient="row") for each in (rows, others)
    ]
    for together, each in zip(WordIndex.together(frames, misspelt=True), (rows, others), strict=True):
        alone = index(each)
        for find in ("exact", "beginning", "misspelt", "resembling"):
            assert set(getattr(together, find)(word)) == set(getattr(alone, find)(word)), find
