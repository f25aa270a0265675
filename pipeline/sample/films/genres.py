"""Genres: which theme the next film has, and what it is filed under."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.sample.draws import Weighted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.sample.draws import Dice
    from pipeline.sample.films.figures import Figures
    from pipeline.sample.vocabulary import Theme, Vocabulary

MORE_KINDS = 0.5  # of what a theme may be filed under too, it is
LOVE_OF_HOME = 6  # how much more a country makes of the themes that are at home there
NO_FILM = "calm"  # what is shown for hours without anything happening
OTHERWISE = "Documentary"  # what has no genre of its own
TRIES = 8


class Genres:
    """Draws themes, and genres for them.

    Args:
        dice: the random source.
        words: the themes.
        figures: how many films each genre has.
    """

    def __init__(self, dice: Dice, words: Vocabulary, figures: Figures) -> None:
        self._dice = dice
        self._figures = figures
        self._themes = Weighted(self._shares([theme for theme in words.themes if theme.form != NO_FILM]))

    def theme(self) -> Theme:
        """What the next film is about."""
        return self._themes.draw(self._dice)

    def of(self, theme: Theme) -> tuple[str, ...]:
        """The genres that a film of this theme is filed under, the most telling first; perhaps none."""
        dice, size = self._dice, self._figures.sizes["genres"].draw(self._dice)
        first, *others = self._all(theme)
        genres = {first: None} | {genre: None for genre in others if dice.chance(MORE_KINDS)}
        for _ in range(TRIES * size):
            if len(genres) < size:
                genres[self._figures.genres.draw(dice)] = None
        return tuple(genres)[:size]

    def _shares(self, themes: list[Theme]) -> Iterator[tuple[Theme, float]]:
        """As many films of each first genre as were counted, shared out as the catalogues show its themes."""
        shown = [max(1, sum(theme.shows.films.values())) * self._at_home(theme) for theme in themes]
        firsts = [self._all(theme)[0] for theme in themes]
        films: dict[str, float] = defaultdict(float)
        for first, weight in zip(firsts, shown, strict=True):
            films[first] += weight
        for theme, first, weight in zip(themes, firsts, shown, strict=True):
            yield theme, self._figures.firsts[first] * weight / films[first]

    def _at_home(self, theme: Theme) -> float:
        """How much of a theme there is for the size of the countries that it is at home in."""
        if not theme.countries:
            return 1.0
        places = self._figures.places
        made = sum(place.films for place in places if place.country.name in theme.countries)
        return min(1.0, LOVE_OF_HOME * made / sum(place.films for place in places))

    def _all(self, theme: Theme) -> list[str]:
        kinds = self._figures.kinds
        return list(dict.fromkeys(kinds[kind] for kind in theme.kinds if kind in kinds)) or [OTHERWISE]
