"""Operation files rewritten as the modules that Relay wants, where every name begins with the module's.

The module is named as the file's operation: `Browse` becomes the operation `BrowseQuery` of the module `Browse`, and
its fragment `TitleCard` becomes `Browse_TitleCard`. Each definition stands in a tag of its own. A variable that may not
be null loses its default: GraphQL allows it, Relay wants it given each time. Nothing else changes.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

from graphql import (
    FragmentDefinitionNode,
    FragmentSpreadNode,
    NameNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    VariableDefinitionNode,
    Visitor,
    parse,
    print_ast,
    visit,
)


def operation_name(document: str) -> str:
    """
    >>> operation_name("query Ties { platforms { id } }")
    'Ties'
    """
    (name,) = [each.name.value for each in parse(document).definitions if isinstance(each, OperationDefinitionNode)]
    return name


def relay_module(document: str) -> str:
    """
    >>> print(relay_module("query Ties { platforms { ...Name } } fragment Name on Platform { name }"))
    import { graphql } from "relay-runtime";
    <BLANKLINE>
    export const TiesQuery = graphql`
    query TiesQuery {
      platforms {
        ...Ties_Name
      }
    }
    `;
    <BLANKLINE>
    export const Ties_Name = graphql`
    fragment Ties_Name on Platform {
      name
    }
    `;
    <BLANKLINE>
    """
    renamed = visit(parse(document), Rewriting(operation_name(document)))
    tags = [f"export const {each.name.value} = graphql`\n{print_ast(each)}\n`;\n" for each in renamed.definitions]
    return "\n".join(['import { graphql } from "relay-runtime";\n', *tags])


def write_modules(operations: list[Path], folder: Path) -> None:
    """Write each operation file as a TypeScript file named as its module."""
    folder.mkdir(parents=True)
    for file in operations:
        text = file.read_text(encoding="utf-8")
        (folder / f"{operation_name(text)}.ts").write_text(relay_module(text), encoding="utf-8")


class Rewriting(Visitor):
    """Puts the module's name into names, and takes defaults from variables that may not be null."""

    def __init__(self, module: str) -> None:
        super().__init__()
        self.module = module

    def leave_operation_definition(self, node: OperationDefinitionNode, *_: Any) -> OperationDefinitionNode:
        return replace(node, name=NameNode(value=f"{self.module}Query"))

    def leave_fragment_definition(self, node: FragmentDefinitionNode, *_: Any) -> FragmentDefinitionNode:
        return replace(node, name=NameNode(value=f"{self.module}_{node.name.value}"))

    def leave_fragment_spread(self, node: FragmentSpreadNode, *_: Any) -> FragmentSpreadNode:
        return replace(node, name=NameNode(value=f"{self.module}_{node.name.value}"))

    def leave_variable_definition(self, node: VariableDefinitionNode, *_: Any) -> VariableDefinitionNode:
        return replace(node, default_value=None) if isinstance(node.type, NonNullTypeNode) else node
