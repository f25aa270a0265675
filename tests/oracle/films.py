"""The questions about the film set, each answered by the simplest loop over the films."""
# ruff: noqa: A002 - `filter` is the schema's own word

import builtins
import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from tests.oracle.film_reading import Film, FilmSet, SetAside, read_film_set
from tests.oracle.folding import fold, words
from tests.oracle.lists import any_of, within

MONTHS = {
    "spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "english": "January February March April May June July August September October November December",
}
WEEKDAYS = {
    "spanish": "lunes martes miércoles jueves viernes sábado domingo",
    "english": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
MONTH_NUMBERS = {name: place for row in MONTHS.values() for place, name in enumerate(row.split(), 1)} | {"setiembre": 9}
WEEKDAY_NUMBERS = {name: place for row in WEEKDAYS.values() for place, name in enumerate(row.split())}

ENOUGH_VOTES = 2000
MOST_ALTERNATIVES = 100

FIELDS = {
    "TITLE": lambda film: film.title.lower(),
    "RELEASE_DATE": lambda film: film.release_date,
    "POPULARITY": lambda film: film.popularity,
    "VOTE_COUNT": lambda film: film.vote_count,
    "VOTE_AVERAGE": lambda film: film.vote_average,
    "REVENUE": lambda film: film.revenue,
    "RETURN_RATIO": lambda film: film.return_ratio,
}


class Return(NamedTuple):
    """What somebody's films earned for what they cost; the films oldest first."""

    name: str
    films: list[Film]
    total: float

    @property
    def mean(self) -> float:
        return self.total / len(self.films)


def by_title(film: Film) -> tuple[str, int]:
    return film.title.lower(), film.film_id


class FilmOracle:
    """The films of a folder of raw files and the answers to questions about them.

    `films_of["actor"]` and `films_of["director"]` hold everybody's films by lower-case name, accents as written;
    `written` in the same way the name as the film with the lowest number has it.
    """

    def __init__(self, read: FilmSet):
        self.films: list[Film] = read.films
        self.aside: list[SetAside] = read.aside
        self.by_id = {film.film_id: film for film in read.films}
        self.cast_of, self.directors_of = read.casts, read.directors
        self.films_of: dict[str, dict[str, list[Film]]] = {"actor": defaultdict(list), "director": defaultdict(list)}
        self.written: dict[str, dict[str, str]] = {"actor": {}, "director": {}}
        for role, named in (("actor", read.casts), ("director", read.directors)):
            for name in chain.from_iterable(named[film_id] for film_id in sorted(named)):
                self.written[role].setdefault(name.lower(), name)
        self.shared: dict[str, list[Film]] = defaultdict(list)
        for film in read.films:
            self.shared[fold(film.title)].append(film)
            for name in self.cast(film):
                self.films_of["actor"][name.lower()].append(film)
            for name in self.directors(film):
                self.films_of["director"][name.lower()].append(film)
        self._alike: dict[str, dict[str, list[str]]] = {"actor": defaultdict(list), "director": defaultdict(list)}
        for role, films_of in self.films_of.items():
            for name in films_of:
                self._alike[role][fold(name)].append(name)

    @classmethod
    def read(cls, raw: Path) -> "FilmOracle":
        """Reads the film set of a folder, if it has one."""
        return cls(read_film_set(raw))

    def cast(self, film: Film) -> tuple[str, ...]:
        """The actors in billing order."""
        return self.cast_of.get(film.film_id, ())

    def directors(self, film: Film) -> tuple[str, ...]:
        """The directors in order."""
        return self.directors_of.get(film.film_id, ())

    def released_in_month(self, month: str) -> int | None:
        """The films of a month, over all years; None when no month is called that."""
        numbers = {fold(name): number for name, number in MONTH_NUMBERS.items()}
        wanted = numbers.get(fold(month))
        return wanted and sum(film.release_date.month == wanted for film in self.films)

    def released_on_weekday(self, weekday: str) -> int | None:
        """The films of a day of the week; None when no day is called that."""
        numbers = {fold(name): number for name, number in WEEKDAY_NUMBERS.items()}
        wanted = numbers.get(fold(weekday))
        return None if wanted is None else sum(film.release_date.weekday() == wanted for film in self.films)

    def titled(self, title: str) -> list[Film]:
        """All films with this title, the most voted first: the first is meant, the others are its alternatives."""
        return sorted(self.shared.get(fold(title), []), key=lambda film: (-film.vote_count, *by_title(film)))

    def score(self, title: str) -> dict[str, Any] | None:
        """Year and popularity."""
        return self._of_title(title, lambda film: {"popularity": film.popularity, **self._headline(film)})

    def votes(self, title: str) -> dict[str, Any] | None:
        """The votes, or of a film that has few how many it has and how many it takes."""

        def found(film: Film) -> dict[str, Any]:
            if film.vote_count < ENOUGH_VOTES:
                return {"count": film.vote_count, "required": ENOUGH_VOTES}
            return {"count": film.vote_count, "mean": film.vote_average, **self._headline(film)}

        return self._of_title(title, found)

    @staticmethod
    def _headline(film: Film) -> dict[str, Any]:
        return {"title": film.title, "year": film.release_year}

    def _of_title(self, title: str, answer: Any) -> dict[str, Any] | None:
        films = self.titled(title)
        if not films:
            return None
        ids = [film.node_id for film in films]
        return {**answer(films[0]), "film": ids[0], "alternatives": ids[1 : MOST_ALTERNATIVES + 1]}

    def person(self, role: str, name: str) -> str | None:
        """The lower-case name that is meant: with accents as written if there is one, else whatever the accents."""
        films_of = self.films_of[role]
        written = " ".join(name.lower().split())
        if written in films_of:
            return written
        alike = self._alike[role].get(fold(name), [])
        return min(alike, key=lambda each: (-len(films_of[each]), each), default=None)

    def films_with(self, role: str, name: str) -> list[Film]:
        """The films of somebody known by the lower-case name, oldest first."""
        films = self.films_of[role].get(name, [])
        return sorted(films, key=lambda film: (film.release_date, *by_title(film)))

    def earned(self, role: str, name: str) -> Return | None:
        """What the films of somebody earned for what they cost."""
        found = self.person(role, name)
        if found is None:
            return None
        films = self.films_with(role, found)
        return Return(found, films, math.fsum(film.return_ratio for film in films))

    def listed(
        self,
        filter: dict[str, Any] | None = None,
        order: dict[str, Any] | None = None,
        owner: str | None = None,
    ) -> list[Film]:
        """The films that meet the whole filter, in order; those of one person if an owner is given, by id."""
        role, _, name = (owner or "").partition(":")
        films = self.films_with(role, name) if owner else self.films
        return self.in_order(self.matching(filter, films), order)

    def matching(self, filter: dict[str, Any] | None, among: Iterable[Film] | None = None) -> list[Film]:
        """The films that meet every field of the filter; one that is null is as left out."""
        kept = list(self.films if among is None else among)
        for name, value in (filter or {}).items():
            if value is not None:
                kept = list(builtins.filter(self._test(name, value), kept))
        return kept

    @staticmethod
    def _test(name: str, value: Any) -> Any:
        tests = {
            "genre": lambda: any_of(value, lambda film: film.genres),
            "releaseYear": lambda: lambda film: within(value, film.release_year),
            "minVotes": lambda: lambda film: film.vote_count >= value,
            "text": lambda: lambda film: begins(words(fold(value)), words(fold(film.title))),
        }
        return tests[name]()

    @staticmethod
    def in_order(films: Iterable[Film], order: dict[str, Any] | None = None) -> list[Film]:
        """By the field, those equal in it by title and then id, whichever the direction."""
        value = FIELDS[order["field"] if order else "TITLE"]
        descending = bool(order) and order.get("direction", "ASC") == "DESC"
        return sorted(sorted(films, key=by_title), key=value, reverse=descending)

    def reasons(self, file: str) -> list[tuple[str, int]]:
        """Why rows of a file do not enter, and how many, the most frequent first."""
        counts = Counter(each.reason for each in self.aside if each.file == file)
        return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def begins(said: list[str], titled: list[str]) -> bool:
    """Whether each word said begins a word of the title; where nothing is said, nothing begins."""
    return bool(said) and all(any(word.startswith(start) for word in titled) for start in said)
