"""A request that is refused before anything of it is answered, told as GraphQL tells errors."""

from collections.abc import Mapping

from starlette.responses import Response

from graphql_api.http.answers import json_response


class Refusal(Exception):
    """What was wrong with a request, and what to do about it.

    Attributes:
        status: of the HTTP response.
        code: in `extensions` of the error, one of those in `docs/errors.md`.
        message: what was found, what was expected.
        headers: of the response.
        extensions: what else is told beside the code.
    """

    def __init__(
        self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None, **extensions: object
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = dict(headers or {})
        self.extensions = extensions

    def content(self) -> dict[str, object]:
        """The body of the response. Clients that see no headers find in it when to try again, in seconds."""
        extensions = {"code": self.code, **self.extensions}
        if wait := self.headers.get("Retry-After"):
            extensions["retryAfter"] = int(wait)
        return {"errors": [{"message": self.message, "extensions": extensions}]}

    def response(self, kind: str = "application/json") -> Response:
        """The response, as JSON of some media type."""
        return json_response(self.content(), self.status, self.headers, kind)
