"""Single values as JSON: the bytes that orjson makes of what the schema makes of them."""

from collections.abc import Callable, Iterable, Mapping
from math import isfinite
from typing import Any, TypeAlias

import orjson
from graphql import GraphQLEnumType, GraphQLOutputType, GraphQLScalarType, is_list_type, is_non_null_type
from strawberry.schema.schema_converter import CustomGraphQLEnumType

from graphql_api.engine.unplanned import Unplanned

Encode: TypeAlias = Callable[[Any], bytes]
"""From one value to its JSON. A value that the schema would convert, or refuse, is Unplanned."""

NULL = b"null"
LOWEST_INT, HIGHEST_INT = -(2**31), 2**31 - 1


def encoder(kind: GraphQLOutputType) -> Encode:
    """How values of a type without fields are written: scalars, enums, lists of them, and nulls where they may be."""
    if is_non_null_type(kind):
        return _present(kind.of_type)
    encode = _present(kind)
    return lambda value: NULL if value is None else encode(value)


def _present(kind: Any) -> Encode:  # noqa: ANN401 - a type less its non-null
    if is_list_type(kind):
        if str(kind.of_type) == "String!":
            return _texts
        item = encoder(kind.of_type)
        return lambda values: b"[" + b",".join(map(item, values)) + b"]"
    if isinstance(kind, GraphQLEnumType):
        return _enum(kind)
    if isinstance(kind, GraphQLScalarType):
        return _BUILT_IN.get(kind.name) or _custom(kind)
    raise Unplanned


def _texts(values: Any) -> bytes:  # noqa: ANN401 - whatever a resolver answers
    if type(values) is not list:
        raise Unplanned
    for value in values:
        if type(value) is not str:
            raise Unplanned
    return orjson.dumps(values)


def _text(value: Any) -> bytes:  # noqa: ANN401
    if type(value) is not str:
        raise Unplanned
    return orjson.dumps(value)


def _int(value: Any) -> bytes:  # noqa: ANN401
    if type(value) is not int or not LOWEST_INT <= value <= HIGHEST_INT:
        raise Unplanned
    return b"%d" % value


def _float(value: Any) -> bytes:  # noqa: ANN401
    kind = type(value)
    if kind is int:
        whole, value = value, float(value)
        if value != whole:
            raise Unplanned
    elif kind is not float:
        raise Unplanned
    if not isfinite(value):
        raise Unplanned
    return orjson.dumps(value)


def _boolean(value: Any) -> bytes:  # noqa: ANN401
    if value is True:
        return b"true"
    if value is False:
        return b"false"
    raise Unplanned


def _enum(kind: GraphQLEnumType) -> Encode:
    if not isinstance(kind, CustomGraphQLEnumType):
        raise Unplanned
    # By identity: the members live as long as the program, and hashing one runs Python code.
    members: Iterable[Any] = kind.wrapped_cls
    names = {id(member): orjson.dumps(kind.coerce_output_value(member)) for member in members}

    def encode(value: Any) -> bytes:  # noqa: ANN401
        found = names.get(id(value))
        if found is None:
            raise Unplanned
        return found

    return encode


def _custom(kind: GraphQLScalarType) -> Encode:
    def encode(value: Any) -> bytes:  # noqa: ANN401
        if value is None:
            raise Unplanned
        return orjson.dumps(kind.coerce_output_value(value))

    return encode


_BUILT_IN: Mapping[str, Encode] = {"String": _text, "ID": _text, "Int": _int, "Float": _float, "Boolean": _boolean}
