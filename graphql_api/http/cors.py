"""Which pages of other origins may ask from a browser (CORS)."""

from collections.abc import Sequence

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

METHODS = ("GET", "POST")
ASKED = (
    "Apollo-Federation-Include-Trace",
    "Apollo-Require-Preflight",
    "ApolloGraphQL-Client-Name",
    "ApolloGraphQL-Client-Version",
    "Authorization",
    "Content-Type",
    "If-None-Match",
    "X-API-Key",
    "X-Apollo-Operation-Id",
    "X-Apollo-Operation-Name",
)
"""Headers that such a page may send: those of API keys, and those that Apollo's clients and Sandbox send."""
TOLD = (
    "ETag",
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "Retry-After",
    "X-Dataset-Version",
    "X-Model-Version",
    "X-Request-Id",
)
"""Headers of answers that it may read."""
REMEMBERED_SECONDS = 7_200
"""How long a browser need not ask again whether it may; none remembers longer than Chrome does."""


def with_cors(app: ASGIApp, origins: Sequence[str]) -> ASGIApp:
    """An application whose answers pages of some origins may read; of none, it is left as it is.

    Credentials are not allowed: a page sends its key in a header, and cookies mean nothing here.
    """
    if not origins:
        return app
    return CORSMiddleware(
        app,
        allow_origins=origins,
        allow_methods=METHODS,
        allow_headers=ASKED,
        expose_headers=TOLD,
        max_age=REMEMBERED_SECONDS,
        # A page of the public network may ask a service on this machine if it was named, not because any page may.
        allow_private_network="*" not in origins,
    )
