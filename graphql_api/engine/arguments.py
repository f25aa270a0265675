"""The arguments of a field, ready for its resolver: what the document says is read once, variables each time."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from graphql import (
    ArgumentNode,
    FieldNode,
    GraphQLField,
    Node,
    Undefined,
    VariableNode,
    is_non_null_type,
    is_required_argument,
)
from graphql.execution.values import VariableValues, coerce_argument
from strawberry.types.arguments import StrawberryArgument, convert_argument
from strawberry.types.base import StrawberryList, StrawberryOptional
from strawberry.types.enum import StrawberryEnumDefinition
from strawberry.types.field import StrawberryField

from graphql_api.engine.unplanned import Unplanned
from graphql_api.engine.variables import MISSING, Read
from graphql_api.limits.syntax import within
from graphql_api.schema import schema

Arguments: TypeAlias = Callable[[Mapping[str, Any]], dict[str, Any]]
"""From the values of variables to a resolver's keyword arguments."""


class Plain(NamedTuple):
    """An argument that is a variable, and takes its value as it is.

    Attributes:
        name: of the resolver's parameter.
        variable: whose value it takes.
        standing: what stands for it where the variable has none; MISSING where nothing does.
        required: whether the variable must have a value.
        nullable: whether that may be null.
    """

    name: str
    variable: str
    standing: Any
    required: bool
    nullable: bool


def arguments(field: GraphQLField, declared: StrawberryField, node: FieldNode) -> Arguments:
    """What reads the arguments of a field as it is asked for."""
    fixed: dict[str, Any] = {}
    plain: list[Plain] = []
    mixed: list[tuple[str, Read]] = []
    given = {each.name.value: each for each in node.arguments or ()}
    for argument in declared.arguments:
        at = given.get(name_of(argument))
        read = _reading(field, argument, node, at)
        if at is not None and isinstance(at.value, VariableNode) and _is_plain(argument.type):
            plain.append(_plain(field, argument, node, at.value))
        elif at is not None and has_variable(at.value):
            mixed.append((argument.python_name, read))
        elif (value := read({})) is not MISSING:
            fixed[argument.python_name] = value
    return _read_all(fixed, plain, mixed) if plain or mixed else lambda _: fixed


def _read_all(fixed: Mapping[str, Any], plain: Sequence[Plain], mixed: Sequence[tuple[str, Read]]) -> Arguments:
    def read_all(values: Mapping[str, Any]) -> dict[str, Any]:
        found = dict(fixed)
        for name, variable, standing, required, nullable in plain:
            value = values.get(variable, standing)
            if value is MISSING and not required:
                continue
            if value is MISSING or (value is None and not nullable):
                raise Unplanned
            found[name] = value
        for name, read in mixed:
            if (value := read(values)) is not MISSING:
                found[name] = value
        return found

    return read_all


def _reading(field: GraphQLField, argument: StrawberryArgument, node: FieldNode, at: ArgumentNode | None) -> Read:
    """What reads one argument as graphql-core and Strawberry do; MISSING where it is left out."""
    name = name_of(argument)

    def read(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - whatever the schema takes
        coerced: dict[str, Any] = {}
        coerce_argument(coerced, node, name, field.args[name], at, VariableValues({}, dict(values)), None)
        return converted(argument, coerced[name]) if name in coerced else MISSING

    return read


def _plain(field: GraphQLField, argument: StrawberryArgument, node: FieldNode, variable: VariableNode) -> Plain:
    definition = field.args[name_of(argument)]
    required, nullable = is_required_argument(definition), not is_non_null_type(definition.type)
    standing = MISSING if required else _reading(field, argument, node, None)({})
    return Plain(argument.python_name, variable.name.value, standing, required, nullable)


def name_of(argument: StrawberryArgument) -> str:
    """What an argument is called in the schema."""
    return schema.config.name_converter.from_argument(argument)


def converted(argument: StrawberryArgument, value: Any) -> Any:  # noqa: ANN401 - whatever the schema takes
    """A value as Strawberry hands it to a resolver."""
    if value is Undefined:
        raise Unplanned
    scalars = schema.schema_converter.scalar_registry
    return convert_argument(value, argument.type, scalars, schema.config)


def _is_plain(kind: Any) -> bool:  # noqa: ANN401 - Strawberry's types have no common one
    """Whether Strawberry hands values of a type on as they are."""
    if isinstance(kind, StrawberryOptional):
        kind = kind.of_type
    return isinstance(kind, StrawberryEnumDefinition) or (
        not isinstance(kind, StrawberryList) and getattr(kind, "__strawberry_definition__", None) is None
    )


def has_variable(value: Node) -> bool:
    """Whether a value in a document is a variable, or holds one."""
    return any(isinstance(each, VariableNode) for each in within(value))
