"""What a director's films earned for what they cost."""

from typing import Annotated, Self

import strawberry

from graphql_api.catalogue.columns import Rows
from graphql_api.catalogue.films import film_return, oldest_first
from graphql_api.catalogue.people import film_person
from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.context import Info
from graphql_api.types.arguments import checked
from graphql_api.types.director import Director
from graphql_api.types.film import Film
from pipeline.store.vocabulary import Role


@strawberry.type(description="What a director's films earned for what they cost.")
class DirectorReturn:
    """What a director's films earned for what they cost."""

    director: Director = strawberry.field(description="The director.")
    film_count: int = strawberry.field(description="Number of films in the film set.")
    total_return: float = strawberry.field(description="Sum of `Film.returnRatio` over the films.")
    mean_return: float = strawberry.field(description="`totalReturn` divided by `filmCount`.")
    rows: strawberry.Private[Rows]

    @strawberry.field(description="The films with date, return, budget and revenue, oldest first.")
    def films(
        self,
        info: Info,
        first: Annotated[
            int, strawberry.argument(description="How many: 1 to 100. No director of the film set has more.")
        ] = 100,
    ) -> list[Film]:
        films = oldest_first(info.context.snapshot.film_set, self.rows)
        return [Film.of(record) for record in films[: checked("first", first, 1, 100)]]

    @classmethod
    def of(cls, snapshot: Snapshot, number: int) -> Self:
        """The return of a director by their place in the film set."""
        found = film_return(snapshot.film_set, Role.DIRECTOR, number)
        return cls(
            director=Director.of(film_person(snapshot, Role.DIRECTOR, number)),
            film_count=len(found.rows),
            total_return=found.total,
            mean_return=found.mean,
            rows=found.rows,
        )
