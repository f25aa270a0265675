"""Fields that are resolved as Strawberry resolves them: an attribute, or what its resolver answers."""

from collections.abc import Callable, Coroutine, Sequence
from operator import attrgetter
from typing import Any, TypeAlias

from graphql import FieldNode, GraphQLField
from strawberry.types.field import StrawberryField

from graphql_api.engine.arguments import Arguments, arguments
from graphql_api.engine.run import Run
from graphql_api.engine.unplanned import Unplanned

Resolve: TypeAlias = Callable[[Run, Sequence[Any]], Sequence[Any]]
"""From objects to the value of one field of each."""

BOTH_YEARS = {"year", "added_year"}
"""Arguments of questions that are collected in a thread where both are given, see `graphql_api.catalogue.questions`."""


def resolver(field: GraphQLField, node: FieldNode) -> Resolve:
    """What works out a field as it is asked for."""
    known = declared(field)
    base = known.base_resolver
    if base is None:
        get = attrgetter(known.python_name)
        return lambda _, sources: list(map(get, sources))
    call: Any = base.wrapped_func
    read = arguments(field, known, node)
    if {argument.python_name for argument in known.arguments} >= BOTH_YEARS:
        read = of_one_year(read)
    info = base.info_parameter.name if base.info_parameter else None
    if base.self_parameter is None or base.parent_parameter is not None:
        raise Unplanned
    wait = finished if base.is_async else None

    def resolve(run: Run, sources: Sequence[Any]) -> Sequence[Any]:
        given = read(run.values)
        if info is not None:
            given = {info: run.info, **given}
        if wait is None:
            return [call(source, **given) for source in sources]
        return [wait(call(source, **given)) for source in sources]  # one by one: none is begun that nobody waits for

    return resolve


def declared(field: GraphQLField) -> StrawberryField:
    """How Strawberry has a field."""
    found = field.extensions.get("strawberry-definition")
    if not isinstance(found, StrawberryField) or found.extensions:
        raise Unplanned
    return found


def finished(work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 - whatever it answers
    """The outcome of a coroutine that waits for nothing."""
    try:
        work.send(None)
    except StopIteration as done:
        return done.value
    work.close()
    raise Unplanned


def of_one_year(read: Arguments) -> Arguments:
    """The arguments of a question that answers at once: that of both years is Unplanned."""

    def checked(values: Any) -> dict[str, Any]:  # noqa: ANN401 - a mapping
        given = read(values)
        if given.get("year") is not None and given.get("added_year") is not None:
            raise Unplanned  # now: begun, its work in the thread would be done twice
        return given

    return checked
