"""What is kept of each title, film and person, ready to answer with."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import polars as pl


class TitleRecord(NamedTuple):
    """One row of `titles` with its scores; the columns are those of the table and keep their names.

    `row` is its place among all; `damped_score` is what it is ordered by, while `score` is the plain mean.
    """

    row: int
    title_id: str
    platform: str
    show_id: str
    type: str
    title: str
    display_title: str
    directors: list[str]
    cast: list[str]
    countries: list[str]
    date_added: date | None
    added_year: int | None
    release_year: int
    rating: str
    rating_filled: bool
    duration_int: int | None
    duration_type: str | None
    genres: list[str]
    description: str | None
    display_description: str | None
    score: float | None
    damped_score: float | None
    votes: int


class FilmRecord(NamedTuple):
    """One row of `films`; the columns are those of the table and keep their names.

    `row` is its place among all, `lower_title` is what it is ordered by.
    """

    row: int
    film_id: int
    title: str
    lower_title: str
    release_date: date
    release_year: int
    overview: str | None
    tagline: str | None
    collection: str | None
    genres: list[str]
    companies: list[str]
    countries: list[str]
    languages: list[str]
    runtime: int | None
    budget: float
    revenue: float
    profit: float | None
    return_ratio: float
    popularity: float
    vote_count: int
    vote_average: float


class Person(NamedTuple):
    """Somebody in a cast, or a director: told apart by name.

    `code` is the place among all of the role in the catalogues, those in the most titles first, then by name; None for
    somebody of the film set alone.
    """

    code: int | None
    name: str
    display_name: str
    title_count: int


class Sharing:
    """Texts, lists of texts and dates of tables as Python has them, what is equal being one object.

    Most are the same as many others: a name in every cast that it is in, a genre in thousands of titles.
    """

    def __init__(self) -> None:
        self._known: dict[Any, Any] = {}

    def column(self, column: pl.Series) -> list[Any]:
        """The values of a column."""
        one, values = self._known.setdefault, column.to_list()
        if isinstance(column.dtype, pl.List):
            return [each and [one(value, value) for value in each] for each in values]
        return [one(value, value) for value in values] if column.dtype in SHARED else values

    def rows(self, frame: pl.DataFrame, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """The rows of some columns."""
        return zip(*(self.column(frame[name]) for name in names), strict=True)


SHARED = (pl.String, pl.Enum, pl.Date)
"""Types of columns whose equal values are alike in every way, as 1 and 1.0 are not."""
