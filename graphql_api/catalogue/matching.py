"""What the words of a text match: strictly, and with more good will."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np

from graphql_api.catalogue.levels import (
    BEGINS,
    EXACT,
    IN_PEOPLE,
    IN_TITLE,
    MISSPELT,
    Few,
    Levels,
    Many,
    Matches,
    among,
    of_all,
    worst,
)
from graphql_api.catalogue.search_index import SearchIndex
from graphql_api.queries.words import ARTICLES

FORGIVEN = 4
"""Letters from which a word may have an error; in shorter ones too much is one error away from too much else."""

FORGIVEN_TWICE = 7
"""Letters from which a word may have two, where nothing good is found otherwise."""


def forgiven(word: str) -> bool:
    """Whether a word may have an error."""
    return len(word) >= FORGIVEN and not word.isdecimal()


def matches(index: SearchIndex, word: str) -> Matches:
    """The titles that match one word."""
    dictionary, found = index.title_words.dictionary, []
    first, end = dictionary.span(word)
    near = dictionary.misspelt(word) if forgiven(word) else ()
    is_word = dictionary.has(word, first)
    for field, having in ((IN_PEOPLE, index.people_words), (IN_TITLE, index.title_words)):
        if near:
            found.append((field + MISSPELT, having.having(near)))
        found.append((field + BEGINS, having.rows.between(first, end)))
        if is_word:
            found.append((field + EXACT, having.rows[first]))
    return found


def kindly(index: SearchIndex, said: Sequence[str], strictly: Sequence[Matches]) -> Few | Many:
    """The titles that match the words, of which each matches some strictly, or another way to read them."""
    each = [of_all(found, len(index.popularity)) for found in strictly]
    levels = worst(each)
    for other in _otherwise(index, said, each):
        np.minimum(levels, other, out=levels)
    return among(levels)


def _otherwise(index: SearchIndex, said: Sequence[str], each: Sequence[Levels]) -> Iterator[Levels]:
    """Other ways to read the words, whose levels are given: two as one, and errors forgiven in one or in all."""
    before: list[Levels] = list(accumulate(each, np.bitwise_or, initial=np.zeros_like(each[0])))
    after: list[Levels] = list(accumulate(reversed(each), np.bitwise_or, initial=np.zeros_like(each[0])))[::-1]
    for place in range(len(said) - 1):
        pair = of_all(matches(index, said[place] + said[place + 1]), len(each[0]))
        yield before[place] | pair | after[place + 2]
    again = [_level_kindly(index, *word) for word in zip(said, each, strict=True)]
    for place, level in enumerate(again):
        yield before[place] | level | after[place + 1]
    yield worst(again)
    if said[0] in ARTICLES and len(said) > 1:
        yield after[1] | np.uint8(MISSPELT)


def _level_kindly(index: SearchIndex, word: str, strictly: Levels) -> Levels:
    """The levels of a word with more errors forgiven and the space between two words left out."""
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
