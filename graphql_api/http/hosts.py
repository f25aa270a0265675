"""Which names the service may be asked by, in the header `Host`."""

from collections.abc import Collection, Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from graphql_api.http.exchange import exchange_of
from graphql_api.http.refusal import Refusal


class Hosts:
    """Refuses requests for other hosts, if there are names of its own.

    A site can have its name point to this machine, and its pages then ask this service as if it were theirs: browsers
    tell by the name alone. The name still stands in the header.
    """

    def __init__(self, app: ASGIApp, names: Sequence[str]) -> None:
        """Without names any will do."""
        self.app = app
        self.names = frozenset(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "http" and self.names:
            host = Headers(scope=scope).get("host", "")
            if not is_ours(host, self.names):
                told = (
                    f"This service is for this machine alone, and was asked as {host[:100]!r}; ask it as localhost, or "
                    "set CARTELERA_HOST or CARTELERA_PROXIES where others shall reach it"
                )
                exchange_of(scope).codes.append("BAD_REQUEST")
                await Refusal(400, "BAD_REQUEST", told).response()(scope, receive, send)
                return
        await self.app(scope, receive, send)


def is_ours(host: str, names: Collection[str]) -> bool:
    """Whether the header `Host` has one of the names, if there are any; browsers always send one."""
    return not names or not host or without_port(host).lower() in names


def without_port(host: str) -> str:
    """The host of `host:port`, or `[address]:port`."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]
