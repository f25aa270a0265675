"""A streaming platform."""

from functools import cache
from typing import Self

import strawberry

from graphql_api.catalogue import questions
from graphql_api.catalogue.titles import on_platform
from graphql_api.context import Info
from graphql_api.types.arguments import After, Before, First, Last, Type, given
from graphql_api.types.inputs import Filter, OrderBy
from graphql_api.types.node import Node
from graphql_api.types.pages import Page
from graphql_api.types.title_list import TitlePage, title_list
from pipeline.store.vocabulary import PlatformCode


@strawberry.type(description="A streaming platform.")
class Platform(Node):
    """A streaming platform."""

    id: strawberry.ID = strawberry.field(description="The code in lower case, such as `netflix`.")
    code: PlatformCode = strawberry.field(description="Which platform, for use as an argument.")
    name: str = strawberry.field(description="The name to show, such as `Disney+`.")

    @strawberry.field(description="How many titles it has.")
    def title_count(self, info: Info, type: Type = strawberry.UNSET) -> int:
        return questions.title_count(info.context.snapshot, self.code, given(type))

    @strawberry.field(description="Its titles.")
    def titles(
        self,
        info: Info,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
        filter: Filter = strawberry.UNSET,
        order_by: OrderBy = strawberry.UNSET,
    ) -> TitlePage:
        rows = on_platform(info.context.snapshot, self.code)
        return title_list(info, Page(first, after, last, before), filter, order_by, rows)

    @classmethod
    @cache
    def of(cls, code: PlatformCode) -> Self:
        """The platform of a code."""
        return cls(id=strawberry.ID(code.value), code=code, name=code.display_name)
