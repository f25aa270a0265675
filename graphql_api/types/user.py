"""Someone who rated titles."""

from datetime import UTC, datetime
from typing import Self

import strawberry

from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.catalogue.suggestions import Suggestion
from graphql_api.catalogue.users import Rated
from graphql_api.catalogue.users import User as UserRecord
from graphql_api.context import Info
from graphql_api.errors import Forbidden, ModelNotReady
from graphql_api.types import arguments as take
from graphql_api.types.arguments import HowManyRecommendations, checked
from graphql_api.types.node import Node
from graphql_api.types.pages import Connection, Edge, Listing, Page
from graphql_api.types.recommendation import Recommendation
from graphql_api.types.title import Title
from graphql_api.visibility import UsersShown
from pipeline.store.vocabulary import Basis


@strawberry.type(description="One rating by a user.")
class HistoryEntry:
    """One rating by a user."""

    title: Title = strawberry.field(description="What was rated.")
    score: float = strawberry.field(description="The score given, 0.5 to 5 in halves.")
    rated_at: datetime = strawberry.field(description="When.")

    @classmethod
    def of(cls, snapshot: Snapshot, rated: Rated) -> Self:
        """The entry of a rating."""
        title = Title.of(snapshot.records[rated.row])
        return cls(title=title, score=rated.score, rated_at=datetime.fromtimestamp(rated.time, UTC))


@strawberry.type(description="An item and its place in a list.")
class HistoryEdge(Edge[HistoryEntry]):
    """A rating and its place in a history."""


@strawberry.type(description="One page of a longer list.")
class HistoryConnection(Connection[HistoryEntry]):
    """One page of a history."""

    edges: list[HistoryEdge] = strawberry.field(description="The items with their cursors.")  # type: ignore[assignment]


@strawberry.type(description="Someone who rated titles.")
class User(Node):
    """Someone who rated titles."""

    id: strawberry.ID = strawberry.field(description="`user:` and the number.")
    user_id: int = strawberry.field(description="The number in the ratings files, for use as an argument.")
    votes: int = strawberry.field(description="How many ratings the user gave.")
    mean: float = strawberry.field(description="Mean of the scores given, 0.5 to 5.")
    record: strawberry.Private[UserRecord]

    @strawberry.field(description="What the user rated, newest first. A title rated twice is there twice.")
    def history(
        self,
        info: Info,
        first: take.First = strawberry.UNSET,
        after: take.After = strawberry.UNSET,
        last: take.Last = strawberry.UNSET,
        before: take.Before = strawberry.UNSET,
    ) -> HistoryConnection:
        if info.context.users != UsersShown.HISTORY:
            raise Forbidden("This service does not show what users rated.")
        snapshot, place = info.context.snapshot, self.record.place
        if snapshot.models is None:
            raise ModelNotReady
        users = snapshot.models.users
        listing = Listing(
            order="history",
            items=range(self.record.votes),  # looked up when they are shown: some have thousands
            key=lambda index: (-users.rated(place, index).time, index),
            node=lambda index: HistoryEntry.of(snapshot, users.rated(place, index)),
        )
        return HistoryConnection.of(Page(first, after, last, before).of(listing))

    @strawberry.field(description="Titles the user has not rated, best first.")
    async def recommendations(self, info: Info, first: HowManyRecommendations = 5) -> list[Recommendation]:
        snapshot, count = info.context.snapshot, checked("first", first, 1, 50)
        named = info.context.users == UsersShown.HISTORY
        found = await info.context.suggestions(self.record.place, count)
        return [
            Recommendation(
                score=each.score,
                rank=rank,
                basis=each.basis,
                reasons=reasons(snapshot, each, named=named),
                record=snapshot.records[each.row],
            )
            for rank, each in enumerate(found, start=1)
        ]

    @classmethod
    def of(cls, record: UserRecord) -> Self:
        """The user of a record."""
        return cls(
            id=strawberry.ID(f"user:{record.number}"),
            user_id=record.number,
            votes=record.votes,
            mean=record.mean,
            record=record,
        )


def reasons(snapshot: Snapshot, suggestion: Suggestion, *, named: bool) -> list[str]:
    """Why a title is suggested; what the user rated is named only where it may be."""
    if suggestion.basis == Basis.POPULARITY:
        return [f"liked by {suggestion.likes:,} {'user' if suggestion.likes == 1 else 'users'}"]
    if named and suggestion.because:
        liked = [snapshot.records[row].display_title for row in suggestion.because]
        words = "because you liked" if suggestion.basis == Basis.RATINGS else "similar to what you liked:"
        return [f"{words} {title}" for title in liked]
    if suggestion.basis == Basis.RATINGS:
        return ["liked by users with the same taste"]
    return ["similar to what you liked"]
