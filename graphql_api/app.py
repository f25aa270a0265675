"""The application: routes over one live snapshot."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from graphql_api.catalogue.live import Live
from graphql_api.http.home import home
from graphql_api.http.view import GraphQLView
from graphql_api.observe.health import healthz, readyz
from graphql_api.schema import printed
from graphql_api.settings import Settings
from graphql_api.workers import end_with_supervisor


def create_app(settings: Settings) -> Starlette:
    """The service over the releases of a folder. It answers before the first is loaded, and takes newer ones."""
    live = Live(settings.data)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(live.watch(settings.poll_seconds))
        yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching

    app = Starlette(
        lifespan=lifespan,
        routes=[
            Route("/", home),
            Route("/graphql", GraphQLView(live, settings.users)),
            Route("/schema.graphql", printed_schema),
            Route("/healthz", healthz),
            Route("/readyz", readyz),
        ],
    )
    app.state.live = live
    return app


async def printed_schema(_: Request) -> Response:
    """The schema as text."""
    return PlainTextResponse(_PRINTED)


_PRINTED = printed()


def application() -> Starlette:
    """The service as its settings say: what a server process starts."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    end_with_supervisor()
    return create_app(Settings.read(os.environ))
