"""`/healthz`: is it alive. `/readyz`: has it data."""

from starlette.requests import Request
from starlette.responses import Response

from graphql_api.catalogue.live import Live
from graphql_api.http.answers import json_response
from graphql_api.observe.refreshing import Refreshing


async def healthz(_: Request) -> Response:
    """200 whenever the event loop turns."""
    return json_response({"alive": True})


async def readyz(request: Request) -> Response:
    """200 with what is served, 503 while there is nothing.

    `newest` is false while a newer release is being loaded (`loading` is then true) and while it cannot be. `refresh`
    tells how the last refresh of the data went, or goes; null where nobody refreshes them here.
    """
    live: Live = request.app.state.live
    refreshing: Refreshing = request.app.state.refreshing
    if live.snapshot is None:
        reason = "no release could be loaded; see the log" if live.trouble else "loading"
        told = {"ready": False, "reason": reason, "refresh": refreshing.told()}
        return json_response(told, status=503, headers={"Retry-After": "2"})
    manifest = live.snapshot.manifest
    return json_response(
        {
            "ready": True,
            "dataset": manifest.dataset_version,
            "model": manifest.model_version,
            "newest": live.newest,
            "loading": live.loading,
            "built_at": manifest.built_at,
            "loaded_at": live.loaded_at,
            "refresh": refreshing.told(),
        }
    )
