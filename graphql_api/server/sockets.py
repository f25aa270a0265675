"""The sockets to listen on: IPv4 and IPv6 alike, because hosts differ in which of them they ask by."""

import errno
import socket
from contextlib import ExitStack

from pipeline.store.errors import CarteleraError


class ListenError(CarteleraError):
    """The address cannot be listened on."""


EVERY_INTERFACE = "*"


def listen(host: str, port: int) -> list[socket.socket]:
    """Bound sockets for a host: `localhost` and `*` mean both IPv4 and IPv6 where the machine has both.

    Raises:
        ListenError: the port is taken, or the address is not this machine's.
    """
    addresses = {"localhost": ("127.0.0.1", "::1"), EVERY_INTERFACE: ("0.0.0.0", "::")}.get(host, (host,))  # noqa: S104
    with ExitStack() as opened:
        sockets: list[socket.socket] = []
        for address in addresses:
            try:
                bound = opened.enter_context(_bound(address, port))
            except UnicodeError:
                raise ListenError(f"{host!r} is no name of a host; choose another with --host") from None
            except OSError as fault:
                if sockets and fault.errno in {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}:
                    continue  # a machine without IPv6
                raise ListenError(_explained(host, port, fault)) from None
            port = bound.getsockname()[1]
            sockets.append(bound)
        opened.pop_all()
    return sockets


def _bound(address: str, port: int) -> socket.socket:
    family, kind, protocol, _, place = socket.getaddrinfo(
        address, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    bound = socket.socket(family, kind, protocol)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        bound.bind(place)
        bound.listen(2048)
    except OSError:
        bound.close()
        raise
    return bound


def _explained(host: str, port: int, fault: OSError) -> str:
    if fault.errno == errno.EADDRINUSE:
        return f"port {port} is in use; end what uses it, or choose another with --port N or PORT=N"
    if fault.errno == errno.EACCES:
        return f"port {port} needs more rights than this user has; choose one above 1023 with --port N or PORT=N"
    return f"cannot listen on {host} port {port} ({fault.strerror}); choose another with --host or --port"
