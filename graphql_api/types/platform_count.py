"""A number of titles on one platform."""

from typing import Self

import strawberry

from graphql_api.types.platform import Platform
from pipeline.store.vocabulary import PlatformCode


@strawberry.type(description="A number of titles on one platform.")
class PlatformCount:
    """A number of titles on one platform."""

    platform: Platform = strawberry.field(description="The platform.")
    count: int = strawberry.field(description="How many titles; may be 0.")

    @classmethod
    def of(cls, code: PlatformCode, count: int) -> Self:
        """The count of a platform."""
        return cls(platform=Platform.of(code), count=count)
