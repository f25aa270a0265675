"""Marks of places in lists. A cursor holds the order of the list and the sort key of its item, id included, and no
offset: it means the same place after a new release.
"""

import base64
import binascii
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

import orjson

from graphql_api.catalogue.columns import Rows
from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.catalogue.titles import Order
from graphql_api.errors import BadUserInput
from graphql_api.queries.title_order import TitleOrderField

VALUES: dict[TitleOrderField, type] = dict.fromkeys(TitleOrderField, int)
VALUES |= {TitleOrderField.TITLE: str, TitleOrderField.SCORE: float}
"""Of which type the value in a title's place is."""
_STANDARD = bytes.maketrans(b"-_", b"+/")


def mark(order: str, key: Iterable[str | int | float]) -> str:
    """The cursor of an item, of the name of its list's order and its key: values that JSON keeps as they are."""
    return base64.urlsafe_b64encode(orjson.dumps([order, *key])).decode()


def marked(cursor: str, argument: str, order: str, types: Sequence[type] | None) -> list[Any]:
    """The key that a cursor holds.

    Args:
        cursor: What a client gave as one.
        argument: In which argument.
        order: The name of the list's order.
        types: What the list's keys are made of; None where the list is empty, so that it has no keys.

    Raises:
        BadUserInput: it is none of a list in this order.
    """
    key: list[Any]
    try:
        standard = cursor.encode("ascii").translate(_STANDARD)  # what `base64` does, without its frames
        named, *key = orjson.loads(binascii.a2b_base64(standard, strict_mode=True))
    except (binascii.Error, ValueError, TypeError):
        named, key = None, []
    if named != order or (types is not None and list(map(type, key)) != list(types)):
        raise BadUserInput(
            f"`{argument}` is no cursor of this list; use one that it answered with, in the same order",
            argument=argument,
        )
    return key


def cursor_of(snapshot: Snapshot, order: Order, row: int) -> str:
    """The cursor of a title in lists of an order."""
    return mark(str(order), order.place(snapshot.records[row]))


def cursors_of(snapshot: Snapshot, order: Order, rows: Iterable[int]) -> list[str]:
    """The cursors of titles in lists of an order."""
    name = str(order)
    return [mark(name, order.place(snapshot.records[row])) for row in rows]


def position(snapshot: Snapshot, order: Order, rows: Rows, cursor: str, argument: str = "after") -> int:
    """How many titles of a list come before the place that a cursor marks, its own title among them if it is `after`.

    A title that stands where it stood is looked up; only the place of one that is gone, or stands elsewhere in this
    release, is found by comparing.

    Args:
        snapshot: What is served.
        order: The order of the list.
        rows: The list, in this order.
        cursor: What a client gave as one.
        argument: `after` or `before`.

    Raises:
        BadUserInput: it is no cursor of a list in this order.
    """
    types = (int, int, VALUES[order.field], str, str)
    key = tuple(marked(cursor, argument, str(order), types if len(rows) else None))
    if not len(rows):
        return 0
    record = snapshot.titles.get(key[-1])
    if record is None or order.place(record) != key:
        place, compared = order.sortable(key), lambda row: order.sortable(order.place(snapshot.records[row]))
        return (bisect_right if argument == "after" else bisect_left)(rows, place, key=compared)
    ranks = snapshot.ready.orders[order.field, order.direction][1]
    rank = int(ranks[record.row])
    if len(rows) == len(ranks):
        return rank + 1 if argument == "after" else rank
    return (bisect_right if argument == "after" else bisect_left)(rows, rank, key=ranks.__getitem__)
