"""How uvicorn serves: its options, and the bounds of `protocol`."""

import importlib.util
from typing import Any

import uvicorn
from uvicorn._types import ASGIApplication

from graphql_api.limits.traffic import Traffic
from graphql_api.server.heads import Heads
from graphql_api.server.outbox import Outbox
from graphql_api.server.waiting import Waiting

GRACE_SECONDS = 10
"""How long requests that are under way may take after the service is told to stop."""
IDLE_SECONDS = 5
"""How long a connection is kept open for the next request."""
HEAD_BYTES = 32_768
"""Of a request's first line and headers."""


class ServingConfig(uvicorn.Config):
    """The options of uvicorn, which hands them to each connection; worker processes get a copy.

    Attributes:
        connections: that may be open at once.
        receive_seconds: that a client may take to send a request.
        waiting: the connections that wait for their client.
        outbox: the connections that have a reply to send.
        heads: of requests, that were parsed before.
    """

    def __init__(self, app: ASGIApplication | str, traffic: Traffic, **options: Any) -> None:  # noqa: ANN401 - uvicorn's
        # Where there is no httptools, which is Windows, uvicorn's own protocol serves, without bounds on time.
        bounded = importlib.util.find_spec("httptools") is not None
        super().__init__(
            app,
            http="graphql_api.server.quick:QuickProtocol" if bounded else "h11",
            h11_max_incomplete_event_size=HEAD_BYTES,
            limit_concurrency=traffic.connections,
            ws="none",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_keep_alive=IDLE_SECONDS,
            timeout_graceful_shutdown=GRACE_SECONDS,
            **options,
        )
        self.connections = traffic.connections
        self.receive_seconds = traffic.receive_seconds
        # A tenth more than the endpoint allows, so that its answer to who is late goes out first.
        self.waiting = Waiting(traffic.receive_seconds * 1.1)
        self.outbox = Outbox()
        self.heads = Heads()
