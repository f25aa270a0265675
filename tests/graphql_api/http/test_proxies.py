"""Whose request it is, behind proxies and without."""

import pytest

from graphql_api.http.proxies import ClientAddress, address_in, client_of

PEER = ("10.0.0.9", 4321)


async def seen(proxies, *headers, client=PEER):
    """The scope that the application gets."""
    found = {}

    async def application(scope, receive, send):
        found.update(scope)

    given = [(name.encode(), value.encode("latin-1")) for name, value in headers]
    scope = {"type": "http", "client": client, "scheme": "http", "headers": given}
    await ClientAddress(application, proxies)(scope, None, None)
    return found


@pytest.mark.parametrize(
    ("proxies", "header", "client"),
    [
        (0, "192.0.2.1", "10.0.0.9"),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "6.6.6.6, 192.0.2.1", "192.0.2.1"),
        (1, "6.6.6.6,, 192.0.2.1 ", "192.0.2.1"),
        (2, "6.6.6.6, 192.0.2.1, 10.0.0.1", "192.0.2.1"),
        (3, "192.0.2.1, 10.0.0.2, 10.0.0.1", "192.0.2.1"),
        (1, "192.0.2.1:5000", "192.0.2.1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "[2001:db8::1]", "2001:db8::1"),
        (1, "[2001:db8::1]:5000", "2001:db8::1"),
        (1, "::ffff:192.0.2.1", "192.0.2.1"),
        (1, "[::ffff:c000:201]:1", "192.0.2.1"),
    ],
)
async def test_the_client_is_whom_the_outermost_of_our_proxies_was_asked_by(proxies, header, client):
    assert (await seen(proxies, ("x-forwarded-for", header)))["client"][0] == client


@pytest.mark.parametrize(
    "header", ["", ",", "unknown", "_hidden", "192.0.2", "192.0.2.1.5", "[2001:db8::1", "a:b:c", "\xff", "192.0.2.1, "]
)
async def test_what_is_no_address_leaves_the_peer(header):
    assert (await seen(1, ("x-forwarded-for", header)))["client"] in (PEER, ("2001:db8::1", 0))


async def test_fewer_addresses_than_proxies_leave_the_peer():
    assert (await seen(2, ("x-forwarded-for", "192.0.2.1")))["client"] == PEER


async def test_a_header_given_twice_is_one_list():
    assert (await seen(1, ("x-forwarded-for", "6.6.6.6"), ("x-forwarded-for", "192.0.2.1")))["client"][0] == "192.0.2.1"


@pytest.mark.parametrize(
    ("proxies", "header", "scheme"),
    [
        (0, "https", "http"),
        (1, "https", "https"),
        (1, "HTTPS", "https"),
        (1, "http, https", "https"),
        (2, "https, http", "https"),
        (2, "https", "https"),
        (1, "javascript", "http"),
        (1, "", "http"),
    ],
)
async def test_the_scheme_is_the_one_that_the_client_came_by(proxies, header, scheme):
    assert (await seen(proxies, ("x-forwarded-proto", header)))["scheme"] == scheme


@pytest.mark.parametrize(
    ("client", "counted"),
    [
        (("192.0.2.1", 1), "192.0.2.1"),
        (("::ffff:192.0.2.1", 1), "192.0.2.1"),
        (("2001:db8:1:2:3:4:5:6", 1), "2001:db8:1:2::/64"),
        (("2001:db8:1:2:ffff::", 1), "2001:db8:1:2::/64"),
        (("fe80::1%eth0", 1), "fe80::/64"),
        (("testclient", 1), "unknown"),
        (None, "unknown"),
    ],
)
def test_a_client_is_counted_by_its_address_of_ipv6_by_the_first_half(client, counted):
    assert client_of({"type": "http", "client": client}) == counted


def test_an_address_is_none_of_a_name():
    assert address_in("localhost") is None
