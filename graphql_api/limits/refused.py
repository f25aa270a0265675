"""What a client is told of a document that is not answered: nothing of it was executed."""

from collections.abc import Sequence

from graphql import GraphQLError


class Refused(Exception):
    """A request that is refused by what it asks.

    Attributes:
        errors: what the client is told, each with its code in `extensions`.
    """

    def __init__(self, errors: Sequence[GraphQLError]) -> None:
        super().__init__(errors[0].message)
        self.errors = list(errors)


def over(limit: str, found: int | str, allowed: int, what: str) -> Refused:
    """The refusal of what is over a limit; `what` names it in the message.

    Args:
        limit: its name for programs.
        found: how much there is, or in words that there is more.
        allowed: how much there may be.
        what: the noun of the message, such as `aliases`.
    """
    extensions = {"code": "LIMIT_EXCEEDED", "limit": limit, "found": found, "allowed": allowed}
    return Refused(
        [GraphQLError(f"The request has {found} {what}; at most {allowed} are answered", extensions=extensions)]
    )


def coded(error: GraphQLError, code: str) -> GraphQLError:
    """The error with a code, unless it has one."""
    error.extensions = {"code": code, **(error.extensions or {})}
    return error
