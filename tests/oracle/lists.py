"""Lists of titles: which match a filter, in which order they go, page by page, and how they spread."""
# ruff: noqa: A002 - `filter` is the schema's own word

import builtins
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

from tests.oracle.folding import fold
from tests.oracle.oracle import Oracle
from tests.oracle.reading import PLATFORMS, TYPES, Title

DAMPING = 5
"""So many average ratings are added to a title's own before titles are ordered by score."""

Test = Callable[[Title], bool]


def within(range: dict[str, Any], value: int | None) -> bool:
    """Whether the value is in the range, ends included. What is unknown is only in a range that has no limit."""
    low, high = range.get("min"), range.get("max")
    if value is None:
        return low is None and high is None
    return (low is None or low <= value) and (high is None or value <= high)


def any_of(values: Iterable[str], of: Callable[[Title], Iterable[str]]) -> Test:
    """Whether one of these is among a title's, however they are written."""
    wanted = {fold(value) for value in values}
    return lambda title: not wanted.isdisjoint(map(fold, of(title)))


class Lists:
    """Lists of an oracle's titles. Filters and orders are written as a client sends them."""

    def __init__(self, oracle: Oracle):
        self.oracle = oracle

    def titles(
        self,
        filter: dict[str, Any] | None = None,
        order: dict[str, Any] | None = None,
        among: Iterable[Title] | None = None,
    ) -> list[Title]:
        """Those that meet the whole filter, in order; `among` the titles of one platform or person if it is given."""
        return self.in_order(self.matching(filter, among), order)

    def matching(self, filter: dict[str, Any] | None, among: Iterable[Title] | None = None) -> list[Title]:
        """The titles that meet every field of the filter; one that is null is as left out."""
        kept = list(self.oracle.titles if among is None else among)
        for name, value in (filter or {}).items():
            if value is not None:
                kept = list(builtins.filter(self._test(name, value), kept))
        return kept

    def _test(self, name: str, value: Any) -> Test:
        votes, mean = self.oracle.votes, self.oracle.mean
        tests: dict[str, Callable[[], Test]] = {
            "platform": lambda: lambda title: title.platform in value,
            "type": lambda: lambda title: title.type == value,
            "genre": lambda: any_of(value, lambda title: title.genres),
            "country": lambda: any_of(value, lambda title: title.countries),
            "rating": lambda: any_of(value, lambda title: [title.rating]),
            "actor": lambda: any_of([value], lambda title: title.cast),
            "director": lambda: any_of([value], lambda title: title.director),
            "releaseYear": lambda: lambda title: within(value, title.release_year),
            "addedYear": lambda: lambda title: within(value, title.added_year),
            "duration": lambda: (
                lambda title: title.unit == value.get("type", "MIN").lower() and within(value, title.duration)
            ),
            # The score that a client is shown, so that one sent back matches the title it came from.
            "minScore": lambda: lambda title: votes(title.title_id) > 0 and float(mean(title.title_id)) >= value,
            "minVotes": lambda: lambda title: votes(title.title_id) >= value,
        }
        return tests[name]()

    def in_order(self, titles: Iterable[Title], order: dict[str, Any] | None = None) -> list[Title]:
        """By the field, those equal in it by title, then id; those without a value last, whichever the direction."""
        field = order["field"] if order else "TITLE"
        descending = bool(order) and order.get("direction", "ASC") == "DESC"
        waiting = sorted(titles, key=lambda title: (title.title or "", title.title_id))
        ordered = []
        values = {title.title_id: self._value(title, field) for title in waiting}
        for unit in ("min", "season") if field == "DURATION" else (None,):
            these = [title for title in waiting if values[title.title_id] is not None and unit in {None, title.unit}]
            ordered += sorted(these, key=lambda title: values[title.title_id], reverse=descending)
        return ordered + [title for title in waiting if values[title.title_id] is None]

    def _value(self, title: Title, field: str) -> Any:
        values: dict[str, Callable[[], Any]] = {
            "TITLE": lambda: title.title,
            "RELEASE_YEAR": lambda: title.release_year,
            "DATE_ADDED": lambda: title.added,
            "DURATION": lambda: title.duration,
            "SCORE": lambda: self.damped_mean(title),
            "VOTES": lambda: self.oracle.votes(title.title_id),
        }
        return values[field]()

    def damped_mean(self, title: Title) -> float | None:
        """The mean as if a few average ratings had been given as well; None for a title that nobody rated."""
        votes = self.oracle.votes(title.title_id)
        if not votes:
            return None
        score_sum = float(self.oracle.mean(title.title_id) * votes)
        return (score_sum + DAMPING * self._mean_of_all) / (votes + DAMPING)

    @cached_property
    def _mean_of_all(self) -> float:
        """The mean of all ratings of titles that are in the catalogues."""
        rated = [title.title_id for title in self.oracle.titles if self.oracle.votes(title.title_id)]
        total = sum(self.oracle.mean(title_id) * self.oracle.votes(title_id) for title_id in rated)
        return float(total) / sum(self.oracle.votes(title_id) for title_id in rated)

    def facets(self, titles: Iterable[Title], first: int = 20) -> dict[str, Any]:
        """How often each value occurs: a title counts once in each of its genres and countries."""
        titles = list(titles)
        platforms, types = Counter(title.platform for title in titles), Counter(title.type for title in titles)
        scores = [float(self.oracle.mean(each.title_id)) for each in titles if self.oracle.votes(each.title_id)]
        return {
            "platforms": [(platform, platforms[platform]) for platform in PLATFORMS],
            "types": [(type_, types[type_]) for type_ in TYPES.values()],
            "ratings": most_first((title.rating for title in titles), first),
            "genres": most_first((genre for title in titles for genre in title.genres), first),
            "countries": most_first((country for title in titles for country in title.countries), first),
            "releaseYears": sorted(Counter(title.release_year for title in titles).items()),
            "scoreRange": (min(scores), max(scores)) if scores else None,
        }


def most_first(values: Iterable[str], first: int) -> list[tuple[str, int]]:
    """The most frequent values with how often they occur; those that occur as often by value."""
    return sorted(Counter(values).items(), key=lambda each: (-each[1], each[0]))[:first]


def pages(items: list, size: int, *, backward: bool = False) -> Iterator[tuple[list, bool, bool]]:
    """Each page of a walk, from the start or the end, with whether items come before it and after it."""
    starts = range(len(items) - size, -size, -size) if backward else range(0, len(items), size)
    for start in starts or [0]:
        end = start + size
        yield items[max(start, 0) : end], start > 0, end < len(items)
