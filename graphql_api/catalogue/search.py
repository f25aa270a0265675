"""Titles found by words: those of the title before those of its people, whole words before beginnings before misspelt
ones, and popular titles first among equals.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate, chain
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from graphql_api.catalogue.columns import Rows
from graphql_api.catalogue.word_index import WordIndex
from graphql_api.queries.words import ARTICLES, joined, joined_without_article, neighbouring, without_article
from graphql_api.queries.words import words as each_word
from graphql_api.text import words, words_of

Levels: TypeAlias = npt.NDArray[np.uint8]
"""How well each title matches: 0 is best."""

EXACT, BEGINS, MISSPELT = 0b00, 0b01, 0b11
IN_TITLE, IN_PEOPLE, NOWHERE = 0b0000, 0b0100, 0b1100
"""A level is where a word was found and how. A worse one has all bits of a better one, so that the worst place of
several words with the worst way of finding one is any bit that one of them has.
"""

WHOLE, WHOLE_OR_SO, BEGINS_WITH, BEGINS_OR_SO, ELSEWHERE = range(5)
"""What a text is of a title: all of it, all but for an article or an error, its beginning, or some words of it."""

RANKS = np.uint8(ELSEWHERE + 1)
"""Of two titles the one with the better level comes first, of two on one level the one with the better likeness."""

FORGIVEN = 4
"""Letters from which a word may have an error; in shorter ones too much is one error away from too much else."""

FORGIVEN_TWICE = 7
"""Letters from which a word may have two, where nothing good is found otherwise."""

GOOD_WILL = 10
"""Words up to which a text in which nothing good is found is read once more."""

WHOLE_BEGINNING = 9
"""Letters of whole titles that errors are looked up by: many begin with the same six."""


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """What titles are found by. All arrays have one number a title."""

    title_words: WordIndex
    joined_words: WordIndex
    """Neighbouring words of titles as one."""
    whole_titles: WordIndex
    """All words of each title as one."""
    bare_titles: WordIndex
    """The same without a leading article."""
    people_words: WordIndex
    whole_names: WordIndex
    """All words of each name as one."""
    word_counts: Rows
    """How many words each title has besides a leading article."""
    popularity: Rows
    """The place of each title when those with the most votes come first, then by title and id."""

    @classmethod
    def of(cls, titles: pl.LazyFrame, popularity: Rows) -> "SearchIndex":
        """The index of titles that have their places in `row`."""
        named = titles.select("row", text="title")
        people = titles.select("row", text=pl.concat_list("cast", "directors")).explode(
            "text", empty_as_null=False, keep_nulls=False
        )
        counts = titles.select(without_article(words_of(pl.col("title"))).list.len().cast(pl.Int32)).collect()
        return cls(
            title_words=WordIndex.of(named.pipe(each_word), misspelt=True),
            joined_words=WordIndex.of(named.pipe(neighbouring), misspelt=True),
            whole_titles=WordIndex.of(named.pipe(joined), misspelt=True, letters=WHOLE_BEGINNING),
            bare_titles=WordIndex.of(named.pipe(joined_without_article)),
            people_words=WordIndex.of(people.pipe(each_word), misspelt=True),
            whole_names=WordIndex.of(people.pipe(joined), misspelt=True, letters=WHOLE_BEGINNING),
            word_counts=counts.to_series().to_numpy(),
            popularity=popularity,
        )


@dataclass(frozen=True, slots=True)
class Found:
    """Titles found, best first, and how well each title of all matches."""

    rows: Rows
    levels: Levels
    """0 is best; the same for titles that only popularity tells apart."""


def search(index: SearchIndex, text: str) -> Found:
    """The titles that a text finds.

    Either it is a whole title but for spaces and a typing error, or every word of it is found in a title or among its
    people. Where none has them all, or only misspelt in names, the text is read with more good will: two words as one,
    a space or a leading article left out, short words with an error, long ones and whole titles with two.
    """
    said = words(text)
    if not said:
        return Found(np.empty(0, dtype=np.int32), np.empty(0, dtype=np.uint8))
    known = {word: _level(index, word) for word in dict.fromkeys(said)}
    levels = _worst(known.values())
    good = bool((levels < IN_PEOPLE + MISSPELT).any())
    if not good and len(said) <= GOOD_WILL:
        levels = reduce(np.minimum, _kindly(index, said, [known[word] for word in said]), levels)
    ranks = levels * RANKS + _likeness(index, said, levels)
    for rows, level, likeness in chain(_whole_names(index, said), _whole_titles(index, said, kindly=not good)):
        ranks[rows] = np.minimum(ranks[rows], level * RANKS + likeness)
    if len(said) > 1 and len(index.whole_names.exact("".join(said))):
        # Nobody who spells a full name right means a title that takes two errors: `sean bean` is not `Mean Streets`.
        ranks[ranks // RANKS == IN_TITLE + MISSPELT] = (IN_PEOPLE + MISSPELT) * RANKS + ELSEWHERE
    found = np.flatnonzero(ranks < NOWHERE * RANKS)
    order = np.argsort((ranks[found].astype(np.int64) << 32) + index.popularity[found])
    return Found(found[order].astype(np.int32), ranks)


def _worst(levels: Iterable[Levels]) -> Levels:
    """The worst place of all words with the worst way of finding one: people's names, if one was, and misspelt."""
    return reduce(np.bitwise_or, levels)


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
    before: list[Levels] = list(accumulate(each, np.bitwise_or, initial=np.zeros_like(each[0])))
    after: list[Levels] = list(accumulate(reversed(each), np.bitwise_or, initial=np.zeros_like(each[0])))[::-1]
    for place in range(len(said) - 1):
        pair = _level(index, said[place] + said[place + 1])
        yield before[place] | pair | after[place + 2]
    again = [_level_kindly(index, *word) for word in zip(said, each, strict=True)]
    for place, level in enumerate(again):
        yield before[place] | level | after[place + 1]
    yield _worst(again)
    if said[0] in ARTICLES and len(said) > 1:
        yield after[1] | np.uint8(MISSPELT)


def _level_kindly(index: SearchIndex, word: str, strictly: Levels) -> Levels:
    """As `_level`, with more errors forgiven and the space between two words left out."""
    if word.isdecimal():
        return strictly
    level = strictly.copy()
    for match, found in ((IN_PEOPLE + MISSPELT, index.people_words), (IN_TITLE + MISSPELT, index.title_words)):
        rows = found.resembling(word) if len(word) >= FORGIVEN_TWICE else found.misspelt(word)
        level[rows] = np.minimum(level[rows], match)
    for rows in (index.joined_words.exact(word), index.joined_words.misspelt(word)):
        level[rows] = np.minimum(level[rows], IN_TITLE + MISSPELT)
    return level


def _likeness(index: SearchIndex, said: Sequence[str], levels: Levels) -> Levels:
    """What the words are of each title whose levels are given."""
    bare = _without_article(said)
    likeness: Levels = np.full(len(levels), ELSEWHERE, dtype=np.uint8)
    likeness[index.bare_titles.beginning("".join(bare))] = BEGINS_OR_SO
    likeness[index.whole_titles.beginning("".join(said))] = BEGINS_WITH
    # As many words as were said, and each of them was found, whole: nothing else is left of the title.
    as_many = index.word_counts == len(bare)
    likeness[as_many & ((levels == IN_TITLE + EXACT) | (levels == IN_TITLE + MISSPELT))] = WHOLE_OR_SO
    return likeness


def _whole_titles(index: SearchIndex, said: Sequence[str], *, kindly: bool) -> Iterator[tuple[Rows, int, int]]:
    """The titles that are the words without regard to spaces, exactly or nearly, with level and likeness."""
    whole, bare = "".join(said), "".join(_without_article(said))
    yield index.whole_titles.exact(whole), IN_TITLE + EXACT, WHOLE
    yield index.bare_titles.exact(bare), IN_TITLE + EXACT, WHOLE_OR_SO
    if len(whole) >= FORGIVEN and not whole.isdecimal():
        yield index.whole_titles.misspelt(whole), IN_TITLE + MISSPELT, WHOLE_OR_SO
        if kindly and len(whole) >= FORGIVEN_TWICE:
            yield index.whole_titles.resembling(whole), IN_TITLE + MISSPELT, ELSEWHERE


def _whole_names(index: SearchIndex, said: Sequence[str]) -> Iterator[tuple[Rows, int, int]]:
    """The same of the titles of people whose whole name the words are."""
    whole = "".join(said)
    yield index.whole_names.exact(whole), IN_PEOPLE + EXACT, WHOLE
    if len(whole) >= FORGIVEN and not whole.isdecimal():
        yield index.whole_names.misspelt(whole), IN_PEOPLE + MISSPELT, WHOLE_OR_SO


def _without_article(said: Sequence[str]) -> Sequence[str]:
    """Words less the leading article, unless it is all there is."""
    return said[1:] if len(said) > 1 and said[0] in ARTICLES else said
