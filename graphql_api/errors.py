"""What a client is told when something is wrong: a message, and a code in `extensions`.

    CatalogueError
    ├── BadUserInput           `BAD_USER_INPUT`: an argument is out of its limits
    ├── Forbidden              `FORBIDDEN`: the service does not show this
    └── ModelNotReady          `MODEL_NOT_READY`: a model is needed and none was fitted

Anything else that is raised while a field is resolved is our own fault: it is logged, and the client gets
`INTERNAL_ERROR` without the particulars.
"""

from collections.abc import Mapping
from typing import Any

from graphql import GraphQLError


class CatalogueError(GraphQLError):
    """An error that is the client's to mend."""

    code = ""

    def __init__(self, message: str, **extensions: object) -> None:
        super().__init__(message, extensions={"code": self.code, **extensions})


class BadUserInput(CatalogueError):
    """An argument is out of its limits."""

    code = "BAD_USER_INPUT"


class Forbidden(CatalogueError):
    """The service does not show this."""

    code = "FORBIDDEN"


class ModelNotReady(CatalogueError):
    """A model is needed and none was fitted."""

    code = "MODEL_NOT_READY"

    def __init__(self) -> None:
        super().__init__("No model has been fitted to the data being served; fit one with: recsys fit")


MASKED = "Something went wrong on our side."
"""What the client is told of an error that is our own fault."""
UNEXPECTED: Mapping[str, Any] = {"code": "INTERNAL_ERROR"}
"""Extensions of an error whose particulars the client is not told."""


def is_unexpected(error: GraphQLError) -> bool:
    """Whether an error came out of our own code rather than out of the request."""
    return error.original_error is not None and not isinstance(error.original_error, GraphQLError)


def forget(fault: BaseException | None) -> None:
    """Let go of where a fault came from.

    Its traceback holds the frames that it passed, and these what holds the fault: in that circle a snapshot would be
    kept until the garbage collector comes by, and for ever if a release is loaded before.
    """
    left, seen = [fault], set()
    while left:
        each = left.pop()
        if each is not None and id(each) not in seen:
            seen.add(id(each))
            each.__traceback__ = None
            left += [each.__cause__, each.__context__, getattr(each, "original_error", None)]
