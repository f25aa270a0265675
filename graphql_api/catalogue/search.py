"""Titles found by words: those of the title before those of its people, whole words before beginnings before misspelt
ones, and popular titles first among equals.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from graphql_api.catalogue.columns import Rows
from graphql_api.catalogue.word_index import LAST, WordIndex
from graphql_api.queries.words import neighbouring
from graphql_api.queries.words import words as each_word
from graphql_api.text import words

Levels: TypeAlias = npt.NDArray[np.uint8]
"""How well each title matches: 0 is best."""

EXACT, BEGINS, MISSPELT = range(3)
IN_TITLE, IN_PEOPLE, NOWHERE = 0, 4, 8
WHERE, HOW = 12, 3
"""A level is the sum of where a word was found and how; these tell them apart again."""

ARTICLES = frozenset({"the", "a", "an", "el", "la", "los", "las"})
"""Words that people leave out at the beginning of a title."""

FORGIVEN = 4
"""Letters from which a word may have an error; in shorter ones too much is one error away from too much else."""

FORGIVEN_TWICE = 7
"""Letters from which a word may have two, where nothing good is found otherwise."""

GOOD_WILL = 10
"""Words up to which a text in which nothing good is found is read once more."""


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """What titles are found by. All arrays have one number a title."""

    title_words: WordIndex
    joined_words: WordIndex
    """Neighbouring words of titles as one."""
    people_words: WordIndex
    spelled: Sequence[str]
    """What of each title a search compares as a whole: its letters and numbers, without a leading article. In order."""
    spelled_rows: Rows
    """The title of each of them."""
    word_counts: Rows
    """How many words each title has."""
    popularity: Rows
    """The place of each title when those with the most votes come first, then by title and id."""

    @classmethod
    def of(cls, titles: pl.LazyFrame, popularity: Rows) -> "SearchIndex":
        """The index of titles that have their places in `row`."""
        named = titles.select("row", text="title")
        people = titles.select("row", text=pl.concat_list("cast", "directors"))
        said = [words(title) for title in titles.select("title").collect().to_series()]
        spelled = sorted((spelling(each), row) for row, each in enumerate(said))
        return cls(
            title_words=WordIndex.of(named.pipe(each_word), misspelt=True),
            joined_words=WordIndex.of(named.pipe(neighbouring), misspelt=True),
            people_words=WordIndex.of(
                people.explode("text", empty_as_null=False, keep_nulls=False).pipe(each_word), misspelt=True
            ),
            spelled=[text for text, _ in spelled],
            spelled_rows=np.array([row for _, row in spelled], dtype=np.int32),
            word_counts=np.array([len(each) for each in said], dtype=np.int32),
            popularity=popularity,
        )


@dataclass(frozen=True, slots=True)
class Found:
    """Titles found, best first, and how well each title of all matches."""

    rows: Rows
    levels: Levels


def search(index: SearchIndex, text: str) -> Found:
    """The titles that a text finds.

    Every word must be found in a title or among its people. Where none has them all, or only misspelt in names, the
    words are read with more good will: two as one, a space left out, short words with an error, long ones with two.
    """
    said = words(text)
    if not said:
        return Found(np.empty(0, dtype=np.int32), np.empty(0, dtype=np.uint8))
    each = [_level(index, word) for word in said]
    levels = _worst(each)
    if not (levels < IN_PEOPLE + MISSPELT).any() and len(said) <= GOOD_WILL:
        levels = reduce(np.minimum, _kindly(index, said, each), levels)
    ranks = levels.astype(np.int64) * 3 + _likeness(index, said, levels)
    rows = np.flatnonzero(levels < NOWHERE)
    order = np.argsort((ranks[rows] << 32) + index.popularity[rows])
    return Found(rows[order].astype(np.int32), ranks.astype(np.uint8))


def _worst(levels: Iterable[Levels]) -> Levels:
    """The worst place of all words with the worst way of finding one: people's names, if one was, and misspelt."""

    def worse(one: Levels, other: Levels) -> Levels:
        level: Levels = np.maximum(one & WHERE, other & WHERE) | np.maximum(one & HOW, other & HOW)
        return level

    return reduce(worse, levels)


def _level(index: SearchIndex, word: str) -> Levels:
    """How well each title matches one word; better matches overwrite worse ones."""
    level: Levels = np.full(len(index.popularity), NOWHERE, dtype=np.uint8)
    for field, found in ((IN_PEOPLE, index.people_words), (IN_TITLE, index.title_words)):
        if len(word) >= FORGIVEN and not word.isdecimal():
            level[found.misspelt(word)] = field + MISSPELT
        level[found.beginning(word)] = field + BEGINS
        level[found.exact(word)] = field + EXACT
    return level


def _kindly(index: SearchIndex, said: Sequence[str], each: Sequence[Levels]) -> Iterator[Levels]:
    """Other ways to read the words, whose levels are given: two as one, and errors forgiven in one or in all."""
    for place in range(len(said) - 1):
        pair = _level(index, said[place] + said[place + 1])
        yield _worst([*each[:place], pair, *each[place + 2 :]])
    again = [_level_kindly(index, *word) for word in zip(said, each, strict=True)]
    for place, level in enumerate(again):
        yield _worst([*each[:place], level, *each[place + 1 :]])
    yield _worst(again)


def _level_kindly(index: SearchIndex, word: str, strictly: Levels) -> Levels:
    """As `_level`, with more errors forgiven and the space between two words left out."""
    if word.isdecimal():
        return strictly
    level = strictly.copy()
    for match, found in ((IN_PEOPLE + MISSPELT, index.people_words), (IN_TITLE + MISSPELT, index.title_words)):
        rows = found.resembling(word) if len(word) >= FORGIVEN_TWICE else found.misspelt(word)
        level[rows] = np.minimum(level[rows], match)
    joined = np.concatenate([index.joined_words.exact(word), index.joined_words.misspelt(word)])
    level[joined] = np.minimum(level[joined], IN_TITLE + MISSPELT)
    return level


def _likeness(index: SearchIndex, said: Sequence[str], levels: Levels) -> Levels:
    """0 for titles that are the text as a whole, 1 for those that begin with it, 2 for others."""
    spelled = spelling(said)
    first = bisect_left(index.spelled, spelled)
    likeness: Levels = np.full(len(levels), 2, dtype=np.uint8)
    likeness[index.spelled_rows[first : bisect_left(index.spelled, spelled + LAST)]] = 1
    likeness[index.spelled_rows[first : bisect_right(index.spelled, spelled)]] = 0
    # As many words as were said, and each of them was found, whole: nothing else is left of the title.
    as_many = index.word_counts == len(said)
    likeness[as_many & ((levels == IN_TITLE + EXACT) | (levels == IN_TITLE + MISSPELT))] = 0
    return likeness


def spelling(said: Sequence[str]) -> str:
    """The letters and numbers of words, without a leading article."""
    return "".join(said[1:] if len(said) > 1 and said[0] in ARTICLES else said)
