"""Tastes: what makes one title better liked, more watched or more alike to another than chance would."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from pipeline.sample.platforms import Platform
    from pipeline.sample.rows import Row

TRAITS = 6  # latent dimensions of taste
# What a title's traits come from: its theme, the troupe that made it, itself. Squares add up to one.
THEME_TRAIT, TROUPE_TRAIT, OWN_TRAIT = 0.75, 0.55, 0.37
# What its quality comes from: itself, its franchise, its director, its troupe. Squares add up to one.
OWN_QUALITY, FRANCHISE_QUALITY, DIRECTOR_QUALITY, TROUPE_QUALITY = 0.77, 0.39, 0.36, 0.36
# A few titles are watched by nearly everybody, most by few, and the good ones more.
POPULARITY_SPREAD, POPULARITY_OF_QUALITY, POPULARITY_OF_ROW = 1.25, 0.30, 0.35
REACH = {"amazon": 0.6, "disney": 2.2, "hulu": 1.1, "netflix": 1.3}


@dataclass(frozen=True, slots=True)
class Titles:
    """What ratings need to know of every title; all arrays are in the same order.

    Attributes:
        ids: as the ratings write them: `as1` is row `s1` of Amazon's catalogue.
        theme: its group by theme.
        troupe: its group by theme, country and people.
        quality: how good it is thought to be, standard normal.
        popularity: how often it is watched, relative to the others.
        traits: its place in the space of tastes, one row a title.
    """

    ids: tuple[str, ...]
    theme: NDArray[np.int64]
    troupe: NDArray[np.int64]
    quality: NDArray[np.float32]
    popularity: NDArray[np.float64]
    traits: NDArray[np.float32]

    @classmethod
    def of(cls, catalogues: Mapping[Platform, Sequence[Row]], rng: np.random.Generator) -> Titles:
        """Draw the traits of every title so that what shares a theme, a franchise or people is alike."""
        rows = [row for rows in catalogues.values() for row in rows]
        work = _numbered(row.work.index for row in rows)
        theme = _numbered(row.work.theme.index for row in rows)
        troupe = _numbered(row.work.troupe.index for row in rows)
        franchise = _numbered(row.work.franchise for row in rows)
        director = _numbered(row.work.directors[0] for row in rows)

        def shared(group: NDArray[np.int64], *size: int) -> NDArray[np.float64]:
            return rng.standard_normal((int(group.max()) + 1, *size))[group]

        quality = (
            OWN_QUALITY * shared(work)
            + FRANCHISE_QUALITY * shared(franchise)
            + DIRECTOR_QUALITY * shared(director)
            + TROUPE_QUALITY * shared(troupe)
        )
        traits = (
            THEME_TRAIT * shared(theme, TRAITS)
            + TROUPE_TRAIT * shared(troupe, TRAITS)
            + OWN_TRAIT * shared(work, TRAITS)
        )
        reach = np.array([REACH[row.platform.key] for row in rows])
        popularity = reach * np.exp(
            POPULARITY_SPREAD * shared(work)
            + POPULARITY_OF_QUALITY * quality
            + POPULARITY_OF_ROW * rng.standard_normal(len(rows))
        )
        return cls(
            ids=tuple(row.platform.id_prefix + row.show_id for row in rows),
            theme=theme,
            troupe=troupe,
            quality=quality.astype(np.float32),
            popularity=popularity,
            traits=traits.astype(np.float32),
        )


class Circles:
    """Titles in groups, to draw one from a group in proportion to its popularity.

    Args:
        group: the group of every title, numbered from 0 without gaps.
        popularity: the weight of every title.
    """

    def __init__(self, group: NDArray[np.int64], popularity: NDArray[np.float64]) -> None:
        self._titles = np.argsort(group, kind="stable")
        self._ends = np.cumsum(popularity[self._titles])
        last = np.cumsum(np.bincount(group)) - 1
        self._last = last
        self._first = np.concatenate(([0], last[:-1] + 1))
        self._top = self._ends[last]
        self._base = np.concatenate(([0.0], self._top[:-1]))

    @property
    def weight(self) -> NDArray[np.float64]:
        """The popularity of every group."""
        weight: NDArray[np.float64] = self._top - self._base
        return weight

    def draw(self, group: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int64]:
        """A title of each of these groups."""
        base = self._base[group]
        place = np.searchsorted(self._ends, base + rng.random(len(group)) * (self._top[group] - base), side="right")
        # Rounding may point just past a group.
        titles: NDArray[np.int64] = self._titles[np.clip(place, self._first[group], self._last[group])]
        return titles


def _numbered(keys: Iterable[Hashable]) -> NDArray[np.int64]:
    """Number keys from 0 in the order of their first appearance."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)
