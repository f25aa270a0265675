"""Names and parts that Python cannot print between single quotes as they are: what a reader of the lists must bear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.sample.draws import Weighted
from pipeline.sample.films.guild import WOMEN
from pipeline.sample.oddities.text import NICKNAMES
from pipeline.sample.plots import Words

if TYPE_CHECKING:
    from pipeline.sample.draws import Dice
    from pipeline.sample.films.credits import Entry
    from pipeline.sample.films.figures import Figures
    from pipeline.sample.films.film import Film
    from pipeline.sample.films.guild import Guild, Person

Kind = tuple[tuple[str, int], ...]

OF_CREW = 0.3
MET_AGAIN = 0.6  # of the awkward names have been met before
FAME = 1.3
MORE, MORE_WHILE_DUE = 0.35, 0.8  # of the rows have one more, and as long as some kind has not been dealt
# Patterns and how often: an apostrophe makes Python use double quotes, both kinds of quotes make it use a backslash,
# and what cannot be seen is printed by its number.
NAMES: Kind = (
    ("{first} {apostrophe}", 60),
    ('{first} "{nickname}" {family}', 25),
    ('{first} "{nickname}" {apostrophe}', 4),
    ("{first}\u00a0{family}", 3),
    ("{first} {family}\u200b", 1),
    ("\ufeff{first} {family}", 1),
)
PARTS: Kind = (
    ("{first}'s {relation}", 60),
    ('{first} "{nickname}" {family}', 20),
    ('"{nickname}", {first}\'s {relation}', 5),
    ("{role}\u00a0#2", 3),
    ("{role}\n{role2}", 2),
    ("{role}\t{role2}", 1),
    ("{role} \\ {role2}", 2),
    ("{role}\\", 1),
    ("\\x27{first}\\n", 1),
    ("{first}', 'order': None, 'name': 'True", 1),
    ("'{first}': None, [{{'{role}'}}, {{}}]", 1),
    ('"}}, {{"name": "{first}', 1),
    ("Don't #hurry, it's [{{{number}}}]", 1),
)
JOBS: Kind = (("Director's Assistant", 3), ("Writers' Assistant", 2), ('"B" Camera Operator', 1))


class Awkward:
    """Makes rows of credits awkward. Every kind is dealt once before they are drawn by weight.

    Args:
        dice: the random source.
        figures: the words that such names are made of.
        guild: where the others come from.
    """

    def __init__(self, dice: Dice, figures: Figures, guild: Guild) -> None:
        self._dice = dice
        self._parts = figures.parts
        self._guild = guild
        self._due = {kind: [pattern for pattern, _ in kind] for kind in (NAMES, PARTS, JOBS)}
        self._kinds = {kind: Weighted(kind) for kind in (NAMES, PARTS, JOBS)}
        self._people: list[Person] = []

    def touch(self, film: Film, cast: list[Entry], crew: list[Entry]) -> None:
        """Rename somebody in these lists, or what they play or do; in one of them there must be somebody."""
        dice, cast, crew = self._dice, list(cast), list(crew)
        while cast or crew:
            left = crew if crew and (not cast or dice.chance(OF_CREW)) else cast
            self._rename(left.pop(int(dice.random() * len(left))), film)
            if not dice.chance(MORE_WHILE_DUE if self._due[NAMES] or self._due[PARTS] else MORE):
                return

    def _rename(self, entry: Entry, film: Film) -> None:
        if entry.get("job") == "Director" or self._dice.chance(0.5):
            person = self._person(film)
            entry.update(gender=person.gender, id=person.id, name=person.name, profile_path=person.picture)
        elif "job" in entry:
            entry["job"] = self._say(JOBS, film)
        else:
            entry["character"] = self._say(PARTS, film, woman=entry["gender"] == 1)

    def _person(self, film: Film) -> Person:
        dice = self._dice
        if self._people and not self._due[NAMES] and dice.chance(MET_AGAIN):
            return dice.near_front(self._people, FAME)
        woman = dice.chance(WOMEN)
        person = self._guild.named(self._say(NAMES, film, woman=woman), woman=woman, regular=True)
        self._people.append(person)
        return person

    def _say(self, kind: Kind, film: Film, *, woman: bool = False) -> str:
        dice = self._dice
        pattern = self._due[kind].pop() if self._due[kind] else self._kinds[kind].draw(dice)
        culture = self._guild.cultures[film.home.country.culture]
        words = Words(
            first=dice.pick(culture.women if woman else culture.men),
            family=dice.pick(culture.families),
            apostrophe=dice.pick(self._parts["apostrophes"]),
            nickname=dice.pick(NICKNAMES),
            relation=dice.pick(self._parts["relations"]),
            role=dice.pick(self._parts["roles"]),
            role2=dice.pick(self._parts["roles"]),
            number=str(1 + int(9 * dice.random())),
        )
        return pattern.format_map(words)
