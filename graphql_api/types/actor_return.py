"""What an actor's films earned for what they cost."""

from typing import Self

import strawberry

from graphql_api.catalogue.films import film_return
from graphql_api.catalogue.people import film_person
from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.types.actor import Actor
from pipeline.store.vocabulary import Role


@strawberry.type(description="What an actor's films earned for what they cost.")
class ActorReturn:
    """What an actor's films earned for what they cost."""

    actor: Actor = strawberry.field(description="The actor.")
    film_count: int = strawberry.field(description="Number of films in the film set.")
    total_return: float = strawberry.field(description="Sum of `Film.returnRatio` over the films.")
    mean_return: float = strawberry.field(description="`totalReturn` divided by `filmCount`.")

    @classmethod
    def of(cls, snapshot: Snapshot, number: int) -> Self:
        """The return of an actor by their place in the film set."""
        found = film_return(snapshot.film_set, Role.ACTOR, number)
        return cls(
            actor=Actor.of(film_person(snapshot, Role.ACTOR, number)),
            film_count=len(found.rows),
            total_return=found.total,
            mean_return=found.mean,
        )
