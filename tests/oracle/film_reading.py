"""The raw files of the film set, read row by row: the films and credits that enter, and why each other row does not."""

import ast
import csv
import math
import re
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from tests.oracle.reading import clean

FILMS_FILE = "films/movies_dataset.csv"
CREDITS_FILE = "films/credits.csv"
FILM_COLUMNS = [
    "adult",
    "belongs_to_collection",
    "budget",
    "genres",
    "homepage",
    "id",
    "imdb_id",
    "original_language",
    "original_title",
    "overview",
    "popularity",
    "poster_path",
    "production_companies",
    "production_countries",
    "release_date",
    "revenue",
    "runtime",
    "spoken_languages",
    "status",
    "tagline",
    "title",
    "video",
    "vote_average",
    "vote_count",
]
CREDIT_COLUMNS = ["cast", "crew", "id"]

LISTS = {
    "genres": "genres",
    "production_companies": "companies",
    "production_countries": "countries",
    "spoken_languages": "languages",
}
"""Columns that hold lists of names, and what a film calls them."""

DAY_LAYOUTS = ("%Y-%m-%d", "%B %d, %Y")  # no year of two digits: it could be of either century
FIRST_YEAR = 1870
NO_OVERVIEW = {"No overview found.", "No Overview", "No movie overview available."}

Row = dict[str, str]


class Unreadable(Exception):
    """A cell is not what its column holds."""


class SetAside(NamedTuple):
    """A row that does not enter: the file, the place in it from 1, and why."""

    file: str
    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Film:
    """One row that enters; text is as written but for its spaces."""

    film_id: int
    title: str
    release_date: date
    overview: str | None
    tagline: str | None
    collection: str | None
    genres: tuple[str, ...]
    companies: tuple[str, ...]
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    runtime: int | None
    budget: float
    revenue: float
    popularity: float
    vote_average: float
    vote_count: int
    original_language: str | None
    status: str | None

    @property
    def node_id(self) -> str:
        return f"film:{self.film_id}"

    @property
    def release_year(self) -> int:
        return self.release_date.year

    @property
    def profit(self) -> float | None:
        return self.revenue - self.budget if self.budget and self.revenue else None

    @property
    def return_ratio(self) -> float:
        return self.revenue / self.budget if self.budget and self.revenue else 0.0


@dataclass(slots=True)
class FilmSet:
    """What is in the two files. People are named as first mentioned in a film, in their order, under its number."""

    films: list[Film] = field(default_factory=list)
    casts: dict[int, tuple[str, ...]] = field(default_factory=dict)
    directors: dict[int, tuple[str, ...]] = field(default_factory=dict)
    aside: list[SetAside] = field(default_factory=list)


def read_film_set(raw: Path) -> FilmSet:
    """The film set below a folder of raw files; without films there are no credits either."""
    found = FilmSet()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python warns of a text with an odd escape, and reads it
        _read_films(raw / FILMS_FILE, found)
        if (raw / FILMS_FILE).exists():
            _read_credits(raw / CREDITS_FILE, found)
    return found


def _read_films(path: Path, found: FilmSet) -> None:
    above: set[int] = set()
    for number, row in _rows(path, FILM_COLUMNS):
        film_id = whole(row["id"])
        try:
            found.films.append(_film(row, film_id, above))
        except Unreadable as reason:
            found.aside.append(SetAside(FILMS_FILE, number, str(reason)))
        above |= {film_id} - {None}


def _read_credits(path: Path, found: FilmSet) -> None:
    films = {film.film_id for film in found.films}
    above: set[int] = set()
    for number, row in _rows(path, CREDIT_COLUMNS):
        film_id = whole(row["id"])
        try:
            _check_id(film_id, above, films)
            cast, directors = _cast(row["cast"]), _directors(row["crew"])
            found.casts[film_id], found.directors[film_id] = cast, directors
        except Unreadable as reason:
            found.aside.append(SetAside(CREDITS_FILE, number, str(reason)))
        above |= {film_id} - {None}


def _rows(path: Path, columns: list[str]) -> Iterator[tuple[int, Row]]:
    """The rows with their places; a row that is too short has blank cells. None where there is no file."""
    if not path.exists():
        return
    limit = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))  # the cast of a film may be long
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file)
            header = next(lines)
            if header != columns:
                raise ValueError(f"{path.name}: the columns are {header}")
            for number, line in enumerate(lines, 1):
                yield number, dict(zip(columns, line + [""] * (len(columns) - len(line)), strict=True))
    finally:
        csv.field_size_limit(limit)


def _check_id(film_id: int | None, above: set[int], films: set[int] | None = None) -> None:
    if film_id is None:
        raise Unreadable("id is not a whole number")
    if film_id in above:
        raise Unreadable("id is that of a row above")
    if films is not None and film_id not in films:
        raise Unreadable("id is no film of the film set")


def _film(row: Row, film_id: int | None, above: set[int]) -> Film:
    """The film that a row describes; what is looked at first is the reason of a row with several faults."""
    if clean(row["adult"]) not in {"True", "False"}:
        raise Unreadable("the columns are shifted: adult is neither True nor False")
    _check_id(film_id, above)
    title = clean(row["title"])
    if title is None:
        raise Unreadable("title is blank")
    values = {
        "release_date": day(row["release_date"]),
        "budget": money(row["budget"], "budget"),
        "revenue": money(row["revenue"], "revenue"),
        "popularity": number(row["popularity"], "popularity is not a number"),
        "vote_average": number(row["vote_average"], "vote_average is not a number from 0 to 10", most=10),
        "vote_count": votes(row["vote_count"]),
        "runtime": minutes(row["runtime"]),
    }
    for column, name in LISTS.items():
        values[name] = names(row[column], f"{column} cannot be read as a list of names")
    overview = clean(row["overview"])
    return Film(
        film_id=film_id,
        title=title,
        overview=None if overview in NO_OVERVIEW else overview,
        tagline=clean(row["tagline"]),
        collection=collection(row["belongs_to_collection"]),
        original_language=clean(row["original_language"]),
        status=clean(row["status"]),
        **values,
    )


def _matches(pattern: str, text: str | None) -> bool:
    return text is not None and re.fullmatch(pattern, text, re.ASCII) is not None


def whole(cell: str) -> int | None:
    """The number that a film is known by."""
    text = clean(cell)
    return int(text) if _matches(r"\d{1,9}", text) else None


def day(cell: str) -> date:
    """The day in one of the layouts."""
    text = clean(cell)
    if text is None:
        raise Unreadable("release_date is missing")
    for layout in DAY_LAYOUTS:
        try:
            found = datetime.strptime(text, layout).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if found.year >= FIRST_YEAR:
            return found
    raise Unreadable("release_date is not a day")


def money(cell: str, column: str) -> float:
    """Dollars; none are said to be 0."""
    text = clean(cell) or "0"
    if not _matches(r"\d{1,15}(\.\d{1,20})?(e[+-]?\d{1,2})?", text):
        raise Unreadable(f"{column} is not a number")
    return float(text)


def number(cell: str, reason: str, most: float = sys.float_info.max) -> float:
    """A number from 0, however it is written."""
    text = clean(cell)
    if not _matches(r"\d+(\.\d+)?([eE][+-]?\d+)?", text) or float(text) > most:
        raise Unreadable(reason)
    return float(text)


def votes(cell: str) -> int:
    """A whole number, which may be written as one with a decimal."""
    text = clean(cell)
    if not _matches(r"\d{1,9}(\.0)?", text):
        raise Unreadable("vote_count is not a whole number")
    return int(text.removesuffix(".0"))


def minutes(cell: str) -> int | None:
    """Whole minutes; 0 is a length that nobody knew."""
    text = clean(cell) or "0"
    if not _matches(r"\d{1,6}(\.0)?", text):
        raise Unreadable("runtime is not a number of minutes")
    return int(text.removesuffix(".0")) or None


def literal(cell: str, reason: str) -> Any:
    """What Python makes of the text."""
    try:
        return ast.literal_eval(cell)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        raise Unreadable(reason) from None


def is_text(value: Any) -> bool:
    """Whether this is a text; an escape can make half a letter, which is none."""
    if not isinstance(value, str):
        return False
    return not any("\ud800" <= letter <= "\udfff" for letter in value)


def is_named(value: Any) -> bool:
    """Whether this is a thing with a name, though that may be blank."""
    return isinstance(value, dict) and is_text(value.get("name"))


def named(cell: str, reason: str) -> list[dict[str, Any]]:
    """A list of things with names; a blank cell is an empty one."""
    if clean(cell) is None:
        return []
    found = literal(cell, reason)
    if not isinstance(found, list) or not all(map(is_named, found)):
        raise Unreadable(reason)
    return found


def names(cell: str, reason: str) -> tuple[str, ...]:
    """The names of a list, each once."""
    cleaned = [clean(each["name"]) for each in named(cell, reason)]
    return tuple(dict.fromkeys(name for name in cleaned if name is not None))


def collection(cell: str) -> str | None:
    """The name of a collection, if there is one."""
    reason = "belongs_to_collection cannot be read as a name"
    if clean(cell) is None:
        return None
    found = literal(cell, reason)
    if not is_named(found):
        raise Unreadable(reason)
    return clean(found["name"])


def first_mentions(people: list[dict[str, Any]]) -> tuple[str, ...]:
    """The names of people, each by its first mention: case does not tell people apart, accents do."""
    first: dict[str, str] = {}
    for each in people:
        name = clean(each["name"])
        if name is not None:
            first.setdefault(name.lower(), name)
    return tuple(first.values())


def _cast(cell: str) -> tuple[str, ...]:
    """The actors in the order of their credits, those without a place last."""
    reason = "cast cannot be read as a list of people"
    people = named(cell, reason)
    for each in people:
        order = each.get("order")
        if order is not None and (not isinstance(order, int) or isinstance(order, bool)):
            raise Unreadable(reason)
    return first_mentions(sorted(people, key=lambda each: math.inf if each.get("order") is None else each["order"]))


def _directors(cell: str) -> tuple[str, ...]:
    """Those of the crew who are credited as `Director` and nothing but that."""
    reason = "crew cannot be read as a list of people"
    people = named(cell, reason)
    if not all(each.get("job") is None or is_text(each["job"]) for each in people):
        raise Unreadable(reason)
    return first_mentions([each for each in people if each.get("job") == "Director"])
