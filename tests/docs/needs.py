"""What the operations of real clients need of each limit."""

from collections.abc import Mapping
from typing import NamedTuple

from graphql import get_introspection_query, parse

from graphql_api.limits.documents import Documents
from graphql_api.limits.limits import Limits
from graphql_api.limits.prices import FILTERS, SURCHARGES
from graphql_api.schema import schema
from tests.clients.test_operations import OPERATIONS

INTROSPECTION = {
    "Introspection": get_introspection_query(),
    "Introspection, with everything": get_introspection_query(
        specified_by_url=True, directive_is_repeatable=True, schema_description=True, input_value_deprecation=True
    ),
}
"""As graphql-core and graphql-js ask by themselves, for GraphiQL among others; and all that they can ask."""


class Need(NamedTuple):
    """How much of each limit one operation takes, named as the limits are."""

    query_bytes: int
    tokens: int
    depth: int
    aliases: int
    directives: int
    root_fields: int
    cost: int


def need(text: str) -> Need:
    """What the one operation of a document takes, its variables left at their defaults."""
    prepared = Documents(schema.core, Limits()).prepare(text)
    operation = prepared.operation(None)
    found = operation.measure
    return Need(
        len(text.encode()),
        sum(1 for _ in tokens(text)),
        found.depth,
        found.aliases,
        found.directives,
        operation.root_fields,
        operation.cost({}),
    )


def tokens(text):
    """The tokens of a query as the parser counts them: without beginning, end and comments."""
    token = parse(text).loc.start_token.next
    while token.next:
        if token.kind.value != "Comment":
            yield token
        token = token.next


def needs() -> Mapping[str, Need]:
    """What each operation of `tests/clients/operations` takes, and introspection."""
    return {name: need(text) for name, text in {**OPERATIONS, **INTROSPECTION}.items()}


def rows() -> list[list[str]]:
    """As the page on limits has them."""
    return [
        [f"`{name}`" if name in OPERATIONS else name, *(f"{each:,}" for each in row)] for name, row in needs().items()
    ]


def prices() -> list[list[str]]:
    """What fields and filters cost besides, as the page has it."""
    filters = [[f"a `{name}`", f"{plain:,}; with `text` {plain + text:,}"] for name, (plain, text) in FILTERS.items()]
    return [*([f"`{path}`", f"{price:,}"] for path, price in SURCHARGES.items()), *filters]


if __name__ == "__main__":
    for row in [*rows(), *prices()]:
        print("|", " | ".join(row), "|")  # noqa: T201
