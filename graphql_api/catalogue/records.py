"""What is kept of each title, film and person, ready to answer with."""

from datetime import date
from typing import NamedTuple


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
