"""Who sent a request, where proxies stand between: the header `X-Forwarded-For`, as far as our own proxies wrote it."""

import ipaddress
from collections.abc import Iterable
from functools import lru_cache

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
            addresses, schemes = _all(scope, b"x-forwarded-for"), _all(scope, b"x-forwarded-proto")
            address, scheme = forwarded(addresses, schemes, self.proxies)
            if address:
                scope["client"] = (address, 0)
            if scheme:
                scope["scheme"] = scheme
        await self.app(scope, receive, send)


def forwarded(addresses: str, schemes: str, proxies: int) -> tuple[str | None, str | None]:
    """The client's address and scheme by what proxies wrote, where they did.

    Args:
        addresses: the header `X-Forwarded-For`.
        schemes: the header `X-Forwarded-Proto`.
        proxies: how many of its last values are ours.
    """
    last = _values(addresses, proxies)
    address = address_in(last[0]) if len(last) == proxies else None
    # Most proxies write one scheme over another, rather than add theirs: then there are fewer than proxies.
    scheme = next(iter(_values(schemes, proxies)), "").lower()
    return str(address) if address else None, scheme if scheme in {"http", "https"} else None


def client_of(scope: Scope) -> str:
    """What the sender of a request is counted by; see `counted`."""
    client = scope.get("client")
    return counted(client[0]) if client else NOBODY


@lru_cache(4_096)
def counted(host: str) -> str:
    """What a client is counted by: the address, of IPv6 the first half, all of which one client has."""
    address = address_in(host)
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


def _all(scope: Scope, name: bytes) -> str:
    """The values of a header, which may be given several times."""
    headers: Iterable[tuple[bytes, bytes]] = scope["headers"]
    return b",".join(value for given, value in headers if given == name).decode("latin-1")


def _values(text: str, last: int) -> list[str]:
    """So many of the last values of a header."""
    return [value.strip() for value in text.rsplit(",", last)[-last:] if value.strip()]
