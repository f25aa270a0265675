"""From a document that was checked to a plan: which fields, merged and in their order, and what writes each of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import orjson
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLObjectType,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
)
from graphql.execution.collect_fields import FieldDetails, FragmentDetails, collect_fields, collect_subfields
from graphql.execution.values import VariableValues

from graphql_api.engine.arguments import has_variable
from graphql_api.engine.leaves import encoder
from graphql_api.engine.resolving import attribute, resolver
from graphql_api.engine.run import Run
from graphql_api.engine.unplanned import Unplanned
from graphql_api.engine.writing import Write, composed, objects_of, of_types
from graphql_api.schema import schema

Selected: TypeAlias = list[FieldDetails]
"""One field of an answer: all the places of a document that ask for it, under the same name and with the same
arguments.
"""
Special: TypeAlias = Callable[["Compiler", GraphQLField, Selected], Write | None]
"""What writes a field of certain objects otherwise than by resolving it; None where it is resolved."""


@dataclass(frozen=True, slots=True)
class Compiler:
    """Compiles one operation for certain values of the variables that `@skip` and `@include` take.

    Attributes:
        operation: which.
        fragments: of its document.
        switches: those values.
        own: what writes objects of certain types, in place of `resolved`, by the name of the type.
        special: what writes certain fields, by the names of type and field.
    """

    operation: OperationDefinitionNode
    fragments: Mapping[str, FragmentDetails]
    switches: VariableValues
    own: Mapping[str, Callable[["Compiler", GraphQLObjectType, Selected], Write]]
    special: Mapping[tuple[str, str], Special]

    def root(self) -> Write:
        """What writes the data of an answer, of the root as only source."""
        kind = schema.core.query_type
        if kind is None or self.operation.operation.value != "query":
            raise Unplanned
        found = collect_fields(schema.core, dict(self.fragments), self.switches, kind, self.operation)
        return objects_of(self.columns(kind, found.grouped_field_set))

    def fields(self, kind: GraphQLObjectType, selected: Selected) -> dict[str, Selected]:
        """The fields that are selected of objects of a type, by the keys of the answer."""
        found = collect_subfields(schema.core, dict(self.fragments), self.switches, self.operation, kind, selected)
        return found.grouped_field_set

    def takes_variables(self, selected: Selected) -> bool:
        """Whether an argument of anything that is selected within a field takes a variable."""
        left: list[Any] = [each.node.selection_set for each in selected]
        seen: set[str] = set()
        while left:
            node = left.pop()
            match node:
                case SelectionSetNode():
                    left += node.selections
                case FieldNode():
                    if any(has_variable(each.value) for each in node.arguments or ()):
                        return True
                    left.append(node.selection_set)
                case InlineFragmentNode():
                    left.append(node.selection_set)
                case FragmentSpreadNode() if node.name.value not in seen:
                    seen.add(node.name.value)
                    left.append(self.fragments[node.name.value].definition.selection_set)
        return False

    def columns(self, kind: GraphQLObjectType, fields: Mapping[str, Selected]) -> dict[str, Write]:
        """What writes each field of objects as Strawberry has them."""
        return {key: self.column(kind, selected) for key, selected in fields.items()}

    def column(self, kind: GraphQLObjectType, selected: Selected) -> Write:
        """What writes one field."""
        name = selected[0].node.name.value
        if name == "__typename":
            return constant(orjson.dumps(kind.name))
        field = kind.fields.get(name)
        if field is None:
            raise Unplanned  # of the schema itself
        special = self.special.get((kind.name, name))
        write = special(self, field, selected) if special else None
        return write or self.resolved(field, selected)

    def resolved(self, field: GraphQLField, selected: Selected) -> Write:
        """What writes one field by resolving it."""
        resolve = resolver(field, selected[0].node)
        named = get_named_type(field.type)
        if is_leaf_type(named):
            encode, get = encoder(field.type), attribute(field)
            if get is not None:
                return lambda _, sources: list(map(encode, map(get, sources)))
            return lambda run, sources: list(map(encode, resolve(run, sources)))
        write = composed(field.type, self.objects(named, selected))
        return lambda run, sources: write(run, resolve(run, sources))

    def objects(self, kind: GraphQLNamedType, selected: Selected) -> Write:
        """What writes the objects of a type with the fields that are selected of them."""
        if is_abstract_type(kind):
            possible = schema.core.get_possible_types(kind)
            return of_types({_class(each): self.objects(each, selected) for each in possible})
        if not isinstance(kind, GraphQLObjectType):
            raise Unplanned
        own = self.own.get(kind.name)
        return own(self, kind, selected) if own else objects_of(self.columns(kind, self.fields(kind, selected)))


def compiler_of(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    switches: Mapping[str, Any],
    own: Mapping[str, Callable[[Compiler, GraphQLObjectType, Selected], Write]],
    special: Mapping[tuple[str, str], Special],
) -> Compiler:
    """A compiler of one operation of a document."""
    fragments = {
        node.name.value: FragmentDetails(node)
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    return Compiler(operation, fragments, VariableValues({}, dict(switches)), own, special)


def object_type(field: GraphQLField) -> GraphQLObjectType:
    """The type of the objects that a field answers with, alone or in a list."""
    kind = get_named_type(field.type)
    if not isinstance(kind, GraphQLObjectType):
        raise Unplanned
    return kind


def constant(text: bytes) -> Write:
    """What writes the same for every object."""

    def write(_: Run, sources: Sequence[Any]) -> Sequence[bytes]:
        return [text] * len(sources)

    return write


def _class(kind: GraphQLObjectType) -> type:
    origin: type = kind.extensions["strawberry-definition"].origin
    return origin
