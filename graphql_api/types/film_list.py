"""Lists of films, a page at a time. `FilmPage` is the type of a page in those modules that `Film` itself needs."""

from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from graphql_api.catalogue.columns import Rows
from graphql_api.catalogue.films import FilmCriteria, FilmOrder, matching_films
from graphql_api.context import Info
from graphql_api.types import film_inputs
from graphql_api.types.arguments import given
from graphql_api.types.pages import Listing, Page

if TYPE_CHECKING:
    from graphql_api.types.film_connection import FilmConnection

FilmPage: TypeAlias = Annotated["FilmConnection", strawberry.lazy("graphql_api.types.film_connection")]


def film_list(
    info: Info,
    page: Page,
    film_filter: film_inputs.FilmFilter | None,
    order_by: film_inputs.FilmOrder | None,
    rows: Rows,
) -> "FilmConnection":
    """A page of the films, of those given, that match a filter.

    Raises:
        BadUserInput: an argument is out of its limits.
    """
    # A film names its actors, who list their films: the circle is closed when a list is asked for.
    from graphql_api.types.film import Film  # noqa: PLC0415
    from graphql_api.types.film_connection import FilmConnection  # noqa: PLC0415

    film_set = info.context.snapshot.film_set
    wanted, ordering = given(film_filter), given(order_by)
    rows = matching_films(film_set, wanted.criteria() if wanted else FilmCriteria(), rows)
    order = ordering.order() if ordering else FilmOrder()
    listing = Listing(
        order=str(order),
        items=order.sort(film_set, rows),
        key=lambda row: order.place(film_set.records[row]),
        node=lambda row: Film.of(film_set.records[row]),
        sortable=order.sortable,
    )
    return FilmConnection.of(page.of(listing))
