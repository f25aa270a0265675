"""Syntax trees of documents, looked through without going deeper on the stack than here."""

from collections.abc import Iterator

from graphql import Node


def within(*nodes: Node) -> Iterator[Node]:
    """These nodes and all that they hold, in no order."""
    left = list(nodes)
    while left:
        node = left.pop()
        yield node
        for key in node.keys:
            held = getattr(node, key, None)
            if isinstance(held, Node):
                left.append(held)
            elif isinstance(held, list | tuple):
                left += [each for each in held if isinstance(each, Node)]
