"""The four platforms as counted in the real catalogues: sizes, nulls, years, ratings, lengths, dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.sample.draws import Curve, Weighted
from pipeline.sample.vocabulary import read_words, split_words

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """The films or the series of one platform."""

    count: int
    nulls: Mapping[str, int]
    years: Curve
    ratings: Mapping[str, int]
    added: Mapping[int, int]
    cast_size: Weighted[int]
    genre_count: Weighted[int]
    country_count: Weighted[int]
    season_count: Weighted[int]  # of series; films have none


@dataclass(frozen=True, slots=True, eq=False)
class Platform:
    """One platform's file."""

    key: str
    file: str
    films: Side
    series: Side
    style: str
    longest: int
    last_added: tuple[int, int]
    keeps_marks: float
    own_language: float

    @property
    def count(self) -> int:
        """Rows of the real file."""
        return self.films.count + self.series.count

    @property
    def id_prefix(self) -> str:
        """What the ratings write before a show's id."""
        return self.file[0]

    def side(self, *, film: bool) -> Side:
        """The films or the series."""
        return self.films if film else self.series


def _platform(key: str, table: dict[str, Any]) -> Platform:
    month, day = table["last_added"].split("/")
    return Platform(
        key=key,
        file=table["file"],
        films=_side(table["films"]),
        series=_side(table["series"]),
        style=table["style"],
        longest=table["longest"],
        last_added=(int(month), int(day)),
        keeps_marks=table["keeps_marks"],
        own_language=table["own_language"],
    )


def _side(table: dict[str, Any]) -> Side:
    return Side(
        count=table["count"],
        nulls=_counts(table["nulls"]),
        years=Curve(*map(int, split_words(table["years"]))),
        ratings=_counts(table["ratings"]),
        added={int(year): count for year, count in _counts(table["added"]).items()},
        cast_size=_sizes(table["cast"]),
        genre_count=_sizes(table["genres"]),
        country_count=_sizes(table["countries"]),
        season_count=_sizes(table.get("seasons", "")),
    )


def _counts(text: str) -> dict[str, int]:
    """Read "TV-MA 2062, TV-14 1427"."""
    pairs = (entry.rsplit(maxsplit=1) for entry in split_words(text))
    return {name: int(count) for name, count in pairs}


def _sizes(text: str) -> Weighted[int]:
    """Read "474, 66, 18": so many rows of one, so many of two."""
    return Weighted(enumerate(map(int, split_words(text)), start=1))


PLATFORMS = tuple(_platform(key, table) for key, table in read_words("platforms").items())
AMAZON, DISNEY, HULU, NETFLIX = PLATFORMS
REAL_TITLES = sum(platform.count for platform in PLATFORMS)
