"""What single arguments, directives and fields of a query say of its cost."""

from collections.abc import Iterator, Sequence
from typing import Any

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    GraphQLArgument,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    ValueNode,
    VariableNode,
    get_named_type,
    is_list_type,
    is_non_null_type,
    value_from_ast_untyped,
)

from graphql_api.limits.prices import FILTERS, VALUE, VALUE_LIST, VALUES
from graphql_api.limits.weight import LONGEST, OBJECT, Condition, Filtering, Size


def value_price(name: str, parent: GraphQLNamedType | None) -> int:
    """What a field without selections costs, in tenths."""
    known = parent.fields.get(name) if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) else None
    if known is None or parent is None:
        return VALUE
    kind = known.type.of_type if is_non_null_type(known.type) else known.type
    return VALUES.get(f"{parent.name}.{name}", VALUE_LIST if is_list_type(kind) else VALUE)


def filtering(value: ValueNode, argument: GraphQLArgument) -> Filtering | None:
    """What a filter costs as it stands in a query; None where that is nothing."""
    prices = FILTERS.get(get_named_type(argument.type).name)
    if prices is None:
        return None
    plain, text = (price * OBJECT for price in prices)
    match value:
        case VariableNode():
            return Filtering(plain, text, value.name.value)
        case NullValueNode():
            return None
        case ObjectValueNode():
            return Filtering(plain, text, has_text=any(each.name.value == "text" for each in value.fields))
    return Filtering(plain, text, has_text=True)


def is_connection(kind: GraphQLNamedType | None) -> bool:
    """Whether a type is a page of a list."""
    return isinstance(kind, GraphQLObjectType) and "pageInfo" in kind.fields


def list_size(value: ValueNode, *, counted: bool) -> Size:
    """What an argument says of the length of a list; `counted` where it is a list itself."""
    match value:
        case VariableNode():
            return Size(variable=value.name.value, counted=counted)
        case ListValueNode():
            return Size(len(value.values))
        case IntValueNode() if len(value.value) < 10:
            return Size(min(max(int(value.value), 0), LONGEST))
        case NullValueNode():
            return Size()
    return Size(LONGEST)


def conditions(directives: Sequence[DirectiveNode] | None) -> tuple[Condition, ...]:
    """The variables on which a selection depends."""
    return tuple(
        Condition(argument.value.name.value, wanted=directive.name.value == "include")
        for directive in directives or ()
        if directive.name.value in ("include", "skip")
        for argument in directive.arguments or ()
        if argument.name.value == "if" and isinstance(argument.value, VariableNode)
    )


def variable_defaults(node: OperationDefinitionNode) -> Iterator[tuple[str, Any]]:
    """The defaults of an operation's variables, as far as they matter to its cost."""
    for each in node.variable_definitions or ():
        match each.default_value:
            case None | NullValueNode():
                pass
            case IntValueNode() if len(each.default_value.value) >= 10:
                yield each.variable.name.value, LONGEST
            case IntValueNode() | BooleanValueNode() | ListValueNode() | ObjectValueNode():
                yield each.variable.name.value, value_from_ast_untyped(each.default_value)
