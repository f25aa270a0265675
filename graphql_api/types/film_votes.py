"""A film's votes, or the notice that they are too few."""

from collections.abc import Sequence
from typing import Annotated, Self, TypeAlias

import strawberry

from graphql_api.catalogue.records import FilmRecord
from graphql_api.types.titled_film import TitledFilm

REQUIRED = 2000
"""Votes that a film must have for their mean to be given."""


@strawberry.type(description="The votes of a film that has at least 2000.")
class VoteSummary(TitledFilm):
    """The votes of a film that has enough of them."""

    title: str = strawberry.field(description="The title as the film set writes it.")
    year: int = strawberry.field(description="Year of release.")
    count: int = strawberry.field(description="Number of votes.")
    mean: float = strawberry.field(description="Mean of the votes, 0 to 10.")

    @classmethod
    def of(cls, found: Sequence[FilmRecord]) -> Self:
        """The votes of the first of the films with a title."""
        film = found[0]
        return cls(title=film.title, year=film.release_year, count=film.vote_count, mean=film.vote_average, found=found)


@strawberry.type(description="The notice that a film has fewer than 2000 votes, so that their mean is not given.")
class TooFewVotes(TitledFilm):
    """The notice that a film has too few votes."""

    message: str = strawberry.field(description="A sentence in English to show.")
    count: int = strawberry.field(description="Number of votes.")
    required: int = strawberry.field(description="Number of votes it takes.")

    @classmethod
    def of(cls, found: Sequence[FilmRecord]) -> Self:
        """The notice of the first of the films with a title."""
        film = found[0]
        votes = "vote" if film.vote_count == 1 else "votes"
        message = (
            f"{film.title} ({film.release_year}) has {film.vote_count:,} {votes}; "
            f"the mean is given from {REQUIRED:,} votes on."
        )
        return cls(message=message, count=film.vote_count, required=REQUIRED, found=found)


FilmVotes: TypeAlias = Annotated[
    VoteSummary | TooFewVotes,
    strawberry.union("FilmVotes", description="A film's votes, or the notice that they are too few."),
]


def film_votes(found: Sequence[FilmRecord]) -> VoteSummary | TooFewVotes:
    """What is told of the votes of the first of the films with a title."""
    return VoteSummary.of(found) if found[0].vote_count >= REQUIRED else TooFewVotes.of(found)
