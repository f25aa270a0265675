"""Turns a document into a richer one of the same kind: what plans have to get right and few queries hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any, NamedTuple

from graphql import (
    ArgumentNode,
    BooleanValueNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLNonNull,
    InlineFragmentNode,
    NamedTypeNode,
    NameNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_named_type,
    is_composite_type,
    print_ast,
)

from graphql_api.schema import schema
from tests.graphql_api.engine.pruning import pruned
from tests.graphql_api.engine.telling import Telling
from tests.graphql_api.engine.words import Values

TYPENAME = "__typename"
MORE = (2, 0, 1, 2, 3, 2, 0, 2, 1, 0, 0, 1, 0, 0)
"""How many fields are added to objects, of which the first are left out for each level that they are within."""


class Asked(NamedTuple):
    """A document, which operation of it, and values for its variables: each of them is asked."""

    text: str
    operation: str | None
    variables: Sequence[Mapping[str, Any]]


class Rewriting(Telling):
    """Rewrites one document.

    Args:
        random: what all is drawn with.
        values: for arguments.
        wrong: how often a variable has a value that fits no type in particular.
    """

    def __init__(self, random: Random, values: Values, wrong: float) -> None:
        super().__init__(random, values, wrong)
        self.fragments: list[FragmentDefinitionNode] = []
        self.depth = 0

    def asked(self, document: DocumentNode, variables: Mapping[str, Any], times: int) -> Asked:
        """A richer document with so many sets of values, next to those that it came with."""
        operations, fragments = [], []
        for each in document.definitions:
            if isinstance(each, FragmentDefinitionNode):
                kind: Any = schema.core.get_type(each.type_condition.name.value)
                fragments.append(replace(each, selection_set=self.selections(each.selection_set, kind)))
            elif isinstance(each, OperationDefinitionNode):
                selected = self.selections(each.selection_set, schema.core.query_type)
                operations.append(replace(each, selection_set=selected))
        name = "Asked" if self.chance(0.2) else None
        operations[0] = replace(
            operations[0],
            name=NameNode(value=name) if name else None,
            variable_definitions=(*(operations[0].variable_definitions or ()), *self.definitions),
        )
        if name and self.chance(0.5):
            only = SelectionSetNode(selections=(FieldNode(name=NameNode(value=TYPENAME)),))
            operations.append(
                OperationDefinitionNode(
                    operation=OperationType.QUERY, name=NameNode(value="Other"), selection_set=only, directives=()
                )
            )
            self.random.shuffle(operations)
        text = print_ast(DocumentNode(definitions=tuple(pruned([*operations, *fragments, *self.fragments]))))
        return Asked(text, name, [self.given(variables) for _ in range(times if self.declared else 1)])

    def selections(self, node: SelectionSetNode, kind: Any) -> SelectionSetNode:
        kept = [each for each in node.selections if self.chance(0.85)] or [node.selections[0]]
        self.depth += 1
        found = [self.selection(each, kind) for each in (*kept, *self.more(kind))]
        self.depth -= 1
        if self.chance(0.2):
            alias = NameNode(value=self.name("z")) if self.chance(0.3) else None
            found.append(FieldNode(name=NameNode(value=TYPENAME), alias=alias, arguments=(), directives=()))
        if self.chance(0.25):
            found.append(self.again(self.random.choice(found)))
        if self.chance(0.15):
            self.random.shuffle(found)
        if self.chance(0.15):
            cut = self.random.randrange(len(found))
            found = [*found[:cut], *self.wrapped(found[cut:], kind)]
        return SelectionSetNode(selections=tuple(map(self.switched, found)))

    def switched(self, node: Any) -> Any:
        """The same, perhaps skipped or included."""
        if not self.chance(0.06):
            return node
        told = self.directive()
        there = [each for each in node.directives or () if each.name.value != told.name.value]
        return replace(node, directives=(*there, told))

    def more(self, kind: Any) -> Iterator[FieldNode]:
        """A few more fields, the fewer the deeper."""
        fields = getattr(kind, "fields", {})
        for name in self.random.sample(
            sorted(fields), min(len(fields), self.random.choice(MORE[self.depth :] or (0,)))
        ):
            field, inner = fields[name], None
            if is_composite_type(get_named_type(field.type)):
                inner = SelectionSetNode(selections=(FieldNode(name=NameNode(value=TYPENAME)),))
            alias = NameNode(value=self.name("x")) if field.args else None
            yield FieldNode(name=NameNode(value=name), alias=alias, selection_set=inner, arguments=(), directives=())

    def selection(self, node: Any, kind: Any) -> Any:
        if isinstance(node, InlineFragmentNode):
            on = schema.core.get_type(node.type_condition.name.value) if node.type_condition else kind
            return replace(node, selection_set=self.selections(node.selection_set, on))
        field = kind.fields.get(node.name.value) if isinstance(node, FieldNode) and hasattr(kind, "fields") else None
        if field is None:
            return node
        alias = node.alias
        if field.args and not alias:
            # What has arguments has a name of its own: two that differ could not be answered under one.
            alias = NameNode(value=self.name("x")) if self.chance(0.1) else None
        elif self.chance(0.05):  # perhaps under the name of another one
            alias = NameNode(value=self.random.choice(sorted(kind.fields)) if self.chance(0.2) else self.name("y"))
        selected = node.selection_set
        if selected:
            selected = self.selections(selected, get_named_type(field.type))
        return replace(node, alias=alias, arguments=self.arguments(node, field.args), selection_set=selected)

    def again(self, node: Any) -> Any:
        """The same once more, with a part of what it selects: both are answered as one."""
        inner = getattr(node, "selection_set", None)
        if not inner:
            return node
        few = self.random.sample(inner.selections, self.random.randint(1, len(inner.selections)))
        return replace(node, selection_set=SelectionSetNode(selections=tuple(few)))

    def wrapped(self, found: Sequence[Any], kind: Any) -> Sequence[Any]:
        """The same within a fragment."""
        inner = SelectionSetNode(selections=tuple(found))
        on = NamedTypeNode(name=NameNode(value=kind.name))
        if self.chance(0.5):
            name = self.name("G")
            fragment = FragmentDefinitionNode(
                name=NameNode(value=name), type_condition=on, selection_set=inner, directives=()
            )
            self.fragments.append(fragment)
            spread = FragmentSpreadNode(name=NameNode(value=name), directives=())
            return [spread, *([spread] if self.chance(0.2) else [])]
        condition = on if self.chance(0.7) else None
        found = [InlineFragmentNode(type_condition=condition, selection_set=inner, directives=())]
        interfaces = getattr(kind, "interfaces", ())
        if condition and interfaces and self.chance(0.4):
            outer = NamedTypeNode(name=NameNode(value=interfaces[0].name))
            inner = SelectionSetNode(selections=tuple(found))
            found = [InlineFragmentNode(type_condition=outer, selection_set=inner, directives=())]
        return found

    def directive(self) -> DirectiveNode:
        name, kind = self.random.choice([("skip", False), ("include", True)]), GraphQLNonNull(_BOOLEAN)
        shown = name[1] if self.chance(0.6) else not name[1]
        value = self.variable(kind, "directive", "if", stands=False) if self.chance(0.5) else None
        told = ArgumentNode(name=NameNode(value="if"), value=value or BooleanValueNode(value=shown))
        return DirectiveNode(name=NameNode(value=name[0]), arguments=(told,))


_BOOLEAN: Any = schema.core.type_map["Boolean"]
