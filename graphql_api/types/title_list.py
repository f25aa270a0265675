"""Lists of titles, a page at a time. `TitlePage` is the type of a page in those modules that `Title` itself needs."""

from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from graphql_api.catalogue.columns import Rows
from graphql_api.catalogue.titles import Criteria, Order, matching
from graphql_api.context import Info
from graphql_api.types.arguments import given
from graphql_api.types.inputs import TitleFilter, TitleOrder
from graphql_api.types.pages import Listing, Page

if TYPE_CHECKING:
    from graphql_api.types.title_connection import TitleConnection

TitlePage: TypeAlias = Annotated["TitleConnection", strawberry.lazy("graphql_api.types.title_connection")]


def title_list(
    info: Info, page: Page, title_filter: TitleFilter | None, order_by: TitleOrder | None, rows: Rows
) -> "TitleConnection":
    """A page of the titles, of those given, that match a filter.

    Raises:
        BadUserInput: an argument is out of its limits.
    """
    # A title names its platform, which lists its titles: the circle is closed when a list is asked for.
    from graphql_api.types.title_connection import TitleConnection, title_of  # noqa: PLC0415

    snapshot = info.context.snapshot
    wanted, ordering = given(title_filter), given(order_by)
    rows = matching(snapshot, wanted.criteria() if wanted else Criteria(), rows)
    order = ordering.order() if ordering else Order()
    listing = Listing(
        order=str(order),
        items=order.sort(snapshot, rows),
        key=lambda row: order.place(snapshot.records[row]),
        node=lambda row: title_of(snapshot, row),
        sortable=order.sortable,
    )
    return TitleConnection.of(page.of(listing), rows=rows)
