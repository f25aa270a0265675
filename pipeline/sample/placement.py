"""Placement: how many titles each platform lists, and which works are on more than one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.sample.platforms import AMAZON, DISNEY, HULU, NETFLIX, PLATFORMS, REAL_TITLES, Platform
from pipeline.sample.rows import Listing, Row
from pipeline.sample.vocabulary import vocabulary
from pipeline.sample.works import Works

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.sample.draws import Dice

Catalogues = dict[Platform, list[Row]]

# Works that several platforms list with the same title, type and year, as counted; the first platform is the one
# whose taste and countries they follow.
TWINS: tuple[tuple[tuple[Platform, ...], int], ...] = (
    ((NETFLIX, AMAZON), 182),
    ((NETFLIX, HULU), 100),
    ((HULU, AMAZON), 69),
    ((NETFLIX, DISNEY), 25),
    ((HULU, DISNEY), 15),
    ((NETFLIX, AMAZON, HULU), 7),
    ((DISNEY, AMAZON), 6),
    ((NETFLIX, DISNEY, HULU), 1),
)
# Works whose second platform is a year off.
NEAR_TWINS: tuple[tuple[tuple[Platform, ...], int], ...] = (
    ((NETFLIX, AMAZON), 55),
    ((HULU, AMAZON), 29),
    ((NETFLIX, HULU), 21),
    ((HULU, DISNEY), 4),
    ((NETFLIX, DISNEY), 2),
)
TWIN_FILMS = 0.78


def place(titles: int, dice: Dice) -> Catalogues:
    """Fill the four catalogues with works, those of several platforms first, in no order yet."""
    works = Works(dice, vocabulary())
    listings = {platform: Listing(dice, vocabulary(), platform, works.plots) for platform in PLATFORMS}
    catalogues: Catalogues = {platform: [] for platform in PLATFORMS}
    room = _room(titles)
    for platforms, near in _twins(titles):
        film = dice.chance(TWIN_FILMS)
        if all(room[platform, film] for platform in platforms):
            work = works.make(platforms, film=film)
            for platform in platforms:
                row = listings[platform].row(work, shared=True)
                if near and platform is not platforms[0]:
                    row.release_year = str(_a_year_off(row))
                catalogues[platform].append(row)
                room[platform, film] -= 1
    for (platform, film), count in room.items():
        for _ in range(count):
            work = works.make((platform,), film=film)
            catalogues[platform].append(listings[platform].row(work, shared=False))
    return catalogues


def share_out(total: int, weights: Sequence[int]) -> list[int]:
    """Whole numbers in these proportions that add up to the total, none of them 0 if the total allows it."""
    exact = [total * weight / sum(weights) for weight in weights]
    shares = [int(share) for share in exact]
    # The largest remainders take what is left.
    order = sorted(range(len(weights)), key=lambda place: (shares[place] - exact[place], place))
    for place in order[: total - sum(shares)]:
        shares[place] += 1
    while 0 in shares and total >= len(weights):
        shares[shares.index(max(shares))] -= 1
        shares[shares.index(0)] += 1
    return shares


def _room(titles: int) -> dict[tuple[Platform, bool], int]:
    """How many films and series each platform lists."""
    room = {}
    for platform, count in zip(PLATFORMS, share_out(titles, [platform.count for platform in PLATFORMS]), strict=True):
        films = round(count * platform.films.count / platform.count)
        room[platform, True], room[platform, False] = films, count - films
    return room


def _twins(titles: int) -> Iterator[tuple[tuple[Platform, ...], bool]]:
    """The platforms of each shared work, and whether they disagree on its year."""
    for table, near in ((TWINS, False), (NEAR_TWINS, True)):
        for platforms, real in table:
            for _ in range(round(real * titles / REAL_TITLES)):
                yield platforms, near


def _a_year_off(row: Row) -> int:
    """The year after its release, if the platform added it no earlier than that, or else the year before."""
    return row.work.year + 1 if int(row.date_added[-4:]) > row.work.year else row.work.year - 1
