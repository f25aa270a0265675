"""The application: routes over one live snapshot, and the layers that every request passes."""

import asyncio
import os
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from graphql_api.catalogue.live import Live
from graphql_api.http import pages, plain, static
from graphql_api.http.access import Access
from graphql_api.http.cors import with_cors
from graphql_api.http.endpoint import Endpoint
from graphql_api.http.exchange import exchange_of
from graphql_api.http.failures import Failures
from graphql_api.http.headers import SecurityHeaders
from graphql_api.http.hosts import Hosts
from graphql_api.http.proxies import ClientAddress
from graphql_api.http.refusal import Refusal
from graphql_api.http.reports import Reports
from graphql_api.http.shortcut import Shortcut
from graphql_api.http.straight import Straight
from graphql_api.memory import keep_one_heap
from graphql_api.observe import logs
from graphql_api.observe.health import healthz, readyz
from graphql_api.observe.metrics import Metrics, metrics
from graphql_api.observe.observed import Observed
from graphql_api.observe.refreshing import Refreshing
from graphql_api.observe.teller import Teller
from graphql_api.pace import keep_pace
from graphql_api.possible_types import printed_types
from graphql_api.schema import printed
from graphql_api.settings import Settings
from graphql_api.workers import end_with_supervisor

Handler = Callable[[Request], Awaitable[Response]]


class Service(Starlette):
    """The application.

    Attributes:
        shortcut: answers plain requests before any layer is passed, with what the layers would add; None where the
            engine is off.
    """

    shortcut: Shortcut | None = None


def create_app(settings: Settings, names: Sequence[str] = ()) -> Service:
    """The service over the releases of a folder. It answers before the first is loaded, and takes newer ones.

    Args:
        settings: how it runs.
        names: what it may be called by; without any, whatever it is called.
    """
    live = _live(settings)
    endpoint = Endpoint(live, settings)
    if endpoint.execution.engine:
        live.prepare = endpoint.execution.engine.prepare
    refreshing = Refreshing(live.data)
    numbers = Metrics(live, refreshing)
    reports = Reports(live, endpoint.access, mirrored=not isinstance(settings.data, Path))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        watching = [asyncio.create_task(each.watch(settings.poll_seconds)) for each in (live, refreshing)]
        yield
        for each in watching:
            each.cancel()
            with suppress(asyncio.CancelledError):
                await each
        endpoint.close()
        numbers.hand_over()

    routes = [
        *pages.routes(ide=settings.ide),
        *plain.routes(),
        *static.routes(ide=settings.ide),
        Route("/graphql", endpoint),
        Route("/schema.graphql", _text(_PRINTED, "text/plain")),
        Route("/possible-types.json", _text(_TYPES, "application/json")),
        Route("/eda", reports.answer),
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/metrics", _with_key(metrics, endpoint.access)),
    ]
    paths = [route.path.replace("{path:path}", "") for route in routes]  # of files by the folder alone
    teller = Teller(numbers, paths)
    app = Service(
        lifespan=lifespan,
        routes=routes,
        middleware=[  # the first is the outermost
            Middleware(Observed, teller=teller),
            Middleware(ClientAddress, proxies=settings.proxies),
            Middleware(Hosts, names=names),
            Middleware(SecurityHeaders, other_origins=bool(settings.cors_origins)),
            Middleware(with_cors, origins=settings.cors_origins),
            Middleware(Failures),
            Middleware(Straight, path="/graphql", to=endpoint),
        ],
    )
    app.router.redirect_slashes = False  # an address of ours is one address
    app.shortcut = Shortcut(endpoint, teller, names) if settings.engine else None
    app.state.live = live
    app.state.refreshing = refreshing
    app.state.metrics = numbers
    return app


def _live(settings: Settings) -> Live:
    """What is served, out of a folder or out of an object store that a folder mirrors.

    Raises:
        ReleaseError: the mirror cannot be written, or the store not be opened.
    """
    if isinstance(settings.data, Path):
        return Live(settings.data)
    from pipeline.store.remote.follower import Follower  # noqa: PLC0415 - loads a library that folders do not need

    follower = Follower.of(settings.data, settings.poll_seconds, settings.cache)
    return Live(follower.folder, follower)


def _text(text: str, kind: str) -> Handler:
    async def answer(_: Request) -> Response:
        return Response(text, media_type=kind)

    return answer


def _with_key(handler: Handler, access: Access) -> Handler:
    """What is answered only to who brings a key, where the service asks for one."""

    async def answer(request: Request) -> Response:
        try:
            access.identify(request.headers)
        except Refusal as refusal:
            exchange_of(request.scope).codes.append(refusal.code)
            return refusal.response()
        return await handler(request)

    return answer


_PRINTED = printed()
_TYPES = printed_types()


def application() -> Service:
    """The service as its settings say: what a server process starts."""
    settings = Settings.read(os.environ)
    logs.configure(settings.log)
    end_with_supervisor()
    keep_pace()
    keep_one_heap()
    # A field that had not begun when its client left is no mistake of ours.
    warnings.filterwarnings("ignore", r"coroutine '.*_async_resolver' was never awaited", RuntimeWarning)
    return create_app(settings, settings.names)
