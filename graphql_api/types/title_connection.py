"""A page of titles, and how all the titles of its list spread."""

import strawberry

from graphql_api.catalogue import facets
from graphql_api.catalogue.columns import Rows, Values
from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.context import Info
from graphql_api.types.arguments import HowManyValues, checked
from graphql_api.types.interval import Interval
from graphql_api.types.pages import Connection
from graphql_api.types.platform_count import PlatformCount
from graphql_api.types.title import Title
from graphql_api.types.value_count import ValueCount


@strawberry.type(description="A number of titles in one year.")
class YearCount:
    """A number of titles in one year."""

    year: int = strawberry.field(description="The year.")
    count: int = strawberry.field(description="How many titles.")


@strawberry.type(
    description=(
        "How the matching titles spread. Every count covers all matches of the filter and text, not only this page."
    )
)
class TitleFacets:
    """How the matching titles spread."""

    rows: strawberry.Private[Rows]

    @strawberry.field(description="By platform, in platform order, zeros included.")
    def platforms(self, info: Info) -> list[PlatformCount]:
        return [PlatformCount.of(code, count) for code, count in facets.by_platform(info.context.snapshot, self.rows)]

    @strawberry.field(description="By type, `MOVIE` then `TV_SHOW`, zeros included.")
    def types(self, info: Info) -> list[ValueCount]:
        counts = facets.by_type(info.context.snapshot, self.rows)
        return [ValueCount(value=kind.name, count=count) for kind, count in counts]

    @strawberry.field(description="By audience rating, most titles first.")
    def ratings(self, info: Info, first: HowManyValues = 20) -> list[ValueCount]:
        return _commonest(info.context.snapshot.columns.ratings, self.rows, first)

    @strawberry.field(
        description=(
            "By genre, most titles first. "
            "A title counts once in each of its genres, so the counts add up to more than all."
        )
    )
    def genres(self, info: Info, first: HowManyValues = 20) -> list[ValueCount]:
        return _commonest(info.context.snapshot.columns.genres, self.rows, first)

    @strawberry.field(description="By country, most titles first. A title counts once in each of its countries.")
    def countries(self, info: Info, first: HowManyValues = 20) -> list[ValueCount]:
        return _commonest(info.context.snapshot.columns.countries, self.rows, first)

    @strawberry.field(description="By year of release, oldest first, years without titles left out.")
    def release_years(self, info: Info) -> list[YearCount]:
        counts = facets.by_release_year(info.context.snapshot, self.rows)
        return [YearCount(year=year, count=count) for year, count in counts]

    @strawberry.field(description="The lowest and highest mean score; null when none of the titles was rated.")
    def score_range(self, info: Info) -> Interval | None:
        limits = facets.score_range(info.context.snapshot, self.rows)
        return Interval(low=limits[0], high=limits[1]) if limits else None


def _commonest(values: Values, rows: Rows, first: int) -> list[ValueCount]:
    counts = facets.by_value(values, rows, checked("first", first, 1, 100))
    return [ValueCount(value=value, count=count) for value, count in counts]


def title_of(snapshot: Snapshot, row: int) -> Title:
    """A title by its place in the snapshot."""
    return Title.of(snapshot.records[row])


@strawberry.type(description="One page of a longer list.")
class TitleConnection(Connection[Title]):
    """One page of a longer list of titles."""

    rows: strawberry.Private[Rows]

    @strawberry.field(
        description="Counts over all matches, for filter menus and charts. Worked out only when asked for."
    )
    def facets(self) -> TitleFacets:
        return TitleFacets(rows=self.rows)
