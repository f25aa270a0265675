"""Lists that can grow, a page at a time, by the cursor connections specification."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Any, Generic, NamedTuple, Self, TypeVar

import strawberry

from graphql_api.catalogue.columns import Rows
from graphql_api.catalogue.cursors import mark, marked
from graphql_api.errors import BadUserInput
from graphql_api.types.arguments import checked

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
    edges: strawberry.Private[Sequence["Edge[Any]"]]

    @strawberry.field(description="Cursor of the page's first item; null when the page is empty.")
    def start_cursor(self) -> str | None:
        return self.edges[0].cursor if self.edges else None

    @strawberry.field(description="Cursor of the page's last item; null when the page is empty.")
    def end_cursor(self) -> str | None:
        return self.edges[-1].cursor if self.edges else None


@strawberry.type(description="An item and its place in a list.")
class Edge(Generic[Node]):
    """An item and its place in a list."""

    cursor: str = strawberry.field(description="Opaque mark of this place, for `after` and `before`.")
    node: Node = strawberry.field(description="The item.")


class Cut(NamedTuple, Generic[Node]):
    """The part of a list that a page shows."""

    edges: Sequence[Edge[Node]]
    nodes: Sequence[Node]
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
        edges: Any = cut.edges
        nodes: Any = cut.nodes
        return cls(edges=edges, nodes=nodes, page_info=cut.page_info, total_count=cut.total_count, **more)


class Listing(NamedTuple, Generic[Node]):
    """A whole list in its order: what a page is cut from."""

    order: str
    """The name of the order: cursors of another order mean no place in this one."""
    items: Sequence[Any] | Rows
    key: Callable[[Any], Key]
    node: Callable[[Any], Node]
    sortable: Callable[[Sequence[Any]], Any] = tuple
    """What compares as the list is ordered, of a key."""

    known: Callable[[str, str], int] | None = None
    """What `position` does, where that is found without comparing keys."""

    def cursor(self, item: Any) -> str:  # noqa: ANN401 - whatever is listed
        """The mark of an item's place."""
        return mark(self.order, self.key(item))

    def position(self, cursor: str, argument: str) -> int:
        """How many items come before the place that a cursor marks, its own item among them if it is `after`.

        Raises:
            BadUserInput: it is none of a list in this order.
        """
        if self.known:
            return self.known(cursor, argument)
        types = [type(part) for part in self.key(self.items[0])] if len(self.items) else None
        key = marked(cursor, argument, self.order, types)
        if not len(self.items):
            return 0
        place, compared = self.sortable(key), lambda item: self.sortable(self.key(item))
        return (bisect_right if argument == "after" else bisect_left)(self.items, place, key=compared)


class Shown(Sequence[Any]):
    """The items of a page as they are shown, each made when it is looked at: few ask for both nodes and cursors.

    Attributes:
        items: what is shown.
        listing: of which list.
    """

    def __init__(self, items: Sequence[Any] | Rows, listing: Listing[Any], show: Callable[[Any], Any]) -> None:
        self.items = items
        self.listing = listing
        self._show = show

    def __len__(self) -> int:
        """How many there are."""
        return len(self.items)

    def __getitem__(self, place: Any) -> Any:  # noqa: ANN401 - one by its place, some by a slice
        """One of them, or some."""
        if isinstance(place, slice):
            return Shown(self.items[place], self.listing, self._show)
        return self._show(self.items[place])


class Page(NamedTuple):
    """Which part of a list is wanted, as the four arguments of a connection say."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None

    def stretch(self, count: int, position: Callable[[str, str], int]) -> tuple[int, int]:
        """From which item up to which other this part of a list is.

        Args:
            count: how many items the list has.
            position: see `Listing`.

        Raises:
            BadUserInput: an argument is out of its limits, or a cursor is none of this list.
        """
        unset = strawberry.UNSET
        first, last = None if self.first is unset else self.first, None if self.last is unset else self.last
        after, before = None if self.after is unset else self.after, None if self.before is unset else self.before
        if first is not None and last is not None:
            raise BadUserInput("`first` and `last` are both given; give one of them", argument="last")
        low, high = 0, count
        if after is not None:
            low = position(after, "after")
        if before is not None:
            high = position(before, "before")
        if last is not None:
            low = max(low, high - checked("last", last, 1, 100))
        else:
            high = min(high, low + checked("first", PAGE if first is None else first, 1, 100))
        return low, max(low, high)

    def of(self, listing: Listing[Node]) -> Cut[Node]:
        """This part of a list, each key of which is there once.

        Raises:
            BadUserInput: as for `stretch`.
        """
        items = listing.items
        low, high = self.stretch(len(items), listing.position)
        shown = items[low:high]
        edges = Shown(shown, listing, lambda item: Edge(cursor=listing.cursor(item), node=listing.node(item)))
        return Cut(
            edges=edges,
            nodes=Shown(shown, listing, listing.node),
            page_info=PageInfo(has_next_page=high < len(items), has_previous_page=low > 0, edges=edges),
            total_count=len(items),
        )
