"""Someone in a cast."""

from typing import TYPE_CHECKING, Annotated, Self

import strawberry

from graphql_api.catalogue.films import films_of
from graphql_api.catalogue.people import titles_of
from graphql_api.catalogue.records import Person
from graphql_api.context import Info
from graphql_api.types import film_inputs
from graphql_api.types.arguments import After, Before, First, Last
from graphql_api.types.film_list import FilmPage, film_list
from graphql_api.types.inputs import Filter, OrderBy
from graphql_api.types.node import Node
from graphql_api.types.pages import Page
from graphql_api.types.title_list import TitlePage, title_list
from pipeline.store.vocabulary import Role

if TYPE_CHECKING:
    from graphql_api.types.actor_return import ActorReturn


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

    @strawberry.field(description="Films of the film set with this actor.")
    def films(
        self,
        info: Info,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
        filter: film_inputs.Filter = strawberry.UNSET,
        order_by: film_inputs.OrderBy = strawberry.UNSET,
    ) -> FilmPage:
        rows = films_of(info.context.snapshot.film_set, Role.ACTOR, self.name)
        return film_list(info, Page(first, after, last, before), filter, order_by, rows)

    @strawberry.field(description="What the films earned for what they cost; null when there are none in the film set.")
    def film_return(
        self, info: Info
    ) -> Annotated["ActorReturn", strawberry.lazy("graphql_api.types.actor_return")] | None:
        from graphql_api.types.actor_return import ActorReturn  # noqa: PLC0415 - a return is that of an actor

        number = info.context.snapshot.film_set.people[Role.ACTOR].number(self.name)
        return ActorReturn.of(info.context.snapshot, number) if number is not None else None

    @classmethod
    def of(cls, person: Person) -> Self:
        """The actor of a record."""
        return cls(
            id=strawberry.ID(f"actor:{person.name}"),
            name=person.name,
            display_name=person.display_name,
            title_count=person.title_count,
        )
