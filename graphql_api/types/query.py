"""The root: a table of contents. Each field hands its question on."""

from typing import Annotated

import strawberry

from graphql_api.catalogue import people, questions
from graphql_api.catalogue.titles import everything
from graphql_api.context import Info
from graphql_api.errors import BadUserInput
from graphql_api.types import arguments as take
from graphql_api.types import nodes
from graphql_api.types.actor import Actor
from graphql_api.types.arguments import given, selection
from graphql_api.types.dataset import Dataset
from graphql_api.types.director import Director
from graphql_api.types.film_query import FilmQuery
from graphql_api.types.inputs import Filter, OrderBy, TitleFilter
from graphql_api.types.longest_title import LongestTitle
from graphql_api.types.node import Node
from graphql_api.types.pages import Connection, Page
from graphql_api.types.platform import Platform
from graphql_api.types.platform_count import PlatformCount
from graphql_api.types.recommendation import Recommendation, similar
from graphql_api.types.searching import actor_list, found_titles
from graphql_api.types.title import Title
from graphql_api.types.title_connection import TitleConnection
from graphql_api.types.title_list import title_list
from graphql_api.types.top_actor import TopActor
from graphql_api.types.user_query import UserQuery
from pipeline.store.vocabulary import DurationType, PlatformCode, Role


@strawberry.type(
    description=(
        "The questions the service answers.\n\n"
        "A lookup that finds nothing answers null. A wrong argument is an error whose `extensions.code` says why:\n"
        "`BAD_USER_INPUT` for a value out of its limits, `MODEL_NOT_READY` where a model is needed and none was "
        "fitted. Text is compared without regard to\n"
        "case or accents. Where several things tie, the order is by value, then name, then id, "
        "so it is always the same."
    )
)
class Query(FilmQuery, UserQuery):
    @strawberry.field(description="Any object by its `id`, whatever its type; null when nothing has this id.")
    async def node(
        self,
        info: Info,
        id: Annotated[
            strawberry.ID,
            strawberry.argument(
                description=(
                    "An `id` from any answer, such as `as123`, `netflix`, `actor:james franco`, `film:862` or `user:7`."
                )
            ),
        ],
    ) -> Node | None:
        return nodes.node(info.context, id)

    @strawberry.field(
        description="Several objects at once, in the order asked; null in the place of an id that nothing has."
    )
    async def nodes(
        self,
        info: Info,
        ids: Annotated[list[strawberry.ID], strawberry.argument(description="1 to 100 ids, of any mix of types.")],
    ) -> list[Node | None]:
        if not 1 <= len(ids) <= 100:
            raise BadUserInput(f"`ids` holds {len(ids)} ids; it must hold 1 to 100", argument="ids")
        return [nodes.node(info.context, each) for each in ids]

    @strawberry.field(
        description="The longest title; null when no title matches. Minutes are never compared with seasons."
    )
    async def max_duration(
        self,
        info: Info,
        year: take.Year = strawberry.UNSET,
        added_year: take.AddedYear = strawberry.UNSET,
        platform: take.Platform = strawberry.UNSET,
        duration_type: Annotated[
            DurationType,
            strawberry.argument(description="The unit to compare in. Series are mostly measured in `SEASON`."),
        ] = DurationType.MIN,
        type: take.Type = strawberry.UNSET,
    ) -> LongestTitle | None:
        chosen = selection(platform, type, year, added_year)
        winners = await questions.max_duration(info.context.snapshot, chosen, duration_type)
        return LongestTitle.of(winners, duration_type) if winners else None

    @strawberry.field(
        description=(
            "How many titles on each platform have a mean score above a limit. "
            "In platform order, zeros included; one row when `platform` is given."
        )
    )
    async def score_counts(
        self,
        info: Info,
        scored: Annotated[
            float,
            strawberry.argument(
                description="Count titles whose mean score is strictly greater than this, on the scale 0.5 to 5."
            ),
        ],
        year: take.Year = strawberry.UNSET,
        added_year: take.AddedYear = strawberry.UNSET,
        platform: take.Platform = strawberry.UNSET,
        type: take.Type = strawberry.UNSET,
    ) -> list[PlatformCount]:
        chosen = selection(platform, type, year, added_year)
        counts = await questions.score_counts(info.context.snapshot, chosen, scored)
        return [PlatformCount.of(code, count) for code, count in counts]

    @strawberry.field(
        description=(
            "How many titles each platform has. In platform order, zeros included; one row when `platform` is given."
        )
    )
    async def platform_counts(
        self,
        info: Info,
        platform: take.Platform = strawberry.UNSET,
        type: take.Type = strawberry.UNSET,
    ) -> list[PlatformCount]:
        counts = await questions.platform_counts(info.context.snapshot, given(platform), given(type))
        return [PlatformCount.of(code, count) for code, count in counts]

    @strawberry.field(
        description="The actor in the most titles; null when no matching title names a cast (Hulu's never do)."
    )
    async def top_actor(
        self,
        info: Info,
        platform: take.Platform = strawberry.UNSET,
        year: take.Year = strawberry.UNSET,
        added_year: take.AddedYear = strawberry.UNSET,
        type: take.Type = strawberry.UNSET,
    ) -> TopActor | None:
        winners = await questions.top_actor(info.context.snapshot, selection(platform, type, year, added_year))
        return TopActor.of(info.context.snapshot, winners) if winners else None

    @strawberry.field(
        description="How many titles have this audience rating. Titles that came without a rating count as `g`."
    )
    async def rating_count(
        self,
        info: Info,
        rating: Annotated[str, strawberry.argument(description="An audience rating such as `g`, `pg-13` or `tv-ma`.")],
    ) -> int:
        return await questions.rating_count(info.context.snapshot, rating)

    @strawberry.field(description="How many titles were made in this country, alone or with others.")
    async def country_count(
        self,
        info: Info,
        country: Annotated[str, strawberry.argument(description="A country's English name, such as `argentina`.")],
        year: take.Year = strawberry.UNSET,
        type: take.Type = strawberry.UNSET,
    ) -> int:
        return await questions.country_count(info.context.snapshot, country, given(year), given(type))

    @strawberry.field(description="One title by its id; null when there is none.")
    async def title(
        self,
        info: Info,
        id: Annotated[
            strawberry.ID,
            strawberry.argument(
                description="The platform's first letter and its own id for the title, such as `as123`."
            ),
        ],
    ) -> Title | None:
        return nodes.title(info.context.snapshot, id)

    @strawberry.field(description="One actor by full name; null when nobody in the catalogues or the film set has it.")
    async def actor(
        self,
        info: Info,
        name: Annotated[str, strawberry.argument(description="The whole name, such as `James Franco`.")],
    ) -> Actor | None:
        found = people.person(info.context.snapshot, Role.ACTOR, name)
        return Actor.of(found) if found else None

    @strawberry.field(
        description="One director by full name; null when nobody in the catalogues or the film set has it."
    )
    async def director(
        self,
        info: Info,
        name: Annotated[str, strawberry.argument(description="The whole name, such as `Agnès Varda`.")],
    ) -> Director | None:
        found = people.person(info.context.snapshot, Role.DIRECTOR, name)
        return Director.of(found) if found else None

    @strawberry.field(description="One platform; null only when its catalogue was not loaded.")
    async def platform(
        self, info: Info, code: Annotated[PlatformCode, strawberry.argument(description="Which platform.")]
    ) -> Platform | None:
        return nodes.platform(info.context.snapshot, code)

    @strawberry.field(description="The platforms, in the order of `PlatformCode`.")
    async def platforms(self, info: Info) -> list[Platform]:
        return [Platform.of(code) for code in info.context.snapshot.platforms]

    @strawberry.field(description="All titles, filtered and ordered, a page at a time.")
    async def titles(
        self,
        info: Info,
        first: take.First = strawberry.UNSET,
        after: take.After = strawberry.UNSET,
        last: take.Last = strawberry.UNSET,
        before: take.Before = strawberry.UNSET,
        filter: Filter = strawberry.UNSET,
        order_by: OrderBy = strawberry.UNSET,
    ) -> TitleConnection:
        page, rows = Page(first, after, last, before), everything(info.context.snapshot)
        return title_list(info, page, filter, order_by, rows)

    @strawberry.field(
        description=(
            "Titles found by words, best match first. Beginnings of words and small typing errors are forgiven."
        )
    )
    async def search(
        self,
        info: Info,
        text: Annotated[
            str,
            strawberry.argument(
                description=("What the user typed, 1 to 100 characters: words of a title, a cast or a director's name.")
            ),
        ],
        first: take.First = strawberry.UNSET,
        after: take.After = strawberry.UNSET,
        last: take.Last = strawberry.UNSET,
        before: take.Before = strawberry.UNSET,
        filter: Annotated[
            TitleFilter | None, strawberry.argument(description="Only titles that match all of this as well.")
        ] = strawberry.UNSET,
    ) -> TitleConnection:
        return found_titles(info, text, Page(first, after, last, before), filter)

    @strawberry.field(description="Actors of the catalogues, those with the most titles first, then by name.")
    async def actors(
        self,
        info: Info,
        text: Annotated[
            str | None,
            strawberry.argument(
                description="Only names with words that begin like these, 1 to 100 characters: made for a search box."
            ),
        ] = strawberry.UNSET,
        platform: Annotated[
            PlatformCode | None,
            strawberry.argument(
                description="Only actors with a title on this platform; `titleCount` still counts all platforms."
            ),
        ] = strawberry.UNSET,
        first: take.First = strawberry.UNSET,
        after: take.After = strawberry.UNSET,
        last: take.Last = strawberry.UNSET,
        before: take.Before = strawberry.UNSET,
    ) -> Connection[Actor]:
        return actor_list(info, given(text), given(platform), Page(first, after, last, before))

    @strawberry.field(
        description=("Titles similar to a title. The same as `Title.recommendations`; null when no title has this id.")
    )
    async def recommendations(
        self,
        info: Info,
        title_id: Annotated[strawberry.ID, strawberry.argument(description="The title to resemble.")],
        first: take.HowManyRecommendations = 5,
    ) -> list[Recommendation] | None:
        first = take.checked("first", first, 1, 50)
        record = info.context.snapshot.titles.get(title_id)
        return similar(info.context.snapshot, record, first) if record else None

    @strawberry.field(description="Which data are being served, since when and from which files.")
    async def dataset(self, info: Info) -> Dataset:
        return Dataset.of(info.context.snapshot.manifest)
