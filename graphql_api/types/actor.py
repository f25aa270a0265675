"""Someone in a cast."""

from typing import Self

import strawberry

from graphql_api.catalogue.people import titles_of
from graphql_api.catalogue.records import Person
from graphql_api.context import Info
from graphql_api.types.arguments import After, Before, First, Last
from graphql_api.types.inputs import Filter, OrderBy
from graphql_api.types.node import Node
from graphql_api.types.pages import Page
from graphql_api.types.title_list import TitlePage, title_list
from pipeline.store.vocabulary import Role


@strawberry.type(
    description="Someone in a cast of the catalogues or the film set. The data tell people apart by name only."
)
class Actor(Node):
    """Someone in a cast."""

    id: strawberry.ID = strawberry.field(description="`actor:` and the name.")
    name: str = strawberry.field(description="The name in lower case.")
    display_name: str = strawberry.field(description="The name as first written: the one to show.")
    title_count: int = strawberry.field(
        description="How many titles of the catalogues name this actor, over all platforms."
    )

    @strawberry.field(description="Titles with this actor.")
    def titles(
        self,
        info: Info,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
        filter: Filter = strawberry.UNSET,
        order_by: OrderBy = strawberry.UNSET,
    ) -> TitlePage:
        rows = titles_of(info.context.snapshot, Role.ACTOR, self.name)
        return title_list(info, Page(first, after, last, before), filter, order_by, rows)

    @classmethod
    def of(cls, person: Person) -> Self:
        """The actor of a record."""
        return cls(
            id=strawberry.ID(f"actor:{person.name}"),
            name=person.name,
            display_name=person.display_name,
            title_count=person.title_count,
        )
