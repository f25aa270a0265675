"""A title suggested beside another."""

from typing import TYPE_CHECKING, Annotated, Self

import strawberry

from graphql_api.catalogue.neighbours import Neighbour
from graphql_api.catalogue.records import TitleRecord
from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.errors import ModelNotReady
from pipeline.store.vocabulary import Basis

if TYPE_CHECKING:
    from graphql_api.types.title import Title


@strawberry.type(description="A title suggested to someone, or beside another title.")
class Recommendation:
    """A title suggested to someone, or beside another title."""

    score: float = strawberry.field(description="How strongly, higher is better. Comparable within one list only.")
    rank: int = strawberry.field(description="Place in the list, from 1.")
    basis: Basis = strawberry.field(description="What the suggestion rests on.")
    reasons: list[str] = strawberry.field(
        description=(
            "Short phrases in English that say why, the weightiest first, such as `same director: greta gerwig`."
        )
    )
    record: strawberry.Private[TitleRecord]

    @strawberry.field(description="The suggested title.")
    def title(self) -> Annotated["Title", strawberry.lazy("graphql_api.types.title")]:
        from graphql_api.types.title import Title  # noqa: PLC0415 - a title has recommendations, which are of titles

        return Title.of(self.record)

    @classmethod
    def of(cls, snapshot: Snapshot, rank: int, neighbour: Neighbour) -> Self:
        """The suggestion of a neighbour."""
        return cls(
            score=neighbour.score,
            rank=rank,
            basis=Basis(neighbour.basis),
            reasons=neighbour.reasons,
            record=snapshot.records[neighbour.row],
        )


def similar(snapshot: Snapshot, record: TitleRecord, first: int) -> list[Recommendation]:
    """The titles most similar to a title, at most so many.

    Raises:
        ModelNotReady: no model has been fitted to what is served.
    """
    if snapshot.neighbours is None:
        raise ModelNotReady
    nearest = snapshot.neighbours.of(record.row, first)
    return [Recommendation.of(snapshot, rank, neighbour) for rank, neighbour in enumerate(nearest, start=1)]
