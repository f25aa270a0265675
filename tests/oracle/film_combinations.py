"""Combinations of filter, order and paging of films, drawn from a film set's own values, as people might write them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Any

from tests.oracle.combinations import a_range, disguised, one_in
from tests.oracle.film_reading import Film
from tests.oracle.films import FIELDS, FilmOracle
from tests.oracle.folding import fold, words

FILM_ORDERS = [
    None,
    *({"field": field} for field in FIELDS),
    *({"field": field, "direction": direction} for field, direction in product(FIELDS, ("ASC", "DESC"))),
]
FILTER_FIELDS = {"genre": 4, "releaseYear": 4, "minVotes": 2, "text": 3}
"""How often each is drawn."""


@dataclass(frozen=True)
class FilmCombination:
    """One list: whose films, which of them, in which order, in pages of which size."""

    owner: str | None
    filter: dict[str, Any] | None
    order: dict[str, Any] | None
    size: int


class FilmCombinations:
    """An endless draw, the same for the same seed. Most filters are drawn around a film that meets them."""

    def __init__(self, oracle: FilmOracle, seed: int):
        self.oracle = oracle
        self.random = Random(seed)

    def __iter__(self) -> Iterator[FilmCombination]:
        while True:
            around = self.random.choice(self.oracle.films)
            yield FilmCombination(
                owner=self._owner(around),
                filter=None if one_in(self.random, 40) else self._filter(around),
                order=self.random.choice(FILM_ORDERS),
                size=self.random.choice((1, 2, 3, 7, 20, 99, 100, self.random.randint(1, 100))),
            )

    def _owner(self, around: Film) -> str | None:
        owners = [f"actor:{name.lower()}" for name in self.oracle.cast(around)]
        owners += [f"director:{name.lower()}" for name in self.oracle.directors(around)]
        return self.random.choice(owners) if owners and one_in(self.random, 5) else None

    def _filter(self, around: Film) -> dict[str, Any]:
        names = self.random.choices(list(FILTER_FIELDS), list(FILTER_FIELDS.values()), k=self.random.randint(1, 3))
        given = {name: self._value(name, around) for name in dict.fromkeys(names)}
        if one_in(self.random, 10):
            given[self.random.choice(list(FILTER_FIELDS))] = None
        return given

    def _value(self, name: str, around: Film) -> Any:
        values = {
            "genre": lambda: self._genres(around),
            "releaseYear": lambda: a_range(self.random, around.release_year, 10),
            "minVotes": lambda: self.random.choice((0, 1, around.vote_count, around.vote_count, around.vote_count + 1)),
            "text": lambda: self._text(around),
        }
        return values[name]()

    def _genres(self, around: Film) -> list[str]:
        """A genre of the film, mostly, and some others."""
        films = [around, *self.random.choices(self.oracle.films, k=self.random.randint(0, 2))]
        drawn = [self.random.choice(film.genres) for film in films if film.genres] or ["none such"]
        return [] if one_in(self.random, 30) else [disguised(self.random, genre) for genre in drawn]

    def _text(self, around: Film) -> str:
        """Beginnings of some words of the title, in any order; or all of the title, signs included."""
        known = words(fold(around.title))
        if not known or one_in(self.random, 6):
            return disguised(self.random, around.title)[:100]
        drawn = self.random.sample(known, self.random.randint(1, min(3, len(known))))
        starts = [word[: self.random.randint(1, len(word))] for word in drawn]
        return disguised(self.random, self.random.choice((" ", "-", ", ")).join(starts))[:100]
