"""`/graphql` answered at once, from the bytes of a request to the bytes of a response.

It takes what most requests are: plain ones, whose answer is kept or has a plan. Each is checked, counted and told of as
on the ordinary way, and answered with the same headers. Whatever is not plain, and whatever has an error, is left to
that way before anything is counted.
"""

import asyncio
from collections.abc import Sequence
from functools import lru_cache
from time import perf_counter
from typing import Final, Protocol

from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.errors import forget
from graphql_api.http import parameters
from graphql_api.http.asked import Asked, Reply
from graphql_api.http.compression import LARGE, SMALLEST
from graphql_api.http.endpoint import Endpoint
from graphql_api.http.etags import Edition, is_known
from graphql_api.http.exchange import Exchange
from graphql_api.http.kept import Question
from graphql_api.http.manners import Manners
from graphql_api.http.refusal import Refusal
from graphql_api.http.response_cache import Entry
from graphql_api.http.telling import whole_body
from graphql_api.limits.refused import Refused

ROUTE: Final = "/graphql"
EACH_ROUND: Final = 64
"""Requests that are answered in one round of the event loop: whatever else is ready waits for them."""
LONGEST_ADDRESS: Final = 2_000
"""Bytes of a query string; longer ones go the ordinary way."""

_WHOLE: Final = b"HTTP/1.1 200 OK\r\ncache-control: %b\r\n%b%bcontent-length: %d\r\n%b%b%b%b%bx-request-id: %b\r\n"
_PLAIN: Final = b"HTTP/1.1 200 OK\r\ncache-control: %b\r\n%b%bcontent-length: %d\r\n%b%b\r\n"
_UNCHANGED: Final = b"HTTP/1.1 304 Not Modified\r\ncache-control: %b\r\n%b%b%b%b%bx-request-id: %b\r\n"
_GZIP: Final = b"content-encoding: gzip\r\n"


class Teller(Protocol):
    """Who is told of requests."""

    def tell(
        self, exchange: Exchange, route: str, method: str, status: int, seconds: float, size: int, release: str | None
    ) -> None:
        """Count a request that has ended, and log it."""


class Shortcut:
    """Answers plain requests as an endpoint would, whose memory it shares.

    Args:
        endpoint: the ordinary way.
        teller: who is told of what was answered.
        names: what the service may be called by; without any, whatever it is called.
    """

    def __init__(self, endpoint: Endpoint, teller: Teller, names: Sequence[str] = ()) -> None:
        settings = endpoint.settings
        self._endpoint = endpoint
        self._kept = endpoint.kept
        self._limiter = endpoint.limiter
        self._limits = settings.limits
        self._teller = teller
        self._manners = Manners(names, settings.proxies, endpoint.access, other_origins=bool(settings.cors_origins))
        self._methods = {name.encode(): (name, cached.encode()) for name, cached in endpoint.kept.cached.items()}
        self._by_get = lru_cache(128)(parameters.from_get)
        self._begun = 0
        self._all_alike = endpoint.access.is_open and not endpoint.limiter.rate
        """Whether it does not matter who asks."""

    def __call__(self, asked: Asked) -> Reply | None:
        """The reply to a request; None where it is to go the ordinary way."""
        begun, snapshot, head = perf_counter(), self._endpoint.live.snapshot, asked.head
        # What is given twice means one thing or another: the ordinary way knows which.
        if snapshot is None or len(head.given) != len(head.headers) or not self._has_room():
            return None
        try:
            return self._replied(asked, snapshot, begun)
        except (Refusal, Refused) as refused:
            forget(refused)
            return None

    def _replied(self, asked: Asked, snapshot: Snapshot, begun: float) -> Reply | None:
        method, given = asked.head.method, asked.head.given
        manner, who = self._manners.of(asked), "" if self._all_alike else self._manners.sender(asked)
        standing = None if self._all_alike else self._limiter.look(who)
        if manner is None or (standing is not None and not standing.room):
            return None
        question, edition, exchange = self._question(asked), self._kept.edition(snapshot), Exchange()
        if question is None:
            return None
        entry = self._kept.answer(question, edition, exchange) if question.key is not None else None
        known = given.get(b"if-none-match") if method == b"GET" else None
        if entry is None and known is None:
            entry = self._worked_out(question, snapshot, edition, exchange)
        if entry is None:
            return None
        etag = None
        if method == b"GET" and (etag := self._kept.tag(question, edition, entry, manner.kind)) is None:
            return None
        unchanged = etag is not None and known is not None and is_known(known.decode("latin-1"), etag, there=True)
        if unchanged:
            coded: tuple[bytes, bytes] | None = (b"", b"")
        else:
            coded = self._coded(entry) if manner.zipped else (entry.body, b"")
        if coded is None:
            return None
        (body, coding), (name, cached) = coded, self._methods[method]
        rate = self._limiter.count(who, standing).lines() if standing is not None else b""
        named = b"etag: %b\r\n" % etag.encode() if etag is not None else b""
        last = manner.vary, rate, edition.lines, manner.secured, exchange.id.encode()
        if unchanged:
            head = _UNCHANGED % (cached, named, *last)
        elif rate:
            head = _WHOLE % (cached, named, coding, len(body), manner.content_type, *last)
        else:
            of, lines = manner.last
            lines = lines if of is edition else manner.lines(edition)
            head = _PLAIN % (cached, named, coding, len(body), lines, last[-1])
        release, seconds = edition.manifest.dataset_version, perf_counter() - begun
        self._teller.tell(exchange, ROUTE, name, 304 if unchanged else 200, seconds, len(body), release)
        return head, body

    def _coded(self, entry: Entry) -> tuple[bytes, bytes] | None:
        """The body for who takes it compressed, and a header that says how; None where that is not to be done here."""
        if len(entry.body) < SMALLEST:
            return entry.body, b""
        if entry.gzipped is None and len(entry.body) >= LARGE:
            return None
        return self._kept.cache.gzipped(entry), _GZIP

    def _has_room(self) -> bool:
        """Whether one more is answered in this round of the event loop."""
        if not self._begun:
            asyncio.get_running_loop().call_soon(self._next)
        elif self._begun >= EACH_ROUND:
            return False
        self._begun += 1
        return True

    def _next(self) -> None:
        self._begun = 0

    def _question(self, asked: Asked) -> Question | None:
        method = asked.head.method
        if method == b"POST":
            if len(asked.body) > self._limits.body_bytes:
                return None
            return self._kept.question(parameters.from_post(asked.body), "POST")
        query_string = asked.head.target.partition(b"?")[2]
        if method != b"GET" or asked.body or len(query_string) > LONGEST_ADDRESS:
            return None
        found = self._by_get(query_string)
        if found.query is None and not found.extensions:
            return None  # a browser may want the page
        return self._kept.question(found, "GET")

    def _worked_out(self, question: Question, snapshot: Snapshot, edition: Edition, exchange: Exchange) -> Entry | None:
        """The answer to a question that has a plan, if it is whole and without errors."""
        text, asked, _, _ = question
        done = self._endpoint.execution.at_once(text, asked.operation, asked.variables, snapshot, exchange)
        if done is None:
            return None
        body = whole_body(*done, self._limits.cost)
        if len(body) > self._limits.answer_bytes:
            return None
        if question.digest is not None:
            self._kept.executed(question)
        return self._kept.whole(question, edition, body, exchange)
