"""Raw files in the real formats: quotes, line ends in quotes, letters of several scripts, blank cells."""

import random
from pathlib import Path

from pipeline.sources.layout import CATALOGUE_FILES, FILMS_FILE
from pipeline.store.vocabulary import PlatformCode
from tests.raw_files import film, film_credits, rating, title, write_raw

NETFLIX, HULU, DISNEY = (
    CATALOGUE_FILES[code] for code in (PlatformCode.NETFLIX, PlatformCode.HULU, PlatformCode.DISNEY)
)
FIRST, SECOND, THIRD = "ratings/1.csv", "ratings/2.csv", "ratings/3.csv"

PEOPLE = ("Ana Ruiz", "Bo Chen", "Zoë Ek", "Conan O'Hara", "Émile, Jr.", "李明", "Ann\u00a0Lee")
TEXTS = (
    "Nothing odd happens.",
    'He said "no", and left.',
    "One.\nTwo.",
    "¿Qué pasó?\n\nNadie lo sabe.",
    '"Quoted"',
    "",
)
DAYS = ("September 25, 2021", " August 4, 2017", "", "May 1, 2020")


def titles(count: int, name: str) -> list[dict[str, str]]:
    """Rows of a catalogue with quotes, line ends in quotes, and letters of several scripts."""
    return [
        title(
            show_id=f"s{number}", title=f"{name} {number}, Año", type="Movie" if number % 3 else "TV Show",
            director=PEOPLE[number % 7], cast=", ".join(PEOPLE[number % 5 : number % 5 + 3]),
            date_added=DAYS[number % 4], release_year=str(1990 + number % 30),
            duration=f"{80 + number} min" if number % 3 else "2 Seasons",
            description=TEXTS[number % 6],
        )
        for number in range(1, count + 1)
    ]  # fmt: skip


def ratings(file: int, count: int = 120) -> list[dict[str, str]]:
    """Ratings of all platforms' titles."""
    draw = random.Random(file)
    return [
        rating(
            userId=str(draw.randint(1, 40)), rating=str(draw.randint(1, 10) / 2),
            timestamp=str(1_400_000_000 + draw.randint(0, 10_000_000)),
            movieId=f"{draw.choice('adhn')}s{draw.randint(1, 30)}",
        )
        for _ in range(count)
    ]  # fmt: skip


def write_untouched(raw: Path) -> Path:
    """Four catalogues, three files of ratings, and a film set whose films end without a line end, as the real ones."""
    numbers = range(1, 106)
    write_raw(
        raw,
        {
            PlatformCode.AMAZON: titles(30, "Lluvia"),
            PlatformCode.DISNEY: titles(30, "Lantern"),
            PlatformCode.HULU: titles(30, "Noche"),
            PlatformCode.NETFLIX: titles(105, "Zenith"),
        },
        {str(file): ratings(file) for file in (1, 2, 3)},
        [film(id=str(number), title=f"Écume {number}", overview=TEXTS[number % 6]) for number in numbers],
        [film_credits(str(number), PEOPLE[number % 5 :], Director=PEOPLE[number % 7]) for number in numbers],
    )
    films = raw / FILMS_FILE
    films.write_bytes(films.read_bytes().removesuffix(b"\n"))
    return raw
