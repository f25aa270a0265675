"""Documents made ready: read, measured, checked against the limits and the schema, and remembered."""

import math
import sys
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FloatValueNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    IntValueNode,
    ListValueNode,
    parse,
    validate,
)
from graphql.validation.rules import overlapping_fields_can_be_merged

from graphql_api.limits.limits import Limits
from graphql_api.limits.measure import Operation, operations
from graphql_api.limits.refused import Refused, coded, over
from graphql_api.limits.shape import shape
from graphql_api.limits.syntax import within

REMEMBERED_TOKENS = 40_000
"""Of all documents that are remembered together: about 600 bytes each, so 25 MB."""
COMPARISONS = 10_000
"""What is spent on comparing fields that are asked for again and again under one name; the clients' operations and
introspection take 15 at most, 60 repetitions all of it. Unless it is said it is fifty times as much, which 3 KB of
query can use up in 0.6 s."""
TOKEN_BYTES = 600
"""A text that is long for its tokens counts as so many more: it may be one comment."""

overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = COMPARISONS


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that may be executed.

    Attributes:
        text: as it came.
        document: its syntax tree.
        operations: by name; one without a name has the empty one.
        only: the only one; None where there are several.
        tokens: how many there are, or how many take as much memory.
        shape: a hash of what it asks, without names, aliases and values.
        plans: what the engine made of each operation, by name.
    """

    text: str
    document: DocumentNode
    operations: Mapping[str, Operation]
    only: Operation | None
    tokens: int
    shape: str
    plans: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def operation(self, name: str | None) -> Operation:
        """The operation that a request means.

        Raises:
            Refused: there is none of this name, or several and no name.
        """
        found = self.operations.get(name) if name else self.only
        if found is not None:
            return found
        told = f"The document has {len(self.operations)} operations; say which in `operationName`"
        if name:
            told = f"The document has no operation named {name!r}"
        raise Refused([coded(GraphQLError(told), "OPERATION_RESOLUTION_FAILURE")])


class Documents:
    """Prepares documents, and remembers those that may be executed, the last used the longest."""

    def __init__(self, schema: GraphQLSchema, limits: Limits, remembered_tokens: int = REMEMBERED_TOKENS) -> None:
        self.schema = schema
        self.limits = limits
        self.remembered_tokens = remembered_tokens
        self.tokens = 0
        self._prepared: OrderedDict[str, Prepared] = OrderedDict()

    def __len__(self) -> int:
        return len(self._prepared)

    def known(self, text: str) -> Prepared | None:
        """The document of a text, if it is remembered."""
        found = self._prepared.get(text)
        if found is not None:
            self._prepared.move_to_end(text)
        return found

    def remember(self, prepared: Prepared) -> None:
        """Remember a document, and forget those unused for longest if there are too many tokens."""
        if prepared.text in self._prepared or prepared.tokens > self.remembered_tokens:
            return
        self._prepared[prepared.text] = prepared
        self.tokens += prepared.tokens
        while self.tokens > self.remembered_tokens:
            _, forgotten = self._prepared.popitem(last=False)
            self.tokens -= forgotten.tokens

    def prepare(self, text: str) -> Prepared:
        """Read, measure and check a document. It changes nothing here, so it may run in any thread.

        Raises:
            Refused: it is over a limit, cannot be read, or does not fit the schema.
        """
        document = self._read(text)
        tokens = _untied(document) + sys.getsizeof(text) // TOKEN_BYTES
        measured = list(operations(self.schema, document))
        for operation in measured:
            self._check(operation)
        _check_values(document, self.limits.list_items)
        errors = validate(self.schema, document, max_errors=self.limits.errors)
        if errors:
            raise Refused([coded(error, "GRAPHQL_VALIDATION_FAILED") for error in errors[: self.limits.errors]])
        by_name = {operation.name: operation for operation in measured}
        only = measured[0] if len(by_name) == 1 else None
        return Prepared(text, document, by_name, only, tokens, shape(document))

    def _read(self, text: str) -> DocumentNode:
        most = self.limits.query_bytes
        size = len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
        if size > most:
            raise over("queryBytes", size, most, "bytes of query")
        try:
            return parse(text, max_lexical_tokens=self.limits.tokens, max_comments=self.limits.tokens)
        except GraphQLSyntaxError as error:
            for what in ("tokens", "comments"):
                if f"Document contains more than {self.limits.tokens} {what}." in error.message:
                    raise over("tokens", f"more than {self.limits.tokens}", self.limits.tokens, what) from None
            raise Refused([coded(error, "GRAPHQL_PARSE_FAILED")]) from None

    def _check(self, operation: Operation) -> None:
        measure, limits = operation.measure, self.limits
        if measure.depth > limits.depth:
            raise over("depth", measure.depth, limits.depth, "levels of fields")
        if measure.aliases > limits.aliases:
            raise over("aliases", measure.aliases, limits.aliases, "aliases")
        if measure.directives > limits.directives:
            raise over("directives", measure.directives, limits.directives, "directives")
        if operation.root_fields > limits.root_fields:
            raise over("rootFields", operation.root_fields, limits.root_fields, "fields of the root")


def check_variables(variables: Mapping[str, Any], limits: Limits) -> None:
    """Look for lists that are too long among the values of variables.

    Raises:
        Refused: there is one.
    """
    left: list[Any] = [variables]
    while left:
        each = left.pop()
        if isinstance(each, list):
            if len(each) > limits.list_items:
                raise over("listItems", len(each), limits.list_items, "items in one list of its variables")
            left += each
        elif isinstance(each, dict):
            left += each.values()


def _untied(document: DocumentNode) -> int:
    """How many tokens there are, none of which leads to the next any more.

    Each holds both its neighbours, so that all of them would wait for the garbage collector: an attack makes millions.
    """
    count, token = 0, document.loc.start_token if document.loc else None
    while token:
        count += 1
        following, token.next, token.prev = token.next, None, None
        token = following
    return count


def _check_values(document: DocumentNode, most: int) -> None:
    for node in within(document):
        if isinstance(node, ListValueNode) and len(node.values) > most:
            raise over("listItems", len(node.values), most, "items in one list of its arguments")
        if isinstance(node, IntValueNode | FloatValueNode) and math.isinf(float(node.value)):
            told = GraphQLError("A number of the query is larger than any that a Float can be", node)
            raise Refused([coded(told, "GRAPHQL_VALIDATION_FAILED")])
