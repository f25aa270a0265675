"""What is found by a word: exactly, by its beginning, or but for typing errors."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz import process
from rapidfuzz.distance import OSA

from graphql_api.catalogue.columns import Lists, Rows
from graphql_api.queries.words import less_one_letter

LAST = "\U0010ffff"
"""Sorts after every letter."""

BEGINNING = 6
"""Letters of a word that errors are looked up by: with fewer there is too much to compare, with more too much to keep.
"""

NOTHING: Rows = np.empty(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The words of titles or people, in order, with the rows that have each."""

    words: Sequence[str]
    rows: Lists
    letters: int
    """Of how many letters the beginnings are that errors are looked up by."""
    begun: Lists
    """The words that have each beginning, in order."""
    keys: npt.NDArray[np.int64]
    """What is left of each beginning less a letter, as a hash that is the same throughout one process; in order."""
    codes: Rows
    """The beginning of each key."""

    @classmethod
    def of(cls, words: pl.LazyFrame, *, misspelt: bool = False, letters: int = BEGINNING) -> "WordIndex":
        """The index of words with their rows, in order; typing errors are found only if asked for."""
        rows = words.collect()
        each = rows["word"].unique(maintain_order=True)
        starts = np.append(rows["word"].search_sorted(each).to_numpy(), rows.height).astype(np.int64)
        # Words that begin alike stand side by side.
        lengths = each.str.slice(0, letters).rle().struct.field("len").to_numpy()
        left = each.to_frame().lazy().filter(pl.lit(misspelt)).pipe(less_one_letter, letters).collect()
        keys = np.fromiter(map(hash, left["left"].to_list()), dtype=np.int64, count=left.height)
        order = np.argsort(keys)
        return cls(
            words=each.to_list(),
            rows=Lists(rows["row"].cast(pl.Int32).to_numpy(), starts),
            letters=letters,
            begun=Lists(np.arange(len(each), dtype=np.int32), np.append(0, np.cumsum(lengths, dtype=np.int64))),
            keys=keys[order],
            codes=left["code"].cast(pl.Int32).to_numpy()[order],
        )

    def exact(self, word: str) -> Rows:
        """The rows that have the word."""
        place = bisect_left(self.words, word)
        return self.rows[place] if place < len(self.words) and self.words[place] == word else NOTHING

    def beginning(self, word: str) -> Rows:
        """The rows that have a word that begins like this one, some more than once."""
        return self.rows.between(bisect_left(self.words, word), bisect_left(self.words, word + LAST))

    def misspelt(self, word: str) -> Rows:
        """The rows that have a word one error away: a letter too many, too few or wrong, or two swapped.

        Numbers must be right: `Toy Story 5` is not a misspelt `Toy Story 4`.
        """
        near = self._near(word)
        return self._rows(word, near[_errors(word, self._words(near), 1) == 1])

    def resembling(self, word: str) -> Rows:
        """The rows that have a word two errors away, or one that begins with a word one error away.

        Of two errors none may be in the first letter: few are, and so few words need be compared that it takes no time.
        """
        near = self._near(word) if len(word) > self.letters else NOTHING
        words = self._words(near)
        begin = np.zeros(len(near), dtype=np.bool_)
        for length in (len(word) - 1, len(word), len(word) + 1):
            begin |= _errors(word, [each[:length] for each in words], 1) <= 1
        first, end = (bisect_left(self.words, end) for end in (word[:1], word[:1] + LAST))
        twice = first + np.flatnonzero(_errors(word, self.words[first:end], 2) <= 2)
        return self._rows(word, np.concatenate([near[begin], twice.astype(np.int32)]))

    def _near(self, word: str) -> Rows:
        """The words that may be one error away, and those that may begin with one that is, if it is longer."""
        begin = word[: self.letters]
        left = {begin, *(begin[:at] + begin[at + 1 :] for at in range(len(begin)))}
        needles = np.array([hash(each) for each in left], dtype=np.int64)
        low, high = (np.searchsorted(self.keys, needles, side) for side in ("left", "right"))
        found = [self.codes[first:end] for first, end in zip(low, high, strict=True)]
        begun = {code for codes in found for code in codes.tolist()}
        return self.begun.of(np.array(sorted(begun), dtype=np.int32))

    def _rows(self, word: str, codes: Rows) -> Rows:
        """The rows of those words that have the numbers of this one, and perhaps more after them."""
        numbers = _numbers(word)
        alike = [_numbers(other).startswith(numbers) for other in self._words(codes)]
        return self.rows.of(codes[np.array(alike, dtype=np.bool_)])

    def _words(self, codes: Rows) -> list[str]:
        return [self.words[code] for code in codes.tolist()]


def _numbers(word: str) -> str:
    return "".join(filter(str.isdecimal, word))


def _errors(word: str, others: Sequence[str], most: int) -> npt.NDArray[np.uint8]:
    """How many errors there are between a word and each other, or one more than `most` where there are more."""
    if not others:
        return np.empty(0, dtype=np.uint8)
    errors: npt.NDArray[np.uint8] = process.cdist(
        [word], others, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8
    )[0]
    return errors
