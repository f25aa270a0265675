"""The figures of the film set as counted, and the words that only films need: `words/films.toml`, read once."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.sample.draws import Curve, Weighted
from pipeline.sample.vocabulary import Country, Shows, read_words, split_words, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

REAL_FILMS = 45_466  # rows of the real file


class Tail(Curve):
    """A curve whose last step climbs to its end late: the hundredth part of the films that everybody knows."""

    __slots__ = ()

    def at(self, share: float) -> int:
        """The value that this share of the draws stays below."""
        last = self.STEPS[-2]
        if share <= last:
            return super().at(share)
        low, high = self._values[-2:]
        way = (share - last) / (1 - last)
        return round(low * math.pow(high / low, way * way * way))


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A country as the film set names it."""

    code: str
    name: str
    tongue: str
    films: int
    country: Country


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """What somebody behind the camera does."""

    department: str
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """Everything that `films.toml` says."""

    sizes: Mapping[str, Weighted[int]]  # how many genres, companies, ... a film lists
    curves: Mapping[str, Curve]
    months: Weighted[int]
    weekdays: Weighted[int]
    new_year: float
    genre_ids: Mapping[str, int]
    genres: Weighted[str]
    firsts: Mapping[str, int]
    kinds: Mapping[str, str]
    places: tuple[Place, ...]
    tongue_names: Mapping[str, str]
    tongues: Weighted[str]
    originals: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    own_letters: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    companies: Mapping[str, tuple[str, ...]]
    collections: tuple[str, ...]
    taglines: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[str, ...]]
    jobs: Weighted[Job]


@cache
def figures() -> Figures:
    """The tables of `words/films.toml`, parsed on first use."""
    tables = read_words("films")
    genres = {name: split_words(text) for name, text in tables["genres"].items()}
    tongues, days = tables["tongues"]["table"], tables["days"]
    return Figures(
        sizes={name: Weighted(enumerate(_numbers(text))) for name, text in tables["counts"].items()},
        curves={name: Tail(*values) for name, values in tables["curves"].items()},
        months=Weighted(enumerate(_numbers(days["months"]), start=1)),
        weekdays=Weighted(enumerate(_numbers(days["weekdays"]))),
        new_year=days["new_year"],
        genre_ids={name: int(number) for name, (number, _) in genres.items()},
        genres=Weighted((name, int(films)) for name, (_, films) in genres.items()),
        firsts=tables["firsts"],
        kinds=tables["kinds"],
        places=tuple(_places(tables["places"]["table"])),
        tongue_names={code: name for code, name, _ in tongues},
        tongues=Weighted((code, films) for code, _, films in tongues),
        originals={code: _halves(pair) for code, pair in tables["originals"].items()},
        own_letters={script: _halves(pair) for script, pair in tables["own_letters"].items()},
        companies={culture: tuple(patterns) for culture, patterns in tables["companies"].items()},
        collections=tuple(tables["collections"]["names"]),
        taglines={family: tuple(patterns) for family, patterns in tables["taglines"].items()},
        parts={name: split_words(words) for name, words in tables["parts"].items()},
        jobs=Weighted((Job(department, name), weight) for department, name, weight in tables["jobs"]["table"]),
    )


def _places(table: Iterable[list[Any]]) -> Iterable[Place]:
    """A place is a country of the catalogues by another name, or one of its own: a culture and its cities."""
    known = {country.name: country for country in vocabulary().countries}
    for code, name, tongue, films, home, *cities in table:
        country = known[home] if not cities else Country(name, home, split_words(cities[0]), Shows({}, {}))
        yield Place(code, name, tongue, films, country)


def _numbers(text: str) -> list[int]:
    return [int(number) for number in split_words(text)]


def _halves(pair: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    first, second = pair
    return split_words(first), split_words(second)
