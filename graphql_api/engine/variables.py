"""Values of variables, read as graphql-core reads them; what it would refuse is Unplanned."""

from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from typing import Any, NamedTuple, TypeAlias

from graphql import (
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputType,
    GraphQLNonNull,
    GraphQLSchema,
    Undefined,
    VariableDefinitionNode,
)
from graphql.execution.get_variable_signature import get_variable_signature
from graphql.utilities import coerce_input_value
from graphql.utilities.coerce_input_value import coerce_default_value

from graphql_api.engine.leaves import HIGHEST_INT, LOWEST_INT
from graphql_api.engine.unplanned import Unplanned

Read: TypeAlias = Callable[[Any], Any]
"""From a value as JSON has it to what resolvers take."""

MISSING = object()


class Variable(NamedTuple):
    """One variable of an operation.

    Attributes:
        name: without the dollar.
        read: what reads its value, if that is not null.
        default: what stands for it where it is not given; MISSING where nothing does.
        required: whether it must be given.
        nullable: whether it may be null.
    """

    name: str
    read: Read
    default: Any
    required: bool
    nullable: bool

    @classmethod
    def of(cls, schema: GraphQLSchema, node: VariableDefinitionNode) -> "Variable":
        """The variable of a definition."""
        signature = get_variable_signature(schema, node)
        if isinstance(signature, GraphQLError):
            raise Unplanned
        default = coerce_default_value(signature) if node.default_value else Undefined
        nullable = not isinstance(signature.type, GraphQLNonNull)
        read = _reader(signature.type.of_type if isinstance(signature.type, GraphQLNonNull) else signature.type)
        standing = MISSING if default is Undefined else default
        return cls(signature.name, read, standing, required=not nullable and standing is MISSING, nullable=nullable)


def read_all(variables: Sequence[Variable], given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an operation's variables; one that is not given and has no default is left out."""
    values: dict[str, Any] = {}
    for name, read, default, required, nullable in variables:
        value = given.get(name, MISSING)
        if value is MISSING:
            if default is not MISSING:
                values[name] = default
            elif required:
                raise Unplanned
        elif value is not None:
            values[name] = read(value)
        elif nullable:
            values[name] = None
        else:
            raise Unplanned
    return values


def _reader(kind: GraphQLInputType) -> Read:
    """What reads values of a type that are not null: quickly what most are."""
    if isinstance(kind, GraphQLEnumType):
        members = {name: kind.coerce_input_value(name) for name in kind.values}

        def member(value: Any) -> Any:  # noqa: ANN401
            if type(value) is not str or value not in members:
                raise Unplanned
            return members[value]

        return member
    quick = _QUICK.get(str(kind))
    if quick is not None:
        return quick

    def read(value: Any) -> Any:  # noqa: ANN401
        found = coerce_input_value(value, kind)
        if found is Undefined:
            raise Unplanned
        return found

    return read


def _int(value: Any) -> int:  # noqa: ANN401
    if type(value) is not int or not LOWEST_INT <= value <= HIGHEST_INT:
        raise Unplanned
    return value


def _float(value: Any) -> float:  # noqa: ANN401
    if type(value) is not float and type(value) is not int:
        raise Unplanned
    number = float(value)
    if not isfinite(number) or number != value:
        raise Unplanned
    return number


def _text(value: Any) -> str:  # noqa: ANN401
    if type(value) is not str:
        raise Unplanned
    return value


def _boolean(value: Any) -> bool:  # noqa: ANN401
    if type(value) is not bool:
        raise Unplanned
    return value


_QUICK: Mapping[str, Read] = {"Int": _int, "Float": _float, "String": _text, "ID": _text, "Boolean": _boolean}
