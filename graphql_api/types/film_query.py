"""The part of the root that is about the film set."""

from collections.abc import Sequence
from itertools import islice
from typing import Annotated

import strawberry

from graphql_api.catalogue import films
from graphql_api.catalogue.near import MOST, near_in_order
from graphql_api.catalogue.records import FilmRecord
from graphql_api.context import Info, Miss
from graphql_api.errors import BadUserInput
from graphql_api.text import fold
from graphql_api.types import arguments as take
from graphql_api.types import film_inputs, nodes
from graphql_api.types.actor_return import ActorReturn
from graphql_api.types.arguments import given
from graphql_api.types.calendar import month_number, weekday_number
from graphql_api.types.director_return import DirectorReturn
from graphql_api.types.film import Film
from graphql_api.types.film_connection import FilmConnection
from graphql_api.types.film_list import film_list
from graphql_api.types.film_recommendation import FilmRecommendation, similar
from graphql_api.types.film_score import FilmScore
from graphql_api.types.film_votes import FilmVotes, film_votes
from graphql_api.types.pages import Page
from pipeline.store.vocabulary import Role

WholeTitle = Annotated[
    str, strawberry.argument(description="The whole title. Of several films with it, the most voted is meant.")
]


@strawberry.type
class FilmQuery:
    @strawberry.field(
        description="How many films were released in this month, over all years; 0 when no film set was loaded."
    )
    async def films_released_in_month(
        self,
        info: Info,
        month: Annotated[
            str,
            strawberry.argument(
                description=(
                    "A month's name in Spanish or English, such as `enero` or `January`; "
                    "case and accents do not matter."
                )
            ),
        ],
    ) -> int:
        return films.films_released_in_month(info.context.snapshot.film_set, month_number(month))

    @strawberry.field(
        description="How many films were released on this day of the week; 0 when no film set was loaded."
    )
    async def films_released_on_weekday(
        self,
        info: Info,
        weekday: Annotated[
            str,
            strawberry.argument(
                description=(
                    "A day's name in Spanish or English, such as `miércoles` or `Wednesday`; "
                    "case and accents do not matter."
                )
            ),
        ],
    ) -> int:
        return films.films_released_on_weekday(info.context.snapshot.film_set, weekday_number(weekday))

    @strawberry.field(description="A film's year and popularity; null when no film has this title.")
    async def film_score(self, info: Info, title: WholeTitle) -> FilmScore | None:
        found = _titled(info, title)
        return FilmScore.of(found) if found else None

    @strawberry.field(description="A film's votes, or why they are too few to tell; null when no film has this title.")
    async def film_votes(self, info: Info, title: WholeTitle) -> FilmVotes | None:
        found = _titled(info, title)
        return film_votes(found) if found else None

    @strawberry.field(
        description=(
            "What an actor's films earned for what they cost; null when nobody of this name acts in the film set."
        )
    )
    async def actor_return(
        self,
        info: Info,
        name: Annotated[str, strawberry.argument(description="The whole name, such as `Tom Hanks`.")],
    ) -> ActorReturn | None:
        number = _person(info, Role.ACTOR, name)
        return ActorReturn.of(info.context.snapshot, number) if number is not None else None

    @strawberry.field(
        description=(
            "What a director's films earned for what they cost; "
            "null when nobody of this name directed one in the film set."
        )
    )
    async def director_return(
        self,
        info: Info,
        name: Annotated[str, strawberry.argument(description="The whole name, such as `Sofia Coppola`.")],
    ) -> DirectorReturn | None:
        number = _person(info, Role.DIRECTOR, name)
        return DirectorReturn.of(info.context.snapshot, number) if number is not None else None

    @strawberry.field(
        description="Films similar to a film. The same as `Film.recommendations`; null when no film has this title."
    )
    async def film_recommendations(
        self,
        info: Info,
        title: WholeTitle,
        first: take.HowManyRecommendations = 5,
        min_vote_average: Annotated[
            float | None,
            strawberry.argument(
                description="Only films whose mean vote, 0 to 10, is at least this; all when left out."
            ),
        ] = strawberry.UNSET,
    ) -> list[FilmRecommendation] | None:
        first, least = take.checked("first", first, 1, 50), given(min_vote_average)
        if least is not None and not 0 <= least <= 10:
            raise BadUserInput(f"`minVoteAverage` is {least}; it must be 0 to 10", argument="minVoteAverage")
        found = _titled(info, title)
        return similar(info.context.snapshot.film_set, found[0], first, least) if found else None

    @strawberry.field(description="One film of the film set by its id; null when there is none.")
    async def film(
        self,
        info: Info,
        id: Annotated[strawberry.ID, strawberry.argument(description="The id, such as `film:862`.")],
    ) -> Film | None:
        return nodes.film(info.context.snapshot, id)

    @strawberry.field(description="The film set, filtered and ordered, a page at a time.")
    async def films(
        self,
        info: Info,
        first: take.First = strawberry.UNSET,
        after: take.After = strawberry.UNSET,
        last: take.Last = strawberry.UNSET,
        before: take.Before = strawberry.UNSET,
        filter: film_inputs.Filter = strawberry.UNSET,
        order_by: film_inputs.OrderBy = strawberry.UNSET,
    ) -> FilmConnection:
        page, rows = Page(first, after, last, before), films.all_films(info.context.snapshot.film_set)
        return film_list(info, page, filter, order_by, rows)


def _titled(info: Info, title: str) -> Sequence[FilmRecord]:
    """The films that have a title, the one meant first; where none has, those nearly called so are suggested."""
    film_set = info.context.snapshot.film_set
    found = films.titled(film_set, title)
    if not found:
        places = near_in_order(film_set.titles, fold(title))
        meant = [film_set.records[film_set.by_title[place]].title for place in places]
        info.context.misses.append(Miss(info.path.as_list(), "title", meant))
    return found


def _person(info: Info, role: Role, name: str) -> int | None:
    """The place of somebody in the film set; where nobody has the name, those nearly called so are suggested."""
    people = info.context.snapshot.film_set.people[role]
    number = people.find(name)
    if number is None:
        places = near_in_order(people.folded, fold(name))
        alike = (number for place in places for number in people.numbers_like(people.folded[place]))
        meant = [people.display_names[number] for number in islice(alike, MOST)]
        info.context.misses.append(Miss(info.path.as_list(), "name", meant))
    return number
