"""Pages of titles: their nodes and edges by the numbers of rows, without an object for each."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import orjson
from graphql import GraphQLField, GraphQLObjectType

from graphql_api.engine.compiling import Compiler, Selected, constant, object_type
from graphql_api.engine.titles import rows_of
from graphql_api.engine.unplanned import Unplanned
from graphql_api.engine.writing import Write, listed, objects_of
from graphql_api.types.pages import Listing, Shown
from graphql_api.types.title import Title

Place: TypeAlias = tuple[Listing[Title], int]
"""A title in a list: which list, and the number of the title's row."""


def nodes(compiler: Compiler, field: GraphQLField, selected: Selected) -> Write:
    """What writes the nodes of pages."""
    write = listed(rows_of(compiler, object_type(field), selected))
    return lambda run, pages: write(run, [_rows(page.nodes) for page in pages])


def edges(compiler: Compiler, field: GraphQLField, selected: Selected) -> Write:
    """What writes the edges of pages."""
    kind = object_type(field)
    columns = {key: _column(compiler, kind, each) for key, each in compiler.fields(kind, selected).items()}
    write = listed(objects_of(columns))
    return lambda run, pages: write(run, [[(page.edges.listing, row) for row in _rows(page.edges)] for page in pages])


def _column(compiler: Compiler, kind: GraphQLObjectType, selected: Selected) -> Write:
    name = selected[0].node.name.value
    if name == "__typename":
        return constant(orjson.dumps(kind.name))
    if name == "cursor":
        return lambda _, places: [orjson.dumps(listing.cursor(row)) for listing, row in places]
    if name == "node":
        write = rows_of(compiler, object_type(kind.fields[name]), selected)
        return lambda run, places: write(run, [row for _, row in places])
    raise Unplanned


def _rows(shown: Shown) -> Sequence[int]:
    rows: Sequence[int] = np.asarray(shown.items).tolist()
    return rows
