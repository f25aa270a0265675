"""Lists that can grow, a page at a time, by the cursor connections specification.

A cursor holds the order of the list and the sort key of its item, id included, and no offset: it means the same place
after a new release.
"""

import base64
import binascii
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar

import orjson
import strawberry

from graphql_api.catalogue.columns import Rows
from graphql_api.errors import BadUserInput
from graphql_api.types.arguments import checked, given

PAGE = 20
"""Items of a page when neither `first` nor `last` is given."""

Node = TypeVar("Node")
Key = tuple[str | int | float, ...]
"""What an item is placed by: values that JSON keeps as they are, the last of them unique."""


@strawberry.type(description="Where a page stands in the whole list.")
class PageInfo:
    """Where a page stands in the whole list."""

    has_next_page: bool = strawberry.field(description="Whether more items follow.")
    has_previous_page: bool = strawberry.field(description="Whether items come before.")
    start_cursor: str | None = strawberry.field(
        description="Cursor of the page's first item; null when the page is empty."
    )
    end_cursor: str | None = strawberry.field(
        description="Cursor of the page's last item; null when the page is empty."
    )


@strawberry.type(description="An item and its place in a list.")
class Edge(Generic[Node]):
    """An item and its place in a list."""

    cursor: str = strawberry.field(description="Opaque mark of this place, for `after` and `before`.")
    node: Node = strawberry.field(description="The item.")


@dataclass(frozen=True, slots=True)
class Cut(Generic[Node]):
    """The part of a list that a page shows."""

    edges: list[Edge[Node]]
    page_info: PageInfo
    total_count: int


@strawberry.type(description="One page of a longer list.")
class Connection(Generic[Node]):
    """One page of a longer list."""

    edges: list[Edge[Node]] = strawberry.field(description="The items with their cursors.")
    nodes: list[Node] = strawberry.field(description="The items alone: shorter to ask for when cursors are not needed.")
    page_info: PageInfo = strawberry.field(description="Whether there is more, and where to go on.")
    total_count: int = strawberry.field(description="How many items the whole list has: always exact.")

    @classmethod
    def of(cls, cut: Cut[Node], **more: object) -> Self:
        """The page that shows a part of a list."""
        nodes = [edge.node for edge in cut.edges]
        return cls(edges=cut.edges, nodes=nodes, page_info=cut.page_info, total_count=cut.total_count, **more)


@dataclass(frozen=True, slots=True)
class Listing(Generic[Node]):
    """A whole list in its order: what a page is cut from."""

    order: str
    """The name of the order: cursors of another order mean no place in this one."""
    items: Sequence[Any] | Rows
    key: Callable[[Any], Key]
    node: Callable[[Any], Node]
    sortable: Callable[[Sequence[Any]], Any] = tuple
    """What compares as the list is ordered, of a key."""

    def cursor(self, item: Any) -> str:  # noqa: ANN401 - whatever is listed
        """The mark of an item's place."""
        return base64.urlsafe_b64encode(orjson.dumps([self.order, *self.key(item)])).decode()

    def place(self, cursor: str, argument: str) -> Any:  # noqa: ANN401 - whatever `sortable` makes
        """The place that a cursor marks.

        Raises:
            BadUserInput: it is none of a list in this order.
        """
        try:
            order, *key = orjson.loads(base64.b64decode(cursor, altchars=b"-_", validate=True))
        except (binascii.Error, ValueError, TypeError):
            order, key = None, []
        kinds = [type(part) for part in self.key(self.items[0])] if len(self.items) else [type(part) for part in key]
        if order != self.order or [type(part) for part in key] != kinds:
            raise BadUserInput(
                f"`{argument}` is no cursor of this list; use one that it answered with, in the same order",
                argument=argument,
            )
        return self.sortable(key) if len(self.items) else None


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is wanted, as the four arguments of a connection say."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None

    def of(self, listing: Listing[Node]) -> Cut[Node]:
        """This part of a list, each key of which is there once.

        Raises:
            BadUserInput: an argument is out of its limits, or a cursor is none of this list.
        """
        first, last = given(self.first), given(self.last)
        after, before = given(self.after), given(self.before)
        if first is not None and last is not None:
            raise BadUserInput("`first` and `last` are both given; give one of them", argument="last")
        items = listing.items

        def key(item: Any) -> Any:  # noqa: ANN401 - whatever `sortable` makes of whatever is listed
            return listing.sortable(listing.key(item))

        low, high = 0, len(items)
        if after is not None and (place := listing.place(after, "after")) is not None:
            low = bisect_right(items, place, key=key)
        if before is not None and (place := listing.place(before, "before")) is not None:
            high = bisect_left(items, place, key=key)
        if last is not None:
            low = max(low, high - checked("last", last, 1, 100))
        else:
            high = min(high, low + checked("first", PAGE if first is None else first, 1, 100))
        high = max(low, high)
        edges = [Edge(cursor=listing.cursor(item), node=listing.node(item)) for item in items[low:high]]
        return Cut(
            edges=edges,
            page_info=PageInfo(
                has_next_page=high < len(items),
                has_previous_page=low > 0,
                start_cursor=edges[0].cursor if edges else None,
                end_cursor=edges[-1].cursor if edges else None,
            ),
            total_count=len(items),
        )
