"""How often a value occurs."""

import strawberry


@strawberry.type(description="How often a value occurs.")
class ValueCount:
    """How often a value occurs."""

    value: str = strawberry.field(description="The value; in facets written as `TitleFilter` takes it.")
    count: int = strawberry.field(description="How often.")
