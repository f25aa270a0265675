"""What every resolver of one request sees: one snapshot, from beginning to end."""

from dataclasses import dataclass

from strawberry.types.info import Info as StrawberryInfo

from graphql_api.catalogue.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Context:
    """The snapshot that was being served when the request came."""

    snapshot: Snapshot


Info = StrawberryInfo[Context, None]
"""What a resolver gets beside its arguments."""
