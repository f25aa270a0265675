"""Anything with an id. Ids are readable, so this is not Strawberry's `relay.Node`, whose ids are base64."""

import strawberry


@strawberry.interface(description="Anything that can be fetched again by its id.")
class Node:
    """Anything that can be fetched again by its id."""

    id: strawberry.ID = strawberry.field(description="Readable, stable, and unique over all types.")
