"""People: their names, and the troupes in which the same ones keep working together."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.sample.draws import Dice
    from pipeline.sample.vocabulary import Country, Culture, Theme, Vocabulary

# One cast in the real files is mostly names seen once; a few names are in forty titles.
REGULAR = 0.34
STAR = 0.22
STAR_BEND = 1.2
WORKS_PER_STAR = 5
TROUPE_REGULARS = 14
TROUPE_DIRECTORS = 4
WORKS_PER_TROUPE = 14
FROM_ELSEWHERE = {"anglo": 0.22}  # English-speaking casts are the most mixed
FROM_ELSEWHERE_OTHERS = 0.06
MIDDLE_INITIAL = 0.05
SECOND_FAMILY_NAME = 0.10

# Letters that lose nothing when they are decomposed, so need a plain letter named.
_PLAIN = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "œ": "oe", "đ": "d", "ß": "ss"}
)


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """The text without marks on its Latin letters, as some platforms spell names."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return unicodedata.normalize("NFC", "".join(letter for letter in parts if not unicodedata.combining(letter)))


@dataclass(frozen=True, slots=True)
class Troupe:
    """People of one country who make one kind of story together: what ties titles beyond their theme."""

    index: int
    theme: Theme
    country: Country
    directors: tuple[str, ...]
    regulars: tuple[str, ...]


class People:
    """Casts and directors, from newcomers, stars of a culture and the regulars of a troupe.

    Args:
        dice: the random source.
        words: names by culture.
    """

    def __init__(self, dice: Dice, words: Vocabulary) -> None:
        self._dice = dice
        self._cultures = words.cultures
        self._abroad = [culture for culture in words.cultures.values() if culture.name != "own_script"]
        self._troupes: dict[tuple[int, str], list[Troupe]] = {}
        self._works: Counter[tuple[int, str]] = Counter()
        self._stars: dict[str, list[str]] = {}
        self._casts: Counter[str] = Counter()
        self.troupe_count = 0

    def gendered(self, culture: Culture, *, woman: bool) -> tuple[str, str]:
        """A given name and a family name."""
        dice = self._dice
        return dice.pick(culture.women if woman else culture.men), dice.pick(culture.families)

    def newcomer(self, country: Country) -> str:
        """A name as it is credited."""
        return self.credited(self.home_of_newcomer(country), woman=self._dice.random() < 0.46)

    def credited(self, culture: Culture, *, woman: bool) -> str:
        """A name of this culture, in its order and with what it may add."""
        dice = self._dice
        first, family = self.gendered(culture, woman=woman)
        if culture.family_first:
            return f"{family} {first}"
        if culture.name == "anglo" and dice.chance(MIDDLE_INITIAL):
            return f"{first} {dice.pick('ABCDEFGHJKLMNPRSTW')}. {family}"
        if culture.name in {"hispanic", "portuguese"} and dice.chance(SECOND_FAMILY_NAME):
            return f"{first} {family} {dice.pick(culture.families)}"
        return f"{first} {family}"

    def home_of_newcomer(self, country: Country) -> Culture:
        """The culture that a newcomer there is from, mostly its own."""
        culture = self._cultures[country.culture]
        if self._dice.chance(FROM_ELSEWHERE.get(culture.name, FROM_ELSEWHERE_OTHERS)):
            return self._dice.pick(self._abroad)
        return culture

    def troupe(self, theme: Theme, country: Country) -> Troupe:
        """The troupe that makes the next work of this theme and country: an old one, or sometimes a new one."""
        key = (theme.index, country.name)
        known = self._troupes.setdefault(key, [])
        self._works[key] += 1
        if self._works[key] > WORKS_PER_TROUPE * len(known):
            directors = [self.newcomer(country) for _ in range(TROUPE_DIRECTORS)]
            regulars = [self.newcomer(country) for _ in range(TROUPE_REGULARS)]
            known.append(Troupe(self.troupe_count, theme, country, tuple(directors), tuple(regulars)))
            self.troupe_count += 1
            return known[-1]
        return self._dice.pick(known)

    def cast(self, troupe: Troupe, size: int) -> list[str]:
        """Names in billing order, nobody twice."""
        dice = self._dice
        names: dict[str, None] = {}
        stars = self._stars_of(troupe.country)
        while len(names) < size:
            turn = dice.random()
            if turn < REGULAR and len(names) < TROUPE_REGULARS:
                names[dice.near_front(troupe.regulars, 1.6)] = None
            elif turn < REGULAR + STAR:
                names[dice.near_front(stars, STAR_BEND)] = None
            else:
                names[self.newcomer(troupe.country)] = None
        return list(names)

    def directors(self, troupe: Troupe, size: int) -> list[str]:
        """Directors, one in three of them of the troupe."""
        dice = self._dice
        chosen = [
            dice.near_front(troupe.directors, 1.5) if dice.chance(0.35) else self.newcomer(troupe.country)
            for _ in range(size)
        ]
        return list(dict.fromkeys(chosen))

    def _stars_of(self, country: Country) -> list[str]:
        """The best known names of a culture, of whom there are more the more it makes."""
        stars = self._stars.setdefault(country.culture, [])
        self._casts[country.culture] += 1
        while len(stars) <= self._casts[country.culture] // WORKS_PER_STAR:
            stars.append(self.newcomer(country))
        return stars
