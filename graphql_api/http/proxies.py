"""Who sent a request, where proxies stand between: the header `X-Forwarded-For`, as far as our own proxies wrote it."""

import ipaddress
from collections.abc import Iterable

from starlette.types import ASGIApp, Receive, Scope, Send

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

NOBODY = "unknown"
"""In place of an address where there is none, as with a Unix socket."""


class ClientAddress:
    """Puts the client's address and scheme into the scope, in place of the nearest proxy's.

    Each proxy adds the address that it was asked from at the right of `X-Forwarded-For`. What stands further left than
    our proxies have written comes from the client, who may write anything there. A header that is missing, too short
    or no address leaves the peer's.
    """

    def __init__(self, app: ASGIApp, proxies: int) -> None:
        """With no proxies, no header is believed."""
        self.app = app
        self.proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if self.proxies and scope["type"] == "http":
            addresses = _values(scope, b"x-forwarded-for", self.proxies)
            if len(addresses) == self.proxies and (address := address_in(addresses[0])):
                scope["client"] = (str(address), 0)
            # Most proxies write one scheme over another, rather than add theirs: then there are fewer than proxies.
            schemes = _values(scope, b"x-forwarded-proto", self.proxies)
            if schemes and schemes[0].lower() in {"http", "https"}:
                scope["scheme"] = schemes[0].lower()
        await self.app(scope, receive, send)


def client_of(scope: Scope) -> str:
    """What the sender of a request is counted by: the address, of IPv6 the first half, all of which one client has."""
    client = scope.get("client")
    address = address_in(client[0]) if client else None
    if address is None:
        return NOBODY
    if address.version == 4:
        return str(address)
    return f"{ipaddress.IPv6Address(int(address) >> 64 << 64)}/64"


def address_in(text: str) -> Address | None:
    """The address in a text, with or without a port: `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]:80`; else None."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])  # what follows is a name of ours for a network card
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _values(scope: Scope, name: bytes, last: int) -> list[str]:
    """So many of the last values of a header, which may be given several times."""
    headers: Iterable[tuple[bytes, bytes]] = scope["headers"]
    text = b",".join(value for given, value in headers if given == name).decode("latin-1")
    return [value.strip() for value in text.rsplit(",", last)[-last:] if value.strip()]
