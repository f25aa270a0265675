"""The people who make films: regulars who are met again for twenty years and more, and those who are met once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pipeline.sample.films.listing import image
from pipeline.sample.people import People

if TYPE_CHECKING:
    from pipeline.sample.draws import Dice
    from pipeline.sample.films.figures import Figures
    from pipeline.sample.vocabulary import Country, Culture, Vocabulary

# Of 19,738 directors 12,175 made one film and one 68; of the actors a few are in 60 and more.
ONCE = 0.22  # of the credits go to somebody who is never met again
CREDITS_PER_REGULAR = 5
FAME = 1.15  # how much likelier the first regulars of an era are than the last
ERA = 20  # years
GOES_ON = 0.35  # into the next era
OWN_LETTERS = 0.002
WOMEN = 0.42
UNTOLD = {True: 0.06, False: 0.55}  # regulars and others of whom nobody says whether they are women
PICTURED = {True: 0.45, False: 0.1}


class Person(NamedTuple):
    """Somebody who is credited, always by the same number, name and picture."""

    id: int
    name: str
    gender: int  # 0 untold, 1 a woman, 2 a man
    picture: str | None


class Guild:
    """Everyone, by trade, culture and era.

    Args:
        dice: the random source.
        words: names; those that Python would put between double quotes are not given here.
        figures: names in their own letters.
    """

    def __init__(self, dice: Dice, words: Vocabulary, figures: Figures) -> None:
        self._dice = dice
        self._letters = list(figures.own_letters.values())
        self.cultures = {name: _without_apostrophes(culture) for name, culture in words.cultures.items()}
        self._people = People(dice, replace(words, cultures=self.cultures))
        self._regulars: dict[tuple[str, str, int], list[Person]] = {}
        self._credits: dict[tuple[str, str, int], int] = {}
        self._names: set[str] = set()
        self._number = 0

    def pick(self, trade: str, country: Country, year: int) -> Person:
        """Somebody of this trade who is at work there in this year."""
        dice = self._dice
        if dice.random() < ONCE:
            return self._newcomer(country, regular=False)
        key = (trade, country.culture, year // ERA)
        regulars = self._regulars.setdefault(key, [])
        count = self._credits[key] = self._credits.get(key, 0) + 1
        while len(regulars) <= count // CREDITS_PER_REGULAR:
            person = self._newcomer(country, regular=True)
            regulars.append(person)
            if dice.chance(GOES_ON):
                self._regulars.setdefault((trade, country.culture, key[2] + 1), []).append(person)
        return dice.near_front(regulars, FAME)

    def named(self, name: str, *, woman: bool, regular: bool) -> Person:
        """Somebody nobody has met, of this name."""
        dice = self._dice
        self._number += 1 + int(5 * dice.random())
        gender = 0 if dice.chance(UNTOLD[regular]) else 2 - woman
        return Person(self._number, name, gender, image(dice) if dice.chance(PICTURED[regular]) else None)

    def _newcomer(self, country: Country, *, regular: bool) -> Person:
        woman = self._dice.chance(WOMEN)
        return self.named(self._name(country, woman=woman), woman=woman, regular=regular)

    def _name(self, country: Country, *, woman: bool) -> str:
        """A name that hardly anybody else has: one that is taken gets a second given name."""
        if self._dice.chance(OWN_LETTERS):
            return self._own_letters()
        culture = self._people.home_of_newcomer(country)
        name = self._people.credited(culture, woman=woman)
        if name in self._names:
            first, _, others = name.partition(" ")
            name = f"{first} {self._dice.pick(culture.women if woman else culture.men)} {others}"
        self._names.add(name)
        return name

    def _own_letters(self) -> str:
        given, families = self._dice.pick(self._letters)
        return f"{self._dice.pick(given)} {self._dice.pick(families)}"


def _without_apostrophes(culture: Culture) -> Culture:
    """The culture less its names that the odd rows alone may hold."""

    def kept(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if "'" not in name)

    return replace(culture, women=kept(culture.women), men=kept(culture.men), families=kept(culture.families))
