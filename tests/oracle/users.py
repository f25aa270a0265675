"""The raw rating files, read into what each user rated, and the questions about users answered by loops over it.

What a title says for others and how probable a verdict is comes from a model; here it is given, by the ids of titles.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.oracle.oracle import Oracle
from tests.oracle.reading import RATING_COLUMNS, half_steps
from tests.oracle.works import Works

LIKED = 8
"""Half steps from which a rating says what its user likes."""

NAMED = 2
"""Titles that a reason names at most."""

Said = Mapping[str, Mapping[str, float]]
"""What having liked a title, by its id, says for others, by theirs."""


class Rated(NamedTuple):
    """One rating."""

    title_id: str
    half_steps: int
    seconds: int


class Suggested(NamedTuple):
    """A title for a user, how strongly, and the ids of the liked titles that say most for it."""

    title_id: str
    score: float
    because: list[str]


class UserOracle:
    """Everybody's ratings of titles that there are."""

    def __init__(self, titles: Oracle, ratings: Path):
        self.titles = titles
        self._works = Works(titles)
        self.place = {title.title_id: place for place, title in enumerate(titles.titles)}
        """Titles are numbered by platform and the number in their id."""
        self.ratings: dict[int, list[Rated]] = defaultdict(list)
        for path in sorted(ratings.glob("*.csv")):
            if not path.stem.isdecimal():
                continue
            with path.open(encoding="utf-8-sig", newline="") as file:
                lines = csv.reader(file)
                assert next(lines) == RATING_COLUMNS
                for user, score, seconds, title_id in lines:
                    if title_id in self.place:
                        self.ratings[int(user)].append(Rated(title_id, half_steps(score), int(seconds)))

    def users(self) -> list[int]:
        """The numbers of all users, those with the most ratings first, then by number."""
        return sorted(self.ratings, key=lambda user: (-len(self.ratings[user]), user))

    def mean(self, user: int) -> float:
        """The mean of all scores a user gave."""
        return sum(rated.half_steps for rated in self.ratings[user]) / len(self.ratings[user]) / 2

    def history(self, user: int) -> list[Rated]:
        """All ratings of a user, newest first; of one second by title, last first, and then the highest first."""
        return sorted(self.ratings[user], key=lambda r: (-r.seconds, -self.place[r.title_id], -r.half_steps))

    def newest(self, user: int) -> dict[str, int]:
        """What a user gave each title last, newest first; at one second the highest."""
        found: dict[str, int] = {}
        for rated in self.history(user):
            found.setdefault(rated.title_id, rated.half_steps)
        return found

    def rows(self) -> list[tuple[int, str, int]]:
        """User, title and half steps: one rating each."""
        return [(user, *rated) for user in sorted(self.ratings) for rated in self.newest(user).items()]

    def likes(self) -> Counter[str]:
        """How many users like each title."""
        return Counter(title_id for _, title_id, score in self.rows() if score >= LIKED)

    def suggestions(self, user: int, said: Said) -> list[Suggested]:
        """What the titles a user liked say for those that are no work the user rated, one of each work, best first."""
        rated = self.newest(user)
        sums: Counter[str] = Counter()
        whys: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for liked in (title_id for title_id, score in rated.items() if score >= LIKED):
            for title_id, weight in said.get(liked, {}).items():
                sums[title_id] += weight
                whys[title_id].append((weight, liked))
        totals = {title_id: round(total, 6) for title_id, total in sums.items()}
        found = [title_id for title_id, total in totals.items() if total > 0]
        kept = self._unseen(rated, found, lambda title_id: totals[title_id])
        return [Suggested(title_id, totals[title_id], self._because(whys[title_id])) for title_id in kept]

    def _because(self, whys: list[tuple[float, str]]) -> list[str]:
        """The liked titles that say most, the newest of equal ones first, a work on two platforms once."""
        named: list[str] = []
        for weight, liked in sorted(whys, key=lambda why: -why[0]):
            if weight > 0 and not set(named) & set(self._works.also_on(self.titles.by_id[liked])):
                named.append(liked)
        return named[:NAMED]

    def popular(self, user: int) -> list[Suggested]:
        """The titles most liked by all that are no work the user rated."""
        likes = self.likes()
        return [Suggested(each, likes[each], []) for each in self._unseen(self.newest(user), likes, likes.__getitem__)]

    def _unseen(self, rated: Mapping[str, int], found, score: Callable[[str], float]) -> list[str]:
        seen, kept = set(rated), []
        for title_id in sorted(found, key=lambda each: (-score(each), self.place[each])):
            if title_id not in seen and not seen & set(self._works.also_on(self.titles.by_id[title_id])):
                seen.add(title_id)
                kept.append(title_id)
        return kept
