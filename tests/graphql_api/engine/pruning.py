"""Takes out of a document what nothing uses: fragments, and variables."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from graphql import (
    SKIP,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    visit,
)


def pruned(definitions: Sequence[Any]) -> list[Any]:
    """The definitions that are used, and of operations only the variables that are."""
    by_name = {each.name.value: each for each in definitions if isinstance(each, FragmentDefinitionNode)}
    found = []
    spread: set[str] = set()
    for each in definitions:
        if isinstance(each, OperationDefinitionNode):
            used = _Used()
            used.collect(each, by_name)
            spread |= used.fragments
            kept = [one for one in each.variable_definitions or () if one.variable.name.value in used.variables]
            found.append(replace(each, variable_definitions=tuple(kept)))
    return [*found, *(each for name, each in by_name.items() if name in spread)]


class _Used(Visitor):
    """What an operation uses, within fragments as well."""

    def __init__(self) -> None:
        super().__init__()
        self.variables: set[str] = set()
        self.fragments: set[str] = set()

    def collect(self, node: Any, fragments: Mapping[str, Any]) -> None:
        before = set(self.fragments)
        visit(node, self)
        for name in self.fragments - before:
            if name in fragments:
                self.collect(fragments[name], fragments)

    def enter_variable_definition(self, *_: Any) -> Any:
        return SKIP

    def enter_variable(self, node: VariableNode, *_: Any) -> None:
        self.variables.add(node.name.value)

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: Any) -> None:
        self.fragments.add(node.name.value)
