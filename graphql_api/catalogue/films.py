"""What is asked of the film set. Nothing is collected; arrays are narrowed."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

import numpy as np

from graphql_api.catalogue.columns import Flags, Rows
from graphql_api.catalogue.film_set import FilmSet
from graphql_api.catalogue.neighbours import Neighbour, Neighbours
from graphql_api.catalogue.ordering import ANY, Between, Down, within
from graphql_api.catalogue.records import FilmRecord
from graphql_api.queries.film_order import FilmOrderField
from graphql_api.queries.title_order import OrderDirection
from graphql_api.text import fold, words
from pipeline.store.vocabulary import Role


@dataclass(frozen=True, slots=True)
class FilmCriteria:
    """Which films: those that meet everything given. `genres` means any of them; of none there is none."""

    genres: Sequence[str] | None = None
    release_year: Between = ANY
    min_votes: int | None = None
    text: str | None = None


def films_released_in_month(film_set: FilmSet, month: int) -> int:
    """How many films were released in a month, 1 for January, over all years."""
    return film_set.released_in_month.get(month, 0)


def films_released_on_weekday(film_set: FilmSet, weekday: int) -> int:
    """How many films were released on a day of the week, 1 for Monday."""
    return film_set.released_on_weekday.get(weekday, 0)


def titled(film_set: FilmSet, title: str) -> list[FilmRecord]:
    """The films that have a title, case, accents and spaces aside: the most voted first, then by title and id."""
    like = fold(title)
    rows = film_set.by_title[bisect_left(film_set.titles, like) : bisect_right(film_set.titles, like)]
    return [film_set.records[row] for row in rows.tolist()]


class FilmReturn(NamedTuple):
    """What somebody's films earned for what they cost. `total` is the sum of their returns, to the last digit."""

    rows: Rows
    total: float

    @property
    def mean(self) -> float:
        """The return of a film on average."""
        return self.total / len(self.rows)


def film_return(film_set: FilmSet, role: Role, number: int) -> FilmReturn:
    """What the films of somebody of a role earned."""
    rows = film_set.people[role].films[number]
    return FilmReturn(rows, math.fsum(film_set.records[row].return_ratio for row in rows.tolist()))


def oldest_first(film_set: FilmSet, rows: Rows) -> list[FilmRecord]:
    """Films by their day of release, then by title and id."""
    ordered = FilmOrder(FilmOrderField.RELEASE_DATE).sort(film_set, rows)
    return [film_set.records[row] for row in ordered.tolist()]


def similar_films(
    film_set: FilmSet, neighbours: Neighbours, row: int, first: int, min_vote_average: float | None = None
) -> Iterator[Neighbour]:
    """The nearest of the films that a model found similar to one, less those whose mean vote is lower."""
    found = neighbours.of(row, len(film_set.records))
    if min_vote_average is not None:
        found = (each for each in found if film_set.vote_average[each.row] >= min_vote_average)
    return islice(found, first)


def all_films(film_set: FilmSet) -> Rows:
    """All films."""
    return np.arange(len(film_set.records), dtype=np.int32)


def films_of(film_set: FilmSet, role: Role, name: str) -> Rows:
    """The films that somebody acts in, or directed, by the name in lower case."""
    people = film_set.people[role]
    number = people.number(name)
    return people.films[number] if number is not None else np.empty(0, dtype=np.int32)


def matching_films(film_set: FilmSet, criteria: FilmCriteria, rows: Rows) -> Rows:
    """The films, of those given and in their order, that meet the criteria."""
    keep: Flags = within(film_set.release_year[rows], criteria.release_year)
    if criteria.genres is not None:
        keep &= film_set.genres.having(criteria.genres)[rows]
    if criteria.min_votes is not None:
        keep &= film_set.vote_count[rows] >= criteria.min_votes
    if criteria.text is not None:
        said = words(criteria.text)
        keep &= bool(said)
        for word in dict.fromkeys(said):
            begun: Flags = np.zeros(len(film_set.records), dtype=np.bool_)
            begun[film_set.title_words.beginning(word)] = True
            keep &= begun[rows]
    return rows[keep]


@dataclass(frozen=True, slots=True)
class FilmOrder:
    """An order of films."""

    field: FilmOrderField = FilmOrderField.TITLE
    direction: OrderDirection = OrderDirection.ASC

    def __str__(self) -> str:
        """Its name, which cursors hold."""
        return f"film {self.field} {self.direction}"

    def sort(self, film_set: FilmSet, rows: Rows) -> Rows:
        """Films in this order."""
        ordered, ranks = film_set.orders[self.field, self.direction]
        return ordered[np.sort(ranks[rows])]

    def place(self, record: FilmRecord) -> tuple[str | int | float, str, int]:
        """Where a film stands: value, title, id."""
        value = getattr(record, self.field)
        return value.toordinal() if isinstance(value, date) else value, record.lower_title, record.film_id

    def sortable(self, place: Sequence[Any]) -> tuple[Any, ...]:
        """What compares as the places of this order do."""
        value, title, film_id = place
        return Down(value) if self.direction == OrderDirection.DESC else value, title, film_id
