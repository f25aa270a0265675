"""The people of the catalogues: who is in which titles, and who is found by the beginnings of words."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import takewhile

from tests.oracle.folding import fold, words, words_of_a_name
from tests.oracle.oracle import Oracle
from tests.oracle.reading import Title


class People:
    """The actors and the directors by lower-case name, accents as written, each with their titles."""

    def __init__(self, oracle: Oracle):
        self._oracle = oracle
        self.titles_of_actors: dict[str, list[Title]] = defaultdict(list)
        self.titles_of_directors: dict[str, list[Title]] = defaultdict(list)
        for title in oracle.titles:
            for name in title.cast:
                self.titles_of_actors[name.lower()].append(title)
            for name in title.director:
                self.titles_of_directors[name.lower()].append(title)
        self._most_titles_first = sorted(self.titles_of_actors, key=self._rank)
        self._words_and_names = sorted((word, name) for name in self.titles_of_actors for word in words_of_a_name(name))

    def ids(self) -> list[str]:
        """The ids of all actors and directors."""
        return [f"actor:{name}" for name in self.titles_of_actors] + [
            f"director:{name}" for name in self.titles_of_directors
        ]

    def titles_of(self, owner: str | None) -> list[Title]:
        """The titles of a person or a platform, by id; all titles without an owner."""
        kind, _, name = (owner or "").partition(":")
        match kind:
            case "":
                return self._oracle.titles
            case "actor":
                return self.titles_of_actors[name]
            case "director":
                return self.titles_of_directors[name]
        return self._oracle.matching(platform=kind.upper())

    def _rank(self, name: str) -> tuple[int, str]:
        return -len(self.titles_of_actors[name]), name

    def actors(self, text: str | None = None, platform: str | None = None) -> list[str]:
        """The actors with the most titles first, then by name; each word of the text begins a word of the name."""
        return [
            name
            for name in (self._most_titles_first if text is None else self.named(text))
            if platform is None or any(title.platform == platform for title in self.titles_of_actors[name])
        ]

    def named(self, text: str) -> list[str]:
        """The actors found by a text, in order; one without words finds nobody."""
        found = [{name for _, name in self._beginning_with(start)} for start in words(fold(text))]
        return sorted(set.intersection(*found) if found else (), key=self._rank)

    def _beginning_with(self, start: str) -> Iterator[tuple[str, str]]:
        """The words that begin like this, each with a name that has it: they stand together where all are sorted."""
        first = bisect_left(self._words_and_names, (start, ""))
        places = range(first, len(self._words_and_names))
        return takewhile(lambda each: each[0].startswith(start), map(self._words_and_names.__getitem__, places))
