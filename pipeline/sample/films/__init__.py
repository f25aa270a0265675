"""A film set of any size, in the format of the real one: the films, and who made them, each with all its oddities.

Two kinds of rows were not seen in the public files and are here for those who read them: a list that was cut in the
middle, and one that holds a number for a film's genre or for a person.
"""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING

from pipeline.sample.draws import Dice
from pipeline.sample.files import replace_file
from pipeline.sample.films import credits, listing
from pipeline.sample.films.sheets import CreditsSheet, FilmSheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILMS_FILE = "movies_dataset.csv"
CREDITS_FILE = "credits.csv"
ODD_STRINGS = 0.12  # of the rows of the real credits need care in quoting


def write_films(
    folder: Path,
    *,
    films: int,
    seed: int,
    odd_strings: float = ODD_STRINGS,
    progress: Callable[[str], None],
) -> None:
    """Write `movies_dataset.csv` and `credits.csv`, row by row.

    Args:
        folder: where the files go.
        films: rows of the films; the credits have ten more for the 45,466 of the real file. From 500 on every oddity
            of the real files occurs at least once.
        seed: equal arguments write equal bytes.
        odd_strings: how many of the rows of the credits hold a double quote or a backslash in their cast or crew; no
            more than have anybody in them do.
        progress: told what is being done.

    Raises:
        ValueError: if a number is out of its range.
    """
    if films < 0:
        raise ValueError(f"films is {films}; it may be 0 or more")
    if not 0.0 <= odd_strings <= 1.0:
        raise ValueError(f"odd_strings is {odd_strings}; it lies between 0 and 1")
    progress(f"films: {films:,} films and who made them")
    sheet = FilmSheet(films, Dice(f"films {seed}"))
    people = CreditsSheet(sheet.plan, odd_strings, Dice(f"credits {seed}"))
    with replace_file(folder / FILMS_FILE) as film_file, replace_file(folder / CREDITS_FILE) as credits_file:
        # Python's csv wrote the real files too, and lines end with LF there.
        film_rows = csv.writer(_Utf8(film_file), lineterminator="\n")
        credits_rows = csv.writer(_Utf8(credits_file), lineterminator="\n")
        film_rows.writerow(listing.COLUMNS)
        credits_rows.writerow(credits.COLUMNS)
        for place, film in enumerate(sheet.films()):
            film_rows.writerows(sheet.rows(place, film))
            credits_rows.writerows(people.rows(place, film))


class _Utf8:
    """What `csv` writes to, over a file of bytes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write a line."""
        return self._file.write(text.encode())
