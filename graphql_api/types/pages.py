"""Lists that can grow, a page at a time, by the cursor connections specification.

A cursor holds the sort key of its item, id included, and no offset: it means the same place after a new release.
"""

import base64
import binascii
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import orjson
import strawberry

from graphql_api.errors import BadUserInput
from graphql_api.types.arguments import checked, given

PAGE = 20
"""Items of a page when neither `first` nor `last` is given."""

Node = TypeVar("Node")
Item = TypeVar("Item")
Key = tuple[str, ...]


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


@strawberry.type(description="One page of a longer list.")
class Connection(Generic[Node]):
    """One page of a longer list."""

    edges: list[Edge[Node]] = strawberry.field(description="The items with their cursors.")
    nodes: list[Node] = strawberry.field(description="The items alone: shorter to ask for when cursors are not needed.")
    page_info: PageInfo = strawberry.field(description="Whether there is more, and where to go on.")
    total_count: int = strawberry.field(description="How many items the whole list has: always exact.")


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is wanted, as the four arguments of a connection say."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None

    def of(self, items: Sequence[Item], key: Callable[[Item], Key], node: Callable[[Item], Node]) -> Connection[Node]:
        """This part of a list that is in the order of its keys, each key once.

        Raises:
            BadUserInput: an argument is out of its limits, or a cursor is none of this list.
        """
        first, last = given(self.first), given(self.last)
        after, before = given(self.after), given(self.before)
        if first is not None and last is not None:
            raise BadUserInput("`first` and `last` are both given; give one of them", argument="last")
        parts = len(key(items[0])) if items else None
        low = bisect_right(items, _key(after, "after", parts), key=key) if after is not None else 0
        high = bisect_left(items, _key(before, "before", parts), key=key) if before is not None else len(items)
        if last is not None:
            low = max(low, high - checked("last", last, 1, 100))
        else:
            high = min(high, low + checked("first", PAGE if first is None else first, 1, 100))
        high = max(low, high)
        edges = [Edge(cursor=_cursor(key(item)), node=node(item)) for item in items[low:high]]
        return Connection(
            edges=edges,
            nodes=[edge.node for edge in edges],
            page_info=PageInfo(
                has_next_page=high < len(items),
                has_previous_page=low > 0,
                start_cursor=edges[0].cursor if edges else None,
                end_cursor=edges[-1].cursor if edges else None,
            ),
            total_count=len(items),
        )


def _cursor(key: Key) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(key)).decode()


def _key(cursor: str, argument: str, parts: int | None) -> Key:
    """The key that a cursor holds; `parts` is how many there are in the keys of the list, None where it is empty."""
    try:
        key = orjson.loads(base64.b64decode(cursor, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        key = None
    is_key = isinstance(key, list) and all(isinstance(part, str) for part in key)
    if not is_key or (parts is not None and len(key) != parts):
        raise BadUserInput(f"`{argument}` is no cursor of this list; use one that it answered with", argument=argument)
    return tuple(key)
