"""Pages of all titles by name, the list that is asked for most. It stands in the columns in this very order, so a page
of it is a stretch of them: from one place up to another.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias

import orjson
from graphql import GraphQLField, GraphQLObjectType

from graphql_api.catalogue.cursors import cursor_of, cursors_of, position
from graphql_api.engine.arguments import arguments
from graphql_api.engine.compiling import Compiler, Selected, constant, object_type
from graphql_api.engine.leaves import NULL
from graphql_api.engine.resolving import declared
from graphql_api.engine.run import Run
from graphql_api.engine.titles import rows_of
from graphql_api.engine.writing import Write, objects_of
from graphql_api.types.pages import Page
from graphql_api.types.title_list import BY_TITLE

Stretch: TypeAlias = tuple[int, int]
"""The places in the columns of the titles of a page: the first, and the one after the last. Writers get those of the
only page that there is.
"""

PAGE = {"first", "after", "last", "before"}


def titles(compiler: Compiler, field: GraphQLField, selected: Selected) -> Write | None:
    """What writes `Query.titles`; None where it is of some titles only, in another order, or counts what is in them."""
    node, kind = selected[0].node, object_type(field)
    fields = compiler.fields(kind, selected)
    asked = {each[0].node.name.value for each in fields.values()}
    if not {each.name.value for each in node.arguments or ()} <= PAGE or not asked <= _FIELDS.keys():
        return None
    read = arguments(field, declared(field), node)
    write = objects_of({key: _of(_FIELDS, compiler, kind, each) for key, each in fields.items()})

    def page(run: Run, _: Sequence[Any]) -> Sequence[bytes]:
        given, snapshot, rows = read(run.values), run.snapshot, run.columns.rows
        wanted = Page(*map(given.get, ("first", "after", "last", "before")))
        return write(run, [wanted.stretch(len(rows), partial(position, snapshot, BY_TITLE, rows))])

    return page


Own: TypeAlias = Callable[[Compiler, GraphQLObjectType, Selected], Write]
"""Makes what writes a field of a page, or of what is in it."""


def _of(own: Mapping[str, Own], compiler: Compiler, kind: GraphQLObjectType, selected: Selected) -> Write:
    return own[selected[0].node.name.value](compiler, kind, selected)


def _nodes(compiler: Compiler, kind: GraphQLObjectType, selected: Selected) -> Write:
    write = rows_of(compiler, object_type(kind.fields["nodes"]), selected)

    def nodes(run: Run, stretches: Sequence[Stretch]) -> Sequence[bytes]:
        ((low, high),) = stretches
        return [b"[" + write.stretch(run, low, high) + b"]"]

    return nodes


def _edges(compiler: Compiler, kind: GraphQLObjectType, selected: Selected) -> Write:
    edge = object_type(kind.fields["edges"])
    own: Mapping[str, Own] = {"node": _node, "cursor": _cursor, "__typename": _name}
    write = objects_of({key: _of(own, compiler, edge, each) for key, each in compiler.fields(edge, selected).items()})

    def edges(run: Run, stretches: Sequence[Stretch]) -> Sequence[bytes]:
        ((low, high),) = stretches
        return [b"[" + write.joined(run, run.columns.rows[low:high].tolist()) + b"]"]

    return edges


def _node(compiler: Compiler, kind: GraphQLObjectType, selected: Selected) -> Write:
    return rows_of(compiler, object_type(kind.fields["node"]), selected)


def _cursor(*_: object) -> Write:
    return lambda run, rows: list(map(orjson.dumps, cursors_of(run.snapshot, BY_TITLE, rows)))


def _name(_: Compiler, kind: GraphQLObjectType, __: Selected) -> Write:
    return constant(orjson.dumps(kind.name))


def _page_info(compiler: Compiler, kind: GraphQLObjectType, selected: Selected) -> Write:
    info = object_type(kind.fields["pageInfo"])
    fields = compiler.fields(info, selected)
    return objects_of({key: _of(_PAGE_INFO, compiler, info, each) for key, each in fields.items()})


def _total(*_: object) -> Write:
    return lambda run, _: [b"%d" % len(run.columns.rows)]


def _end(of: Callable[[Run, int, int], bytes]) -> Own:
    """Makes what writes something of the ends of a page."""
    return lambda *_: lambda run, stretches: [of(run, *stretches[0])]


def _mark(run: Run, place: int, low: int, high: int) -> bytes:
    """The cursor of a title; null where a page has none."""
    if low == high:
        return NULL
    return orjson.dumps(cursor_of(run.snapshot, BY_TITLE, int(run.columns.rows[place])))


_FIELDS: Mapping[str, Own] = {
    "nodes": _nodes,
    "edges": _edges,
    "pageInfo": _page_info,
    "totalCount": _total,
    "__typename": _name,
}
_TRUTH = (b"false", b"true")
_PAGE_INFO: Mapping[str, Own] = {
    "hasNextPage": _end(lambda run, _, high: _TRUTH[high < len(run.columns.rows)]),
    "hasPreviousPage": _end(lambda _, low, __: _TRUTH[low > 0]),
    "startCursor": _end(lambda run, low, high: _mark(run, low, low, high)),
    "endCursor": _end(lambda run, low, high: _mark(run, high - 1, low, high)),
    "__typename": _name,
}
