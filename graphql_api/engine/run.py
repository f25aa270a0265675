"""What one run of a plan works with."""

from collections.abc import Mapping
from typing import Any

from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.engine.columns import Columns
from graphql_api.visibility import UsersShown


class PlainContext:
    """What resolvers see of a request as long as nothing is out of the ordinary: the snapshot, and who is shown.

    Whoever asks it for anything else, such as to tell of a name that nothing has, is answered by Strawberry.
    """

    __slots__ = ("snapshot", "users")

    def __init__(self, snapshot: Snapshot, users: UsersShown) -> None:
        self.snapshot = snapshot
        self.users = users


class PlainInfo:
    """What resolvers take as `info`: it has a context, and nothing else."""

    __slots__ = ("context",)

    def __init__(self, context: PlainContext) -> None:
        self.context = context


class Run:
    """One run.

    Attributes:
        snapshot: what is answered from.
        columns: its titles, as JSON.
        users: what of users is shown.
        values: those of the variables.
    """

    __slots__ = ("columns", "snapshot", "users", "values")

    def __init__(self, snapshot: Snapshot, columns: Columns, users: UsersShown, values: Mapping[str, Any]) -> None:
        self.snapshot = snapshot
        self.columns = columns
        self.users = users
        self.values = values

    def info(self) -> PlainInfo:
        """What a resolver gets."""
        return PlainInfo(PlainContext(self.snapshot, self.users))
