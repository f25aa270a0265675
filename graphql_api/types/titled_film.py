"""A film asked for by its title, and the others that have it too."""

from collections.abc import Sequence

import strawberry

from graphql_api.catalogue.records import FilmRecord
from graphql_api.types.film import Film

MOST_ALTERNATIVES = 100
"""Other films with the same title that are listed."""


@strawberry.type
class TitledFilm:
    """What every answer about a film by its title has; the film meant is the first of `found`."""

    found: strawberry.Private[Sequence[FilmRecord]]

    @strawberry.field(description="The film meant: the most voted of those with this title.")
    def film(self) -> Film:
        return Film.of(self.found[0])

    @strawberry.field(description="The other films with this title, most voted first; at most 100.")
    def alternatives(self) -> list[Film]:
        return [Film.of(record) for record in self.found[1 : 1 + MOST_ALTERNATIVES]]
