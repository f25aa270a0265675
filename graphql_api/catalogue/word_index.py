"""What is found by a word: exactly, by its beginning, or but for typing errors."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from graphql_api.catalogue.columns import Lists, Rows
from graphql_api.catalogue.dictionary import BEGINNING, Dictionary

NOTHING: Rows = np.empty(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The words of titles or people, with the rows that have each."""

    dictionary: Dictionary
    rows: Lists

    @classmethod
    def of(cls, words: pl.LazyFrame, *, misspelt: bool = False, letters: int = BEGINNING) -> "WordIndex":
        """The index of words with their rows, in order; typing errors are found only if asked for."""
        (index,) = cls.together([words], misspelt=misspelt, letters=letters)
        return index

    @classmethod
    def together(
        cls, each: Sequence[pl.LazyFrame], *, misspelt: bool = False, letters: int = BEGINNING
    ) -> tuple["WordIndex", ...]:
        """As `of`, several over one dictionary of all their words."""
        frames = pl.collect_all(each)
        words = pl.concat([frame["word"] for frame in frames]).unique().sort()
        dictionary, numbered = Dictionary.of(words, misspelt=misspelt, letters=letters), pl.Enum(words)
        return tuple(
            cls(
                dictionary,
                Lists.by(frame["word"].cast(numbered).to_physical().to_numpy(), frame["row"].to_numpy(), len(words)),
            )
            for frame in frames
        )

    def exact(self, word: str) -> Rows:
        """The rows that have the word."""
        first, _ = self.dictionary.span(word)
        return self.rows[first] if self.dictionary.has(word, first) else NOTHING

    def beginning(self, word: str) -> Rows:
        """The rows that have a word that begins like this one, some more than once."""
        return self.rows.between(*self.dictionary.span(word))

    def misspelt(self, word: str) -> Rows:
        """The rows that have a word one error away, some more than once; see `Dictionary`."""
        return self.having(self.dictionary.misspelt(word))

    def resembling(self, word: str) -> Rows:
        """The rows that have a word two errors away, or one that begins with a word one error away."""
        return self.having(self.dictionary.resembling(word, self.rows))

    def having(self, numbers: Sequence[int]) -> Rows:
        """The rows that have any of some words of the dictionary, some more than once."""
        if len(numbers) > FEW:
            return self.rows.of(np.array(numbers, dtype=np.int32))
        found = [rows for number in numbers if len(rows := self.rows[number])]
        if len(found) > 1:
            return np.concatenate(found)
        return found[0] if found else NOTHING


FEW = 16
"""Words up to which their rows are faster put together one by one."""
