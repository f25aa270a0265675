"""The command `pipeline`: build a release from raw files, or generate raw files."""

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline import progress, sample
from pipeline.build import build as build_release
from pipeline.sources.finding import mark_sample
from pipeline.sources.layout import CATALOGUE_FILES, FILM_CREDITS_FILE, FILMS_FILE, RATINGS_FOLDER
from pipeline.store.errors import CarteleraError, ReleaseError, SourceError
from pipeline.store.releases import Release, activate, open_release
from pipeline.summary import summary

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help="Raw files in, tables out."
)

Data = Annotated[
    Path, typer.Option("--data", envvar="CARTELERA_DATA", help="Where releases are kept.", show_default=True)
]


@app.command()
def build(
    raw: Annotated[Path, typer.Option(help="The folder of catalogues/, ratings/ and films/.")] = Path("data/raw"),
    data: Data = Path("data/tables"),
    then: Annotated[str | None, typer.Option(help="A command to run before the release is made current.")] = None,
) -> None:
    """Make a release of raw files and make it current."""
    with progress.shown() as steps:
        release = build_release(raw, data, steps)
    typer.echo(summary(release))
    if then and then.strip():
        run_then(then, data, release)
    if not superseded(data, release):
        activate(data, release.manifest.version)
    typer.echo(f"\nCurrent: {open_release(data).manifest.version}")


@app.command("sample")
def write_sample(
    raw: Annotated[Path, typer.Option(help="The folder to write into.")] = Path("data/sample"),
    titles: Annotated[int, typer.Option(min=1, help="Titles on all platforms together.")] = sample.TITLES,
    users: Annotated[int, typer.Option(min=1, help="Users who rate.")] = sample.USERS,
    ratings: Annotated[int, typer.Option(min=0, help="Ratings in all files together.")] = sample.RATINGS,
    signal: Annotated[
        float, typer.Option(min=0, max=1, help="0: ratings of random titles; 1: users with taste.")
    ] = sample.SIGNAL,
    films: Annotated[int, typer.Option(min=0, help="Films of the film set; 0 writes none.")] = sample.FILMS,
    seed: Annotated[int, typer.Option(min=0, help="Equal seeds write equal files.")] = sample.SEED,
) -> None:
    """Generate raw files in the real formats, with every oddity of the real ones."""
    ours = [raw / path for path in (*CATALOGUE_FILES.values(), RATINGS_FOLDER, FILMS_FILE, FILM_CREDITS_FILE)]
    if standing := [path for path in ours if path.exists()]:
        raise SourceError(f"{standing[0]} is already there and will not be overwritten; choose another with --raw DIR")
    with progress.shown() as steps:
        sample.write_sample(
            raw,
            titles=titles,
            users=users,
            ratings=ratings,
            signal=signal,
            films=films,
            seed=seed,
            progress=steps.step,
        )
        mark_sample(raw)
    typer.echo(
        f"Sample of {titles:,} titles, {ratings:,} ratings and {films:,} films in {raw}; "
        f"build it with: pipeline build --raw {raw}"
    )


def run_then(command: str, data: Path, release: Release) -> None:
    """Run a command that may publish a release made from this one, which it finds in CARTELERA_RELEASE.

    Raises:
        ReleaseError: it failed; the pointer stays where it was.
    """
    environment = os.environ | {"CARTELERA_DATA": str(data), "CARTELERA_RELEASE": release.manifest.version}
    try:
        code = subprocess.run(shlex.split(command), env=environment, check=False).returncode  # noqa: S603 - the user's own
    except (OSError, ValueError) as fault:  # not found, or a quote left open
        reason = fault.strerror if isinstance(fault, OSError) else fault
        raise ReleaseError(f"{command!r} could not be started ({reason}); the current release stays") from None
    if code:
        raise ReleaseError(f"{command!r} ended with code {code}; the current release stays")


def superseded(data: Path, release: Release) -> bool:
    """Whether what is current was made from this release, as a fit that ran after it does."""
    try:
        current = open_release(data)
        current.verify()
    except ReleaseError:  # there is none, or one that nobody can read: a good one takes its place
        return False
    ours, theirs = release.manifest, current.manifest
    return theirs.dataset_version == ours.dataset_version and theirs.version != ours.version


def main() -> None:
    """Run the command; a fault that explains itself is one line on standard error and exit code 1."""
    try:
        app(prog_name="pipeline")
    except (CarteleraError, OSError) as fault:  # the latter: a full disk, a folder that may not be written
        sys.stderr.write(f"pipeline: {fault}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
