"""A text as a whole: the titles and names that all its words as one are, or begin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from graphql_api.catalogue.columns import Rows
from graphql_api.catalogue.levels import EXACT, IN_PEOPLE, IN_TITLE, MISSPELT, NOWHERE
from graphql_api.catalogue.matching import FORGIVEN_TWICE, forgiven
from graphql_api.catalogue.search_index import SearchIndex
from graphql_api.queries.words import ARTICLES

WHOLE, WHOLE_OR_SO, BEGINS_WITH, BEGINS_OR_SO, ELSEWHERE = range(5)
"""What a text is of a title: all of it, all but for an article or an error, its beginning, or some words of it."""

RANK = ELSEWHERE + 1
"""Of two titles the one with the better level comes first, of two on one level the one with the better likeness."""

UNRANKED = NOWHERE * RANK
"""Worse than all ranks."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A text as a whole: all its words as one, without regard to spaces."""

    words: int
    """How many there are besides a leading article."""
    beginnings: tuple[Rows, Rows]
    """The titles that begin with the text: of both without a leading article, and as they are."""
    ranked: Sequence[tuple[int, Rows]]
    """Ranks, and the titles on each: those that the text is, or of somebody whose name it is, perhaps but for errors.
    """
    is_name: bool
    """Whether it is the full name of somebody, in several words."""

    @classmethod
    def of(cls, index: SearchIndex, said: Sequence[str], *, kindly: bool) -> Self:
        """The words of a text; `kindly` with two errors forgiven."""
        without = said[1:] if len(said) > 1 and said[0] in ARTICLES else said
        dictionary, bare = index.whole_titles.dictionary, "".join(without)
        span = bare_span = dictionary.span(bare)
        whole = bare
        if without is not said:
            whole = said[0] + bare
            span = dictionary.span(whole)
        number = span[0] if dictionary.has(whole, span[0]) else None
        bare_number = bare_span[0] if dictionary.has(bare, bare_span[0]) else None
        return cls(
            words=len(without),
            beginnings=(index.bare_titles.rows.between(*bare_span), index.whole_titles.rows.between(*span)),
            ranked=[*_exact(index, number, bare_number), *_misspelt(index, whole, kindly=kindly)],
            is_name=len(said) > 1 and number is not None and len(index.whole_names.rows[number]) > 0,
        )


def _exact(index: SearchIndex, number: int | None, bare_number: int | None) -> Iterator[tuple[int, Rows]]:
    """The titles that a text is, of its numbers in the dictionary with and without a leading article."""
    if number is not None:
        yield RANK * (IN_PEOPLE + EXACT) + WHOLE, index.whole_names.rows[number]
        yield RANK * (IN_TITLE + EXACT) + WHOLE, index.whole_titles.rows[number]
    if bare_number is not None:
        yield RANK * (IN_TITLE + EXACT) + WHOLE_OR_SO, index.bare_titles.rows[bare_number]


def _misspelt(index: SearchIndex, whole: str, *, kindly: bool) -> Iterator[tuple[int, Rows]]:
    """The titles that a text is but for an error, or for two."""
    if not forgiven(whole):
        return
    if near := index.whole_titles.dictionary.misspelt(whole):
        yield RANK * (IN_PEOPLE + MISSPELT) + WHOLE_OR_SO, index.whole_names.having(near)
        yield RANK * (IN_TITLE + MISSPELT) + WHOLE_OR_SO, index.whole_titles.having(near)
    if kindly and len(whole) >= FORGIVEN_TWICE:
        yield RANK * (IN_TITLE + MISSPELT) + ELSEWHERE, index.whole_titles.resembling(whole)
