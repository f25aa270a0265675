"""The limits of all requests together, and how long one may take."""

from dataclasses import dataclass

from graphql_api.setting import number


@dataclass(frozen=True, slots=True)
class Traffic:
    """What is done at once, what waits, and for how long.

    Attributes:
        deadline_seconds: that answering one request may take, waiting included.
        receive_seconds: that a client may take to send a request, headers and body.
        threads: that work out expensive answers beside the event loop.
        waiting: requests that may wait for their turn; more are told to come again.
        connections: open at once; more are told to come again.
        persisted_entries: persisted queries that are remembered.
        persisted_bytes: of their texts together.
    """

    deadline_seconds: float = number("CARTELERA_DEADLINE_SECONDS", 10.0, 0.1, 3_600)
    receive_seconds: float = number("CARTELERA_RECEIVE_SECONDS", 15.0, 0.1, 3_600)
    threads: int = number("CARTELERA_THREADS", 2, 1, 64)
    waiting: int = number("CARTELERA_MAX_WAITING", 64, 0, 10_000)
    connections: int = number("CARTELERA_MAX_CONNECTIONS", 1_000, 10, 100_000)
    persisted_entries: int = number("CARTELERA_PERSISTED_ENTRIES", 1_000, 0, 1_000_000)
    persisted_bytes: int = number("CARTELERA_PERSISTED_BYTES", 4_194_304, 0, 1_000_000_000)
