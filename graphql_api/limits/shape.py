"""The shape of a document: what it asks of which fields, without anything that its writer named or gave.

Two requests for different users have one shape, so it tells logs which query it was and not about whom.
"""

import hashlib

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

LENGTH = 12
"""Hexadecimal digits of the hash."""


def shape(document: DocumentNode) -> str:
    """A hash of the fields and the names of arguments, in the order of the document."""
    words: list[str] = []
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode):
            words.append(node.operation.value)
        elif isinstance(node, FragmentDefinitionNode):
            words.append(f"on {node.type_condition.name.value}")
        if isinstance(node, OperationDefinitionNode | FragmentDefinitionNode):
            _selected(node.selection_set, words)
    return hashlib.sha256(" ".join(words).encode("utf-8", "replace")).hexdigest()[:LENGTH]


def _selected(node: SelectionSetNode, words: list[str]) -> None:
    words.append("{")
    for each in node.selections:
        words.append(_word(each))
        inner = getattr(each, "selection_set", None)
        if inner:
            _selected(inner, words)
    words.append("}")


def _word(node: SelectionNode) -> str:
    match node:
        case FieldNode():
            names = sorted(argument.name.value for argument in node.arguments or ())
            return f"{node.name.value}({','.join(names)})"
        case InlineFragmentNode() if node.type_condition:
            return f"...{node.type_condition.name.value}"
        case FragmentSpreadNode() | InlineFragmentNode():
            return "..."
    raise TypeError(f"{type(node).__name__} is no selection")
