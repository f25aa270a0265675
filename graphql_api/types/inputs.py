"""Which titles, and in which order: what the lists of titles take."""

from collections.abc import Sequence
from typing import Annotated, TypeVar

import strawberry

from graphql_api.catalogue.ordering import ANY, Between
from graphql_api.catalogue.titles import Criteria, Order
from graphql_api.errors import BadUserInput
from graphql_api.queries.title_order import OrderDirection, TitleOrderField
from graphql_api.types.arguments import checked_text, given
from pipeline.store.vocabulary import DurationType, PlatformCode, TitleType

T = TypeVar("T")

MOST_VALUES = 20
"""Values that a list of a filter may have."""


@strawberry.input(
    description="From one whole number to another, both included. Leave one out for no limit on that side."
)
class IntRange:
    """From one whole number to another, both included."""

    min: int | None = strawberry.field(default=strawberry.UNSET, description="Not less than this.")
    max: int | None = strawberry.field(default=strawberry.UNSET, description="Not more than this.")

    def between(self) -> Between:
        """The limits."""
        return Between(given(self.min), given(self.max))


@strawberry.input(
    description="From one length to another in one unit, both included. Titles in the other unit do not match."
)
class DurationRange:
    """From one length to another in one unit, both included."""

    type: DurationType = strawberry.field(default=DurationType.MIN, description="The unit of `min` and `max`.")
    min: int | None = strawberry.field(default=strawberry.UNSET, description="Not shorter than this.")
    max: int | None = strawberry.field(default=strawberry.UNSET, description="Not longer than this.")

    def between(self) -> Between:
        """The limits."""
        return Between(given(self.min), given(self.max))


@strawberry.input(
    description="Which titles: those that meet every field given. A list means any of its values, at most 20."
)
class TitleFilter:
    """Which titles: those that meet every field given."""

    platform: list[PlatformCode] | None = strawberry.field(
        default=strawberry.UNSET, description="On any of these platforms."
    )
    type: TitleType | None = strawberry.field(default=strawberry.UNSET, description="Films or series only.")
    genre: list[str] | None = strawberry.field(
        default=strawberry.UNSET, description="In any of these genres, as in `Title.genres`."
    )
    country: list[str] | None = strawberry.field(
        default=strawberry.UNSET, description="Made in any of these countries, as in `Title.countries`."
    )
    rating: list[str] | None = strawberry.field(
        default=strawberry.UNSET, description="With any of these audience ratings, as in `Title.rating`."
    )
    release_year: IntRange | None = strawberry.field(default=strawberry.UNSET, description="Released in these years.")
    added_year: IntRange | None = strawberry.field(
        default=strawberry.UNSET, description="Added to the platform in these years."
    )
    duration: DurationRange | None = strawberry.field(default=strawberry.UNSET, description="This long.")
    min_score: float | None = strawberry.field(
        default=strawberry.UNSET, description="With a mean score of at least this, 0.5 to 5."
    )
    min_votes: int | None = strawberry.field(default=strawberry.UNSET, description="Rated by at least this many users.")
    actor: str | None = strawberry.field(default=strawberry.UNSET, description="With this actor: the whole name.")
    director: str | None = strawberry.field(default=strawberry.UNSET, description="By this director: the whole name.")
    text: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="Matching these words as `search` does, 1 to 100 characters; the order stays that of `orderBy`.",
    )

    def criteria(self) -> Criteria:
        """What it says, checked.

        Raises:
            BadUserInput: a value is out of its limits.
        """
        released, added, lasting = given(self.release_year), given(self.added_year), given(self.duration)
        score, text = given(self.min_score), given(self.text)
        if score is not None and not 0.5 <= score <= 5:
            raise BadUserInput(f"`minScore` is {score}; it must be 0.5 to 5", argument="minScore")
        return Criteria(
            platforms=few("platform", self.platform),
            type=given(self.type),
            genres=few("genre", self.genre),
            countries=few("country", self.country),
            ratings=few("rating", self.rating),
            release_year=released.between() if released else ANY,
            added_year=added.between() if added else ANY,
            duration=lasting.between() if lasting else ANY,
            duration_type=lasting.type if lasting else None,
            min_score=score,
            min_votes=given(self.min_votes),
            actor=given(self.actor),
            director=given(self.director),
            text=checked_text("text", text) if text is not None else None,
        )


@strawberry.input(
    description=(
        "In which order. Titles equal in the field follow by title, then id; "
        "those without a value come last either way."
    )
)
class TitleOrder:
    """In which order."""

    field: TitleOrderField = strawberry.field(description="What to order by.")
    direction: OrderDirection = strawberry.field(default=OrderDirection.ASC, description="Which way.")

    def order(self) -> Order:
        """The order that it means."""
        return Order(self.field, self.direction)


Filter = Annotated[TitleFilter | None, strawberry.argument(description="Which titles; all when left out.")]
OrderBy = Annotated[TitleOrder | None, strawberry.argument(description="In which order; by title when left out.")]


def few(name: str, values: Sequence[T] | None) -> Sequence[T] | None:
    """The values of a list of a filter, if it was given.

    Raises:
        BadUserInput: they are too many.
    """
    values = given(values)
    if values is not None and len(values) > MOST_VALUES:
        raise BadUserInput(f"`{name}` holds {len(values)} values; it may hold {MOST_VALUES}", argument=name)
    return values
