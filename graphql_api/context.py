"""What every resolver of one request sees: one snapshot, from beginning to end."""

from dataclasses import dataclass, field
from typing import NamedTuple

from strawberry.types.info import Info as StrawberryInfo

from graphql_api.catalogue.snapshot import Snapshot


class Miss(NamedTuple):
    """A name that nothing has: where it was given, and names that may have been meant."""

    path: list[str | int]
    argument: str
    suggestions: list[str]


@dataclass(slots=True)
class Context:
    """The snapshot that was being served when the request came."""

    snapshot: Snapshot
    misses: list[Miss] = field(default_factory=list)
    """What is told beside the answer, in `extensions`, of the names that nothing has."""

    def close(self) -> None:
        """Let go of the snapshot once the request is answered.

        What graphql-core made for the request goes round in a circle that holds this context. It waits for the garbage
        collector, for ever if a release is loaded before that, and would keep the old one in memory.
        """
        del self.snapshot


Info = StrawberryInfo[Context, None]
"""What a resolver gets beside its arguments."""
