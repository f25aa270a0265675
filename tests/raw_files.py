"""Raw files for tests, written row by row in the real formats."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.sources.layout import (
    CATALOGUE_COLUMNS,
    CATALOGUE_FILES,
    FILM_COLUMNS,
    FILM_CREDIT_COLUMNS,
    FILM_CREDITS_FILE,
    FILMS_FILE,
    RATING_COLUMNS,
)
from pipeline.store.vocabulary import PlatformCode

PLAIN_TITLE = {
    "show_id": "s1",
    "type": "Movie",
    "title": "A Plain Title",
    "director": "Ada Bell",
    "cast": "Cleo Dorn, Emil Falk",
    "country": "Argentina",
    "date_added": "September 25, 2021",
    "release_year": "2020",
    "rating": "PG",
    "duration": "90 min",
    "listed_in": "Comedy, Drama",
    "description": "Nothing odd happens.",
}
"""A row of a catalogue with nothing odd about it; tests change what they are about."""

PLAIN_RATING = {"userId": "1", "rating": "4.0", "timestamp": "1425941529", "movieId": "ns1"}
"""A rating with nothing odd about it."""

PLAIN_FILM = {
    "adult": "False",
    "belongs_to_collection": "",
    "budget": "1000000",
    "genres": "[{'id': 18, 'name': 'Drama'}]",
    "homepage": "",
    "id": "1",
    "imdb_id": "tt0000001",
    "original_language": "en",
    "original_title": "A Plain Film",
    "overview": "Nothing odd happens.",
    "popularity": "1.5",
    "poster_path": "/plain.jpg",
    "production_companies": "[{'name': 'Plain Pictures', 'id': 3}]",
    "production_countries": "[{'iso_3166_1': 'AR', 'name': 'Argentina'}]",
    "release_date": "1999-05-21",
    "revenue": "2000000",
    "runtime": "90.0",
    "spoken_languages": "[{'iso_639_1': 'es', 'name': 'Español'}]",
    "status": "Released",
    "tagline": "Plain as can be.",
    "title": "A Plain Film",
    "video": "False",
    "vote_average": "6.5",
    "vote_count": "100",
}
"""A row of the film set with nothing odd about it."""

PLAIN_FILM_CREDITS = {"cast": "[]", "crew": "[]", "id": "1"}
"""A row of the film set's credits that names nobody."""

Rows = Iterable[Mapping[str, str]]


def title(**columns: str) -> dict[str, str]:
    """A row of a catalogue: plain but for the columns given."""
    return {**PLAIN_TITLE, **columns}


def rating(**columns: str) -> dict[str, str]:
    """A rating: plain but for the columns given."""
    return {**PLAIN_RATING, **columns}


def film(**columns: str) -> dict[str, str]:
    """A row of the film set: plain but for the columns given."""
    return {**PLAIN_FILM, **columns}


def film_credits(film_id: str, cast: Iterable[str] = (), **crew: str) -> dict[str, str]:
    """A row of the film set's credits: the names of a cast in billing order, and of a crew by their jobs."""
    members = [member(name, order) for order, name in enumerate(cast)]
    return {"cast": repr(members), "crew": repr([worker(name, job) for job, name in crew.items()]), "id": film_id}


def member(name: str, order: int | None = 0) -> dict[str, object]:
    """Somebody of a cast, as the film set's credits have it."""
    return {"cast_id": 1, "character": "Somebody", "credit_id": "52fe4284", "gender": 0, "id": 31, "name": name,
            "order": order, "profile_path": None}  # fmt: skip


def worker(name: str, job: str = "Director") -> dict[str, object]:
    """Somebody of a crew."""
    return {"credit_id": "52fe4284", "department": "Directing", "gender": 0, "id": 7879, "job": job, "name": name,
            "profile_path": None}  # fmt: skip


def write_raw(
    folder: Path,
    catalogues: Mapping[PlatformCode, Rows],
    ratings: Mapping[str, Rows] | None = None,
    films: Rows | None = None,
    credits: Rows | None = None,
) -> Path:
    """Write a folder of raw files: catalogues by platform, ratings by the name of their file without `.csv`, and the
    films and the credits of a film set if they are given. What would have no row is not written: it would be refused.
    """
    for platform, rows in catalogues.items():
        _write(folder / CATALOGUE_FILES[platform], CATALOGUE_COLUMNS, rows)
    for name, rows in (ratings or {}).items():
        _write(folder / "ratings" / f"{name}.csv", RATING_COLUMNS, rows)
    if films is not None:
        _write(folder / FILMS_FILE, FILM_COLUMNS, films)
    if credits is not None:
        _write(folder / FILM_CREDITS_FILE, FILM_CREDIT_COLUMNS, credits)
    return folder


def _write(file: Path, columns: tuple[str, ...], rows: Rows) -> None:
    if not (rows := list(rows)):
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
