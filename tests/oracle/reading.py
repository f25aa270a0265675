"""The raw catalogue and rating files, read into plain titles and exact mean scores."""

import csv
import re
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path

# Each platform's catalogue file, in the order in which every answer lists the platforms.
CATALOGUES = {
    "AMAZON": "amazon_prime_titles.csv",
    "DISNEY": "disney_plus_titles.csv",
    "HULU": "hulu_titles.csv",
    "NETFLIX": "netflix_titles.csv",
}
PLATFORMS = tuple(CATALOGUES)
TYPES = {"movie": "MOVIE", "tv show": "TV_SHOW"}
UNITS = {"min": "min", "season": "season", "seasons": "season"}
CATALOGUE_COLUMNS = [
    "show_id",
    "type",
    "title",
    "director",
    "cast",
    "country",
    "date_added",
    "release_year",
    "rating",
    "duration",
    "listed_in",
    "description",
]
RATING_COLUMNS = ["userId", "rating", "timestamp", "movieId"]

DURATION_IN_RATING = "duration in rating"
DIRECTOR_REPEATS_DESCRIPTION = "director repeats description"

# Endings that a comma sets apart from the name they belong to: "Desi Arnaz, Jr.".
NAME_ENDINGS = {"jr.", "sr.", "ii", "iii", "iv", "ph.d.", "m.d.", "esq."}


@dataclass(frozen=True, slots=True)
class Title:
    """One row of a catalogue. Names of people are as written; all other text but the description is lower case."""

    title_id: str
    platform: str
    number: int
    type: str
    title: str | None
    director: tuple[str, ...]
    cast: tuple[str, ...]
    countries: tuple[str, ...]
    added: date | None
    release_year: int
    rating: str
    duration: int | None
    unit: str | None
    genres: tuple[str, ...]
    description: str | None
    repairs: tuple[str, ...]

    @property
    def added_year(self) -> int | None:
        return self.added.year if self.added else None


def clean(text: str) -> str | None:
    """The text without zero-width characters, runs of whitespace one space, ends trimmed; None if nothing is left."""
    visible = text.replace("\u200b", "").replace("\ufeff", "")
    return " ".join(visible.split()) or None  # str.split() knows all of Unicode's whitespace


def read_table(path: Path, columns: list[str]) -> list[dict[str, str | None]]:
    """The rows of a file that must have exactly these columns, their cells cleaned."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file)
        header = next(lines)
        if header != columns:
            raise ValueError(f"{path.name}: the columns are {header}")
        return [dict(zip(columns, map(clean, line), strict=True)) for line in lines]


def split_list(text: str | None, *, people: bool) -> tuple[str, ...]:
    """The items between commas, without blanks, bare numbers and repeats."""
    items: list[str] = []
    for piece in (text or "").split(","):
        item = clean(piece)
        if item is None or item.isdecimal():  # 35 Amazon casts hold a bare "1"
            continue
        if people and items and item.lower() in NAME_ENDINGS:
            items[-1] += " " + item
        else:
            items.append(item)
    # Only now that the endings are back: one Amazon cast has four people who are "Ph.D.", no repeats of one another.
    kept: dict[str, str] = {}
    for item in items:
        kept.setdefault(item.lower(), item)
    return tuple(kept.values())


def split_duration(text: str | None) -> tuple[int, str] | None:
    """The number and the unit of `90 min`, `1 Season` or `2 Seasons`; None for any other text."""
    found = re.fullmatch(r"(\d+) (min|seasons?)", text or "", re.IGNORECASE)
    return (int(found[1]), UNITS[found[2].lower()]) if found else None


def read_title(platform: str, row: dict[str, str | None]) -> Title:
    """The title that a cleaned row describes, with what had to be repaired in it."""
    repairs = []
    rating, duration, director = row["rating"], row["duration"], row["director"]
    if duration is None and split_duration(rating):  # 292 Hulu rows and 3 Netflix rows
        rating, duration = None, rating
        repairs.append(DURATION_IN_RATING)
    if director is not None and director == row["description"]:  # 3 Hulu rows; 8 Amazon test rows: "1", "Test title"
        director = None
        repairs.append(DIRECTOR_REPEATS_DESCRIPTION)
    length = split_duration(duration)
    if duration is not None and length is None:
        raise ValueError(f"{platform} {row['show_id']}: the duration is {duration!r}")
    added = row["date_added"]
    return Title(
        title_id=platform[0].lower() + row["show_id"],
        platform=platform,
        number=int(row["show_id"].removeprefix("s")),
        type=TYPES[row["type"].lower()],
        title=row["title"].lower() if row["title"] else None,
        director=split_list(director, people=True),
        cast=split_list(row["cast"], people=True),
        countries=split_list((row["country"] or "").lower(), people=False),
        added=datetime.strptime(added, "%B %d, %Y").date() if added else None,  # noqa: DTZ007 - a day has no zone
        release_year=int(row["release_year"]),
        rating=(rating or "g").lower(),
        duration=length[0] if length else None,
        unit=length[1] if length else None,
        genres=split_list((row["listed_in"] or "").lower(), people=False),
        description=row["description"],
        repairs=tuple(repairs),
    )


def read_titles(catalogues: Path) -> list[Title]:
    """The titles of those of the four catalogues that are there, by platform and by the number in their id."""
    titles = []
    for platform, name in CATALOGUES.items():
        if not (catalogues / name).exists():
            continue
        rows = read_table(catalogues / name, CATALOGUE_COLUMNS)
        titles += sorted((read_title(platform, row) for row in rows), key=lambda title: title.number)
    return titles


@cache
def half_steps(score: str) -> int:
    """A score of 3.5 is 7 half steps: whole numbers, whose sums and means are exact."""
    steps = Fraction(score) * 2
    if steps.denominator != 1:
        raise ValueError(f"the score is {score}")
    return int(steps)


def read_scores(ratings: Path) -> dict[str, tuple[Fraction, int]]:
    """Each rated title's mean score and number of ratings, over every row of the files named by a number."""
    sums: dict[str, int] = {}
    votes: dict[str, int] = {}
    for path in ratings.glob("*.csv"):
        if not path.stem.isdecimal():
            continue
        for row in read_table(path, RATING_COLUMNS):
            title_id = row["movieId"]
            sums[title_id] = sums.get(title_id, 0) + half_steps(row["rating"])
            votes[title_id] = votes.get(title_id, 0) + 1
    return {title_id: (Fraction(sums[title_id], 2 * votes[title_id]), votes[title_id]) for title_id in sums}
