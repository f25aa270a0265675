"""Companies: most make one film, a few make a thousand; each is at home in one culture."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.sample.plots import Words

if TYPE_CHECKING:
    from pipeline.sample.draws import Dice
    from pipeline.sample.films.figures import Figures, Place
    from pipeline.sample.people import People
    from pipeline.sample.plots import Plots
    from pipeline.sample.vocabulary import Culture, Vocabulary

# 23,562 companies are named 70,924 times; who has made more is more likely to make the next (Yule's process).
NEW = 0.33
FROM_ELSEWHERE = 0.08
RARE = 0.012  # names that need care in quoting
TRIES = 4  # at a name that no other has; the last is given its town


class Company(NamedTuple):
    """A company as the films list it."""

    name: str
    id: int


class Companies:
    """Those who pay for films.

    Args:
        dice: the random source.
        words: the names that companies are given.
        figures: how they are named.
        plots: towns.
        people: founders.
    """

    def __init__(self, dice: Dice, words: Vocabulary, figures: Figures, plots: Plots, people: People) -> None:
        self._dice = dice
        self._cultures = words.cultures
        self._figures = figures
        self._plots = plots
        self._people = people
        self._made: dict[str, list[Company]] = {}  # by culture, once for each film that they made
        self._names: set[str] = set()
        self._number = 0

    def of(self, places: tuple[Place, ...], size: int) -> list[Company]:
        """Companies from these places, none twice."""
        dice = self._dice
        chosen: dict[Company, None] = {}
        while len(chosen) < size:
            place = dice.pick(places)
            if dice.chance(FROM_ELSEWHERE):
                place = dice.pick(self._figures.places)
            made = self._made.setdefault(place.country.culture, [])
            company = self._found(place) if not made or dice.chance(NEW) else dice.pick(made)
            made.append(company)
            chosen[company] = None
        return list(chosen)

    def _found(self, place: Place) -> Company:
        dice, culture = self._dice, self._cultures[place.country.culture]
        self._number += 1 + int(3 * dice.random())
        companies = self._figures.companies
        patterns = companies["rare"] if dice.chance(RARE) else companies.get(culture.name, companies["anglo"])
        for _ in range(TRIES):
            words = self._words(place, culture)
            name = dice.pick(patterns).format_map(words)
            if name not in self._names:
                break
            name = f"{name} ({words['place']})"
        self._names.add(name)
        return Company(name, self._number)

    def _words(self, place: Place, culture: Culture) -> Words:
        dice, letters = self._dice, self._figures.own_letters
        words = Words(place=self._plots.place(place.country), number=str(1 + int(99 * dice.random())))
        words["first"], words["family"] = self._people.gendered(culture, woman=dice.chance(0.5))
        words["family2"] = dice.pick(culture.families)
        words["initial"] = words["place"][0]
        for script in ("cyrillic", "kanji", "hangul"):
            words[script] = dice.pick(letters[script][1])
        return words
