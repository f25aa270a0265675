"""`/healthz`: is it alive. `/readyz`: has it data."""

from starlette.requests import Request
from starlette.responses import Response

from graphql_api.catalogue.live import Live
from graphql_api.http.answers import json_response


async def healthz(_: Request) -> Response:
    """200 whenever the event loop turns."""
    return json_response({"alive": True})


async def readyz(request: Request) -> Response:
    """200 with what is served, 503 while there is nothing.

    `newest` is false while a newer release is being loaded (`loading` is then true) and while it cannot be.
    """
    live: Live = request.app.state.live
    if live.snapshot is None:
        reason = "no release could be loaded; see the log" if live.trouble else "loading"
        return json_response({"ready": False, "reason": reason}, status=503, headers={"Retry-After": "2"})
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
        }
    )
