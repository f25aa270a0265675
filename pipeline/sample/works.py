"""Works: what is shown, before any platform spells it its own way; a work on two platforms makes two rows."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.sample.draws import Dice, Weighted
from pipeline.sample.people import People, Troupe
from pipeline.sample.plots import Plots, Words
from pipeline.sample.titles import Titles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.sample.platforms import Platform
    from pipeline.sample.vocabulary import Country, Theme, Vocabulary

SEQUEL = 0.09  # of all works follow an earlier one
LONGEST_FRANCHISE = 6
LAST_YEAR = 2021
# These stories were told long ago: they draw from this share of a platform's years, the oldest.
OLD_THEMES = {"western": 0.45, "cartoon_short": 0.35}
# Countries with themes of their own make that much less of the rest.
ELSEWHERE = {"India": 0.35, "Japan": 0.15, "South Korea": 0.4, "Mexico": 0.7, "Colombia": 0.5}


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """One film or series."""

    index: int
    film: bool
    theme: Theme
    troupe: Troupe
    franchise: int  # the index of its first work
    episode: int  # 1, or which sequel it is
    base_title: str
    title: str
    year: int
    countries: tuple[str, ...]
    cast: tuple[str, ...]
    directors: tuple[str, ...]
    words: Words

    @property
    def country(self) -> Country:
        """Where it is from."""
        return self.troupe.country


class Works:
    """Makes works, one after another, so that later ones can follow earlier ones.

    Args:
        dice: the random source.
        words: themes, names and patterns.
    """

    def __init__(self, dice: Dice, words: Vocabulary) -> None:
        self._dice = dice
        self._words = words
        self._people = People(dice, words)
        self._plots = Plots(dice, words, self._people)
        self._titles = Titles(dice, words)
        self._bases: dict[tuple[str, bool], list[Work]] = defaultdict(list)
        self._themes: dict[tuple[tuple[str, ...], bool], Weighted[Theme]] = {}
        self._countries: dict[tuple[str, bool, str], Weighted[Country]] = {}
        self._made = 0

    @property
    def plots(self) -> Plots:
        """The teller of these works."""
        return self._plots

    def make(self, platforms: Sequence[Platform], *, film: bool) -> Work:
        """A work that these platforms show; the first of them is the most at home with it."""
        home = platforms[0]
        bases = self._bases[home.key, film]
        if len(platforms) > 1:
            work = self._new(platforms, film=film)
        elif bases and self._dice.chance(SEQUEL):
            place = int(self._dice.random() * len(bases))
            base = bases.pop(place)
            work = self._sequel(base) if base.episode < LONGEST_FRANCHISE else self._new(platforms, film=film)
            bases.append(work)  # the next sequel follows this one
        else:
            work = self._new(platforms, film=film)
            if work.year < LAST_YEAR:
                bases.append(work)
        self._made += 1
        return work

    def _new(self, platforms: Sequence[Platform], *, film: bool) -> Work:
        dice, home = self._dice, platforms[0]
        theme = self._theme(platforms, film=film)
        country = self._country(home, theme, film=film)
        troupe = self._people.troupe(theme, country)
        words = self._plots.draw(theme, country, film=film)
        title = self._titles.make(theme, country, words, home.own_language)
        words["title"] = title
        return Work(
            index=self._made,
            film=film,
            theme=theme,
            troupe=troupe,
            franchise=self._made,
            episode=1,
            base_title=title,
            title=title,
            year=self._year(home, theme, film=film),
            countries=self._countries_of(home, country, theme, film=film),
            cast=self._cast(platforms, theme, troupe, words, film=film),
            directors=tuple(self._people.directors(troupe, 1 if dice.chance(0.93) else 2)),
            words=words,
        )

    def _sequel(self, base: Work) -> Work:
        dice = self._dice
        episode = base.episode + 1
        words = self._plots.redraw(base.words, base.theme)
        title = self._titles.sequel(base.base_title, episode, base.theme, words)
        words["title"] = title
        kept = [name for name in base.cast if dice.chance(0.65)]
        fresh = [name for name in self._people.cast(base.troupe, len(base.cast)) if name not in kept]
        return Work(
            index=self._made,
            film=base.film,
            theme=base.theme,
            troupe=base.troupe,
            franchise=base.franchise,
            episode=episode,
            base_title=base.base_title,
            title=title,
            year=min(base.year + 1 + int(4 * dice.random()), LAST_YEAR),
            countries=base.countries,
            cast=tuple((kept + fresh)[: len(base.cast)]),
            directors=base.directors if dice.chance(0.6) else tuple(self._people.directors(base.troupe, 1)),
            words=words,
        )

    def _theme(self, platforms: Sequence[Platform], *, film: bool) -> Theme:
        """A theme that every one of the platforms shows."""
        key = (tuple(platform.key for platform in platforms), film)
        if key not in self._themes:
            weights = [
                (theme, math.prod(theme.shows.on(platform.key, film=film) for platform in platforms))
                for theme in self._words.themes
            ]
            self._themes[key] = Weighted(weights) or self._themes_of(platforms[0], film=film)
        return self._themes[key].draw(self._dice)

    def _themes_of(self, platform: Platform, *, film: bool) -> Weighted[Theme]:
        return Weighted((theme, theme.shows.on(platform.key, film=film)) for theme in self._words.themes)

    def _country(self, home: Platform, theme: Theme, *, film: bool) -> Country:
        key = (home.key, film, theme.name)
        if key not in self._countries:
            allowed = [c for c in self._words.countries if not theme.countries or c.name in theme.countries]
            # A trace of weight keeps the countries possible that this platform has never shown.
            self._countries[key] = Weighted(
                (c, (c.shows.on(home.key, film=film) + 0.05) * (1.0 if theme.countries else ELSEWHERE.get(c.name, 1.0)))
                for c in allowed
            )
        return self._countries[key].draw(self._dice)

    def _countries_of(self, home: Platform, country: Country, theme: Theme, *, film: bool) -> tuple[str, ...]:
        names = {country.name: None}
        size = home.side(film=film).country_count.draw(self._dice)
        for _ in range(4 * (size - 1)):  # tries, since the same country may be drawn again
            if len(names) < size:
                names[self._country(home, theme, film=film).name] = None
        return tuple(names)

    def _year(self, home: Platform, theme: Theme, *, film: bool) -> int:
        share = self._dice.random() * OLD_THEMES.get(theme.name, 1.0)
        return home.side(film=film).years.at(share)

    def _cast(
        self, platforms: Sequence[Platform], theme: Theme, troupe: Troupe, words: Words, *, film: bool
    ) -> tuple[str, ...]:
        """As many names as the most generous of the platforms lists; performers are their own cast."""
        size = max(platform.side(film=film).cast_size.draw(self._dice) for platform in platforms)
        if theme.family in {"stage", "practice"} and "name" not in theme.slots:
            return (words["name"], *self._people.cast(troupe, max(0, min(size, 4) - 2)))
        if theme.family in {"factual", "contest"}:
            size = max(1, size // 2)
        return tuple(self._people.cast(troupe, size))
