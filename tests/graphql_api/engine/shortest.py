"""A document that shows a difference, with all taken out that the difference does not need."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from graphql import (
    REMOVE,
    ArgumentNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    ListValueNode,
    Node,
    ObjectFieldNode,
    OperationDefinitionNode,
    SelectionSetNode,
    Visitor,
    parse,
    print_ast,
    visit,
)

from tests.graphql_api.engine.pruning import pruned
from tests.graphql_api.engine.rewriting import Asked

PIECES = (FieldNode, InlineFragmentNode, FragmentSpreadNode, ArgumentNode, DirectiveNode, ObjectFieldNode)


def shortest(asked: Asked, differs: Callable[[Asked], bool]) -> Asked:
    """The same with one piece after the other taken out, as long as it still differs."""
    place = 0
    while True:
        for at, shorter in enumerate(_shorter(asked)):
            if at >= place and differs(shorter):
                asked, place = shorter, at
                break
        else:
            if not place:
                return asked
            place = 0


def _shorter(asked: Asked) -> Iterator[Asked]:
    """The same with one set of values only, one value less, or one piece of the document less."""
    if len(asked.variables) > 1:
        yield from (asked._replace(variables=[each]) for each in asked.variables)
        return
    document = parse(asked.text)
    count = 0
    while (less := _without(document, count)) is not None:
        yield asked._replace(text=print_ast(less))
        count += 1
    for given in asked.variables:
        for name in given:
            yield asked._replace(variables=[{key: value for key, value in given.items() if key != name}])


def _without(document: DocumentNode, number: int) -> DocumentNode | None:
    """A document without its piece of this number; None where it has fewer."""
    taking = _Taking(number)
    less: DocumentNode = visit(document, taking)
    return DocumentNode(definitions=tuple(pruned(less.definitions))) if taking.left < 0 else None


class _Taking(Visitor):
    def __init__(self, number: int) -> None:
        super().__init__()
        self.left = number

    def enter(self, node: Node, _key: Any, _parent: Any, _path: Any, ancestors: Any) -> Any:
        if isinstance(node, FieldNode) and node.alias and self._taken():
            return replace(node, alias=None)
        if isinstance(node, InlineFragmentNode) and node.type_condition and self._taken():
            return replace(node, type_condition=None)
        if isinstance(node, SelectionSetNode):
            for at, each in enumerate(node.selections):
                if isinstance(each, InlineFragmentNode) and not each.type_condition and self._taken():
                    whole = (*node.selections[:at], *each.selection_set.selections, *node.selections[at + 1 :])
                    return replace(node, selections=whole)
        within = next((each for each in reversed(ancestors) if isinstance(each, Node)), None)
        piece = isinstance(node, (*PIECES, OperationDefinitionNode)) or isinstance(within, ListValueNode)
        return REMOVE if piece and self._taken() else None

    def _taken(self) -> bool:
        self.left -= 1
        return self.left == -1
