"""A streaming platform."""

from typing import Self

import strawberry

from graphql_api.catalogue import questions
from graphql_api.context import Info
from graphql_api.types import arguments
from graphql_api.types.node import Node
from pipeline.store.vocabulary import PlatformCode


@strawberry.type(description="A streaming platform.")
class Platform(Node):
    """A streaming platform."""

    id: strawberry.ID = strawberry.field(description="The code in lower case, such as `netflix`.")
    code: PlatformCode = strawberry.field(description="Which platform, for use as an argument.")
    name: str = strawberry.field(description="The name to show, such as `Disney+`.")

    @strawberry.field(description="How many titles it has.")
    def title_count(self, info: Info, type: arguments.Type = strawberry.UNSET) -> int:
        return questions.title_count(info.context.snapshot, self.code, arguments.given(type))

    @classmethod
    def of(cls, code: PlatformCode) -> Self:
        """The platform of a code."""
        return cls(id=strawberry.ID(code.value), code=code, name=code.display_name)
