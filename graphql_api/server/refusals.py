"""What a connection refuses before anything else sees it."""

from uvicorn._types import ASGIReceiveCallable, ASGISendCallable, Scope

from graphql_api.http.headers import HEADERS
from graphql_api.http.refusal import Refusal


def malformed() -> Refusal:
    """What came is not HTTP/1.1."""
    return Refusal(400, "BAD_REQUEST", "This is not a well-formed HTTP/1.1 request.")


def embodied() -> Refusal:
    """A body stands where the parser takes what comes for another protocol, and here would be taken for a request."""
    return Refusal(400, "BAD_REQUEST", "A request with a body cannot ask for an upgrade; send it without that header.")


def slow(seconds: float) -> Refusal:
    """The body did not come in time."""
    return Refusal(408, "REQUEST_TIMEOUT", f"The request was not received whole within {seconds:g} seconds.")


def large(what: str) -> Refusal:
    """The headers are too large, or too many."""
    return Refusal(431, "HEADERS_TOO_LARGE", f"The request has more than {what}.")


async def overloaded(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """In place of the application where as many requests are being answered as may be."""
    headers = {"Retry-After": "1", "Connection": "close"}
    refusal = Refusal(503, "OVERLOADED", "Too much is being answered at once; try again soon.", headers)
    response = refusal.response()
    response.raw_headers += HEADERS
    await response(scope, receive, send)  # type: ignore[arg-type]  # uvicorn and Starlette type ASGI apart
