"""The last resort: what nobody expected is logged, and its client told that it was ours."""

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graphql_api.errors import MASKED
from graphql_api.http.exchange import exchange_of
from graphql_api.http.refusal import Refusal

log = logging.getLogger("cartelera")


class Failures:
    """Answers 500 without particulars where a request failed before its response began."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception:
            exchange = exchange_of(scope)
            log.exception("a request failed")
            if begun:
                raise  # the server ends the connection, so that nobody takes the response for whole
            exchange.codes.append("INTERNAL_ERROR")
            await Refusal(500, "INTERNAL_ERROR", MASKED, id=exchange.id).response()(scope, receive, send)
