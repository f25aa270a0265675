"""The command `recsys`: fit models to a release."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.store.errors import CarteleraError
from pipeline.store.releases import activate
from recsys.fit import fit as fit_release
from recsys.progress import Steps
from recsys.summary import summary

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help="Tables in, model tables out."
)

Data = Annotated[
    Path, typer.Option("--data", envvar="CARTELERA_DATA", help="Where releases are kept.", show_default=True)
]
Release = Annotated[
    str | None,
    typer.Option(envvar="CARTELERA_RELEASE", help="The release to fit to, by its version; else the current one."),
]


@app.callback()
def group() -> None:
    """Keep `fit` a command of its own while it is the only one."""


@app.command()
def fit(data: Data = Path("data/tables"), release: Release = None) -> None:
    """Make a release with models of one without, and make it current."""
    fitted = fit_release(data, release or None, Steps().step)
    activate(data, fitted.manifest.version)
    typer.echo(summary(fitted))
    typer.echo(f"\nCurrent: {fitted.manifest.version}")


def main() -> None:
    """Run the command; a fault that explains itself is one line on standard error and exit code 1."""
    try:
        app(prog_name="recsys")
    except (CarteleraError, OSError) as fault:  # the latter: a full disk, a folder that may not be written
        sys.stderr.write(f"recsys: {fault}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
