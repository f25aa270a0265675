"""How plain requests are answered, by their headers: what the layers of the ordinary way look at, in one look.

Clients of one kind send the same headers each time, so what follows from them is remembered: with a head that is known,
and of a bounded number of combinations, none of which tells who sent it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graphql_api.http import headers, negotiation
from graphql_api.http.access import Access
from graphql_api.http.asked import Asked, Head
from graphql_api.http.compression import takes_gzip
from graphql_api.http.etags import Edition
from graphql_api.http.hosts import is_ours
from graphql_api.http.parameters import check_content_type
from graphql_api.http.proxies import NOBODY, counted, forwarded
from graphql_api.http.refusal import Refusal

REMEMBERED: Final = 128
"""Combinations of headers, which are at most as long as the server takes them."""

Headers = Mapping[bytes, bytes]


@dataclass(slots=True, eq=False)
class Manner:
    """How a request is answered.

    Attributes:
        kind: the media type.
        zipped: whether compressed, where that pays.
        content_type: a line of the response; as `vary` and `secured` are, which may be several.
        vary: on what else the answer depends.
        secured: what each response has.
        last: of what `lines` answered last, for which release, and that.
    """

    kind: str
    zipped: bool
    content_type: bytes
    vary: bytes
    secured: bytes
    last: tuple[Edition | None, bytes] = (None, b"")

    def lines(self, edition: Edition) -> bytes:
        """What follows the length of a response, up to its id, where no rate is told."""
        lines = b"%b%b%b%bx-request-id: " % (self.content_type, self.vary, edition.lines, self.secured)
        self.last = edition, lines
        return lines


class Manners:
    """Knows how to answer.

    Args:
        names: what the service may be called by; without any, whatever it is called.
        proxies: that stand in front.
        access: knows who may ask.
        other_origins: whether pages of some other origins may ask.
    """

    def __init__(self, names: Collection[str], proxies: int, access: Access, *, other_origins: bool) -> None:
        self._names = frozenset(names)
        self._proxies = proxies
        self._access = access
        self._other_origins = other_origins
        self._read = lru_cache(REMEMBERED)(self._manner)
        self._forwarded = lru_cache(REMEMBERED)(forwarded)

    def of(self, asked: Asked) -> Manner | None:
        """How a request is answered; None where it is refused, or where that depends on more than is looked at here."""
        head, remembered = asked.head, asked.head.remembered
        if remembered is None or remembered[0] is not self or remembered[1] != asked.scheme:
            remembered = head.remembered = self, asked.scheme, self._looked_up(head, asked.scheme)
        manner: Manner | None = remembered[2]
        return manner

    def _looked_up(self, head: Head, scheme: str) -> Manner | None:
        given = head.given
        if self._other_origins and b"origin" in given:
            return None
        get = given.get
        if self._proxies:
            scheme = self._forward(given)[1] or scheme
        return self._read(
            head.method,
            scheme,
            get(b"host", b""),
            get(b"accept", b""),
            get(b"accept-encoding", b""),
            get(b"content-type"),
            get(b"content-encoding"),
        )

    def sender(self, asked: Asked) -> str:
        """Whom a request is counted for.

        Raises:
            Refusal: it brings none of the keys that are asked for.
        """
        given = asked.head.given
        if not self._access.is_open:
            keys = {name.decode(): given[name].decode("latin-1") for name in _KEYS if name in given}
            if name := self._access.identify(keys):
                return name
        if self._proxies and (address := self._forward(given)[0]):
            return counted(address)
        return counted(asked.client[0]) if asked.client else NOBODY

    def _forward(self, given: Headers) -> tuple[str | None, str | None]:
        said = (given.get(name, b"").decode("latin-1") for name in (b"x-forwarded-for", b"x-forwarded-proto"))
        return self._forwarded(*said, proxies=self._proxies)

    def _manner(
        self,
        method: bytes,
        scheme: str,
        host: bytes,
        accept: bytes,
        coding: bytes,
        content_type: bytes | None,
        content_encoding: bytes | None,
    ) -> Manner | None:
        try:
            if method == b"POST":
                check_content_type(_text(content_type), _text(content_encoding))
            kind = negotiation.media_type(_text(accept))
        except Refusal:
            return None
        if not is_ours(host.decode("latin-1"), self._names):
            return None
        secured = headers.added(secure=scheme == "https", other_origins=self._other_origins)
        return Manner(
            kind,
            takes_gzip(coding.decode("latin-1")),
            b"content-type: %b; charset=utf-8\r\n" % kind.encode(),
            b"vary: Accept-Encoding, Accept%b\r\n" % (b", Origin" if self._other_origins else b""),
            b"".join(b"%b: %b\r\n" % header for header in secured),
        )


_KEYS: Final = (b"authorization", b"x-api-key")


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("latin-1")
