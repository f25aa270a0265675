"""The words by which logs and metrics tell requests apart: a bounded few, and none that a client wrote."""

from collections.abc import Iterable, Mapping

from starlette.routing import compile_path
from strawberry.types import get_object_definition

from graphql_api.schema import schema
from graphql_api.types.query import Query

OTHER = "other"
"""What stands for everything that has no word of its own."""

CODES = frozenset(
    {
        "BAD_REQUEST", "BAD_USER_INPUT", "FORBIDDEN", "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED",
        "INTERNAL_ERROR", "LIMIT_EXCEEDED", "METHOD_NOT_ALLOWED", "MODEL_NOT_READY", "NOT_ACCEPTABLE", "NOT_READY",
        "OPERATION_RESOLUTION_FAILURE", "OVERLOADED", "PAYLOAD_TOO_LARGE", "PERSISTED_QUERY_NOT_FOUND",
        "PERSISTED_QUERY_NOT_SUPPORTED", "RATE_LIMITED", "REQUEST_TIMEOUT", "TIMEOUT", "UNAUTHENTICATED",
        "UNSUPPORTED_MEDIA_TYPE",
    }
)  # fmt: skip
"""The codes of errors that have a word of their own."""

GRAPHQL = "/graphql"
"""The route whose requests are told apart by what they ask."""

METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})

_FIELDS = get_object_definition(Query, strict=True).fields
OPERATIONS: Mapping[str, str] = {
    name: name
    for name in (*map(schema.config.name_converter.get_graphql_name, _FIELDS), "several", "introspection", "none")
}
"""The words for what was asked: the root fields, and what is said where there is not exactly one. All else is OTHER."""

SHED = {"OVERLOADED": "overloaded", "RATE_LIMITED": "rate_limited"}
"""Why a request was turned away without an answer, by the code that its client was told."""


def code(text: str) -> str:
    """The word for a code."""
    return text if text in CODES else OTHER


def method(text: str) -> str:
    """The word for a method."""
    return text if text in METHODS else OTHER


class Routes:
    """The paths that are served.

    One that ends in a slash stands for the files below it; one with a name in braces for whatever stands in its place.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        paths = frozenset(paths)
        patterns = [path for path in paths if "{" in path]
        self._paths = paths.difference(patterns)
        self._folders = tuple(sorted(path for path in self._paths if path.endswith("/") and path != "/"))
        self._patterns = tuple((regex, name) for regex, name, _ in map(compile_path, sorted(patterns)))

    def name(self, path: str) -> str:
        """The word for a path."""
        if path in self._paths:
            return path
        folder = next((folder for folder in self._folders if path.startswith(folder)), None)
        return folder or next((name for regex, name in self._patterns if regex.match(path)), OTHER)

    def is_folder(self, name: str) -> bool:
        """Whether a word stands for the files of a folder."""
        return name in self._folders
