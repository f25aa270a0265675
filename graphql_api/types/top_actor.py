"""The actor in the most titles, and those in just as many."""

from typing import Self

import strawberry

from graphql_api.catalogue.answers import Winners
from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.context import Info
from graphql_api.types.actor import Actor
from graphql_api.types.arguments import After, Before, First, Last
from graphql_api.types.pages import Connection, Listing, Page
from pipeline.store.vocabulary import Role


@strawberry.type(description="The actor in the most titles, and those in just as many.")
class TopActor:
    """The actor in the most titles, and those in just as many."""

    actor: Actor = strawberry.field(description="The winner: of those in equally many, the first by name.")
    count: int = strawberry.field(description="In how many of the matching titles.")
    winners: strawberry.Private[list[str]]

    @strawberry.field(
        description="All actors in this many, the winner first, by name; `totalCount` is 1 when there is no tie."
    )
    def tied(
        self,
        info: Info,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> Connection[Actor]:
        people = info.context.snapshot.people[Role.ACTOR]
        listing = Listing("name", self.winners, lambda name: (name,), lambda name: Actor.of(people[name]))
        return Connection.of(Page(first, after, last, before).of(listing))

    @classmethod
    def of(cls, snapshot: Snapshot, winners: Winners) -> Self:
        """The top actors of an answer."""
        actor = Actor.of(snapshot.people[Role.ACTOR][winners.ids[0]])
        return cls(actor=actor, count=winners.value, winners=winners.ids)
