"""Raw files of a film set, written row by row in the real formats."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.oracle.film_reading import CREDIT_COLUMNS, CREDITS_FILE, FILM_COLUMNS, FILMS_FILE

PLAIN_FILM = {
    "adult": "False",
    "belongs_to_collection": "",
    "budget": "100",
    "genres": "[{'id': 18, 'name': 'Drama'}]",
    "homepage": "",
    "id": "1",
    "imdb_id": "tt0000001",
    "original_language": "en",
    "original_title": "A Film",
    "overview": "Nothing odd happens.",
    "popularity": "1.5",
    "poster_path": "/a.jpg",
    "production_companies": "[{'name': 'Bright Pictures', 'id': 3}]",
    "production_countries": "[{'iso_3166_1': 'AR', 'name': 'Argentina'}]",
    "release_date": "2001-03-05",
    "revenue": "250",
    "runtime": "90.0",
    "spoken_languages": "[{'iso_639_1': 'es', 'name': 'Español'}]",
    "status": "Released",
    "tagline": "",
    "title": "A Film",
    "video": "False",
    "vote_average": "6.5",
    "vote_count": "10",
}
"""A row of the film set with nothing odd about it; tests change what they are about."""

Rows = Iterable[Mapping[str, str]]


def film(**columns: str) -> dict[str, str]:
    """A row of the film set: plain but for the columns given."""
    return {**PLAIN_FILM, **columns}


def things(*names: str) -> str:
    """A cell that lists names, as Python prints it."""
    return repr([{"id": place, "name": name} for place, name in enumerate(names, 1)])


def actors(*names: str) -> str:
    """A cast in this order."""
    return repr(
        [
            {"cast_id": 10 + place, "character": "", "credit_id": "52fe", "gender": 0, "id": place, "name": name}
            | {"order": place, "profile_path": None}
            for place, name in enumerate(names)
        ]
    )


def crew(**jobs: str) -> str:
    """A crew of one person a job: `crew(Director="Ada Bell", Editor="Bo Li")`."""
    return repr(
        [
            {"credit_id": "52fe", "department": "", "gender": 0, "id": place, "job": job, "name": name}
            | {"profile_path": None}
            for place, (job, name) in enumerate(jobs.items())
        ]
    )


def write_films(raw: Path, films: Rows | None, credits: Rows | None = None) -> Path:
    """Write the files of a film set into a folder of raw files, each if there are rows for it."""
    for path, columns, rows in ((raw / FILMS_FILE, FILM_COLUMNS, films), (raw / CREDITS_FILE, CREDIT_COLUMNS, credits)):
        if rows:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, columns, lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
    return raw
