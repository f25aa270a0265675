"""Fields that are resolved as Strawberry resolves them: an attribute, or what its resolver answers."""

from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from operator import attrgetter
from typing import Any, TypeAlias

from graphql import FieldNode, GraphQLField
from strawberry.types.field import StrawberryField

from graphql_api.engine.arguments import Arguments, arguments, name_of
from graphql_api.engine.run import Run
from graphql_api.engine.unplanned import Unplanned

Resolve: TypeAlias = Callable[[Run, Sequence[Any]], Sequence[Any]]
"""From objects to the value of one field of each."""

BOTH_YEARS = {"year", "added_year"}
"""Arguments of questions that are collected in a thread where both are given, see `graphql_api.catalogue.questions`."""


def resolver(field: GraphQLField, node: FieldNode) -> Resolve:
    """What works out a field as it is asked for."""
    known, get = declared(field), attribute(field)
    if get is not None:
        return lambda _, sources: list(map(get, sources))
    base = known.base_resolver
    if base is None:
        raise Unplanned
    call: Any = base.wrapped_func
    read = arguments(field, known, node)
    read = of_one_year(read, known, node)
    info = base.info_parameter.name if base.info_parameter else None
    if base.self_parameter is None or base.parent_parameter is not None:
        raise Unplanned
    waits = base.is_async

    def resolve(run: Run, sources: Sequence[Any]) -> Sequence[Any]:
        given = read(run.values)
        if info is not None:
            given = {info: run.info(), **given}
        answers = map(partial(call, **given), sources)
        return list(map(finished, answers) if waits else answers)  # one by one: none is begun that nobody waits for

    return resolve


def attribute(field: GraphQLField) -> Callable[[Any], Any] | None:
    """What takes the value of a field that is an attribute of its object; None where it is not."""
    known = declared(field)
    return attrgetter(known.python_name) if known.base_resolver is None else None


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


def of_one_year(read: Arguments, known: StrawberryField, node: FieldNode) -> Arguments:
    """The arguments of a question that answers at once: that of both years is Unplanned."""
    given = {each.name.value for each in node.arguments or ()}
    if not {each.python_name for each in known.arguments if name_of(each) in given} >= BOTH_YEARS:
        return read

    def checked(values: Any) -> dict[str, Any]:  # noqa: ANN401 - a mapping
        given = read(values)
        if given.get("year") is not None and given.get("added_year") is not None:
            raise Unplanned  # now: begun, its work in the thread would be done twice
        return given

    return checked
