"""Counts of titles by platform: pairs of a platform and a number, without an object for each."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, TypeAlias

import orjson
from graphql import GraphQLField, GraphQLObjectType

from graphql_api.catalogue import questions
from graphql_api.catalogue.answers import PlatformCounts
from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.engine.arguments import arguments
from graphql_api.engine.compiling import Compiler, Selected, constant, object_type
from graphql_api.engine.resolving import declared, finished, of_one_year
from graphql_api.engine.run import Run
from graphql_api.engine.unplanned import Unplanned
from graphql_api.engine.writing import Write, objects_of
from graphql_api.queries.selection import Selection
from graphql_api.types.platform import Platform

Count: TypeAlias = Callable[[Snapshot, Mapping[str, Any]], Coroutine[Any, Any, PlatformCounts]]
"""From arguments to the pairs."""


def platform_counts(compiler: Compiler, field: GraphQLField, selected: Selected) -> Write:
    """What writes `Query.platformCounts`."""
    return _counts(
        compiler,
        field,
        selected,
        lambda snapshot, given: questions.platform_counts(snapshot, given.get("platform"), given.get("type")),
    )


def score_counts(compiler: Compiler, field: GraphQLField, selected: Selected) -> Write:
    """What writes `Query.scoreCounts`."""

    def count(snapshot: Snapshot, given: Mapping[str, Any]) -> Coroutine[Any, Any, PlatformCounts]:
        chosen = Selection(given.get("platform"), given.get("type"), given.get("year"), given.get("added_year"))
        return questions.score_counts(snapshot, chosen, given["scored"])

    return _counts(compiler, field, selected, count)


def _counts(compiler: Compiler, field: GraphQLField, selected: Selected, count: Count) -> Write:
    known, node, kind = declared(field), selected[0].node, object_type(field)
    read = of_one_year(arguments(field, known, node), known, node)
    objects = objects_of({key: _column(compiler, kind, each) for key, each in compiler.fields(kind, selected).items()})

    def write(run: Run, _: Sequence[Any]) -> Sequence[bytes]:
        pairs = finished(count(run.snapshot, read(run.values)))
        return [b"[" + b",".join(objects(run, pairs)) + b"]"]

    return write


def _column(compiler: Compiler, kind: GraphQLObjectType, selected: Selected) -> Write:
    name = selected[0].node.name.value
    if name == "__typename":
        return constant(orjson.dumps(kind.name))
    if name == "count":
        return lambda _, pairs: [b"%d" % number for _, number in pairs]
    if name == "platform":
        write = compiler.objects(object_type(kind.fields[name]), selected)
        return lambda run, pairs: write(run, [Platform.of(code) for code, _ in pairs])
    raise Unplanned
