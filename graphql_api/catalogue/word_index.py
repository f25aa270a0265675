"""What is found by a word: exactly, by its beginning, or but for a typing error."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz import process
from rapidfuzz.distance import OSA

from graphql_api.catalogue.columns import Lists, Rows
from graphql_api.queries.words import key, less_one_letter

LAST = "\U0010ffff"
"""Sorts after every letter."""

NOTHING: Rows = np.empty(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The words of titles or people, in order, with the rows that have each."""

    words: Sequence[str]
    rows: Lists
    keys: npt.NDArray[np.uint64]
    """As `queries.words.less_one_letter` makes them, in order."""
    codes: npt.NDArray[np.uint32]
    """The word of each key."""

    @classmethod
    def of(cls, words: pl.LazyFrame, *, misspelt: bool = False) -> "WordIndex":
        """The index of words with their rows, in order; typing errors are found only if asked for."""
        rows = words.collect()
        each = rows["word"].unique(maintain_order=True)
        starts = np.append(rows["word"].search_sorted(each).to_numpy(), rows.height).astype(np.int64)
        shortened = each.to_frame().lazy().filter(pl.lit(misspelt)).pipe(less_one_letter).collect()
        return cls(
            words=each.to_list(),
            rows=Lists(rows["row"].cast(pl.Int32).to_numpy(), starts),
            keys=shortened["key"].to_numpy(),
            codes=shortened["code"].to_numpy(),
        )

    def exact(self, word: str) -> Rows:
        """The rows that have the word."""
        place = bisect_left(self.words, word)
        return self.rows[place] if place < len(self.words) and self.words[place] == word else NOTHING

    def beginning(self, word: str) -> Rows:
        """The rows that have a word that begins like this one, some more than once."""
        return self.rows.between(bisect_left(self.words, word), bisect_left(self.words, word + LAST))

    def misspelt(self, word: str) -> Rows:
        """The rows that have a word one error away: a letter too many, too few or wrong, or two swapped."""
        left = pl.Series("word", sorted({word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}))
        needles = left.to_frame().select(key(pl.col("word"))).to_series().to_numpy()
        low, high = (np.searchsorted(self.keys, needles, side) for side in ("left", "right"))
        near = {int(code) for first, end in zip(low, high, strict=True) for code in self.codes[first:end]}
        return self._rows(code for code in near if OSA.distance(self.words[code], word, score_cutoff=1) == 1)

    def resembling(self, word: str) -> Rows:
        """The rows that have a word two errors away, or one that begins with a word one error away.

        The first letter must be right: it mostly is, and so few words need be compared that it takes no time.
        """
        low, high = (bisect_left(self.words, end) for end in (word[:1], word[:1] + LAST))
        words = self.words[low:high]
        if not words:
            return NOTHING
        begun = [each[: len(word)] for each in words]
        whole, beginning = (
            process.cdist([word], each, scorer=OSA.distance, score_cutoff=errors, dtype=np.uint8)[0] <= errors
            for each, errors in ((words, 2), (begun, 1))
        )
        return self._rows(low + np.flatnonzero(whole | beginning))

    def _rows(self, codes: Iterable[int]) -> Rows:
        found = [self.rows[code] for code in codes]
        return np.concatenate(found) if found else NOTHING
