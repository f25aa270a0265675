"""A film of the film set."""

from datetime import date
from typing import Self

import strawberry

from graphql_api.catalogue.people import film_person
from graphql_api.catalogue.records import FilmRecord
from graphql_api.context import Info
from graphql_api.types.actor import Actor
from graphql_api.types.arguments import HowMany, HowManyRecommendations, checked
from graphql_api.types.director import Director
from graphql_api.types.film_recommendation import FilmRecommendation, similar
from graphql_api.types.node import Node
from pipeline.store.vocabulary import Role


@strawberry.type(
    description="A film of the film set: money, votes and crew, which the catalogues lack. Not tied to a platform."
)
class Film(Node):
    """A film of the film set."""

    id: strawberry.ID = strawberry.field(description="`film:` and the number in the film set, such as `film:862`.")
    title: str = strawberry.field(description="The title as the film set writes it.")
    release_date: date = strawberry.field(description="Day of release.")
    release_year: int = strawberry.field(description="Year of release.")
    overview: str | None = strawberry.field(description="What it is about; null when unknown.")
    tagline: str | None = strawberry.field(description="The slogan on the poster; null when it has none.")
    collection: str | None = strawberry.field(description="The series of films it belongs to; null when none.")
    genres: list[str] = strawberry.field(description="Genres, as the film set writes them.")
    companies: list[str] = strawberry.field(description="Companies that produced it.")
    countries: list[str] = strawberry.field(description="Countries it was produced in, in English.")
    languages: list[str] = strawberry.field(description="Languages spoken in it, each in its own language.")
    runtime: int | None = strawberry.field(description="Length in minutes; null when unknown.")
    budget: float = strawberry.field(description="Money spent, in US dollars; 0 when unknown.")
    revenue: float = strawberry.field(description="Money taken, in US dollars; 0 when unknown.")
    profit: float | None = strawberry.field(
        description="`revenue` less `budget`, in US dollars; null when either is unknown."
    )
    return_ratio: float = strawberry.field(description="`revenue` divided by `budget`; 0 when either is unknown.")
    popularity: float = strawberry.field(description="Popularity, 0 or more, as the film set measures it.")
    vote_count: int = strawberry.field(description="Number of votes.")
    vote_average: float = strawberry.field(description="Mean of the votes, 0 to 10.")
    record: strawberry.Private[FilmRecord]

    @strawberry.field(description="In billing order; empty when unknown.")
    def cast(self, info: Info, first: HowMany = 20) -> list[Actor]:
        snapshot = info.context.snapshot
        numbers = snapshot.film_set.people[Role.ACTOR].of_film[self.record.row][: checked("first", first, 1, 100)]
        return [Actor.of(film_person(snapshot, Role.ACTOR, number)) for number in numbers.tolist()]

    @strawberry.field(description="Those credited with the job Director; empty when unknown.")
    def directors(self, info: Info, first: HowMany = 20) -> list[Director]:
        snapshot = info.context.snapshot
        numbers = snapshot.film_set.people[Role.DIRECTOR].of_film[self.record.row][: checked("first", first, 1, 100)]
        return [Director.of(film_person(snapshot, Role.DIRECTOR, number)) for number in numbers.tolist()]

    @strawberry.field(description="Similar films from 1970 on, nearest first.")
    def recommendations(self, info: Info, first: HowManyRecommendations = 5) -> list[FilmRecommendation]:
        return similar(info.context.snapshot.film_set, self.record, checked("first", first, 1, 50))

    @classmethod
    def of(cls, record: FilmRecord) -> Self:
        """The film of a record."""
        return cls(
            id=strawberry.ID(f"film:{record.film_id}"),
            title=record.title,
            release_date=record.release_date,
            release_year=record.release_year,
            overview=record.overview,
            tagline=record.tagline,
            collection=record.collection,
            genres=record.genres,
            companies=record.companies,
            countries=record.countries,
            languages=record.languages,
            runtime=record.runtime,
            budget=record.budget,
            revenue=record.revenue,
            profit=record.profit,
            return_ratio=record.return_ratio,
            popularity=record.popularity,
            vote_count=record.vote_count,
            vote_average=record.vote_average,
            record=record,
        )
