"""Raw files for tests, written row by row in the real formats."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.sources import CATALOGUE_COLUMNS, CATALOGUE_FILES, RATING_COLUMNS
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

Rows = Iterable[Mapping[str, str]]


def title(**columns: str) -> dict[str, str]:
    """A row of a catalogue: plain but for the columns given."""
    return {**PLAIN_TITLE, **columns}


def rating(**columns: str) -> dict[str, str]:
    """A rating: plain but for the columns given."""
    return {**PLAIN_RATING, **columns}


def write_raw(folder: Path, catalogues: Mapping[PlatformCode, Rows], ratings: Mapping[str, Rows] | None = None) -> Path:
    """Write a folder of raw files: catalogues by platform, ratings by the name of their file without `.csv`."""
    for platform, rows in catalogues.items():
        _write(folder / CATALOGUE_FILES[platform], CATALOGUE_COLUMNS, rows)
    for name, rows in (ratings or {}).items():
        _write(folder / "ratings" / f"{name}.csv", RATING_COLUMNS, rows)
    return folder


def _write(file: Path, columns: tuple[str, ...], rows: Rows) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
