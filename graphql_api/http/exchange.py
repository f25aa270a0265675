"""What is told of one request in logs and metrics: nothing that its sender wrote, and nobody's number."""

import random
from dataclasses import dataclass, field

from starlette.types import Scope

KEY = "cartelera.exchange"


@dataclass(slots=True)
class Exchange:
    """One request and its answer, as seen from outside.

    Attributes:
        id: told to the client in `X-Request-Id` and with masked errors, and written to the log.
        operation: the root field that was asked; `several`, `introspection`, or `none` where nothing was understood.
        shape: a hash of the query without names, aliases and values; empty where nothing was understood.
        cost: of the operation; None where it was not worked out.
        codes: of the errors told.
    """

    id: str = field(default_factory=lambda: f"{random.getrandbits(64):016x}")  # no secret, and no system call
    operation: str = "none"
    shape: str = ""
    cost: int | None = None
    codes: list[str] = field(default_factory=list)


def exchange_of(scope: Scope) -> Exchange:
    """The exchange of a request: the one begun further out, or a new one."""
    found = scope.get(KEY)
    if not isinstance(found, Exchange):
        found = scope[KEY] = Exchange()
    return found
