"""The ratings: drawn in chunks of constant size, so that a billion of them take no more memory than ten million."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from pipeline.sample.files import replace_file
from pipeline.sample.tastes import Circles, Titles
from pipeline.sample.users import THEMES, Users

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from pipeline.sample.platforms import Platform
    from pipeline.sample.rows import Row

FILES = 8
# The real files hold 1,500,000 rows each of 11,024,289, and the last one what is left.
FILE_SHARE = 1_500_000 / 11_024_289
CHUNK = 750_000
# Score -> share in percent, as counted over the real rows.
SCORES = {0.5: 1.5, 1.0: 3.2, 1.5: 1.5, 2.0: 6.7, 2.5: 4.8, 3.0: 20.3, 3.5: 12.1, 4.0: 27.0, 4.5: 8.3, 5.0: 14.7}
# What a score comes from; squares add up to one. Chosen so that the intra-class correlation of users comes out near
# the 0.17 measured on the real rows, and that of titles near the 0.2 of ratings that still know their titles.
GENEROSITY, QUALITY, AFFINITY = 0.42, 0.46, 0.30
NOISE = (1 - GENEROSITY**2 - QUALITY**2 - AFFINITY**2) ** 0.5
# Where a user's next title comes from: anywhere, one of the favourite themes, one of the favourite troupes.
ANYWHERE = 0.20
THEME_SHARES = (0.24, 0.13, 0.08)
TROUPE_SHARES = (0.09, 0.07, 0.06, 0.05, 0.04, 0.04)
LAST_SECOND = 1_638_316_799  # the end of November 2021
# Rows that the cuts between scores are read from; in blocks, so that users who rate much are there as a whole.
PILOT_BLOCKS, PILOT_BLOCK = 250, 2_000


@dataclass(frozen=True, slots=True)
class World:
    """Titles, users and how they meet."""

    titles: Titles
    users: Users
    anywhere: Circles
    themes: Circles
    troupes: Circles

    @classmethod
    def draw(
        cls, catalogues: Mapping[Platform, Sequence[Row]], users: int, ratings: int, rng: np.random.Generator
    ) -> World:
        """Draw everything that all ratings share."""
        titles = Titles.of(catalogues, rng)
        return cls(
            titles=titles,
            users=Users.draw(users, ratings, titles, rng),
            anywhere=Circles(np.zeros_like(titles.theme), titles.popularity),
            themes=Circles(titles.theme, titles.popularity),
            troupes=Circles(titles.troupe, titles.popularity),
        )


def write_ratings(
    folder: Path,
    catalogues: Mapping[Platform, Sequence[Row]],
    *,
    users: int,
    ratings: int,
    signal: float,
    seed: int,
    progress: Callable[[str], None],
) -> None:
    """Write `1.csv` to `8.csv`, less those that would have no row.

    Args:
        folder: where the files go.
        catalogues: what can be rated.
        users: how many users; no more of them than ratings can rate.
        ratings: rows of all files together.
        signal: how likely a row is to keep the title that its user chose; the others get any title at random, as
            every row of the assignment's own file did.
        seed: equal seeds write equal bytes.
        progress: told what is being done.
    """
    roots = np.random.SeedSequence(seed).spawn(2)
    world = World.draw(catalogues, users, ratings, np.random.default_rng(roots[0]))
    cuts = _cuts(world, np.random.default_rng(roots[1]))
    ids = pl.Series("movieId", world.titles.ids)
    ends = np.cumsum(world.users.counts)
    for number, (start, stop) in enumerate(_file_bounds(ratings), start=1):
        path = folder / f"{number}.csv"
        if start == stop:  # as of catalogues
            path.unlink(missing_ok=True)
            continue
        progress(f"ratings: file {number} of {FILES}, {stop - start:,} rows")
        with replace_file(path) as file:
            file.write(b"userId,rating,timestamp,movieId\n")
            for low in range(start, stop, CHUNK):
                # A source of its own makes a chunk the same however the work is divided.
                rng = np.random.default_rng([seed, low])
                user = np.searchsorted(ends, np.arange(low, min(low + CHUNK, stop)), side="right")
                frame = _chunk(world, user, cuts, signal, rng)
                frame.with_columns(ids.gather(frame["movieId"])).write_csv(file, include_header=False)


def _file_bounds(ratings: int) -> Iterator[tuple[int, int]]:
    """Where each file starts and stops: equal ones and a shorter last."""
    size = int(np.ceil(ratings * FILE_SHARE))
    for number in range(FILES):
        start = min(number * size, ratings)
        yield start, (ratings if number == FILES - 1 else min(start + size, ratings))


def _chunk(
    world: World, user: NDArray[np.int64], cuts: NDArray[np.float32], signal: float, rng: np.random.Generator
) -> pl.DataFrame:
    """Rows of these users, one after another."""
    title = _chosen_titles(world, user, rng)
    score = np.searchsorted(cuts, _liking(world, user, title, rng))
    # The score is given to the title that was chosen; only then may the row lose it.
    lost = rng.random(len(user)) >= signal
    title[lost] = rng.integers(len(world.titles.ids), size=int(lost.sum()))
    return pl.DataFrame(
        {
            "userId": world.users.ids[user],
            "rating": np.array(list(SCORES))[score],
            "timestamp": _times(world.users, user, rng),
            "movieId": title,
        }
    )


def _chosen_titles(world: World, user: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int64]:
    """What each user chose to watch: by taste, by theme and people, hardly anything twice."""
    shares = np.cumsum((ANYWHERE, *THEME_SHARES, *TROUPE_SHARES))
    way = np.searchsorted(shares[:-1], rng.random(len(user)), side="right")
    title = world.anywhere.draw(np.zeros(len(user), dtype=np.int64), rng)
    by_theme = np.flatnonzero((way > 0) & (way <= THEMES))
    title[by_theme] = world.themes.draw(world.users.themes[user[by_theme], way[by_theme] - 1], rng)
    by_troupe = np.flatnonzero(way > THEMES)
    troupe = world.users.troupes[user[by_troupe], way[by_troupe] - 1 - THEMES]
    title[by_troupe] = world.troupes.draw(troupe, rng)

    # Who has seen a title already looks further afield: in the theme, then anywhere, then at random.
    for widen in range(4):
        again = _repeats(user, title, len(world.titles.ids))
        if widen == 0:
            title[again] = world.themes.draw(world.titles.theme[title[again]], rng)
        elif widen == 1:
            title[again] = world.anywhere.draw(np.zeros(len(again), dtype=np.int64), rng)
        else:
            title[again] = rng.integers(len(world.titles.ids), size=len(again))
    return title


def _repeats(user: NDArray[np.int64], title: NDArray[np.int64], titles: int) -> NDArray[np.int64]:
    """The rows whose user has the same title in an earlier row."""
    key = user * titles + title
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    repeats: NDArray[np.int64] = order[1:][ordered[1:] == ordered[:-1]]
    return repeats


def _liking(
    world: World, user: NDArray[np.int64], title: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.float32]:
    affinity = np.einsum("ij,ij->i", world.users.traits[user], world.titles.traits[title])
    noise = rng.standard_normal(len(user), dtype=np.float32)
    liking: NDArray[np.float32] = (
        GENEROSITY * world.users.bias[user]
        + QUALITY * world.titles.quality[title]
        + AFFINITY * affinity
        + NOISE * noise
    )
    return liking


def _cuts(world: World, rng: np.random.Generator) -> NDArray[np.float32]:
    """The likings between which each score is given, read from a pilot so that scores have their real shares."""
    ends = np.cumsum(world.users.counts)
    if not len(ends):
        return np.zeros(len(SCORES) - 1, dtype=np.float32)
    last = max(1, int(ends[-1]) - PILOT_BLOCK)
    starts = np.sort(rng.integers(last, size=min(PILOT_BLOCKS, 1 + int(ends[-1]) // PILOT_BLOCK)))
    place = (starts[:, None] + np.arange(min(PILOT_BLOCK, int(ends[-1])))).ravel()
    user = np.searchsorted(ends, place, side="right")
    shares = np.cumsum(list(SCORES.values()))[:-1] / sum(SCORES.values())
    liking = _liking(world, user, _chosen_titles(world, user, rng), rng)
    return np.quantile(liking, shares).astype(np.float32)


def _times(users: Users, user: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int64]:
    """When each row was given: most of a user's within minutes, the rest over the years, in no order."""
    late = rng.random(len(user)) ** 4
    since = (users.span[user] * late).astype(np.int64) + rng.integers(0, 600, size=len(user))
    times: NDArray[np.int64] = np.minimum(users.start[user] + since, LAST_SECOND)
    return times
