"""Titles found by words: those of the title before those of its people, whole words before beginnings before misspelt
ones, and popular titles first among equals.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graphql_api.catalogue.columns import Rows
from graphql_api.catalogue.levels import (
    EXACT,
    FEW,
    IN_PEOPLE,
    IN_TITLE,
    MISSPELT,
    NO_LEVEL,
    Few,
    Levels,
    Many,
    best,
    with_all,
)
from graphql_api.catalogue.matching import kindly, matches
from graphql_api.catalogue.search_index import SearchIndex
from graphql_api.catalogue.whole import BEGINS_OR_SO, BEGINS_WITH, ELSEWHERE, RANK, UNRANKED, WHOLE_OR_SO, Whole
from graphql_api.catalogue.word_index import NOTHING
from graphql_api.text import words

GOOD_WILL = 10
"""Words up to which a text in which nothing good is found is read once more."""

ALL_WHOLE = (IN_TITLE + EXACT, IN_TITLE + MISSPELT)
"""The levels of titles that have all words from first letter to last, if not letter by letter."""

IS_WHOLE = np.isin(np.arange(NO_LEVEL), ALL_WHOLE)
"""By level, whether it is one of these."""

NAMED = (IN_PEOPLE + MISSPELT) * RANK + ELSEWHERE
"""The rank of misspelt titles where the text is somebody's name: nobody who spells a full name right means a title that
takes two errors: `sean bean` is not `Mean Streets`.
"""

PLACES = 32
"""Bits of a place by popularity."""


@dataclass(frozen=True, slots=True)
class Found:
    """Titles found, best first, and how well each of them matches."""

    rows: Rows
    levels: Mapping[int, int] | Levels
    """By row: 0 is best; the same for titles that only popularity tells apart."""


def search(index: SearchIndex, text: str) -> Found:
    """The titles that a text finds.

    Either it is a whole title but for spaces and a typing error, or every word of it is found in a title or among its
    people. Where none has them all, or only misspelt in names, the text is read with more good will: two words as one,
    a space or a leading article left out, short words with an error, long ones and whole titles with two.
    """
    said = words(text)
    if not said:
        return Found(NOTHING, {})
    known = {word: matches(index, word) for word in dict.fromkeys(said)}
    found = with_all(known.values(), len(index.popularity))
    good = best(found) < IN_PEOPLE + MISSPELT
    if not good and len(said) <= GOOD_WILL:
        found = kindly(index, said, [known[word] for word in said])
    whole = Whole.of(index, said, kindly=not good)
    if isinstance(found, Many) or max(map(len, whole.beginnings)) > FEW:
        return _many_ranked(index, Many.of(found), whole)
    return _few_ranked(index, found, whole)


def _few_ranked(index: SearchIndex, found: Few, whole: Whole) -> Found:
    """What was found by words and as a whole, best first."""
    ranks = _ranks(index, found, whole)
    for rank, rows in whole.ranked:
        for row in rows.tolist():
            ranks[row] = min(rank, ranks.get(row, UNRANKED))
    if whole.is_name:
        ranks = {row: rank if rank // RANK != IN_TITLE + MISSPELT else NAMED for row, rank in ranks.items()}
    places = np.fromiter(ranks.values(), np.int64, len(ranks)) << PLACES
    places += index.popularity[np.fromiter(ranks, np.int32, len(ranks))]
    places.sort()
    return Found(index.by_popularity[places & (1 << PLACES) - 1], ranks)


def _ranks(index: SearchIndex, found: Few, whole: Whole) -> Few:
    """Levels and likenesses together."""
    or_so, begin = whole.beginnings
    likeness = dict.fromkeys(or_so.tolist(), BEGINS_OR_SO)
    likeness |= dict.fromkeys(begin.tolist(), BEGINS_WITH)
    counts = index.word_counts.data
    for row, level in found.items():
        # As many words as were said, and each of them was found, whole: nothing else is left of the title.
        if level in ALL_WHOLE and counts[row] == whole.words:
            likeness[row] = WHOLE_OR_SO
    return {row: level * RANK + likeness.get(row, ELSEWHERE) for row, level in found.items()}


def _many_ranked(index: SearchIndex, found: Many, whole: Whole) -> Found:
    """The same with arrays."""
    rows, levels = found
    or_so, begin = whole.beginnings
    likeness: Levels = np.full(len(index.popularity), ELSEWHERE, dtype=np.uint8)
    likeness[or_so] = BEGINS_OR_SO
    likeness[begin] = BEGINS_WITH
    alike: Levels = likeness[rows]
    alike[(index.word_counts[rows] == whole.words) & IS_WHOLE[levels]] = WHOLE_OR_SO
    ranks: Levels = np.full(len(index.popularity), UNRANKED, dtype=np.uint8)
    ranks[rows] = levels * np.uint8(RANK) + alike
    for rank, more in whole.ranked:
        ranks[more] = np.minimum(ranks[more], rank)
    if whole.is_name:
        ranks[ranks // RANK == IN_TITLE + MISSPELT] = NAMED
    rows = np.concatenate([rows, *[more for _, more in whole.ranked]])
    places = (ranks[rows].astype(np.int64) << PLACES) + index.popularity[rows]
    places.sort()
    first = np.ones(len(places), dtype=np.bool_)
    np.not_equal(places[1:], places[:-1], out=first[1:])
    return Found(index.by_popularity[places[first] & (1 << PLACES) - 1], ranks)
