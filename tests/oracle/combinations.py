"""Combinations of filter, order and paging, drawn from a catalogue's own values, written as people might write them."""

import math
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Any

from tests.oracle.lists import Lists
from tests.oracle.reading import PLATFORMS, TYPES, Title

FIELDS = ("TITLE", "RELEASE_YEAR", "DATE_ADDED", "DURATION", "SCORE", "VOTES")
ORDERS = [
    None,
    *({"field": field} for field in FIELDS),
    *({"field": field, "direction": direction} for field, direction in product(FIELDS, ("ASC", "DESC"))),
]
FILTER_FIELDS = {
    # How often each is drawn: those that few titles meet less often.
    "platform": 4,
    "type": 4,
    "genre": 4,
    "country": 4,
    "rating": 4,
    "releaseYear": 4,
    "addedYear": 3,
    "duration": 3,
    "minScore": 2,
    "minVotes": 2,
    "actor": 1,
    "director": 1,
}
WITH_ACCENTS = str.maketrans("aeioudlthn", "áêïøüđłŧħñ")


def one_in(random: Random, number: int) -> bool:
    """Whether one of so many was drawn."""
    return random.randrange(number) == 0


def disguised(random: Random, text: str) -> str:
    """The same text in other case, with other accents or other spaces."""
    text = random.choice((str, str, str.upper, str.lower, str.title, str.swapcase))(text)
    if one_in(random, 3):
        text = "".join(letter.translate(WITH_ACCENTS) if one_in(random, 4) else letter for letter in text)
    text = unicodedata.normalize(random.choice(("NFC", "NFD", "NFKC")), text)
    return random.choice((text, text, text, f" {text}  ", text.replace(" ", "\u00a0 ")))


def a_range(random: Random, value: int, width: int) -> dict[str, int | None]:
    """A range that has the value in it, mostly."""
    low, high = value - random.randint(0, width), value + random.randint(0, width)
    return random.choice(
        (
            {"min": low, "max": high},
            {"min": low, "max": high},
            {"min": value, "max": value},
            {"min": value},
            {"max": value},
            {"min": low, "max": None},
            {"min": None, "max": high},
            {"min": low + 1, "max": low + 1 + width},
            {},
        )
    )


@dataclass(frozen=True)
class Combination:
    """One list: whose titles, which of them, in which order, in pages of which size, with so many values a facet."""

    owner: str | None
    filter: dict[str, Any] | None
    order: dict[str, Any] | None
    size: int
    values: int


class Combinations:
    """An endless draw, the same for the same seed. Most filters are drawn around a title that meets them, any title
    or one of those given."""

    def __init__(self, lists: Lists, seed: int, around: list[Title] | None = None):
        self.lists = lists
        self.random = Random(seed)
        self.around = lists.oracle.titles if around is None else around
        self.rated = [title for title in self.around if lists.oracle.votes(title.title_id)]

    def __iter__(self) -> Iterator[Combination]:
        while True:
            around = self.random.choice(self.rated if self.rated and self._one_in(2) else self.around)
            yield Combination(
                owner=self._owner(around),
                filter=None if self._one_in(40) else self._filter(around),
                order=self.random.choice(ORDERS),
                size=self.random.choice((1, 2, 3, 7, 20, 99, 100, self.random.randint(1, 100))),
                values=self.random.choice((1, 20, 100, self.random.randint(1, 100))),
            )

    def _owner(self, around: Title) -> str | None:
        if not self._one_in(5):
            return None
        owners = [around.platform.lower()]
        owners += [f"actor:{self.random.choice(around.cast).lower()}"] if around.cast else []
        owners += [f"director:{self.random.choice(around.director).lower()}"] if around.director else []
        return self.random.choice(owners)

    def _filter(self, around: Title) -> dict[str, Any]:
        names = self.random.choices(list(FILTER_FIELDS), list(FILTER_FIELDS.values()), k=self.random.randint(1, 4))
        known = {
            "genre": around.genres,
            "country": around.countries,
            "addedYear": around.added,
            "duration": around.unit,
            "minScore": self.lists.oracle.votes(around.title_id),
            "minVotes": self.lists.oracle.votes(around.title_id),
            "actor": around.cast,
            "director": around.director,
        }
        names = [name for name in names if known.get(name, True) or self._one_in(8)]
        given = {name: self._value(name, around) for name in dict.fromkeys(names)}
        if self._one_in(10):
            given[self.random.choice(list(FILTER_FIELDS))] = None
        return given

    def _value(self, name: str, around: Title) -> Any:
        oracle, random = self.lists.oracle, self.random
        values = {
            "platform": lambda: self._some([around.platform], PLATFORMS),
            "type": lambda: random.choice((around.type, around.type, *TYPES.values())),
            "genre": lambda: self._written(around, lambda title: title.genres),
            "country": lambda: self._written(around, lambda title: title.countries),
            "rating": lambda: self._written(around, lambda title: (title.rating,)),
            "releaseYear": lambda: a_range(self.random, around.release_year, 12),
            "addedYear": lambda: a_range(self.random, around.added_year or 2019, 2),
            "duration": lambda: self._duration(around),
            "minScore": lambda: self._score(around),
            "minVotes": lambda: random.choice((0, 1, 2, 5, oracle.votes(around.title_id))),
            "actor": lambda: disguised(self.random, random.choice(around.cast or ("Nobody Known",))),
            "director": lambda: disguised(self.random, random.choice(around.director or ("Nobody Known",))),
        }
        return values[name]()

    def _duration(self, around: Title) -> dict[str, Any]:
        """Lengths in the title's unit; minutes need not be said."""
        unit = {} if around.unit == "min" and self._one_in(2) else {"type": (around.unit or "season").upper()}
        return unit | a_range(self.random, around.duration or 1, 2 if around.unit == "season" else 20)

    def _score(self, around: Title) -> float:
        """The title's own score, or one that is written with a digit."""
        own = float(self.lists.oracle.mean(around.title_id) or 3.5)
        return self.random.choice((own, own, math.floor(own * 10) / 10, self.random.randint(5, 50) / 10))

    def _some(self, mostly: list[str], of: tuple[str, ...]) -> list[str]:
        if self._one_in(30):
            return []
        return list(dict.fromkeys(mostly + self.random.choices(of, k=self.random.randint(0, 2))))

    def _written(self, around: Title, values_of: Callable[[Title], tuple[str, ...]]) -> list[str]:
        """One to three values in any writing, the first mostly the title's own; rarely none at all."""
        others = self.random.choices(self.lists.oracle.titles, k=self.random.randint(0, 2))
        from_titles = [*others, around] if self._one_in(20) else [around, *others]
        drawn = [self.random.choice(values_of(title)) for title in from_titles[:3] if values_of(title)]
        return [] if self._one_in(30) else [disguised(self.random, value) for value in drawn]

    def _one_in(self, number: int) -> bool:
        return one_in(self.random, number)
