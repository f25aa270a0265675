"""Someone in a cast."""

from typing import Self

import strawberry

from graphql_api.catalogue.records import Person
from graphql_api.types.node import Node


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

    @classmethod
    def of(cls, person: Person) -> Self:
        """The actor of a record."""
        return cls(
            id=strawberry.ID(f"actor:{person.name}"),
            name=person.name,
            display_name=person.display_name,
            title_count=person.title_count,
        )
