"""Every request as it is seen from outside: an id for it, a line in the log, and a place in the metrics.

The line is made of numbers and of words of ours: no query, no variables, no names that a client chose, no address, no
user, no key.
"""

import logging
from collections.abc import Iterable

import structlog
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send
from structlog.contextvars import bind_contextvars, reset_contextvars
from structlog.stdlib import BoundLogger, ProcessorFormatter

from graphql_api.http.exchange import Exchange, exchange_of
from graphql_api.observe import names
from graphql_api.observe.answer import Answer
from graphql_api.observe.metrics import Metrics

QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
"""Routes that programs ask every few seconds, and whose answers say themselves all there is to say. Lines about them,
and about files, would bury the rest: they are counted, and have a line only when they fail.
"""

log: BoundLogger = structlog.wrap_logger(
    logging.getLogger("cartelera.request"),
    processors=[ProcessorFormatter.wrap_for_formatter],
    wrapper_class=BoundLogger,
).bind()


class Observed:
    """The outermost layer: whatever is further in refuses, fails or is left by its client, it is told of."""

    def __init__(self, app: ASGIApp, metrics: Metrics, paths: Iterable[str]) -> None:
        """Observe an application.

        Args:
            app: what answers.
            metrics: where requests are counted.
            paths: that it serves; one that ends in a slash stands for the files below it.
        """
        self.app = app
        self.metrics = metrics
        self.routes = names.Routes(paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have a request answered, and tell of it when it is.

        Raises:
            Exception: whatever the application raised, once it has been told of.
        """
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        exchange = exchange_of(scope)
        # After an exception the id stays bound, for the line of the server that catches it. Nothing else comes by it:
        # the server answers each request in a task of its own.
        bound = bind_contextvars(id=exchange.id)
        answer = Answer(exchange.id, receive, send)
        self.metrics.in_progress.inc()
        try:
            await self.app(scope, answer.receive, answer.send)
        except ClientDisconnect:
            answer.left = True
            raise
        except BaseException:
            answer.failed = True
            exchange.codes.append("INTERNAL_ERROR")
            raise
        finally:
            self.metrics.in_progress.dec()
            self._tell(scope, exchange, answer)
        reset_contextvars(**bound)

    def _tell(self, scope: Scope, exchange: Exchange, answer: Answer) -> None:
        route, method = self.routes.name(scope["path"]), names.method(scope["method"])
        status, seconds = answer.outcome(), answer.seconds()
        self.metrics.count(exchange, route, method, status, seconds)
        failed = answer.failed or status >= 500
        if not answer.failed and status != 500 and (route in QUIET or self.routes.is_folder(route)):
            return
        (log.error if failed else log.info)(
            "request",
            id=exchange.id,
            route=route,
            method=method,
            status=status,
            ms=round(seconds * 1_000, 2),
            operation=names.operation(exchange.operation),
            shape=exchange.shape,
            cost=exchange.cost,
            codes=[names.code(code) for code in exchange.codes],
            bytes=0 if method == "HEAD" else answer.size,
            release=answer.release,
        )
