"""Titles: made from a theme's patterns, in the country's own language now and then, and no two alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.sample.plots import Words, article

if TYPE_CHECKING:
    from pipeline.sample.draws import Dice
    from pipeline.sample.vocabulary import Country, Theme, Vocabulary

TRIES = 20
OWN_TRIES = 8
THEME_PATTERN = 0.6  # the rest come from the patterns that all themes of a family share
_ARTICLE = re.compile(r"\b([Aa])n? (?=(\w+))")
_ROMAN = {2: "II", 3: "III", 4: "IV", 5: "V", 6: "VI"}


class Titles:
    """Makes titles and remembers, lower-cased, which are taken.

    The real catalogues repeat a title by accident in one row of a hundred at most; the repeats that were counted there
    are made on purpose elsewhere, so here a taken title is drawn again.
    """

    def __init__(self, dice: Dice, words: Vocabulary) -> None:
        self._dice = dice
        self._vocabulary = words
        self._taken: set[str] = set()

    def make(self, theme: Theme, country: Country, words: Words, own_language: float) -> str:
        """A title for a new work.

        Args:
            theme: whose patterns and words to use.
            country: whose language a title may be in.
            words: the people and the place of the work, which its title may name.
            own_language: how likely a title in the country's own language is.
        """
        dice = self._dice
        culture = self._vocabulary.cultures[country.culture]
        own = bool(culture.title_starts) and theme.family == "story" and dice.chance(own_language)
        shared = self._vocabulary.patterns[theme.family].titles
        for attempt in range(TRIES):
            if own and attempt < OWN_TRIES:
                pattern = f"{dice.pick(culture.title_starts)} {dice.pick(culture.title_ends)}"
            else:
                pattern = dice.pick(theme.titles if dice.chance(THEME_PATTERN) else shared)
            title = self._fill(pattern, theme, words)
            if self._take(title):
                return title
        return self._numbered(self._fill("{title}: {adj} {noun}", theme, Words(words, title=title)))

    def sequel(self, base: str, episode: int, theme: Theme, words: Words) -> str:
        """A title that shows which work it follows."""
        dice = self._dice
        patterns = self._vocabulary.sequel_titles if episode == 2 else self._vocabulary.later_sequel_titles
        again = Words(words, base=base, n=str(episode), roman=_ROMAN.get(episode, str(episode)))
        for _ in range(TRIES):
            title = self._fill(dice.pick(patterns), theme, again)
            if self._take(title):
                return title
        return self._numbered(base)

    def _fill(self, pattern: str, theme: Theme, words: Words) -> str:
        nouns, adjectives = theme.slots["noun"], theme.slots["adj"]
        filled = Words(words)
        filled["noun"] = filled["noun2"] = self._dice.pick(nouns)
        while filled["noun2"] == filled["noun"]:
            filled["noun2"] = self._dice.pick(nouns)
        filled["adj"] = self._dice.pick(adjectives)
        return _ARTICLE.sub(lambda a: f"{a[1]}{article(a[2])[1:]} ", pattern.format_map(filled))

    def _take(self, title: str) -> bool:
        lower = title.lower()
        # A title that changes length when lower-cased is an oddity with a count of its own.
        if lower in self._taken or len(lower) != len(title):
            return False
        self._taken.add(lower)
        return True

    def _numbered(self, title: str) -> str:
        """The way out where the words are used up: a number nobody has taken."""
        title = title.replace("İ", "I")  # a title with that letter is never free: see `_take`
        number = 2
        while not self._take(f"{title} {number}"):
            number += 1
        return f"{title} {number}"
