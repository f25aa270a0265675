"""A film's year and popularity."""

from collections.abc import Sequence
from typing import Self

import strawberry

from graphql_api.catalogue.records import FilmRecord
from graphql_api.types.titled_film import TitledFilm


@strawberry.type(description="A film's year and popularity.")
class FilmScore(TitledFilm):
    """A film's year and popularity."""

    title: str = strawberry.field(description="The title as the film set writes it.")
    year: int = strawberry.field(description="Year of release.")
    popularity: float = strawberry.field(description="Popularity, 0 or more, as the film set measures it.")

    @classmethod
    def of(cls, found: Sequence[FilmRecord]) -> Self:
        """The score of the first of the films with a title."""
        film = found[0]
        return cls(title=film.title, year=film.release_year, popularity=film.popularity, found=found)
