"""Every request as it is seen from outside: an id for it, and what `Teller` tells of it when it has ended."""

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send
from structlog.contextvars import bind_contextvars, reset_contextvars

from graphql_api.http.exchange import exchange_of
from graphql_api.observe import names
from graphql_api.observe.answer import Answer
from graphql_api.observe.teller import Teller


class Observed:
    """The outermost layer: whatever is further in refuses, fails or is left by its client, it is told of."""

    def __init__(self, app: ASGIApp, teller: Teller) -> None:
        """Observe an application.

        Args:
            app: what answers.
            teller: who is told of its requests.
        """
        self.app = app
        self.teller = teller

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
        in_progress = self.teller.metrics.in_progress
        in_progress.inc()
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
            in_progress.dec()
            self.teller.tell(
                exchange,
                self.teller.routes.name(scope["path"]),
                names.method(scope["method"]),
                answer.outcome(),
                answer.seconds(),
                answer.size,
                answer.release,
                failed=answer.failed,
            )
        reset_contextvars(**bound)
