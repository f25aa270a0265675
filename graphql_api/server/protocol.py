"""HTTP/1.1 as uvicorn speaks it, with the bounds on slow, large and malformed requests that uvicorn lacks.

A connection waits for its client when nothing of a request was sent, or not all of it, or when the client does not take
its answer. How long it may is bounded; what takes long at our end is not counted. Where more are open than may be, the
one that waits the longest is given up for the next, so that clients who only hold connections shut nobody out.
"""

import asyncio
import math
from typing import Any

import httptools
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from graphql_api.http.headers import HEADERS
from graphql_api.http.refusal import Refusal
from graphql_api.server.refusals import embodied, large, malformed, overloaded, slow
from graphql_api.server.serving import HEAD_BYTES, ServingConfig

RECEIVE_BY = "receive_by"
"""In `scope["state"]`: the time of the event loop by which the request must have been received whole."""

HEADER_COUNT = 100
PIPELINED = 16
"""Requests that a client may send ahead of the answers."""
TAKEN_BYTES = 65_536
"""Of an answer that a client must take each time it has waited as long as any may."""
LINGER_SECONDS = 2.0
"""How long what a client still sends is thrown away after the last answer. Closing at once would make its system throw
away the answer."""


def _nowhere(_: object) -> None:
    """Where an answer goes when the connection is lost."""


class _Line(asyncio.Transport):
    """What an answer is written to: the connection, which is ended in the right way."""

    def __init__(self, protocol: "BoundedProtocol") -> None:
        super().__init__()
        self._protocol = protocol
        self.write = protocol.transport.write  # type: ignore[method-assign]  # without a frame of ours in between

    def is_closing(self) -> bool:
        return self._protocol.transport.is_closing()

    def close(self) -> None:
        self._protocol.hang_up()


class BoundedProtocol(HttpToolsProtocol):
    """One connection.

    Attributes:
        head_open: whether a request has begun whose headers are not complete.
        head_most: bytes that its first line and headers have, or more.
        unmet: bytes received since a request began or some of a body came.
        unsent: bytes that the client had not taken when it was last looked at.
        deaf: whether what comes is thrown away.
        lingering: whether it will be closed, and is only kept for its last answer to arrive.
        lost: whether it is closed.
    """

    # Not in the dictionary: with more than 30 attributes in it, CPython reads and sets each of them slower.
    __slots__ = (
        "deaf",
        "head_most",
        "head_open",
        "limit",
        "line",
        "lingering",
        "lost",
        "receive_seconds",
        "unmet",
        "unsent",
        "waiting",
    )

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        if not isinstance(config, ServingConfig):
            raise TypeError("the protocol takes its bounds from a ServingConfig")
        self.limit_concurrency = None  # ours, below, answers in JSON
        self.limit = config.connections
        self.receive_seconds = config.receive_seconds
        self.waiting = config.waiting
        self.head_open = False
        self.head_most = 0
        self.unmet = 0
        self.unsent: float = math.inf
        self.deaf = False
        self.lingering = False
        self.lost = False

    # The connection

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        """A client connected: from now on it is waited for."""
        super().connection_made(transport)
        self.line = _Line(self)
        if len(self.connections) > self.limit:
            self.waiting.evict()
        self.waiting.begin(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is closed."""
        self.line.write = _nowhere  # type: ignore[method-assign, assignment]  # for answers that are still under way
        super().connection_lost(exc)
        self.lost = True
        self.waiting.end(self)

    def data_received(self, data: bytes) -> None:
        """Parse what came."""
        if self.deaf:
            return
        self._unset_keepalive_if_required()
        length = len(data)
        self.unmet += length
        self.head_most += length
        rest: bytes | memoryview = data
        while rest and not self.deaf:
            try:
                self.parser.feed_data(rest)
                break
            except httptools.HttpParserUpgrade as upgrade:  # to what we do not speak: go on in HTTP/1.1
                rest = memoryview(rest)[upgrade.args[0] :]
            except httptools.HttpParserError as fault:
                refusal = fault.__context__
                self.refuse(refusal if isinstance(refusal, Refusal) else malformed())
        # A header without end, trailers, or chunks that hold nothing.
        if self.unmet > HEAD_BYTES and not self.deaf:
            self.refuse(large(f"{HEAD_BYTES} bytes of headers"))
        if not self.head_open:
            self.head_most = 0

    def pause_writing(self) -> None:
        """The client takes its answer slower than it is written."""
        super().pause_writing()
        self.unsent = math.inf
        self.waiting.begin(self)

    def resume_writing(self) -> None:
        """The client took enough: if it was that what is being answered waited for, it is no longer waited for."""
        super().resume_writing()
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is not None and not cycle.response_complete and not cycle.more_body:
            self.waiting.end(self)

    # Called by the parser

    def on_message_begin(self) -> None:
        """The first byte of a request. Its scope is made when its headers are there and it is known to need one."""
        self.url = b""
        self.expect_100_continue = False
        self.headers = []
        self.head_open = True
        self.unmet = 0
        self.waiting.begin(self)

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header. Those that follow a body are dropped: they would turn up in a request that is being answered."""
        if not self.head_open:
            return
        name = name.lower()  # from here as uvicorn's, which it does not call: it is called for each header
        if name == b"expect" and value.lower() == b"100-continue":
            self.expect_100_continue = True
        self.headers.append((name, value))
        if len(self.headers) > HEADER_COUNT:
            raise large(f"{HEADER_COUNT} headers")

    def on_headers_complete(self) -> None:
        """All headers are here: unless they are too large, go on."""
        if self.head_most > HEAD_BYTES and self._head_bytes() > HEAD_BYTES:
            raise large(f"{HEAD_BYTES} bytes of headers")
        if self.parser.should_upgrade() and self._has_body():
            raise embodied()
        if len(self.pipeline) >= PIPELINED:
            raise malformed()  # nobody is told: what came before is answered, and then the connection closed
        self.begin_answer()

    def _head_bytes(self) -> int:
        return len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)

    def _has_body(self) -> bool:
        framed = {b"content-length", b"transfer-encoding"}
        return any(name in framed and value.strip() != b"0" for name, value in self.headers)

    def crowded(self) -> bool:
        """Whether as many requests are being answered as may be."""
        return len(self.connections) > self.limit or len(self.tasks) >= self.limit

    def begin_answer(self) -> None:
        """Have the request answered while its body comes."""
        url, headers, expects = self.url, self.headers, self.expect_100_continue
        super().on_message_begin()
        self.url, self.expect_100_continue = url, expects
        self.headers += headers
        self.app = overloaded if self.crowded() else self.config.loaded_app
        self.scope["state"][RECEIVE_BY] = self.waiting.since.get(self, self.loop.time()) + self.receive_seconds
        super().on_headers_complete()
        self.head_open = False
        self.cycle.transport = self.line

    def on_body(self, body: bytes) -> None:
        """Some of a body."""
        self.unmet = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is here whole. The client is waited for if the answer is too, or one before it was not taken."""
        super().on_message_complete()
        self.unmet = 0
        self.cycle.more_body = False
        if self.cycle.response_complete:
            self.waiting.begin(self)
        elif not self.flow.write_paused:
            self.waiting.end(self)

    # Called by what answers

    def on_response_complete(self) -> None:
        """The answer is written, though maybe not taken."""
        super().on_response_complete()
        if self.cycle.response_complete:
            self._wait()

    def hang_up(self) -> None:
        """Close the connection so that the client gets what was written, even if it is still sending."""
        whole = not self.deaf and not self.cycle.more_body
        self.deaf = True
        self.pipeline.clear()
        self._wait()
        if whole or not self.transport.can_write_eof():
            self.transport.close()
        elif not self.lingering and not self.transport.is_closing():
            self.lingering = True
            self.transport.write_eof()
            self.flow.resume_reading()
            self.loop.call_later(LINGER_SECONDS, self.transport.close)

    def _wait(self) -> None:
        if not self.lost and self not in self.waiting.since:
            self.waiting.begin(self)

    # Called where it has gone on for too long

    def late(self) -> None:
        """The client has been waited for as long as any may."""
        unsent = self.transport.get_write_buffer_size()
        if unsent and self.unsent - unsent < TAKEN_BYTES:
            self.transport.abort()
        elif unsent or self.flow.read_paused:  # it takes its answer, if slowly; or it is we who do not read
            self.unsent = unsent or math.inf
            self.waiting.begin(self)
        else:
            self.refuse(None if self.head_open else slow(self.receive_seconds))

    def evict(self) -> None:
        """Make room for another."""
        self.connections.discard(self)  # at once: the other may ask before this one is told that it is closed
        self.transport.abort()

    def refuse(self, refusal: Refusal | None) -> None:
        """Take nothing more from the client: answer what came whole before, else say what is wrong, and close."""
        if self.lingering:
            self.transport.close()
            return
        cycle: RequestResponseCycle | None = self.cycle
        self.deaf = True
        if cycle is None or cycle.response_complete:
            unanswered = self.head_open
        elif not cycle.more_body:
            cycle.keep_alive = False
            return
        else:
            unanswered = not cycle.response_started and not self.pipeline
            cycle.disconnected = True
            cycle.message_event.set()
        if refusal is None or not unanswered:
            self.transport.close()
            return
        response = refusal.response()
        headers = [*self.server_state.default_headers, *response.raw_headers, *HEADERS, (b"connection", b"close")]
        lines = b"".join(b"%b: %b\r\n" % header for header in headers)
        self.transport.write(b"%b%b\r\n%b" % (STATUS_LINE[refusal.status], lines, bytes(response.body)))
        self.hang_up()
