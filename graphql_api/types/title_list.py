"""Lists of titles, a page at a time. `TitlePage` is the type of a page in those modules that `Title` itself needs."""

from functools import cache, partial
from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from graphql_api.catalogue.columns import Rows
from graphql_api.catalogue.cursors import position
from graphql_api.catalogue.titles import Order, listed
from graphql_api.context import Info
from graphql_api.types.arguments import given
from graphql_api.types.inputs import TitleFilter, TitleOrder
from graphql_api.types.pages import Listing, Page

if TYPE_CHECKING:
    from graphql_api.types.title import Title
    from graphql_api.types.title_connection import TitleConnection

BY_TITLE = Order()
TitlePage: TypeAlias = Annotated["TitleConnection", strawberry.lazy("graphql_api.types.title_connection")]


def title_list(
    info: Info, page: Page, title_filter: TitleFilter | None, order_by: TitleOrder | None, rows: Rows
) -> "TitleConnection":
    """A page of the titles, of those given, that match a filter.

    Raises:
        BadUserInput: an argument is out of its limits.
    """
    connection, title = _types()
    snapshot = info.context.snapshot
    wanted, ordering = given(title_filter), given(order_by)
    order = ordering.order() if ordering else BY_TITLE
    items = listed(snapshot, wanted.criteria() if wanted else None, order, rows)
    listing = Listing(
        order=str(order),
        items=items,
        key=lambda row: order.place(snapshot.records[row]),
        node=lambda row: title.of(snapshot.records[row]),
        sortable=order.sortable,
        known=partial(position, snapshot, order, items),
    )
    return connection.of(page.of(listing), rows=items)


@cache
def _types() -> tuple[type["TitleConnection"], type["Title"]]:
    """A title names its platform, which lists its titles: the circle is closed when a list is first asked for."""
    from graphql_api.types.title import Title  # noqa: PLC0415
    from graphql_api.types.title_connection import TitleConnection  # noqa: PLC0415

    return TitleConnection, Title
