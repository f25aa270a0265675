"""The credits of a film: who played what, in billing order, and who did what behind the camera."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.sample.draws import Weighted
from pipeline.sample.films.guild import Guild

if TYPE_CHECKING:
    from pipeline.sample.draws import Dice
    from pipeline.sample.films.figures import Figures, Job
    from pipeline.sample.films.film import Film
    from pipeline.sample.films.guild import Person
    from pipeline.sample.vocabulary import Country, Vocabulary

Entry = dict[str, Any]

COLUMNS = ("cast", "crew", "id")
AS_LARGE_AS_KNOWN = 0.5
DIRECTS_AND_PLAYS = 0.05
ACTOR_DIRECTS = 0.06
ALSO = {"Writer": 0.3, "Screenplay": 0.15, "Producer": 0.12, "Editor": 0.05}  # what else a director does
TWO_JOBS = 0.07
SKIPS = 0.02  # of the places in a billing order are empty
THEMSELVES = 0.7
FAMILIES_OF_THEMSELVES = {"factual", "contest", "stage", "practice"}
# How a part is called, and how often.
CALLED = Weighted(
    [
        ("{first} {family}", 34), ("{first}", 26), ("", 9), ("{role}", 11), ("{adj} {role}", 3),
        ("{role} #{number}", 2), ("{title} {family}", 7), ("{first} {family} (uncredited)", 3),
        ("{role} (uncredited)", 3), ("{first} / {role}", 1), ("Young {first}", 1),
    ]
)  # fmt: skip


@dataclass(slots=True, eq=False)
class CreditsRow:
    """One row of the credits; a cut one ends in the middle of its cast."""

    cast: list[Any]
    crew: list[Any]
    id: int
    cut: bool = field(default=False)

    def cells(self) -> list[str]:
        """The row as it is written."""
        cast = repr(self.cast)
        return [cast[: len(cast) // 2] if self.cut else cast, repr(self.crew), str(self.id)]


class Credits:
    """Casts films and hires their crews.

    Args:
        dice: the random source.
        words: names.
        figures: the rates of the real file.
    """

    def __init__(self, dice: Dice, words: Vocabulary, figures: Figures) -> None:
        self._dice = dice
        self._figures = figures
        self.guild = Guild(dice, words, figures)

    def row(self, film: Film) -> CreditsRow:
        """Everyone who made the film."""
        dice, curves = self._dice, self._figures.curves
        known = film.fame if dice.chance(AS_LARGE_AS_KNOWN) else dice.random()
        directors = self._directors(film)
        return CreditsRow(
            cast=self._cast(film, curves["cast"].at(known), directors),
            crew=self._crew(film, curves["crew"].at(known), directors),
            id=film.id,
        )

    def _directors(self, film: Film) -> list[Person]:
        dice, size = self._dice, self._figures.sizes["directors"].draw(self._dice)
        directors: dict[Person, None] = {}
        while len(directors) < size:
            trade = "cast" if dice.chance(ACTOR_DIRECTS) else "Directing"
            directors[self.guild.pick(trade, self._country(film), film.year)] = None
        return list(directors)

    def _cast(self, film: Film, size: int, directors: list[Person]) -> list[Entry]:
        dice, guild = self._dice, self.guild
        people = dict.fromkeys(directors[:1] if dice.chance(DIRECTS_AND_PLAYS) else ())
        while len(people) < size:
            people[guild.pick("cast", self._country(film), film.year)] = None
        voices = " (voice)" if "Animation" in film.genres else ""
        entries, cast_id, order = [], int(9 * dice.random()), 0
        for person in people:
            cast_id += 1 + int(1.4 * dice.random())
            order += dice.random() < SKIPS
            entries.append(
                {
                    "cast_id": cast_id,
                    "character": self._part(film, person, order) + voices,
                    "credit_id": f"{dice.getrandbits(96):024x}",
                    "gender": person.gender,
                    "id": person.id,
                    "name": person.name,
                    "order": order,
                    "profile_path": person.picture,
                }
            )
            order += 1
        return entries

    def _crew(self, film: Film, size: int, directors: list[Person]) -> list[Entry]:
        dice = self._dice
        entries = [self._entry(person, "Directing", "Director") for person in directors]
        for person in directors[:1]:
            for name, share in ALSO.items():
                if dice.chance(share):
                    entries.append(self._entry(person, _department(name), name))
        others: list[Person] = directors[:1]
        while len(entries) < size:
            job: Job = self._figures.jobs.draw(dice)
            if others and dice.chance(TWO_JOBS):
                person = dice.pick(others)
            else:
                person = self.guild.pick(job.department, self._country(film), film.year)
                others.append(person)
            entries.append(self._entry(person, job.department, job.name))
        return entries

    def _entry(self, person: Person, department: str, job: str) -> Entry:
        return {
            "credit_id": f"{self._dice.getrandbits(96):024x}",
            "department": department,
            "gender": person.gender,
            "id": person.id,
            "job": job,
            "name": person.name,
            "profile_path": person.picture,
        }

    def _country(self, film: Film) -> Country:
        """Where the next of them is from."""
        return self._dice.pick(film.places).country if len(film.places) > 1 else film.home.country

    def _part(self, film: Film, person: Person, order: int) -> str:
        dice, words, parts = self._dice, film.words, self._figures.parts
        if film.theme.family in FAMILIES_OF_THEMSELVES and dice.chance(THEMSELVES):
            return "Herself" if person.gender == 1 else "Himself"
        if order == 0 and words["first"].isalpha() and words["family"].isalpha():
            return f"{words['first']} {words['family']}"
        culture = self.guild.cultures[film.home.country.culture]
        pattern = CALLED.draw(dice)
        if "{" not in pattern:
            return pattern
        return pattern.format(
            first=dice.pick(culture.women if person.gender == 1 else culture.men),
            family=dice.pick(culture.families),
            role=dice.pick(parts["roles"]),
            adj=dice.pick(parts["adjectives"]),
            title=dice.pick(parts["titles"]),
            number=1 + int(4 * dice.random()),
        )


def _department(job: str) -> str:
    return {"Writer": "Writing", "Screenplay": "Writing", "Producer": "Production", "Editor": "Editing"}[job]
