"""What every resolver of one request sees: one snapshot, from beginning to end."""

import asyncio
from dataclasses import dataclass, field
from typing import NamedTuple

from graphql import DocumentNode
from strawberry.dataloader import DataLoader
from strawberry.types.info import Info as StrawberryInfo

from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.catalogue.suggestions import Suggestion, suggestions
from graphql_api.limits.stopping import Stop
from graphql_api.visibility import UsersShown


class Wanted(NamedTuple):
    """Suggestions that are wanted: for the user at which place, and how many of them."""

    place: int
    most: int


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
    users: UsersShown = UsersShown.HISTORY
    """What of users is shown."""
    request: str = ""
    """The id of the request, told with errors that are our own fault and written to the log with them."""
    document: DocumentNode | None = None
    """The query, where it was read and checked before."""
    stop: Stop = field(default_factory=Stop)
    """Asked to stop when nobody waits for the answer any more."""

    _suggesting: DataLoader[Wanted, list[Suggestion]] | None = None

    async def suggestions(self, place: int, count: int) -> list[Suggestion]:
        """What to suggest to the user at a place.

        Those of all users that a request asks about are worked out together, beside the event loop: each sums up
        what hundreds of liked titles say.
        """
        if self._suggesting is None:
            snapshot = self.snapshot

            def worked_out(wanted: list[Wanted]) -> list[list[Suggestion]]:
                return [suggestions(snapshot, place, count) for place, count in wanted]

            async def load(wanted: list[Wanted]) -> list[list[Suggestion]]:
                return await asyncio.to_thread(worked_out, wanted)

            self._suggesting = DataLoader(load)
        return await self._suggesting.load(Wanted(place, count))

    def close(self) -> None:
        """Let go of the snapshot once the request is answered.

        What graphql-core made for the request goes round in a circle that holds this context. It waits for the garbage
        collector, for ever if a release is loaded before that, and would keep the old one in memory.
        """
        del self.snapshot
        self._suggesting = None


Info = StrawberryInfo[Context, None]
"""What a resolver gets beside its arguments."""
