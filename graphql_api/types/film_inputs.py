"""Which films, and in which order: what the lists of films take."""

from typing import Annotated

import strawberry

from graphql_api.catalogue import films
from graphql_api.catalogue.ordering import ANY
from graphql_api.queries.film_order import FilmOrderField
from graphql_api.queries.title_order import OrderDirection
from graphql_api.types.arguments import checked_text, given
from graphql_api.types.inputs import IntRange, few


@strawberry.input(description="Which films: those that meet every field given.")
class FilmFilter:
    """Which films: those that meet every field given."""

    genre: list[str] | None = strawberry.field(
        default=strawberry.UNSET, description="In any of these genres, as in `Film.genres`; at most 20."
    )
    release_year: IntRange | None = strawberry.field(default=strawberry.UNSET, description="Released in these years.")
    min_votes: int | None = strawberry.field(default=strawberry.UNSET, description="With at least this many votes.")
    text: str | None = strawberry.field(
        default=strawberry.UNSET, description="With words in the title that begin like these, 1 to 100 characters."
    )

    def criteria(self) -> films.FilmCriteria:
        """What it says, checked.

        Raises:
            BadUserInput: a value is out of its limits.
        """
        released, text = given(self.release_year), given(self.text)
        return films.FilmCriteria(
            genres=few("genre", self.genre),
            release_year=released.between() if released else ANY,
            min_votes=given(self.min_votes),
            text=checked_text("text", text) if text is not None else None,
        )


@strawberry.input(description="In which order. Films equal in the field follow by title, then id.")
class FilmOrder:
    """In which order."""

    field: FilmOrderField = strawberry.field(description="What to order by.")
    direction: OrderDirection = strawberry.field(default=OrderDirection.ASC, description="Which way.")

    def order(self) -> films.FilmOrder:
        """The order that it means."""
        return films.FilmOrder(self.field, self.direction)


Filter = Annotated[FilmFilter | None, strawberry.argument(description="Which films; all when left out.")]
OrderBy = Annotated[FilmOrder | None, strawberry.argument(description="In which order; by title when left out.")]
