"""A film or series as one platform lists it."""

from datetime import date
from typing import Self

import strawberry

from graphql_api.catalogue.records import TitleRecord
from graphql_api.context import Info
from graphql_api.types.actor import Actor
from graphql_api.types.arguments import HowMany, HowManyRecommendations, checked
from graphql_api.types.director import Director
from graphql_api.types.node import Node
from graphql_api.types.platform import Platform
from graphql_api.types.recommendation import Recommendation, similar
from pipeline.store.vocabulary import DurationType, PlatformCode, Role, TitleType


@strawberry.type(
    description=(
        "A film or series as one platform lists it. The same work on two platforms is two titles, joined by `alsoOn`."
    )
)
class Title(Node):
    """A film or series as one platform lists it."""

    id: strawberry.ID = strawberry.field(description="The platform's first letter and `showId`, such as `as123`.")
    show_id: str = strawberry.field(
        description="The platform's own id, such as `s123`. Unique only within the platform."
    )
    type: TitleType = strawberry.field(description="Film or series.")
    title: str = strawberry.field(description="The title in lower case.")
    display_title: str = strawberry.field(description="The title as the platform writes it: the one to show.")
    countries: list[str] = strawberry.field(description="Where it was made, in lower case; empty when unknown.")
    date_added: date | None = strawberry.field(
        description="When the platform added it; null when unknown, as for most of Amazon."
    )
    release_year: int = strawberry.field(description="Year of release.")
    added_year: int | None = strawberry.field(description="Year of `dateAdded`.")
    rating: str = strawberry.field(
        description=(
            "Audience rating in lower case, such as `pg-13`; `g` when the platform gave none. "
            "What users think is `score`."
        )
    )
    rating_filled: bool = strawberry.field(
        description="True when the platform gave no rating and `rating` is the `g` that stands for it."
    )
    duration_int: int | None = strawberry.field(
        description="Length, in the unit that `durationType` names; null when unknown."
    )
    duration_type: DurationType | None = strawberry.field(description="Unit of `durationInt`; null when that is.")
    genres: list[str] = strawberry.field(description="In lower case, as the platform names its genres.")
    description: str | None = strawberry.field(
        description="What it is about, in lower case; null when the platform says nothing."
    )
    display_description: str | None = strawberry.field(
        description="The description as the platform writes it: the one to show."
    )
    score: float | None = strawberry.field(
        description=(
            "Mean of all users' ratings, 0.5 to 5; null when nobody rated it. "
            "See `ModelCard.signal` before ranking by it."
        )
    )
    votes: int = strawberry.field(description="How many ratings `score` is the mean of.")
    record: strawberry.Private[TitleRecord]

    @strawberry.field(description="Where it can be watched.")
    def platform(self) -> Platform:
        return Platform.of(PlatformCode(self.record.platform))

    @strawberry.field(description="In the platform's order; empty when unknown.")
    def directors(self, info: Info, first: HowMany = 20) -> list[Director]:
        people = info.context.snapshot.people[Role.DIRECTOR]
        return [Director.of(people[name]) for name in self.record.directors[: checked("first", first, 1, 100)]]

    @strawberry.field(description="In billing order; empty when unknown, as always on Hulu.")
    def cast(self, info: Info, first: HowMany = 20) -> list[Actor]:
        people = info.context.snapshot.people[Role.ACTOR]
        return [Actor.of(people[name]) for name in self.record.cast[: checked("first", first, 1, 100)]]

    @strawberry.field(
        description="The same work on the other platforms, in platform order; empty when it is only here."
    )
    def also_on(self, info: Info) -> list["Title"]:
        snapshot = info.context.snapshot
        return [Title.of(snapshot.titles[other]) for other in snapshot.also_on.get(self.record.title_id, ())]

    @strawberry.field(description="Similar titles, nearest first; never the same work again.")
    def recommendations(self, info: Info, first: HowManyRecommendations = 5) -> list[Recommendation]:
        return similar(info.context.snapshot, self.record, checked("first", first, 1, 50))

    @classmethod
    def of(cls, record: TitleRecord) -> Self:
        """The title of a record."""
        return cls(
            id=strawberry.ID(record.title_id),
            show_id=record.show_id,
            type=TitleType(record.type),
            title=record.title,
            display_title=record.display_title,
            countries=record.countries,
            date_added=record.date_added,
            release_year=record.release_year,
            added_year=record.added_year,
            rating=record.rating,
            rating_filled=record.rating_filled,
            duration_int=record.duration_int,
            duration_type=DurationType(record.duration_type) if record.duration_type else None,
            genres=record.genres,
            description=record.description,
            display_description=record.display_description,
            score=record.score,
            votes=record.votes,
            record=record,
        )
