"""The same work on several platforms."""

from collections import defaultdict

from tests.oracle.folding import work_key
from tests.oracle.oracle import Oracle
from tests.oracle.reading import PLATFORMS, Title


class Works:
    """Which titles are the same work: of one type, of one title but for case, accents and signs, a year apart."""

    def __init__(self, oracle: Oracle):
        self._alike: dict[tuple[str, str], list[Title]] = defaultdict(list)
        for title in oracle.titles:
            self._alike[title.type, work_key(title.title or "")].append(title)

    def also_on(self, title: Title) -> list[str]:
        """The ids of the same work on the other platforms, in platform order, then by title and id."""
        key = work_key(title.title or "")
        others = [
            other
            for other in self._alike[title.type, key]
            if key and other.platform != title.platform and abs(other.release_year - title.release_year) <= 1
        ]
        others.sort(key=lambda other: (PLATFORMS.index(other.platform), other.title, other.title_id))
        return [other.title_id for other in others]
