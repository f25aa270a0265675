"""Arguments for fields: as they stand in a document, as its variables, and as values of these."""

from collections.abc import Mapping
from random import Random
from typing import Any, NamedTuple

from graphql import (
    ArgumentNode,
    BooleanValueNode,
    EnumValueNode,
    FieldNode,
    FloatValueNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLNonNull,
    IntValueNode,
    ListValueNode,
    NameNode,
    NullValueNode,
    ObjectFieldNode,
    ObjectValueNode,
    StringValueNode,
    Undefined,
    ValueNode,
    VariableDefinitionNode,
    VariableNode,
    is_list_type,
    is_non_null_type,
    is_required_argument,
    parse_type,
)

from tests.graphql_api.engine.words import Values

SELDOM = {"last": 0.08, "before": 0.05, "after": 0.15, "addedYear": 0.12, "filter": 0.3, "orderBy": 0.3}
"""How often an argument is given that need not be; others are every other time."""


class Declared(NamedTuple):
    """A variable: its type, whether something stands for it, and where it was used first."""

    type: GraphQLInputType
    has_default: bool
    field: str
    argument: str


class Telling:
    """Draws the arguments of one document.

    Args:
        random: what all is drawn with.
        values: for arguments.
        wrong: how often a variable has a value that fits no type in particular.
    """

    def __init__(self, random: Random, values: Values, wrong: float) -> None:
        self.random = random
        self.values = values
        self.wrong = wrong
        self.declared: dict[str, Declared] = {}
        self.definitions: list[VariableDefinitionNode] = []
        self.count = 0

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def name(self, letter: str) -> str:
        self.count += 1
        return f"{letter}{self.count}"

    def arguments(self, node: FieldNode, known: Mapping[str, Any]) -> tuple[ArgumentNode, ...]:
        came = {each.name.value: each for each in node.arguments or ()}
        found: list[ArgumentNode] = []
        for name, argument in known.items():
            both = name == "last" and any(each.name.value == "first" for each in found) and self.chance(0.9)
            if both or not (is_required_argument(argument) or self.chance(SELDOM.get(name, 0.5))):
                continue
            if name in came and self.chance(0.07):
                found.append(came[name])
                continue
            field, stands = node.name.value, argument.default_value is not Undefined
            value = self.values.right(argument.type, field, name)
            if value is None and name == "first" and self.chance(0.7):
                value = 2
            told = self.literal(value, argument.type, field, name, stands=stands)
            found.append(ArgumentNode(name=NameNode(value=name), value=told))
        self.random.shuffle(found)
        return tuple(found)

    def literal(
        self, value: Any, kind: Any, field: str, argument: str, *, stands: bool = False, share: float = 0.3
    ) -> ValueNode:
        """A value as a document has it, or as variables within it; `stands` is whether something does for none."""
        if share and self.chance(share):
            return self.variable(kind, field, argument, stands=stands)
        kind = kind.of_type if is_non_null_type(kind) else kind
        if value is None or (is_list_type(kind) and not isinstance(value, list)):
            return NullValueNode() if value is None else self.literal(value, kind.of_type, field, argument, share=0)
        if is_list_type(kind):
            inner = [self.literal(each, kind.of_type, field, argument, share=share) for each in value]
            return ListValueNode(values=tuple(inner))
        if isinstance(kind, GraphQLInputObjectType):
            fields = []
            for name, each in value.items():
                at = kind.fields[name]
                stands = at.default_value is not Undefined
                told = self.literal(each, at.type, kind.name, name, stands=stands, share=share)
                fields.append(ObjectFieldNode(name=NameNode(value=name), value=told))
            return ObjectValueNode(fields=tuple(fields))
        return EnumValueNode(value=value) if isinstance(kind, GraphQLEnumType) else _single(value)

    def variable(self, kind: Any, field: str, argument: str, *, stands: bool) -> VariableNode:
        """A variable for a place: one that is there already, or a new one of any type that may stand there."""
        fit = [name for name, each in self.declared.items() if str(each.type) == str(kind)]
        if fit and self.chance(0.25):
            return VariableNode(name=NameNode(value=self.random.choice(fit)))
        bare = kind.of_type if is_non_null_type(kind) else kind
        if is_non_null_type(kind):
            ways = [(kind, False), (kind, True), (bare, True), *([(bare, False)] if stands else [])]
        else:
            ways = [(bare, False), (bare, True), (GraphQLNonNull(bare), False), (GraphQLNonNull(bare), True)]
        declared, default = self.random.choice(ways)
        told = None
        if default:
            value = self.values.right(GraphQLNonNull(bare) if is_non_null_type(kind) else declared, field, argument)
            told = self.literal(value, declared, field, argument, share=0)
        name = self.name("w")
        self.declared[name] = Declared(declared, default, field, argument)
        at = VariableNode(name=NameNode(value=name))
        self.definitions.append(
            VariableDefinitionNode(variable=at, type=parse_type(str(declared)), default_value=told, directives=())
        )
        return VariableNode(name=NameNode(value=name))

    def given(self, came: Mapping[str, Any]) -> Mapping[str, Any]:
        """Values for the variables."""
        found = dict(came)
        for name, each in self.declared.items():
            if (each.has_default or not is_non_null_type(each.type)) and self.chance(0.2):
                continue
            found[name] = self.values.right(each.type, each.field, each.argument)
            if self.chance(self.wrong):
                found[name] = self.values.wrong()
        if self.chance(0.05):
            found["unknown"] = self.values.wrong()
        return found


def _single(value: Any) -> ValueNode:
    match value:
        case bool():
            return BooleanValueNode(value=value)
        case int():
            return IntValueNode(value=str(value))
        case float():
            return FloatValueNode(value=repr(value))
    return StringValueNode(value=value)
