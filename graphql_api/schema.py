"""The schema, and the command that prints it: `python -m graphql_api.schema > schema.graphql`, or `--check` it."""

import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.extensions import MaskErrors, SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from graphql_api.context import Miss
from graphql_api.errors import UNEXPECTED, is_unexpected
from graphql_api.types.query import Query
from graphql_api.types.scalars import SCALARS

PRINTED = Path("schema.graphql")
"""Where the printed schema is kept: its diff is the review of the API."""

log = logging.getLogger("cartelera")


class Schema(strawberry.Schema):
    """A schema that logs what is our own fault, and not what a client got wrong."""

    def process_errors(
        self,
        errors: list[GraphQLError],
        execution_context: ExecutionContext | None = None,  # noqa: ARG002 - it holds what users asked, kept out of logs
    ) -> None:
        """Log the unexpected errors with their tracebacks."""
        for error in filter(is_unexpected, errors):
            log.error("%s at %s", error.message, error.path, exc_info=error.original_error)


class Masked(MaskErrors):
    """Tells a client of an unexpected error only that there was one, and its code."""

    def __init__(self) -> None:
        super().__init__(should_mask_error=is_unexpected, error_message="Something went wrong on our side.")

    def anonymise_error(self, error: GraphQLError) -> GraphQLError:
        """The error as the client gets it."""
        masked = super().anonymise_error(error)
        masked.extensions = dict(UNEXPECTED)
        return masked


class Suggestions(SchemaExtension):
    """Tells beside the answer, in `extensions.suggestions`, what names may have been meant that nothing has."""

    def get_results(self) -> dict[str, Any]:
        """What is added to the extensions of the answer."""
        misses: Sequence[Miss] = getattr(self.execution_context.context, "misses", ())
        told = [miss._asdict() for miss in misses if miss.suggestions]
        return {"suggestions": told} if told else {}


schema = Schema(query=Query, extensions=[Masked, Suggestions], config=StrawberryConfig(scalar_map=SCALARS))


def printed() -> str:
    """The schema as text, sorted. Only a copy is sorted: sorting makes Strawberry hand enums on as plain strings."""
    return Schema(query=Query, config=StrawberryConfig(scalar_map=SCALARS, sort_schema=True)).as_str() + "\n"


def main() -> int:
    """Print the schema, or with `--check` compare it with the printed one."""
    text = printed()
    if "--check" not in sys.argv[1:]:
        sys.stdout.write(text)
        return 0
    if PRINTED.exists() and PRINTED.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write(f"{PRINTED} is not what the code says; print it again with: make schema\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
