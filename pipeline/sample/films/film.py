"""Films: what is told, where and when, before anything of it is written; sequels and remakes follow earlier ones."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.sample.draws import Weighted
from pipeline.sample.films.genres import Genres
from pipeline.sample.films.originals import original_title
from pipeline.sample.people import People, plain
from pipeline.sample.plots import Plots, Words
from pipeline.sample.titles import Titles

if TYPE_CHECKING:
    from pipeline.sample.draws import Dice
    from pipeline.sample.films.figures import Figures, Place
    from pipeline.sample.vocabulary import Theme, Vocabulary

IN_SAGA = 0.099  # of the films belong to a collection: fewer than of the 2,996 real rows, which are the better known
CONTINUES = 0.62  # of those follow a film before them
ENDS = 0.25  # of the sagas, with each film that follows the first
LONGEST_SAGA = 26
WORTH_REMAKING, ENOUGH_OF_IT = 0.07, 0.5
AT_HOME_AGAIN = 0.6
OWN_LANGUAGE = 0.25  # of the titles of films from elsewhere are left in their language
KEEPS_TITLE = 0.2  # of the films from elsewhere are called the same there
SPEAKS_ENGLISH = 0.2  # of them are made in English
YEARS_LATER = 6
_VOWEL = re.compile("[aeiou](?!.*[aeiou])")
_ACUTE = "\u0301"


@dataclass(slots=True, eq=False)
class Saga:
    """Films that follow each other, and the last of them."""

    base: str
    last: Film
    episodes: int


@dataclass(frozen=True, slots=True, eq=False)
class Film:
    """One film."""

    id: int
    title: str
    original_title: str
    tongue: str
    theme: Theme
    words: Words
    home: Place
    places: tuple[Place, ...]  # that produced it, as far as the source knows
    genres: tuple[str, ...]
    year: int
    fame: float  # how many other films are less known than it, from 0 to 1
    saga: str  # the title of the first film of its collection, if it is in one
    episode: int


class Films:
    """Makes films, one after another.

    Args:
        dice: the random source.
        words: themes, names and patterns.
        figures: the rates of the real file.
    """

    def __init__(self, dice: Dice, words: Vocabulary, figures: Figures) -> None:
        self._dice = dice
        self._cultures = words.cultures
        self._figures = figures
        self._plots = Plots(dice, words, People(dice, words))
        self._titles = Titles(dice, words)
        self._sagas: list[Saga] = []
        self._classics: list[Film] = []
        self._genres = Genres(dice, words, figures)
        self._places = Weighted((place, place.films) for place in figures.places)
        self._homes: dict[tuple[str, ...], Weighted[Place]] = {(): self._places}

    @property
    def plots(self) -> Plots:
        """The teller of these films."""
        return self._plots

    def make(self, number: int, *, remake: bool, other_accents: bool) -> Film:
        """The next film.

        Args:
            number: its id.
            remake: whether it has the title of an earlier film; the first film never has.
            other_accents: whether that title is spelled with accents that the earlier one lacks, or without its own.
        """
        dice = self._dice
        if remake and self._classics:
            return self._again(number, self._classic(), other_accents=other_accents)
        if dice.chance(IN_SAGA):
            if self._sagas and dice.chance(CONTINUES):
                return self._next(number, dice.pick(self._sagas))
            film = self._new(number, in_saga=True)
            self._sagas.append(Saga(film.title, film, 1))
            return film
        film = self._new(number, in_saga=False)
        if not self._classics or dice.chance(WORTH_REMAKING):
            self._classics.append(film)
        return film

    def _new(self, number: int, *, in_saga: bool) -> Film:
        theme = self._genres.theme()
        home = self._home(theme)
        words = self._plots.draw(theme, home.country, film=True)
        title = self._titles.make(theme, home.country, words, OWN_LANGUAGE)
        year = self._figures.curves["years"].draw(self._dice)
        return self._film(number, title, theme, words, home, year, saga=title if in_saga else "")

    def _next(self, number: int, saga: Saga) -> Film:
        """What follows the last film of a saga, for the last time perhaps."""
        dice, last = self._dice, saga.last
        saga.episodes += 1
        words = self._plots.redraw(last.words, last.theme)
        title = self._titles.sequel(saga.base, saga.episodes, last.theme, words)
        newest = self._figures.curves["years"].at(1.0)
        year = min(last.year + 1 + int(YEARS_LATER * dice.random()), newest)
        film = self._film(number, title, last.theme, words, last.home, year, saga=saga.base, episode=saga.episodes)
        saga.last = film
        if saga.episodes >= LONGEST_SAGA or year >= newest or dice.chance(ENDS):
            self._sagas.remove(saga)
        return film

    def _classic(self) -> Film:
        """A film to make again, for the last time perhaps."""
        place = int(self._dice.random() * len(self._classics))
        last_time = len(self._classics) > 1 and self._dice.chance(ENOUGH_OF_IT)
        return self._classics.pop(place) if last_time else self._classics[place]

    def _again(self, number: int, base: Film, *, other_accents: bool) -> Film:
        """The same title and people in another year."""
        dice, years = self._dice, self._figures.curves["years"]
        year = base.year
        while year == base.year:
            year = years.draw(dice)
        title = base.title
        if other_accents:
            title = plain(title) if plain(title) != title else _accented(title)
        home = base.home if dice.chance(AT_HOME_AGAIN) else self._home(base.theme)
        words = self._plots.redraw(base.words, base.theme)
        return self._film(number, title, base.theme, words, home, year)

    def _film(
        self,
        number: int,
        title: str,
        theme: Theme,
        words: Words,
        home: Place,
        year: int,
        *,
        saga: str = "",
        episode: int = 1,
    ) -> Film:
        dice = self._dice
        words["title"] = title
        tongue = "en" if dice.chance(SPEAKS_ENGLISH) else home.tongue
        original = ""
        if tongue != "en" and not dice.chance(KEEPS_TITLE):
            original = original_title(tongue, self._cultures[home.country.culture], words, dice)
        return Film(
            id=number,
            title=title,
            original_title=original or title,
            tongue=tongue,
            theme=theme,
            words=words,
            home=home,
            places=self._places_of(home),
            genres=self._genres.of(theme),
            year=year,
            fame=dice.random(),
            saga=saga,
            episode=episode,
        )

    def _home(self, theme: Theme) -> Place:
        if theme.countries not in self._homes:
            places = [place for place in self._figures.places if place.country.name in theme.countries]
            self._homes[theme.countries] = Weighted((place, place.films) for place in places)
        return self._homes[theme.countries].draw(self._dice)

    def _places_of(self, home: Place) -> tuple[Place, ...]:
        size = self._figures.sizes["countries"].draw(self._dice)
        places = {home: None} if size else {}
        for _ in range(4 * (size - 1)):  # tries, since the same country may be drawn again
            if len(places) < size:
                places[self._places.draw(self._dice)] = None
        return tuple(places)


def _accented(title: str) -> str:
    """The title with an accent on its last vowel."""
    return unicodedata.normalize("NFC", _VOWEL.sub(lambda vowel: vowel[0] + _ACUTE, title))
