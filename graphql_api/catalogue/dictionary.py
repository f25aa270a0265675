"""Words in order, and which of them a word may stand for: itself, those it begins, and those a typing error away."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz import process
from rapidfuzz.distance import OSA

from graphql_api.catalogue.columns import Lists
from graphql_api.queries.words import less_one_letter

LAST = "\U0010ffff"
"""Sorts after every letter."""

BEGINNING = 6
"""Letters of a word that errors are looked up by: with fewer there is too much to compare, with more too much to keep.
"""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Words in order, each once; a word's number is its place."""

    words: Sequence[str]
    lengths: npt.NDArray[np.uint16]
    letters: int
    """Of how many letters the beginnings are that errors are looked up by."""
    left: Lists
    """The words by what is left of their beginnings, less a letter or whole: in lists by its hash, which is the same
    throughout one process. A list holds the words of some other beginnings too."""

    @classmethod
    def of(cls, words: pl.Series, *, misspelt: bool = False, letters: int = BEGINNING) -> "Dictionary":
        """The words of a series, in order and each once; typing errors are found only if asked for."""
        # Words that begin alike stand side by side.
        alike = words.str.slice(0, letters).rle().struct.field("len").to_numpy()
        begun = Lists(np.arange(len(words), dtype=np.int32), np.append(0, np.cumsum(alike)).astype(np.int32))
        left = pl.LazyFrame({"word": words}).filter(pl.lit(misspelt)).pipe(less_one_letter, letters).collect()
        codes, count = left["code"].to_numpy(), 1 << left.height.bit_length()
        hashes = np.fromiter(map(hash, left["left"].to_list()), dtype=np.int64, count=left.height) & (count - 1)
        repeated = np.repeat(hashes.astype(np.int32), alike[codes])
        lengths = words.str.len_chars().clip(upper_bound=65_535).cast(pl.UInt16).to_numpy()
        return cls(words.to_list(), lengths, letters, Lists.by(repeated, begun.of(codes), count))

    def span(self, word: str) -> tuple[int, int]:
        """The numbers of the words that begin with a word: from one up to another."""
        words, first = self.words, bisect_left(self.words, word)
        step = 1  # there are few, most often, and they are near
        while first + step < len(words) and words[first + step].startswith(word):
            step *= 2
        return first, bisect_left(words, word + LAST, first + step // 2, min(first + step, len(words)))

    def has(self, word: str, number: int) -> bool:
        """Whether a word has a number."""
        return number < len(self.words) and self.words[number] == word

    def misspelt(self, word: str) -> list[int]:
        """The words one error away: a letter too many, too few or wrong, or two swapped.

        Numbers must be right: `Toy Story 5` is not a misspelt `Toy Story 4`.
        """
        near, words = self._near(word), self.words
        errors = process.extract(
            word, [words[number] for number in near], scorer=OSA.distance, score_cutoff=1, limit=None
        )
        found = [near[place] for _, error, place in errors if error == 1]
        return found if not found or word.isalpha() else self._alike(word, found)

    def resembling(self, word: str, used: Lists | None = None) -> list[int]:
        """The words two errors away, and those that begin with a word one error away.

        Of two errors none may be in the first letter: few are, and so few words need be compared that it takes no time.

        Args:
            word: What was typed.
            used: What each word is used for; of those that are used for nothing not all are found.
        """
        words = self.words
        found: set[int] = set()
        near = self._near(word) if len(word) > self.letters else []
        for length in (len(word) - 1, len(word), len(word) + 1):
            begun = [words[number][:length] for number in near]
            found.update(
                near[place]
                for _, _, place in process.extract(word, begun, scorer=OSA.distance, score_cutoff=1, limit=None)
            )
        first, end = self.span(word[:1])
        about = (self.lengths[first:end] >= len(word) - 2) & (self.lengths[first:end] <= len(word) + 2)
        if used:
            about &= used.starts[first + 1 : end + 1] > used.starts[first:end]
        twice = (first + np.flatnonzero(about)).tolist()
        errors = _errors(word, [words[number] for number in twice], 2)
        found.update(twice[place] for place in np.flatnonzero(errors <= 2))
        return self._alike(word, found)

    def _near(self, word: str) -> list[int]:
        """The words that may be one error away, and those that may begin with one that is, if it is longer; and a few
        others.
        """
        begin = word[: self.letters]
        less_one_letter = map("".join, combinations(begin, max(len(begin) - 1, 0)))
        found: list[int] = []
        starts, numbers, last = self.left.starts.data, self.left.flat.data, len(self.left.starts) - 2
        for code in map(hash, (begin, *less_one_letter)):
            place = code & last
            found += numbers[starts[place] : starts[place + 1]]
        return list(set(found))

    def _alike(self, word: str, numbers: Iterable[int]) -> list[int]:
        """Those of some words that have the numbers of this one, and perhaps more after them."""
        said = _numbers(word)
        return [number for number in numbers if _numbers(self.words[number]).startswith(said)]


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
