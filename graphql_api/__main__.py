"""The command `serve`: answer questions about a release over HTTP."""

import os
import signal
import sys
from typing import Annotated

import typer
import uvicorn

from graphql_api import memory
from graphql_api.observe import logs
from graphql_api.server.serving import ServingConfig
from graphql_api.server.sockets import EVERY_INTERFACE, listen
from graphql_api.settings import PREFIX, Settings
from graphql_api.workers import Supervisor, sharing_metrics
from pipeline.store.errors import CarteleraError
from pipeline.store.remote.mirror import SERVE, mirror

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def serve(
    data: Annotated[
        str | None, typer.Option(help="Where releases are kept: a folder, or s3://.... [CARTELERA_DATA; data/tables]")
    ] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on. [PORT; 8000]", min=0, max=65_535)] = None,
    host: Annotated[
        str | None, typer.Option(help="localhost, * for every interface, or an address. [CARTELERA_HOST; localhost]")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(help="Processes that answer. [CARTELERA_WORKERS; 1]", min=1, max=64)
    ] = None,
) -> None:
    """Answer GraphQL queries about the current release, and about each newer one as it comes."""
    chosen = {"PORT": port, f"{PREFIX}DATA": data, f"{PREFIX}HOST": host, f"{PREFIX}WORKERS": workers}
    # Worker processes read their settings from the environment, so what was chosen here is put there.
    os.environ.update({name: str(value) for name, value in chosen.items() if value is not None})
    settings = Settings.read(os.environ)
    if isinstance(settings.data, str):  # said here and once, not by each worker
        mirror(settings.data, SERVE, settings.cache)
    memory.prepare(os.environ)
    sockets = listen(settings.host, settings.port)
    name = {EVERY_INTERFACE: "localhost"}.get(settings.host, settings.host)
    name = f"[{name}]" if ":" in name else name
    typer.echo(f"Cartelera is on http://{name}:{sockets[0].getsockname()[1]}", err=True)
    config = ServingConfig("graphql_api.app:application", settings.traffic, factory=True, workers=settings.workers)
    # The server raises the signal that stopped it once more when it has stopped: that is a good end, not a failure.
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, lambda *_: sys.exit(0))
    server = uvicorn.Server(config)
    with sharing_metrics(settings.workers):
        if settings.workers > 1:
            logs.configure(settings.log)
            Supervisor(config, sockets=sockets).run()
        else:
            server.run(sockets=sockets)
    if not server.started and settings.workers == 1:
        sys.exit(1)


def main() -> None:
    """Run the command; a fault that explains itself is one line on standard error and exit code 1."""
    try:
        app(prog_name="serve")
    except CarteleraError as fault:
        sys.stderr.write(f"serve: {fault}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
