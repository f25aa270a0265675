"""A film suggested beside another."""

from typing import TYPE_CHECKING, Annotated, Self

import strawberry

from graphql_api.catalogue.film_set import FilmSet
from graphql_api.catalogue.films import similar_films
from graphql_api.catalogue.neighbours import Neighbour
from graphql_api.catalogue.records import FilmRecord
from graphql_api.errors import ModelNotReady

if TYPE_CHECKING:
    from graphql_api.types.film import Film


@strawberry.type(description="A film suggested beside another film.")
class FilmRecommendation:
    """A film suggested beside another film."""

    score: float = strawberry.field(description="Cosine similarity of overview, genres and companies, 0 to 1.")
    rank: int = strawberry.field(description="Place in the list, from 1.")
    reasons: list[str] = strawberry.field(description="Short phrases in English that say why, the weightiest first.")
    record: strawberry.Private[FilmRecord]

    @strawberry.field(description="The suggested film.")
    def film(self) -> Annotated["Film", strawberry.lazy("graphql_api.types.film")]:
        from graphql_api.types.film import Film  # noqa: PLC0415 - a film has recommendations, which are of films

        return Film.of(self.record)

    @classmethod
    def of(cls, film_set: FilmSet, rank: int, neighbour: Neighbour) -> Self:
        """The suggestion of a neighbour."""
        record = film_set.records[neighbour.row]
        return cls(score=neighbour.score, rank=rank, reasons=neighbour.reasons, record=record)


def similar(
    film_set: FilmSet, record: FilmRecord, first: int, min_vote_average: float | None = None
) -> list[FilmRecommendation]:
    """The films most similar to a film, at most so many, less those whose mean vote is lower.

    Raises:
        ModelNotReady: no model has been fitted to what is served.
    """
    if film_set.neighbours is None:
        raise ModelNotReady
    nearest = similar_films(film_set, film_set.neighbours, record.row, first, min_vote_average)
    return [FilmRecommendation.of(film_set, rank, neighbour) for rank, neighbour in enumerate(nearest, start=1)]
