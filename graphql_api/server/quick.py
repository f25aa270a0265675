"""HTTP/1.1 with a shortcut: what can be answered at once is, without a task and without ASGI in between.

Where the application has a `shortcut`, a request for it that comes in one piece, on a connection where nothing else is
under way, is held until its body is there. The shortcut is asked, and what it replies is written. Where it does not
reply, and wherever anything is out of the ordinary, the request goes the ordinary way as if it had never been held.

A head that was parsed before is not parsed again, see `graphql_api.server.heads`.
"""

import asyncio
import logging
from typing import Any

import httptools
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle
from uvicorn.server import ServerState

from graphql_api.http.asked import Asked, Head, Reply, Shortcut
from graphql_api.http.refusal import Refusal
from graphql_api.server.heads import Heads
from graphql_api.server.outbox import Outbox
from graphql_api.server.protocol import PIPELINED, BoundedProtocol
from graphql_api.server.serving import ServingConfig

PATH = b"/graphql"
METHODS = frozenset({b"GET", b"POST"})
HELD_BYTES = 65_536
"""Of a body, at most: a larger one goes the ordinary way, where reading waits for who reads it."""

log = logging.getLogger("cartelera")


class QuickProtocol(BoundedProtocol):
    """One connection.

    Attributes:
        shortcut: what is asked first; None where the application has none.
        held: what came of the body of a request that the shortcut will be asked for; None where none is held. One is
            held no longer than a piece of what the client sends is parsed, so nothing else happens to it meanwhile.
        between: whether the parser stands where no request has begun: at the beginning of the connection, or where one
            has ended that the shortcut replied to.
        asked: what the shortcut was asked last.
        declined: whether it has been asked for the request in the piece at hand, and did not reply.
        at_once: replies of the shortcut to requests in the piece at hand.
        pending: those that are not written yet: they are when this round of the event loop ends, or before anything
            else is sent on this connection.
        idle_since: the time of the event loop at which it replied; None where something came afterwards.
    """

    __slots__ = (
        "_added",
        "_heads",
        "_idle_timer",
        "_outbox",
        "asked",
        "at_once",
        "between",
        "declined",
        "held",
        "idle_since",
        "pending",
        "shortcut",
    )

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.shortcut: Shortcut | None = None if config.root_path else getattr(config.loaded_app, "shortcut", None)
        shared = (config.outbox, config.heads) if isinstance(config, ServingConfig) else (Outbox(), Heads())
        self._outbox, self._heads = shared
        self.between = True
        self.asked: Asked | None = None
        self.declined = False
        self.pending: list[bytes] = []
        self.held: bytes | None = None
        self.at_once = 0
        self.idle_since: float | None = None
        self._idle_timer: asyncio.TimerHandle | None = None
        self._added: tuple[list[tuple[bytes, bytes]] | None, bytes] = (None, b"")

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is closed."""
        super().connection_lost(exc)
        self.pending.clear()
        if self._idle_timer is not None:
            self._idle_timer.cancel()

    def data_received(self, data: bytes) -> None:
        """Parse what came; where it ends before a request that is held, that goes the ordinary way."""
        self.at_once = 0
        self.idle_since = None
        self.declined = False
        between = self.between
        if between and self._is_answered(data):
            return
        super().data_received(data)
        if self.held is not None:
            self._let_go(self.held)
        elif between and self.between and self.at_once == 1 and self.asked is not None:
            self._heads.keep(data, self.asked)

    def _is_answered(self, data: bytes) -> bool:
        """Whether a piece is one request whose head was parsed before, and is answered."""
        found = self._heads.find(data)
        if found is None or self.deaf or not self._is_free():
            return False
        self.waiting.begin(self)
        reply = self._ask(*found)
        if reply is None:
            self.declined = True
            return False
        self._write(reply)
        return True

    def refuse(self, refusal: Refusal | None) -> None:
        """Take nothing more from the client: what is held is a request that did not come whole."""
        if self.held is not None:
            self._let_go(self.held)
        self.send_pending()
        super().refuse(refusal)

    def hang_up(self) -> None:
        """Close the connection, once what is to be sent is."""
        self.send_pending()
        super().hang_up()

    def send_pending(self) -> None:
        """Write the replies that wait for the end of the round."""
        if self.pending:
            sent = b"".join(self.pending)
            self.pending.clear()
            if not self.transport.is_closing():
                self.transport.write(sent)

    # Called by the parser

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        self.between = False
        super().on_message_begin()

    def begin_answer(self) -> None:
        """Hold a request that the shortcut may answer; have any other answered."""
        if self.shortcut is not None and self._is_plain():
            self.held = b""
            self.head_open = False
        else:
            self.send_pending()
            super().begin_answer()

    def _is_free(self) -> bool:
        """Whether this connection is one where something can be answered at once."""
        cycle: RequestResponseCycle | None = self.cycle
        return (
            (cycle is None or cycle.response_complete)
            and not self.flow.write_paused
            and not self.transport.is_closing()
            and not self.crowded()
        )

    def _is_plain(self) -> bool:
        parser = self.parser
        return (
            (self.url == PATH or (self.url.startswith(PATH + b"?") and _is_path(self.url)))
            and not self.declined
            and self.at_once < PIPELINED
            and self._is_free()
            and not self.expect_100_continue
            and not parser.should_upgrade()
            and parser.should_keep_alive()
            and parser.get_method() in METHODS
            and parser.get_http_version() == "1.1"
        )

    def on_chunk_header(self) -> None:
        """The body comes in chunks, each of which may turn out malformed."""
        if self.held is not None:
            self._let_go(self.held)

    def on_body(self, body: bytes) -> None:
        """Some of a body; all of it, where it is all in the piece at hand."""
        if self.held is not None:
            if not self.held and len(body) <= HELD_BYTES:
                self.held = body
                return
            self._let_go(self.held)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is here whole: ask the shortcut, if it is held for that."""
        if self.held is not None:
            reply = self._ask(Head(self.parser.get_method(), self.url, self.headers), self.held)
            if reply is not None:
                self._write(reply)
                return
            self._let_go(self.held)
        super().on_message_complete()

    def _ask(self, head: Head, body: bytes) -> Reply | None:
        if self.shortcut is None:
            return None
        self.asked = asked = Asked(head, body, self.client, self.scheme or "http")
        try:
            return self.shortcut(asked)
        except Exception:
            log.exception("the shortcut failed")
            return None

    def _let_go(self, body: bytes) -> None:
        """Have what is held answered in the ordinary way."""
        self.held = None
        self.send_pending()
        super().begin_answer()
        if body:
            super().on_body(body)

    def _write(self, reply: Reply) -> None:
        """Have a reply sent, after which the connection is where it is after any other answer.

        The client is waited for since its request began, a moment ago.
        """
        self.held = None
        self.between = True
        self.unmet = 0
        self.at_once += 1
        if not self.pending:
            self._outbox.add(self)
        head, body = reply
        self.pending += (head, self._headers_added(), b"\r\n", body)
        self.server_state.total_requests += 1
        # One timer for all replies: to cancel it and start another with each costs more than a tenth of a reply.
        self.idle_since = self.loop.time()
        if self._idle_timer is None:
            self._idle_timer = self.loop.call_later(self.timeout_keep_alive, self._look)

    def _headers_added(self) -> bytes:
        """Those of the server, which makes them anew each second."""
        made_from, lines = self._added
        headers = self.server_state.default_headers
        if headers is not made_from:
            lines = b"".join(b"%b: %b\r\n" % header for header in headers)
            self._added = headers, lines
        return lines

    def _look(self) -> None:
        """Close the connection if it was kept open for nothing as long as any may."""
        self._idle_timer = None
        if self.idle_since is None:  # something came, and what answers it has a timer of its own
            return
        end = self.idle_since + self.timeout_keep_alive
        if end > self.loop.time():
            self._idle_timer = self.loop.call_at(end, self._look)
        else:
            self.timeout_keep_alive_handler()


def _is_path(target: bytes) -> bool:
    url = httptools.parse_url(target)
    return url.path == PATH and url.fragment is None
