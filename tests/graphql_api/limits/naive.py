"""What a query holds, found by following every fragment wherever it is spread: for small documents only.

It goes from the root down and multiplies, where the service goes from the leaves up and remembers.
"""

from collections.abc import Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    OperationDefinitionNode,
    SelectionSetNode,
    Undefined,
    get_named_type,
    get_nullable_type,
    is_list_type,
    value_from_ast_untyped,
)

from graphql_api.limits.prices import FILTERS, LENGTH, LENGTHS, PAGE, SURCHARGES, VALUE_LIST, VALUES
from graphql_api.schema import schema

CORE = schema.core


class Held:
    """What an operation holds.

    Attributes:
        depth: the most fields within one another.
        aliases: how many.
        directives: how many.
        tenths: the cost, in tenths of an object.
    """

    def __init__(self, document: DocumentNode, values: Mapping[str, Any]) -> None:
        (operation,) = (each for each in document.definitions if isinstance(each, OperationDefinitionNode))
        self.fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }
        defaults = {
            each.variable.name.value: value_from_ast_untyped(each.default_value)
            for each in operation.variable_definitions or ()
            if each.default_value
        }
        self.values = {**defaults, **values}
        self.depth = self.aliases = self.directives = self.tenths = 0
        self.directives += len(operation.directives or ())
        self.follow(operation.selection_set, CORE.query_type, level=1, times=1, page=0)

    def follow(self, node: SelectionSetNode, parent: Any, level: int, times: int, page: int) -> None:
        """Count a selection set that is answered so many times, with so many items if it is of a page."""
        for each in node.selections:
            self.directives += len(each.directives or ())
            shown = times if self.shown(each) else 0
            if isinstance(each, FieldNode):
                self.aliases += each.alias is not None
                self.depth = max(self.depth, level)
                if each.selection_set:
                    self.object(each, parent, level, shown, page)
                else:
                    self.tenths += times * value_price(parent, each.name.value)
            elif isinstance(each, FragmentSpreadNode):
                fragment = self.fragments[each.name.value]
                self.directives += len(fragment.directives or ())
                on = CORE.get_type(fragment.type_condition.name.value)
                self.follow(fragment.selection_set, on, level, shown, page)
            else:
                on = CORE.get_type(each.type_condition.name.value) if each.type_condition else parent
                self.follow(each.selection_set, on, level, shown, page)

    def object(self, node: FieldNode, parent: Any, level: int, times: int, page: int) -> None:
        name = node.name.value
        field = parent.fields[name]
        kind = get_named_type(field.type)
        if pages(parent) and name in {"nodes", "edges"}:
            times *= page
        self.tenths += times * SURCHARGES.get(f"{parent.name}.{name}", 0) * 10
        self.tenths += times * self.filtering(node, field) * 10
        length = self.length(node, field, f"{parent.name}.{name}")
        if not pages(kind) and not pages(parent):
            times *= length
        self.tenths += times * 10
        self.follow(node.selection_set, kind, level + 1, times, length)

    def length(self, node: FieldNode, field: GraphQLField, path: str) -> int:
        said = []
        for each in node.arguments or ():
            value = value_from_ast_untyped(each.value, self.values) if each.name.value in SAID else None
            if value is not None and value is not Undefined:
                said.append(len(value) if isinstance(value, list) else min(max(int(value), 0), 100))
        if said:
            return max(said)
        if pages(get_named_type(field.type)):
            return PAGE
        if not is_list_type(get_nullable_type(field.type)):
            return 1
        return field.args["first"].default_value if "first" in field.args else LENGTHS.get(path, LENGTH)

    def filtering(self, node: FieldNode, field: GraphQLField) -> int:
        for each in node.arguments or ():
            if each.name.value == "filter" and (value := value_from_ast_untyped(each.value, self.values)):
                plain, text = FILTERS[get_named_type(field.args["filter"].type).name]
                return plain + (text if value.get("text") is not None else 0)
        return 0

    def shown(self, node: Any) -> bool:
        """Whether what conditions on variables say of it lets it be answered; others are not looked at."""
        for directive in node.directives or ():
            (argument,) = directive.arguments
            if argument.value.kind == "variable":
                value = self.values[argument.value.name.value]
                if value is not (directive.name.value == "include"):
                    return False
        return True


SAID = ("first", "last", "ids")


def value_price(parent: Any, name: str) -> int:
    """Of a field without selections, in tenths."""
    if name == "__typename":
        return 1
    many = is_list_type(get_nullable_type(parent.fields[name].type))
    return VALUES.get(f"{parent.name}.{name}", VALUE_LIST if many else 1)


def pages(kind: Any) -> bool:
    return "pageInfo" in getattr(kind, "fields", {})
