"""Someone who directed."""

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
    from graphql_api.types.director_return import DirectorReturn


@strawberry.type(
    description="Someone who directed in the catalogues or the film set. The data tell people apart by name only."
)
class Director(Node):
    """Someone who directed."""

    id: strawberry.ID = strawberry.field(description="`director:` and the name.")
    name: str = strawberry.field(description="The name in lower case.")
    display_name: str = strawberry.field(description="The name as first written: the one to show.")
    title_count: int = strawberry.field(
        description="How many titles of the catalogues name this director, over all platforms."
    )

    @strawberry.field(description="Titles by this director.")
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
        rows = titles_of(info.context.snapshot, Role.DIRECTOR, self.name)
        return title_list(info, Page(first, after, last, before), filter, order_by, rows)

    @strawberry.field(description="Films of the film set by this director.")
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
        rows = films_of(info.context.snapshot.film_set, Role.DIRECTOR, self.name)
        return film_list(info, Page(first, after, last, before), filter, order_by, rows)

    @strawberry.field(description="What the films earned for what they cost; null when there are none in the film set.")
    def film_return(
        self, info: Info
    ) -> Annotated["DirectorReturn", strawberry.lazy("graphql_api.types.director_return")] | None:
        from graphql_api.types.director_return import DirectorReturn  # noqa: PLC0415 - a return is that of a director

        number = info.context.snapshot.film_set.people[Role.DIRECTOR].number(self.name)
        return DirectorReturn.of(info.context.snapshot, number) if number is not None else None

    @classmethod
    def of(cls, person: Person) -> Self:
        """The director of a record."""
        return cls(
            id=strawberry.ID(f"director:{person.name}"),
            name=person.name,
            display_name=person.display_name,
            title_count=person.title_count,
        )
