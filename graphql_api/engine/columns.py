"""Titles by column, each value as JSON: what most answers are made of is only copied together.

A column is a list of bytes, one a title; values that occur often are one object. orjson's own small results are not
kept: each holds some 4 KB of its buffer.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import Any

from graphql_api.catalogue.records import TitleRecord
from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.engine.leaves import Encode
from graphql_api.engine.written import Written
from graphql_api.queries.title_order import OrderDirection, TitleOrderField
from pipeline.store.vocabulary import DurationType, TitleType


class Columns:
    """The titles of a snapshot by column, and what is worked out of them once.

    They stand in the order of titles by name, in which they are listed most: a page of that list is a slice of each
    column, and lies together in memory. One that is picked together from everywhere takes twice as long.

    Attributes:
        values: by the field's name in Python.
        rows: of the titles, in the order in which they stand.
        places: where each title stands in them, by row.
        platforms: the place of each title's platform in `PlatformCode`, by row.
        written: whole titles, by what is selected of them.
    """

    __slots__ = ("places", "platforms", "rows", "values", "written")

    def __init__(self, snapshot: Snapshot, encoders: Mapping[str, Encode]) -> None:
        """Work out the columns of the fields whose encoders are given."""
        self.rows, places = snapshot.orders[TitleOrderField.TITLE, OrderDirection.ASC]
        records = [snapshot.records[row] for row in self.rows.tolist()]
        self.values = {
            name: encoded(map(_VALUES.get(name, attrgetter(name)), records), encode)
            for name, encode in encoders.items()
        }
        self.platforms: list[int] = snapshot.columns.platform.tolist()
        self.places: list[int] = places.tolist()
        self.written = Written(len(records))

    def let_go(self) -> None:
        """Give up one column after the other, so that whatever else runs need not wait for all of them."""
        while self.values:
            self.values.popitem()
        self.written.let_go()

    def picking(self, rows: Sequence[int]) -> Callable[[Any], Any]:
        """What takes the values of some titles, one at least, out of a column, in the order of `rows`."""
        places = [self.places[row] for row in rows]
        first, end = places[0], places[0] + len(places)
        if places[-1] == end - 1 and places == list(range(first, end)):
            return itemgetter(slice(first, end))
        return itemgetter(*places)


def encoded(values: Iterable[Any], encode: Encode) -> list[bytes]:
    """The JSON of each value, equal ones as one object."""
    known: dict[Any, bytes] = {}
    column = []
    for value in values:
        key = tuple(value) if type(value) is list else value
        text = known.get(key)
        if text is None:
            text = known[key] = bytes(memoryview(encode(value)))
        column.append(text)
    return column


_VALUES: Mapping[str, Callable[[TitleRecord], Any]] = {
    "id": attrgetter("title_id"),
    "type": lambda record: TitleType(record.type),
    "duration_type": lambda record: DurationType(record.duration_type) if record.duration_type else None,
}
"""What differs in a title from its record; see `graphql_api.types.title`."""
