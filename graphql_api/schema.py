"""The schema, and the command that prints it: `python -m graphql_api.schema > schema.graphql`, or `--check` it."""

import logging
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import strawberry
from graphql import FieldNode, GraphQLError, GraphQLSchema
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext, ExecutionResult

from graphql_api.context import Miss
from graphql_api.errors import MASKED, UNEXPECTED, forget, is_unexpected
from graphql_api.limits.stopping import StoppingExecutor
from graphql_api.printing import print_or_check
from graphql_api.types.query import Query
from graphql_api.types.scalars import SCALARS

PRINTED = Path("schema.graphql")
"""Where the printed schema is kept: its diff is the review of the API."""

log = logging.getLogger("cartelera")


class Schema(strawberry.Schema):
    """A schema that tells nobody of its faults but the log, and whose work can be stopped."""

    def __init__(self, *extensions: type[SchemaExtension], sort: bool = False) -> None:
        config = StrawberryConfig(scalar_map=SCALARS, sort_schema=sort)
        super().__init__(query=Query, extensions=extensions, config=config, execution_context_class=StoppingExecutor)

    @property
    def core(self) -> GraphQLSchema:
        """The schema as graphql-core has it."""
        return self._schema

    async def execute(self, *arguments: Any, **named: Any) -> ExecutionResult:  # noqa: ANN401 - as Strawberry declares it
        """The result, in which an error that is our own fault says only that there was one, and under which id."""
        result = await super().execute(*arguments, **named)
        errors = result.errors or ()
        if any(map(is_unexpected, errors)):
            context = named.get("context_value")
            result.errors = masked(errors, context.request if context else "")
        for error in errors:
            forget(error)
        return result

    def process_errors(
        self,
        errors: list[GraphQLError],
        execution_context: ExecutionContext | None = None,
    ) -> None:
        """Log nothing here."""


class Ready(SchemaExtension):
    """Takes the document that was read and checked before, if there is one."""

    def on_operation(self) -> Iterator[None]:
        """Hand the document on, and leave out what was done."""
        execution = self.execution_context
        document = execution.context.document if execution.context else None
        if document is not None:
            execution.graphql_document = document
            execution.validation_rules = ()
        yield


def masked(errors: Sequence[GraphQLError], request: str) -> list[GraphQLError]:
    """The errors as the client gets them. Of many that are our fault the first is logged: they are mostly one."""
    unexpected = list(filter(is_unexpected, errors))
    first = unexpected[0]
    # The name of the field: the path has aliases, which are the client's words.
    where = first.nodes[0].name.value if first.nodes and isinstance(first.nodes[0], FieldNode) else "the root"
    told = f"{len(unexpected)} errors, the first of them" if len(unexpected) > 1 else "an error"
    log.error("%s at %s", told, where, exc_info=first.original_error)
    return [
        GraphQLError(MASKED, error.nodes, path=error.path, extensions={**UNEXPECTED, "id": request})
        if is_unexpected(error)
        else error
        for error in errors
    ]


class Suggestions(SchemaExtension):
    """Tells beside the answer, in `extensions.suggestions`, what names may have been meant that nothing has."""

    def get_results(self) -> dict[str, Any]:
        """What is added to the extensions of the answer."""
        misses: Sequence[Miss] = getattr(self.execution_context.context, "misses", ())
        told = [miss._asdict() for miss in misses if miss.suggestions]
        return {"suggestions": told} if told else {}


schema = Schema(Ready, Suggestions)


def printed() -> str:
    """The schema as text, sorted. Only a copy is sorted: sorting makes Strawberry hand enums on as plain strings."""
    return Schema(sort=True).as_str() + "\n"


def main() -> int:
    """Print the schema, or with `--check` compare with the printed one."""
    return print_or_check(printed(), PRINTED)


if __name__ == "__main__":
    sys.exit(main())
