"""From one number to another."""

import strawberry


@strawberry.type(description="From one number to another, both included.")
class Interval:
    """From one number to another, both included."""

    low: float = strawberry.field(description="The lower end.")
    high: float = strawberry.field(description="The upper end.")
