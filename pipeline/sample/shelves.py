"""Shelves: which genres a platform lists a work under."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.sample.draws import Dice
    from pipeline.sample.platforms import Platform
    from pipeline.sample.vocabulary import Vocabulary
    from pipeline.sample.works import Work

ENGLISH = {"United States", "United Kingdom", "Canada", "Australia", "Ireland", "New Zealand"}
SPANISH = {"Spain", "Mexico", "Argentina", "Colombia", "Chile"}
AFRICAN = {"Nigeria", "South Africa"}
# Amazon lists one series in seven under nothing but "TV Shows".
AMAZON_PLAIN_SERIES = 0.14
EXTRA_FIRST = 0.35


@dataclass(frozen=True, slots=True)
class Added:
    """A label that comes from where and when a work was made, not from its kind."""

    platform: str
    film: str
    series: str
    share: float
    when: Callable[[Work], bool]
    late: bool = False  # only where the work's own kinds leave room


def _foreign(work: Work) -> bool:
    return work.country.name not in ENGLISH


def _spanish(work: Work) -> bool:
    return work.country.name in SPANISH


def _acted(work: Work) -> bool:
    return work.theme.family == "story"


def _young(work: Work) -> bool:
    return work.theme.audience in {"kid", "family"}


ADDED = (
    Added("netflix", "International Movies", "International TV Shows", 0.92, _foreign),
    Added("netflix", "", "British TV Shows", 0.85, lambda work: work.country.name == "United Kingdom"),
    Added("netflix", "", "Korean TV Shows", 0.90, lambda work: work.country.name == "South Korea"),
    Added("netflix", "", "Spanish-Language TV Shows", 0.90, _spanish),
    Added("netflix", "Independent Movies", "", 0.28, lambda work: work.theme.audience == "adult"),
    Added("netflix", "Classic Movies", "Classic & Cult TV", 0.70, lambda work: work.year < 1985),
    Added("netflix", "Cult Movies", "Classic & Cult TV", 0.10, lambda work: work.year < 2000),
    Added("hulu", "International", "International", 0.50, _foreign),
    Added("hulu", "Latino", "Latino", 0.80, _spanish),
    Added("hulu", "Black Stories", "Black Stories", 0.90, lambda work: work.country.name in AFRICAN),
    Added("hulu", "Black Stories", "Black Stories", 0.035, lambda _: True),
    Added("hulu", "Classics", "Classics", 0.30, lambda work: work.year < 1975),
    Added("amazon", "International", "International", 0.12, _foreign),
    Added("amazon", "Drama", "Drama", 0.60, _acted, late=True),
    Added("disney", "Family", "Family", 0.80, _young, late=True),
    Added("disney", "Coming of Age", "Coming of Age", 0.35, _acted, late=True),
    Added("disney", "Comedy", "Action-Adventure", 0.50, _acted, late=True),
    Added("hulu", "Drama", "Drama", 0.40, _acted, late=True),
    Added("netflix", "Dramas", "TV Dramas", 0.60, _acted, late=True),
)


class Shelves:
    """The genres of one platform."""

    def __init__(self, dice: Dice, words: Vocabulary, platform: Platform) -> None:
        self._dice = dice
        self._platform = platform.key
        self._labels = {kind: sides[platform.key] for kind, sides in words.shelves.items()}
        self._fallback = words.fallback_shelf[platform.key]
        self._added = [added for added in ADDED if added.platform == platform.key]
        self._sizes = {film: platform.side(film=film).genre_count for film in (True, False)}

    def labels(self, work: Work) -> str:
        """The genres of a work, in alphabetical order as all four platforms write them."""
        dice, side = self._dice, 0 if work.film else 1
        if self._platform == "amazon" and not work.film and dice.chance(AMAZON_PLAIN_SERIES):
            return "TV Shows"
        first, *others = work.theme.kinds
        dice.shuffle(others)
        # What a country or an age adds comes before the lesser kinds, and sometimes it is all there is.
        wanted = [*self._extra(work, late=False), self._labels[first][side]]
        if not dice.chance(EXTRA_FIRST):
            wanted.insert(0, wanted.pop())
        wanted += [self._labels[kind][side] for kind in others]
        wanted += self._extra(work, late=True)
        found = list(dict.fromkeys(label for label in wanted if label))
        size = self._sizes[work.film].draw(dice)
        return ", ".join(sorted(found[:size] or [self._fallback[side]]))

    def _extra(self, work: Work, *, late: bool) -> Iterator[str]:
        for added in self._added:
            if added.late is late and added.when(work) and self._dice.chance(added.share):
                yield added.film if work.film else added.series
