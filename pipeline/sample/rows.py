"""Rows: a work as one platform lists it, with that platform's genres, ratings, lengths, dates and spelling."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pipeline.sample.draws import Weighted
from pipeline.sample.people import plain
from pipeline.sample.shelves import Shelves

if TYPE_CHECKING:
    from pipeline.sample.draws import Dice
    from pipeline.sample.platforms import Platform
    from pipeline.sample.plots import Plots
    from pipeline.sample.vocabulary import Vocabulary
    from pipeline.sample.works import Work

# How old one should be, by rating; a theme's audience draws the ratings near its own age.
AGES = {
    "TV-Y": 0.0, "ALL": 1.0, "G": 1.0, "TV-G": 1.2, "TV-Y7": 1.0, "TV-Y7-FV": 1.0, "7+": 1.5, "PG": 2.2, "TV-PG": 2.2,
    "PG-13": 3.0, "13+": 3.0, "TV-14": 3.2, "16+": 4.0, "R": 4.3, "TV-MA": 4.3, "18+": 4.7, "NC-17": 5.0,
}  # fmt: skip
AUDIENCES = {"kid": 0.4, "family": 1.6, "teen": 2.6, "general": 3.3, "adult": 4.2}
AGE_SPREAD = 0.85
# Minutes: mean and standard deviation by form; the shortest films of the real files run a minute.
MINUTES = {
    "feature": (97.0, 17.0), "documentary": (78.0, 19.0), "special": (64.0, 9.0), "short": (8.0, 3.0),
    "clip": (28.0, 11.0), "calm": (110.0, 70.0),
}  # fmt: skip
MINUTES_OF_KIDS = (52.0, 24.0)
LONGER_IN = {"India": 34, "Pakistan": 25, "Nigeria": 8, "Philippines": 6, "South Korea": 12, "Japan": 4}
MORE_TO_SAY = 0.12  # of Hulu's and Amazon's descriptions have a word on the production too
FIRST_OF_MONTH, MID_MONTH = 0.25, 0.08
# Named here because `strftime` would follow the locale.
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(slots=True, eq=False)
class Row:
    """One row of a catalogue; the fields from `show_id` to `description` are its columns."""

    platform: Platform
    work: Work
    shared: bool  # the work is on another platform too
    show_id: str
    type: str
    title: str
    director: str
    cast: str
    country: str
    date_added: str
    release_year: str
    rating: str
    duration: str
    listed_in: str
    description: str

    def cells(self) -> list[str]:
        """The row as it is written."""
        return [getattr(self, column) for column in COLUMNS]

    def is_ascii(self) -> bool:
        """Whether every cell is."""
        return all(cell.isascii() for cell in self.cells())


COLUMNS = tuple(field.name for field in fields(Row))[3:]


class Listing:
    """Lists works on one platform.

    Args:
        dice: the random source.
        words: the labels of its shelves.
        platform: which one.
        plots: tells the descriptions.
    """

    def __init__(self, dice: Dice, words: Vocabulary, platform: Platform, plots: Plots) -> None:
        self._dice = dice
        self._platform = platform
        self._plots = plots
        self._shelves = Shelves(dice, words, platform)
        self._years = {film: Weighted(platform.side(film=film).added.items()) for film in (True, False)}
        self._ratings: dict[tuple[bool, str], Weighted[str]] = {}

    def row(self, work: Work, *, shared: bool) -> Row:
        """The work as this platform lists it; `show_id` is given when the file is in order."""
        dice = self._dice
        cast = work.cast
        if shared:
            cast = cast[: self._platform.side(film=work.film).cast_size.draw(dice)]
        names, directors = ", ".join(cast), ", ".join(work.directors)
        if not (names.isascii() and directors.isascii()) and not dice.chance(self._platform.keeps_marks):
            names, directors = plain(names), plain(directors)
        return Row(
            platform=self._platform,
            work=work,
            shared=shared,
            show_id="",
            type="Movie" if work.film else "TV Show",
            title=work.title,
            director=directors,
            cast=names,
            country=", ".join(work.countries),
            date_added=self._date(work),
            release_year=str(work.year),
            rating=self._rating(work),
            duration=self._minutes(work) if work.film else self._season_count(),
            listed_in=self._shelves.labels(work),
            description=self._description(work),
        )

    def _rating(self, work: Work) -> str:
        audience = work.theme.audience
        key = (work.film, audience)
        if key not in self._ratings:
            counts = self._platform.side(film=work.film).ratings
            self._ratings[key] = Weighted((rating, n * _suits(rating, audience)) for rating, n in counts.items())
        return self._ratings[key].draw(self._dice)

    def _minutes(self, work: Work) -> str:
        theme = work.theme
        mean, spread = MINUTES[theme.form]
        if theme.family in {"kids", "practice"} and theme.form == "feature":
            mean, spread = MINUTES_OF_KIDS
        mean += LONGER_IN.get(work.country.name, 0) if theme.form == "feature" else 0
        # Most films are near their form's length; a few are much longer than it.
        longer = 1.35 if self._dice.chance(0.03) else 1.0
        return f"{max(1, round(self._dice.gauss(mean, spread) * longer))} min"

    def _season_count(self) -> str:
        seasons = self._platform.series.season_count.draw(self._dice)
        return f"{seasons} Season" + ("s" if seasons > 1 else "")

    def _date(self, work: Work) -> str:
        """When the platform added it: never before its release (the real exceptions are made elsewhere)."""
        dice, platform = self._dice, self._platform
        added = platform.side(film=work.film).added
        year = max(self._years[work.film].draw(dice), work.year, min(added))
        if platform.key == "disney" and year == 2019:
            return "November 12, 2019"  # the day it opened, with half of its catalogue
        month_end, day_end = platform.last_added if year == 2021 else (12, 31)
        latest = date(year, month_end, day_end)
        day = date(year, 1, 1) + timedelta(int(dice.random() * ((latest - date(year, 1, 1)).days + 1)))
        turn = dice.random()
        if turn < FIRST_OF_MONTH:
            day = day.replace(day=1)
        elif turn < FIRST_OF_MONTH + MID_MONTH:
            day = min(day.replace(day=15), latest)
        return written(day)

    def _description(self, work: Work) -> str:
        platform = self._platform
        told = self._plots.tell(work.theme, work.words, platform.style, platform.longest, sequel=work.episode > 1)
        if platform.style == "long" and self._dice.chance(MORE_TO_SAY):
            told += " " + self._plots.add(work.words)
        return told


def written(day: date) -> str:
    """A date as the catalogues write it: "September 5, 2021"."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def _suits(rating: str, audience: str) -> float:
    if rating not in AGES:  # NR and UR suit anything
        return 0.4
    return math.exp(-(((AGES[rating] - AUDIENCES[audience]) / AGE_SPREAD) ** 2) / 2)
