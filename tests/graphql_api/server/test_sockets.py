"""Listening, and what is said where it is not possible."""

import errno
import socket
from contextlib import contextmanager

import pytest

from graphql_api.server import sockets
from graphql_api.server.sockets import ListenError, listen


@contextmanager
def listening(host, port=0):
    opened = listen(host, port)
    try:
        yield opened
    finally:
        for each in opened:
            each.close()


def has_ipv6():
    try:
        with socket.socket(socket.AF_INET6) as tried:
            tried.bind(("::1", 0))
    except OSError:
        return False
    return True


both = pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")


@both
@pytest.mark.parametrize("host", ["localhost", "*"])
@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "localhost"])
def test_ipv4_and_ipv6_both_answer(host, address):
    with listening(host) as opened:
        assert len(opened) == 2
        ports = {each.getsockname()[1] for each in opened}
        assert len(ports) == 1
        socket.create_connection((address, *ports), timeout=5).close()


def test_port_0_takes_a_free_one():
    with listening("127.0.0.1") as (one,), listening("127.0.0.1") as (other,):
        assert 0 < one.getsockname()[1] != other.getsockname()[1]


def test_an_address_is_listened_on_alone():
    with listening("127.0.0.1") as (only,):
        assert only.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "*"])
def test_a_port_in_use(host):
    with listening("127.0.0.1") as (taken,):
        port = taken.getsockname()[1]
        with pytest.raises(ListenError) as refused:
            listen(host, port)
    assert str(refused.value) == f"port {port} is in use; end what uses it, or choose another with --port N or PORT=N"


@both
def test_a_port_in_use_by_ipv6_alone_leaves_no_socket_open():
    # An unclosed socket is a warning, and warnings are errors here.
    with listening("::1") as (taken,):
        port = taken.getsockname()[1]
        with pytest.raises(ListenError, match=f"port {port} is in use"):
            listen("localhost", port)
    socket.create_server(("127.0.0.1", port)).close()


@pytest.mark.parametrize("host", ["no-such-host.invalid", "1.2.3.4.5", "[::1]", "a b", "/tmp"])
def test_an_unknown_host(host):
    with pytest.raises(ListenError) as refused:
        listen(host, 8000)
    said = str(refused.value)
    assert said.startswith(f"cannot listen on {host} port 8000 (")
    assert said.endswith("); choose another with --host or --port")


@pytest.mark.parametrize("host", [".local", "x" * 70 + ".example", "a..b"])
def test_what_cannot_be_a_host(host):
    with pytest.raises(ListenError) as refused:
        listen(host, 8000)
    assert str(refused.value) == f"{host!r} is no name of a host; choose another with --host"


def test_an_address_of_another_machine():
    with pytest.raises(ListenError, match=r"cannot listen on 192\.0\.2\.1 port 8000 \("):
        listen("192.0.2.1", 8000)


def refusing(monkeypatch, fault, address):
    """Have an address refused as a machine would that is set up otherwise."""
    bound = sockets._bound

    def refuse(wanted, port):
        if wanted == address:
            raise OSError(fault, "as it were")
        return bound(wanted, port)

    monkeypatch.setattr(sockets, "_bound", refuse)


def test_a_privileged_port(monkeypatch):
    refusing(monkeypatch, errno.EACCES, "127.0.0.1")
    with pytest.raises(ListenError) as refused:
        listen("localhost", 80)
    assert str(refused.value) == (
        "port 80 needs more rights than this user has; choose one above 1023 with --port N or PORT=N"
    )


@pytest.mark.parametrize("fault", [errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT])
def test_a_machine_without_ipv6_listens_on_ipv4(monkeypatch, fault):
    refusing(monkeypatch, fault, "::1")
    with listening("localhost") as opened:
        assert [each.family for each in opened] == [socket.AF_INET]
