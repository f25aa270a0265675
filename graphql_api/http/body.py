"""The body of a request, taken in no further than it may be long, and no longer than it may take."""

import asyncio

from starlette.types import Receive, Scope

from graphql_api.http.refusal import Refusal


class ClientLeft(Exception):
    """The client went away before it had sent everything: there is nobody to answer."""


async def read_body(scope: Scope, receive: Receive, most: int, seconds: float) -> bytes:
    """The whole body.

    Args:
        scope: of the request.
        receive: what the server gives it by.
        most: bytes that it may have; nothing beyond is kept.
        seconds: that it may take to come in, where the server does not say by when it must.

    Raises:
        Refusal: 413, it is too long; 408, it came too slowly.
        ClientLeft: the connection was closed before the end.
    """
    said = dict(scope["headers"]).get(b"content-length", b"")
    if said.isdigit() and len(said) < 20 and int(said) > most:
        raise _too_long(most)
    try:
        # Counted from the request's first byte: who sends headers slowly has less time for the body.
        by = scope.get("state", {}).get("receive_by", asyncio.get_running_loop().time() + seconds)
        async with asyncio.timeout_at(by):
            return await _all(receive, most)
    except TimeoutError:
        told = f"The body did not come in within {seconds:g} seconds; send the request again"
        raise Refusal(408, "REQUEST_TIMEOUT", told, {"Connection": "close"}) from None


async def _all(receive: Receive, most: int) -> bytes:
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientLeft
        part = message.get("body", b"")
        size += len(part)
        if size > most:
            raise _too_long(most)
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts)


def _too_long(most: int) -> Refusal:
    return Refusal(413, "PAYLOAD_TOO_LARGE", f"The body has more than {most} bytes; send at most so many")
