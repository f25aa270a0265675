"""The generator's words: themes, names, countries, shelves and sentence patterns, read once from `words/*.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

THEME_FILES = ("crime", "drama", "factual", "fantastic", "kids", "light", "unscripted")
# What a theme says of itself; every other key of its table is a list of words that fill the slot of that name.
THEME_SETTINGS = ("family", "kinds", "audience", "form", "platforms", "countries", "titles")


@dataclass(frozen=True, slots=True)
class Shows:
    """How often something is shown, per platform: its weights among films and among series."""

    films: Mapping[str, int]
    series: Mapping[str, int]

    def on(self, platform: str, *, film: bool) -> int:
        """The weight on one platform."""
        return (self.films if film else self.series).get(platform, 0)


@dataclass(frozen=True, slots=True)
class Theme:
    """One kind of story and the words it is told in."""

    index: int
    name: str
    family: str  # which sentence patterns join its pieces
    kinds: tuple[str, ...]  # the most telling first
    audience: str
    form: str  # what a film of it looks like: feature, documentary, special, short, clip or calm
    shows: Shows
    countries: tuple[str, ...]  # where alone it is at home; empty means anywhere
    titles: tuple[str, ...]
    slots: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Culture:
    """Given and family names that are heard together."""

    name: str
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]
    family_first: bool
    title_starts: tuple[str, ...]  # titles in the country's own language; may be empty
    title_ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A country as the catalogues name it."""

    name: str
    culture: str
    cities: tuple[str, ...]
    shows: Shows


@dataclass(frozen=True, slots=True)
class Patterns:
    """How one family of themes is titled and told."""

    titles: tuple[str, ...]
    short: tuple[str, ...]
    medium: tuple[str, ...]
    long: tuple[str, ...]
    sequel: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words together."""

    themes: tuple[Theme, ...]
    cultures: Mapping[str, Culture]
    countries: tuple[Country, ...]
    town_parts: Mapping[str, tuple[str, ...]]
    shelves: Mapping[str, Mapping[str, tuple[str, str]]]  # kind -> platform -> (film label, series label)
    fallback_shelf: Mapping[str, tuple[str, str]]
    patterns: Mapping[str, Patterns]
    sequel_titles: tuple[str, ...]
    later_sequel_titles: tuple[str, ...]
    afterwords: tuple[str, ...]


@cache
def vocabulary() -> Vocabulary:
    """The words of `words/*.toml`, parsed on first use."""
    names, places = read_words("names"), read_words("countries")
    shelves, templates = read_words("genres"), read_words("templates")
    sequels, afterwords = templates.pop("sequels"), templates.pop("afterwords")
    own_titles = places["titles"]
    return Vocabulary(
        themes=_themes(),
        cultures={name: _culture(name, table, own_titles.get(name, {})) for name, table in names.items()},
        countries=tuple(
            Country(table["name"], table["culture"], split_words(table["cities"]), _shows(table["platforms"]))
            for table in places["country"]
        ),
        town_parts={part: split_words(text) for part, text in places["places"].items()},
        shelves={kind: _sides(table) for kind, table in shelves["labels"].items()},
        fallback_shelf=_sides(shelves["fallback"]),
        patterns={
            family: Patterns(**{length: tuple(texts) for length, texts in table.items()})
            for family, table in templates.items()
        },
        sequel_titles=tuple(sequels["ends"]),
        later_sequel_titles=tuple(sequels["more"]),
        afterwords=tuple(afterwords["any"]),
    )


def read_words(name: str) -> dict[str, Any]:
    """One file of `words`, as it was parsed."""
    return tomllib.loads((files(__package__) / "words" / f"{name}.toml").read_text(encoding="utf-8"))


def split_words(value: str | list[str]) -> tuple[str, ...]:
    """A list as it is, or a text of words between commas, wherever its lines break."""
    if isinstance(value, list):
        return tuple(value)
    return tuple(" ".join(word.split()) for word in value.split(",") if word.strip())


def _themes() -> tuple[Theme, ...]:
    tables = {name: table for file in THEME_FILES for name, table in read_words(f"themes_{file}").items()}
    return tuple(
        Theme(
            index=index,
            name=name,
            family=table["family"],
            kinds=split_words(table["kinds"]),
            audience=table["audience"],
            form=table.get("form", "feature"),
            shows=_shows(table["platforms"]),
            countries=tuple(table.get("countries", ())),
            titles=tuple(table["titles"]),
            slots={slot: split_words(words) for slot, words in table.items() if slot not in THEME_SETTINGS},
        )
        for index, (name, table) in enumerate(tables.items())
    )


def _shows(text: str) -> Shows:
    """Read "amazon 30/4, netflix 8/1"."""
    films, series = {}, {}
    for part in text.split(","):
        platform, weights = part.split()
        film, _, show = weights.partition("/")
        films[platform], series[platform] = int(film), int(show)
    return Shows(films, series)


def _culture(name: str, table: dict[str, Any], titles: dict[str, str]) -> Culture:
    return Culture(
        name=name,
        women=split_words(table["women"]),
        men=split_words(table["men"]),
        families=split_words(table["families"]),
        family_first=table.get("family_first", False),
        title_starts=split_words(titles.get("starts", "")),
        title_ends=split_words(titles.get("ends", "")),
    )


def _sides(table: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Read "film label | series label" per platform."""
    sides = {}
    for platform, text in table.items():
        film, _, series = text.partition("|")
        sides[platform] = (film.strip(), series.strip())
    return sides
