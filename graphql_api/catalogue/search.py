"""Titles found by words: those of the title before those of its people, whole words before beginnings before misspelt
ones, and popular titles first among equals.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from graphql_api.catalogue.columns import Rows
from graphql_api.catalogue.word_index import NOTHING, WordIndex
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

RANK = ELSEWHERE + 1
RANKS = np.uint8(RANK)
"""Of two titles the one with the better level comes first, of two on one level the one with the better likeness."""

FOUND_WHOLE = np.isin(np.arange(NOWHERE + MISSPELT + 1), (IN_TITLE + EXACT, IN_TITLE + MISSPELT))
"""By level, whether all words are those of a title from first letter to last, if not letter by letter."""

SOME = 16
"""The part of all titles from which looking at all is faster than putting together those that have a word."""

PLACES = 32
"""Bits of a place by popularity."""

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
    people_words: WordIndex
    """Over the same dictionary."""
    joined_words: WordIndex
    """Neighbouring words of titles as one."""
    whole_titles: WordIndex
    """All words of each title as one."""
    whole_names: WordIndex
    """All words of each name as one, over the same dictionary."""
    bare_titles: WordIndex
    """All words of each title as one without a leading article."""
    word_counts: Rows
    """How many words each title has besides a leading article."""
    popularity: Rows
    """The place of each title when those with the most votes come first, then by title and id."""
    by_popularity: Rows
    """The titles in that order."""

    @classmethod
    def of(cls, titles: pl.LazyFrame, popularity: Rows) -> "SearchIndex":
        """The index of titles that have their places in `row`."""
        named = titles.select("row", text="title")
        people = titles.select("row", text=pl.concat_list("cast", "directors")).explode(
            "text", empty_as_null=False, keep_nulls=False
        )
        counts = titles.select(without_article(words_of(pl.col("title"))).list.len().cast(pl.Int32)).collect()
        title_words, people_words = WordIndex.together([named.pipe(each_word), people.pipe(each_word)], misspelt=True)
        whole_titles, whole_names = WordIndex.together(
            [named.pipe(joined), people.pipe(joined)], misspelt=True, letters=WHOLE_BEGINNING
        )
        return cls(
            title_words=title_words,
            people_words=people_words,
            joined_words=WordIndex.of(named.pipe(neighbouring), misspelt=True),
            whole_titles=whole_titles,
            whole_names=whole_names,
            bare_titles=WordIndex.of(named.pipe(joined_without_article)),
            word_counts=counts.to_series().to_numpy(),
            popularity=popularity,
            by_popularity=np.argsort(popularity).astype(np.int32),
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
        return Found(NOTHING, np.empty(0, dtype=np.uint8))
    known = {word: _matches(index, word) for word in dict.fromkeys(said)}
    rows, levels = _with_all(known.values())
    good = bool((levels < IN_PEOPLE + MISSPELT).any())
    if not good and len(said) <= GOOD_WILL:
        each = [known[word][1] for word in said]
        kindly = reduce(np.minimum, _kindly(index, said, each), _worst(each))
        rows = np.flatnonzero(kindly < NOWHERE).astype(np.int32)
        levels = kindly[rows]
    return _ranked(index, said, rows, levels, kindly=not good)


def _with_all(known: Collection[tuple[Rows, Levels]]) -> tuple[Rows, Levels]:
    """The titles that have every word, where few have one of them some more than once; and how well each matches."""
    rows = min((rows for rows, _ in known), key=len)
    all_levels = [levels for _, levels in known]
    if len(rows) * SOME > len(all_levels[0]):
        everywhere = _worst(all_levels)
        rows = np.flatnonzero(everywhere < NOWHERE).astype(np.int32)
        return rows, everywhere[rows]
    levels = _worst(levels[rows] for levels in all_levels)
    if len(all_levels) > 1:
        there = levels < NOWHERE
        rows, levels = rows[there], levels[there]
    return rows, levels


def _ranked(index: SearchIndex, said: Sequence[str], rows: Rows, levels: Levels, *, kindly: bool) -> Found:
    """What was found by words, of which some may be there more than once, and what is found as a whole; best first."""
    whole, bare = "".join(said), "".join(_without_article(said))
    whole_span, bare_span = index.whole_titles.dictionary.span(whole), index.bare_titles.dictionary.span(bare)
    likeness: Levels = np.full(len(index.popularity), ELSEWHERE, dtype=np.uint8)
    likeness[index.bare_titles.rows.between(*bare_span)] = BEGINS_OR_SO
    likeness[index.whole_titles.rows.between(*whole_span)] = BEGINS_WITH
    alike: Levels = likeness[rows]
    # As many words as were said, and each of them was found, whole: nothing else is left of the title.
    as_many = index.word_counts[rows] == len(_without_article(said))
    alike[as_many & FOUND_WHOLE[levels]] = WHOLE_OR_SO
    ranks: Levels = np.full(len(index.popularity), NOWHERE * RANKS, dtype=np.uint8)
    ranks[rows] = levels * RANKS + alike
    found = [rows]
    for more, rank in _wholes(index, whole, bare, whole_span[0], bare_span[0], kindly=kindly):
        if len(more):
            ranks[more] = np.minimum(ranks[more], rank)
            found.append(more)
    rows = np.concatenate(found)
    if len(said) > 1 and len(index.whole_names.exact(whole)):
        # Nobody who spells a full name right means a title that takes two errors: `sean bean` is not `Mean Streets`.
        ranks[ranks // RANKS == IN_TITLE + MISSPELT] = (IN_PEOPLE + MISSPELT) * RANKS + ELSEWHERE
    places = (ranks[rows].astype(np.int64) << PLACES) + index.popularity[rows]
    places.sort()
    first = np.ones(len(places), dtype=np.bool_)
    np.not_equal(places[1:], places[:-1], out=first[1:])
    return Found(index.by_popularity[places[first] & (1 << PLACES) - 1], ranks)


def _worst(levels: Iterable[Levels]) -> Levels:
    """The worst place of all words with the worst way of finding one: people's names, if one was, and misspelt."""
    return reduce(np.bitwise_or, levels)


def _matches(index: SearchIndex, word: str) -> tuple[Rows, Levels]:
    """The titles that match one word, some more than once, and how well each title does."""
    dictionary = index.title_words.dictionary
    first, end = dictionary.span(word)
    near = dictionary.misspelt(word) if len(word) >= FORGIVEN and not word.isdecimal() else []
    level: Levels = np.full(len(index.popularity), NOWHERE, dtype=np.uint8)
    found = []
    for field, having in ((IN_PEOPLE, index.people_words), (IN_TITLE, index.title_words)):
        misspelt, begun = having.having(near), having.rows.between(first, end)
        # Better matches overwrite worse ones.
        if near:
            level[misspelt] = field + MISSPELT
        level[begun] = field + BEGINS
        if dictionary.has(word, first):
            level[having.rows[first]] = field + EXACT
        found += [misspelt, begun]
    return np.concatenate(found), level


def _level(index: SearchIndex, word: str) -> Levels:
    """How well each title matches one word."""
    return _matches(index, word)[1]


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
    level, dictionary = strictly.copy(), index.title_words.dictionary
    near = dictionary.resembling(word) if len(word) >= FORGIVEN_TWICE else dictionary.misspelt(word)
    for match, found in ((IN_PEOPLE + MISSPELT, index.people_words), (IN_TITLE + MISSPELT, index.title_words)):
        rows = found.having(near)
        level[rows] = np.minimum(level[rows], match)
    for rows in (index.joined_words.exact(word), index.joined_words.misspelt(word)):
        level[rows] = np.minimum(level[rows], IN_TITLE + MISSPELT)
    return level


def _wholes(
    index: SearchIndex, whole: str, bare: str, whole_number: int, bare_number: int, *, kindly: bool
) -> Iterator[tuple[Rows, int]]:
    """The titles that the words are without regard to spaces, or of somebody whose name they are, with their ranks."""
    titles, names, dictionary = index.whole_titles, index.whole_names, index.whole_titles.dictionary
    if dictionary.has(whole, whole_number):
        yield names.rows[whole_number], RANK * (IN_PEOPLE + EXACT) + WHOLE
        yield titles.rows[whole_number], RANK * (IN_TITLE + EXACT) + WHOLE
    if index.bare_titles.dictionary.has(bare, bare_number):
        yield index.bare_titles.rows[bare_number], RANK * (IN_TITLE + EXACT) + WHOLE_OR_SO
    if len(whole) >= FORGIVEN and not whole.isdecimal():
        if near := dictionary.misspelt(whole):
            yield names.having(near), RANK * (IN_PEOPLE + MISSPELT) + WHOLE_OR_SO
            yield titles.having(near), RANK * (IN_TITLE + MISSPELT) + WHOLE_OR_SO
        if kindly and len(whole) >= FORGIVEN_TWICE:
            yield titles.resembling(whole), RANK * (IN_TITLE + MISSPELT) + ELSEWHERE


def _without_article(said: Sequence[str]) -> Sequence[str]:
    """Words less the leading article, unless it is all there is."""
    return said[1:] if len(said) > 1 and said[0] in ARTICLES else said
