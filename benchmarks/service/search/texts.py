"""What is searched for: the same rules as in the tests, drawn from all titles and all actors by a seed."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from graphql_api.catalogue.snapshot import Snapshot
from pipeline.store.vocabulary import Role
from tests.graphql_api.catalogue.misspelling import (
    Rule,
    begun,
    begun_by_few,
    drawn,
    misspaced,
    misspelt,
    misspelt_at_first,
    misspelt_twice,
    plain,
)

Pair = tuple[str, str]
"""What is meant, as displayed, and what is typed."""

HALF_TYPED = "titles half typed that ten at most begin like"

TITLE_RULES: dict[str, Rule] = {
    "misspelt titles": misspelt,
    "titles half typed": begun,
    HALF_TYPED: begun,
    "titles in plain letters": lambda title, _: plain(title),
    "titles misspelt in a first letter": misspelt_at_first,
    "titles misspelt in their spaces": misspaced,
    "titles with two errors in a long word": misspelt_twice,
}
NAME_RULES: dict[str, Rule] = {"actors": lambda name, _: name, "misspelt actors": misspelt}

MISSPELT = "misspelt titles"
"""The kind that systems are compared by."""


@dataclass(frozen=True, slots=True)
class Meanings:
    """What a text may mean: a displayed title, on whatever platform, or any title of an actor."""

    titles: Sequence[str]
    """The displayed title of each row."""
    actors: dict[str, set[int]]
    """The rows of the titles of each actor with a full name."""

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Meanings":
        """The titles and actors of a release."""
        listed = snapshot.columns.people[Role.ACTOR].titles
        people = snapshot.people[Role.ACTOR].values()
        return cls(
            titles=[record.display_title for record in snapshot.records],
            actors={each.display_name: set(listed[each.code].tolist()) for each in people if " " in each.display_name},
        )

    def draw(self, kind: str, count: int, seed: int) -> list[Pair]:
        """So many texts of a kind."""
        if kind in TITLE_RULES:
            rule = begun_by_few(self.titles) if kind == HALF_TYPED else TITLE_RULES[kind]
            return list(drawn(self.titles, count, seed, rule))
        return list(drawn(list(self.actors), count, seed, NAME_RULES[kind]))

    def hit(self, kind: str, meant: str, rows: Sequence[int]) -> bool:
        """Whether what is meant is among the rows."""
        if kind in TITLE_RULES:
            return meant in {self.titles[row] for row in rows}
        return not self.actors[meant].isdisjoint(rows)

    def mix(self, count: int) -> list[str]:
        """So many texts of all kinds alike, shuffled."""
        kinds = [*TITLE_RULES, *NAME_RULES]
        texts = [typed for kind in kinds for _, typed in self.draw(kind, -(-count // len(kinds)), seed=0)]
        return Random(0).sample(texts, min(count, len(texts)))
