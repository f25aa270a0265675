"""A page of films."""

import strawberry

from graphql_api.types.film import Film
from graphql_api.types.pages import Connection


@strawberry.type(description="One page of a longer list.")
class FilmConnection(Connection[Film]):
    """One page of a longer list of films."""
