"""The catalogue questions, each answered by the simplest loop over the titles."""
# ruff: noqa: A002 - `type` is the questions' own word

from collections import Counter, defaultdict
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from tests.oracle.folding import fold
from tests.oracle.reading import PLATFORMS, TYPES, UNITS, Title, read_scores, read_titles


def check(value: str | None, allowed: Iterable[str]) -> None:
    """A misspelt argument must not pass for a question that nothing matches."""
    if value is not None and value not in allowed:
        raise ValueError(f"{value!r} is none of {', '.join(allowed)}")


class Oracle:
    """The titles of all platforms and the answers to questions about them.

    `titles` are in order of platform and number; `repairs[kind][platform]` counts the titles that had to be repaired.
    """

    def __init__(self, titles: list[Title], scores: dict[str, tuple[Fraction, int]]):
        self.titles = titles
        self.by_id = {title.title_id: title for title in titles}
        if len(self.by_id) != len(titles):
            raise ValueError("two titles have the same id")
        self.repairs: dict[str, Counter[str]] = defaultdict(Counter)
        self._scores = scores
        self._by_year: dict[int, list[Title]] = defaultdict(list)
        self._by_added_year: dict[int, list[Title]] = defaultdict(list)
        self._name_as_first_written: dict[str, str] = {}
        for title in titles:
            self._by_year[title.release_year].append(title)
            if title.added_year is not None:
                self._by_added_year[title.added_year].append(title)
            for name in title.cast:
                self._name_as_first_written.setdefault(name.lower(), name)
            for kind in title.repairs:
                self.repairs[kind][title.platform] += 1

    @classmethod
    def read(cls, catalogues: Path, ratings: Path | None = None) -> "Oracle":
        """Reads the four catalogues of one folder, and the ratings of another if it is given."""
        return cls(read_titles(catalogues), read_scores(ratings) if ratings else {})

    @property
    def title_count(self) -> int:
        return len(self.titles)

    def mean(self, title_id: str) -> Fraction | None:
        """The exact mean of all the title's ratings, None without any."""
        return self._scores[title_id][0] if title_id in self._scores else None

    def votes(self, title_id: str) -> int:
        """How many ratings the title has."""
        return self._scores[title_id][1] if title_id in self._scores else 0

    def matching(
        self,
        platform: str | None = None,
        year: int | None = None,
        added_year: int | None = None,
        type: str | None = None,
    ) -> list[Title]:
        """The titles that match all that is given; a title without a date of addition matches no `added_year`."""
        check(platform, PLATFORMS)
        check(type, TYPES.values())
        if year is not None:
            titles = self._by_year.get(year, [])
        elif added_year is not None:
            titles = self._by_added_year.get(added_year, [])
        else:
            titles = self.titles
        return [
            title
            for title in titles
            if (platform is None or title.platform == platform)
            and (added_year is None or title.added_year == added_year)
            and (type is None or title.type == type)
        ]

    def max_duration(
        self,
        platform: str | None = None,
        year: int | None = None,
        added_year: int | None = None,
        type: str | None = None,
        unit: str = "min",
    ) -> tuple[int, list[str]] | None:
        """The longest duration in this unit and the ids of all titles that long, by title and then by id."""
        check(unit, UNITS.values())
        titles = [title for title in self.matching(platform, year, added_year, type) if title.unit == unit]
        if not titles:
            return None
        longest = max(title.duration for title in titles)
        ties = [title for title in titles if title.duration == longest]
        ties.sort(key=lambda title: (title.title or "", title.title_id))
        return longest, [title.title_id for title in ties]

    def top_actor(
        self,
        platform: str | None = None,
        year: int | None = None,
        added_year: int | None = None,
        type: str | None = None,
    ) -> tuple[int, list[str]] | None:
        """The most titles that an actor is in and all actors in that many, by lower-case name, as first written."""
        counts: Counter[str] = Counter()
        for title in self.matching(platform, year, added_year, type):
            counts.update(name.lower() for name in title.cast)
        if not counts:
            return None
        most = max(counts.values())
        ties = sorted(name for name, count in counts.items() if count == most)
        return most, [self._name_as_first_written[name] for name in ties]

    def score_counts(
        self,
        scored: float,
        platform: str | None = None,
        year: int | None = None,
        added_year: int | None = None,
        type: str | None = None,
    ) -> list[tuple[str, int]]:
        """Per platform, the titles whose mean score is strictly greater than `scored`."""
        limit = Fraction(str(scored))  # the decimal number that was written, not the double nearest to it
        titles = [
            title
            for title in self.matching(platform, year, added_year, type)
            if title.title_id in self._scores and self._scores[title.title_id][0] > limit
        ]
        return self._per_platform(titles, platform)

    def platform_counts(self, platform: str | None = None, type: str | None = None) -> list[tuple[str, int]]:
        """Per platform, the titles."""
        return self._per_platform(self.matching(platform, type=type), platform)

    def rating_count(self, rating: str) -> int:
        """The titles for this audience, a rating that is missing being `g`."""
        wanted = rating.strip().lower()
        return sum(title.rating == wanted for title in self.titles)

    def country_count(self, country: str, year: int | None = None, type: str | None = None) -> int:
        """The titles made in this country, alone or with others."""
        wanted = fold(country)
        return sum(wanted in map(fold, title.countries) for title in self.matching(year=year, type=type))

    @staticmethod
    def _per_platform(titles: list[Title], platform: str | None) -> list[tuple[str, int]]:
        counts = Counter(title.platform for title in titles)
        return [(each, counts[each]) for each in PLATFORMS if platform in {None, each}]
