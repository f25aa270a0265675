"""The longest title, and those that are just as long."""

from typing import Self

import strawberry

from graphql_api.catalogue.answers import Winners
from graphql_api.catalogue.titles import Order, rows_of
from graphql_api.context import Info
from graphql_api.types.arguments import After, Before, First, Last
from graphql_api.types.pages import Listing, Page
from graphql_api.types.title import Title
from graphql_api.types.title_connection import TitleConnection, title_of
from pipeline.store.vocabulary import DurationType


@strawberry.type(description="The longest title, and those that are just as long.")
class LongestTitle:
    """The longest title, and those that are just as long."""

    duration_int: int = strawberry.field(description="The length, in the unit that `durationType` names.")
    duration_type: DurationType = strawberry.field(description="Unit of `durationInt`.")
    winners: strawberry.Private[list[str]]

    @strawberry.field(description="The winner: of those equally long, the first by title, then id.")
    def title(self, info: Info) -> Title:
        return Title.of(info.context.snapshot.titles[self.winners[0]])

    @strawberry.field(
        description=(
            "All titles of this length, the winner first, by title, then id; `totalCount` is 1 when there is no tie."
        )
    )
    def tied(
        self,
        info: Info,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> TitleConnection:
        snapshot, order = info.context.snapshot, Order()
        rows = rows_of(snapshot, self.winners)
        listing = Listing(
            order=str(order),
            items=rows,
            key=lambda row: order.place(snapshot.records[row]),
            node=lambda row: title_of(snapshot, row),
        )
        return TitleConnection.of(Page(first, after, last, before).of(listing), rows=rows)

    @classmethod
    def of(cls, winners: Winners, duration_type: DurationType) -> Self:
        """The longest titles of an answer."""
        return cls(duration_int=winners.value, duration_type=duration_type, winners=winners.ids)
