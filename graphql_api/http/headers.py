"""Headers that every response carries, so that a browser does with it only what it is for."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The content security policy of every page but one: nothing from elsewhere, nothing inline, no frames."""

_POLICY = b"content-security-policy"

HEADERS = [
    (_POLICY, POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
]

_TRANSPORT = (b"strict-transport-security", b"max-age=31536000")
"""For a year this host is asked over TLS only; its subdomains are not ours to speak for."""


def added(*, secure: bool, other_origins: bool) -> list[tuple[bytes, bytes]]:
    """What is added to a response.

    Args:
        secure: whether the client came over TLS.
        other_origins: whether pages of other origins may read it.
    """
    allowed = b"cross-origin" if other_origins else b"same-origin"
    return [*HEADERS, (b"cross-origin-resource-policy", allowed), *([_TRANSPORT] if secure else [])]


class SecurityHeaders:
    """Adds the headers to each response; a policy only where it has none, as a second one would narrow the first.

    It stands further in than `ClientAddress`, which says whether the client came over TLS.
    """

    def __init__(self, app: ASGIApp, *, other_origins: bool) -> None:
        """Pages of other origins may only read what is answered where CORS is on."""
        self.app = app
        self._plain = added(secure=False, other_origins=other_origins)
        self._secure = added(secure=True, other_origins=other_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add to its response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        more = self._secure if scope["scheme"] == "https" else self._plain

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = list(message.get("headers", ()))
                own = any(name == _POLICY for name, _ in given)
                message["headers"] = [*given, *(each for each in more if each[0] != _POLICY or not own)]
            await send(message)

        await self.app(scope, receive, with_headers)
