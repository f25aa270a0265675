"""Values of many objects as JSON, one after the other: lists, nulls, objects, and objects of several types.

All of a plan works on lists: of so many sources each column makes as many values, and each writer as many texts. A
list within each object becomes one long list for what is inside, and is cut up again afterwards.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, chain, pairwise
from typing import Any, TypeAlias

from graphql import GraphQLOutputType, is_list_type, is_non_null_type

from graphql_api.engine.leaves import NULL
from graphql_api.engine.run import Run
from graphql_api.engine.unplanned import Unplanned

MANY = 8
"""Objects from which they are joined all at once."""

Write: TypeAlias = Callable[[Run, Sequence[Any]], Sequence[bytes]]
"""From values, or from the objects that have them, to the JSON of each."""


def composed(kind: GraphQLOutputType, objects: Write) -> Write:
    """What writes objects, lists of them, and nulls where there may be some; `objects` writes those there are."""
    if is_non_null_type(kind):
        inner = kind.of_type
        return _refusing_nulls(listed(composed(inner.of_type, objects)) if is_list_type(inner) else objects)
    return _with_nulls(listed(composed(kind.of_type, objects)) if is_list_type(kind) else objects)


def listed(items: Write) -> Write:
    """What writes lists of what another writes, all their items together."""

    def write(run: Run, values: Sequence[Sequence[Any]]) -> Sequence[bytes]:
        if len(values) == 1:
            whole = items.joined(run, values[0]) if isinstance(items, Objects) else b",".join(items(run, values[0]))
            return [b"[" + whole + b"]"]
        written = items(run, list(chain.from_iterable(values)))
        cuts = accumulate(map(len, values), initial=0)
        return [b"[" + b",".join(written[begin:end]) + b"]" for begin, end in pairwise(cuts)]

    return write


def _refusing_nulls(write: Write) -> Write:
    def refusing(run: Run, values: Sequence[Any]) -> Sequence[bytes]:
        for value in values:
            if value is None:
                raise Unplanned
        return write(run, values)

    return refusing


def _with_nulls(write: Write) -> Write:
    def with_nulls(run: Run, values: Sequence[Any]) -> Sequence[bytes]:
        for value in values:
            if value is None:
                break
        else:
            return write(run, values)
        written = iter(write(run, [value for value in values if value is not None]))
        return [NULL if value is None else next(written) for value in values]

    return with_nulls


def of_types(writers: Mapping[type, Write]) -> Write:
    """What writes objects of several types, by the class of each."""

    def write(run: Run, values: Sequence[Any]) -> Sequence[bytes]:
        written: dict[type, Any] = {}
        for kind in {type(value) for value in values}:
            if kind not in writers:
                raise Unplanned
            written[kind] = iter(writers[kind](run, [value for value in values if type(value) is kind]))
        return [next(written[type(value)]) for value in values]

    return write


Cells: TypeAlias = Callable[[Run, Any], Sequence[Sequence[bytes]]]
"""From objects to the JSON of each field, of all of them."""


class Objects:
    """Writes objects with certain fields.

    Args:
        keys: of the fields, which are names of GraphQL and so need no escape.
        cells: what works out the JSON of each field for all objects.
    """

    def __init__(self, keys: Sequence[str], cells: Cells) -> None:
        self._cells = cells
        self._width = 2 * len(keys)
        names = [b'"%b":' % key.encode() for key in keys]
        self._fill = (b"{" + b",".join(b"%b%%b" % name for name in names) + b"}").__mod__
        self._pieces: list[bytes] = []
        for place, name in enumerate(names):
            self._pieces += [(b"," if place else b"},{") + name, b""]

    def __call__(self, run: Run, sources: Any) -> Sequence[bytes]:  # noqa: ANN401 - what has a length
        """Each object."""
        if not self._width or not len(sources):
            return [b"{}"] * len(sources)
        return list(map(self._fill, zip(*self._cells(run, sources), strict=True)))

    def joined(self, run: Run, sources: Any) -> bytes:  # noqa: ANN401
        """All objects with commas between them, which for many takes less than one after the other."""
        if not self._width or len(sources) < MANY:
            return b",".join(self(run, sources))
        pieces = self._pieces * len(sources)
        for place, cells in enumerate(self._cells(run, sources)):
            pieces[2 * place + 1 :: self._width] = cells
        pieces[0] = pieces[0][2:]  # nothing is before the first
        pieces.append(b"}")
        return b"".join(pieces)


def objects_of(columns: Mapping[str, Write]) -> Objects:
    """What writes objects with these fields, each of them by a column."""
    each = tuple(columns.values())

    def cells(run: Run, sources: Any) -> Sequence[Sequence[bytes]]:  # noqa: ANN401 - what has a length
        found = []
        for column in each:  # a comprehension takes a frame of its own
            found.append(column(run, sources))  # noqa: PERF401
        return found

    return Objects(list(columns), cells)
