"""A seeded generator of raw files of any size, in the formats of the real ones and with all their oddities.

The words are the project's own, so the files may be shared; the shapes, rates and oddities are those counted in the
real files. Nothing here reads them, or the network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.sample.catalogue import write_catalogues
from pipeline.sample.films import write_films
from pipeline.sample.ratings import write_ratings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["FILMS", "RATINGS", "SEED", "SIGNAL", "TITLES", "USERS", "write_films", "write_sample"]

# A first run without data: large enough to browse and to learn from, small enough to build in seconds.
TITLES = 5_000
USERS = 2_000
RATINGS = 200_000
SIGNAL = 1.0
FILMS = 2_000
SEED = 20261120


def write_sample(
    raw: Path,
    *,
    titles: int = TITLES,
    users: int = USERS,
    ratings: int = RATINGS,
    signal: float = SIGNAL,
    films: int = FILMS,
    seed: int = SEED,
    progress: Callable[[str], None] | None = None,
) -> None:
    """Write `catalogues/*_titles.csv`, `ratings/1.csv` to `8.csv` and `films/*.csv` into a folder.

    Every file appears whole or not at all; files of the same names are replaced.

    Args:
        raw: the folder; it is made if need be.
        titles: rows of the four catalogues together, shared out as in the real ones; with fewer than four, some files
            are not written. From 2,000 on every oddity of the real files occurs at least once.
        users: how many users rate; no more than there are ratings do.
        ratings: rows of the eight rating files together.
        signal: 1 gives ratings that follow taste, quality and popularity; 0 gives every rating a random title, as in
            the assignment's own file, so that only the user tells anything; between them, that share keeps its title.
        films: rows of the film set, which neither catalogues nor ratings depend on; 0 writes none.
        seed: equal arguments write equal bytes.
        progress: called with a line on what is being written.

    Raises:
        ValueError: if a number is out of its range.
    """
    if titles < 1:
        raise ValueError(f"titles is {titles}; a sample needs at least 1")
    if users < 1:
        raise ValueError(f"users is {users}; a sample needs at least 1")
    if ratings < 0:
        raise ValueError(f"ratings is {ratings}; it may be 0 or more")
    if not 0.0 <= signal <= 1.0:
        raise ValueError(f"signal is {signal}; it lies between 0 (random titles) and 1 (structure)")
    if films < 0:
        raise ValueError(f"films is {films}; it may be 0 or more")
    if seed < 0:
        raise ValueError(f"seed is {seed}; it may be 0 or more")
    tell = progress or _silent
    catalogues = write_catalogues(raw / "catalogues", titles, seed, tell)
    write_ratings(raw / "ratings", catalogues, users=users, ratings=ratings, signal=signal, seed=seed, progress=tell)
    if films:
        write_films(raw / "films", films=films, seed=seed, progress=tell)


def _silent(_: str) -> None:
    """Say nothing."""
