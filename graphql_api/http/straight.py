"""The way to the one address that nearly all requests are for, past the router and what belongs to it."""

from starlette.types import ASGIApp, Receive, Scope, Send


class Straight:
    """The innermost layer: hands requests for one path to what answers them, and all others on."""

    def __init__(self, app: ASGIApp, path: str, to: ASGIApp) -> None:
        self.app = app
        self.path = path
        self.to = to

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        straight = scope["type"] == "http" and scope["path"] == self.path
        await (self.to if straight else self.app)(scope, receive, send)
