"""The command `pipeline`: build a release from raw files and look after releases, or generate raw files."""

import sys
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from pipeline import progress, sample
from pipeline.build import build as build_release
from pipeline.ops import listed, watching
from pipeline.ops.anywhere import check_releases, list_versions, roll_back, sweep
from pipeline.ops.checking import check_raw
from pipeline.ops.engines.engine import SHOWN, Sums
from pipeline.ops.engines.opening import POLARS, engine_named
from pipeline.ops.inputs import look, name_of
from pipeline.ops.refresh import refresh
from pipeline.ops.retention import Retention
from pipeline.sources.finding import mark_sample, not_read
from pipeline.sources.layout import CATALOGUE_FILES, FILM_CREDITS_FILE, FILMS_FILE, RATINGS_FOLDER
from pipeline.store.errors import CarteleraError, ReportError, SourceError, of_the_disk
from pipeline.store.place import checked_url, folder_of, is_url, opened
from pipeline.store.releases import Release, open_release
from pipeline.store.reports import report_folder
from pipeline.summary import summary
from pipeline.tolerance import Tolerance

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help="Raw files in, tables out."
)


def tolerated(asked: list[str] | None) -> list[str] | None:
    """Refuse a tolerance that says nothing before anything is done, as any wrong argument."""
    try:
        Tolerance.asked(asked or [])
    except ValueError as fault:
        raise typer.BadParameter(str(fault)) from None
    return asked


Raw = Annotated[Path, typer.Option("--raw", help="The folder of catalogues/, ratings/ and films/.")]
Data = Annotated[
    str, typer.Option(envvar="CARTELERA_DATA", help="Where releases are kept: a folder, or s3://BUCKET/PREFIX.")
]
Then = Annotated[str | None, typer.Option(help="A command to run before the release is made current.")]
Keep = Annotated[int, typer.Option(min=1, help="Keep so many releases, the newest, however old they are.")]
Tolerate = Annotated[
    list[str] | None,
    typer.Option(
        metavar="[REASON=]SHARE",
        callback=tolerated,
        help="The share of a file's rows that may be set aside, for one reason or for all; may be given several times.",
    ),
]
AcceptSmaller = Annotated[
    bool, typer.Option("--accept-smaller", help="Do not compare the files with those of the current release.")
]
KeepDays = Annotated[float, typer.Option(min=0, help="Keep every release that is no older.")]
EngineName = Annotated[
    str, typer.Option("--engine", help="What runs the steps of ratings: polars, spark://HOST:PORT or local[N].")
]
Shared = Annotated[Path | None, typer.Option(help="A folder that Spark's workers see too; else --data is one.")]
WithSums = Annotated[bool, typer.Option("--sums", help="Make user_sums and co_liked, too.")]
SumsTitles = Annotated[int, typer.Option(min=0, help="The most rated titles that co_liked is of; 0: all.")]


@app.command()
def build(
    context: typer.Context,
    raw: Raw = Path("data/raw"),
    data: Data = "data/tables",
    then: Then = None,
    keep: Keep = 5,
    keep_days: KeepDays = 7,
    tolerate: Tolerate = None,
    engine: EngineName = POLARS,
    shared: Shared = None,
    sums_titles: SumsTitles = SHOWN,
    *,
    sums: WithSums = False,
    accept_smaller: AcceptSmaller = False,
) -> None:
    """Make a release of raw files and make it current."""
    inputs = name_of(look(raw, folder_of(data)), watching.settings(context.params))
    retention = Retention(keep, keep_days)
    with opened(data, needed=False) as place:

        def make() -> Release:
            with progress.shown() as steps, engine_named(engine, shared) as runs:
                release = build_release(
                    raw,
                    place.folder,
                    steps,
                    Tolerance.asked(tolerate or []),
                    accept_smaller=accept_smaller,
                    engine=runs,
                    sums=Sums(sums_titles) if sums else None,
                )
            typer.echo(summary(release))
            if ignored := not_read(raw):
                typer.echo(f"Not read: {', '.join(ignored)}")
            return release

        refresh(
            place.folder,
            make,
            typer.echo,
            inputs=inputs,
            then=then,
            retention=retention,
            publish=place.publish,
            where=str(place),
        )
    sweep(data, retention, typer.echo)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def watch(
    context: typer.Context,
    raw: Raw = Path("data/raw"),
    data: Data = "data/tables",
    then: Then = None,
    keep: Keep = 5,
    keep_days: KeepDays = 7,
    *,
    every: Annotated[
        float, typer.Option(min=0.1, help="Seconds between looks where the system tells of no changes.")
    ] = 60,
    settle: Annotated[float, typer.Option(min=0, help="Seconds for which files must be still.")] = 10,
    once: Annotated[bool, typer.Option("--once", help="Look, build if there is news, and end.")] = False,
) -> None:
    """Build whenever raw files change, until stopped. Other options are those of `pipeline build`."""
    arguments = ["--raw", str(raw), "--data", data, "--keep", str(keep), "--keep-days", str(keep_days)]
    arguments += [*(("--then", then) if then else ()), *context.args]
    if not watching.start(context, build, raw, folder_of(data), arguments, every=every, settle=settle, once=once):
        raise typer.Exit(1)


@app.command()
def check(
    data: Data = "data/tables",
    version: Annotated[str | None, typer.Argument(help="The release; else the current one.")] = None,
    raw: Annotated[Path | None, typer.Option(help="Check a folder of raw files instead.")] = None,
    tolerate: Tolerate = None,
    *,
    accept_smaller: AcceptSmaller = False,
    every: Annotated[bool, typer.Option("--all", help="Check every release.")] = False,
) -> None:
    """Compare a release with its manifest, its hashes and its contracts; or see what a build would say of raw files."""
    if raw is not None:

        def make(place: Path) -> Release:
            with progress.shown() as steps:
                tolerance = Tolerance.asked(tolerate or [])
                return build_release(raw, place, steps, tolerance, accept_smaller=accept_smaller)

        with opened(data, needed=False) as place:
            check_raw(place.folder, make, lambda release: typer.echo(summary(release, kept=False)))
        typer.echo("\nNothing was published.")
    elif not check_releases(data, version, every=every, say=typer.echo):
        raise typer.Exit(1)


@app.command()
def versions(
    data: Data = "data/tables",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="Compare every file with its hash.")] = False,
) -> None:
    """List the releases, the newest first."""
    found = list_versions(data, verify=verify)
    typer.echo(listed.as_json(found) if as_json else listed.as_text(found), nl=False)


@app.command()
def rollback(
    data: Data = "data/tables",
    version: Annotated[str | None, typer.Argument(help="The release; else what was current before.")] = None,
) -> None:
    """Make an earlier release current, and keep it so until the raw files change."""
    roll_back(data, version, typer.echo)


@app.command()
def eda(
    data: Data = "data/tables",
    version: Annotated[str | None, typer.Argument(help="The release; else the current one.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="Where to write report.html and figures/; else to reports/ in --data.")
    ] = None,
) -> None:
    """Report what is in a release: one page of figures, each with its numbers, and the figures as PNG."""
    from pipeline.eda.report import needed, report  # noqa: PLC0415 - no other command needs it
    from pipeline.eda.tables import Tables  # noqa: PLC0415 - as above

    if out is None and is_url(data):
        raise ReportError(f"{checked_url(data)} keeps releases and no reports; say where this one goes with --out DIR")
    needed()
    with opened(data) as place, progress.shown() as steps:
        release = open_release(place.folder, version)
        folder = out or report_folder(place.folder, release.manifest.version)
        try:
            page = report(Tables.of(release), folder, steps, only=out is None)
        except OSError as fault:
            told = f"the report cannot be written to {folder} ({fault.strerror or fault}); expected a folder with room"
            raise ReportError(f"{told} in it: name another with --out DIR") from fault
    typer.echo(f"Report of release {release.manifest.version}: {page}")


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


def main() -> None:
    """Run the command; a fault that explains itself is one line on standard error and exit code 1."""
    try:
        app(prog_name="pipeline")
    except (CarteleraError, OSError) as fault:  # the latter: a full disk, a folder that may not be written
        sys.stderr.write(f"pipeline: {' '.join(str(fault).splitlines())}\n")  # a file's name may hold a line end
        sys.exit(1)
    except pl.exceptions.PolarsError as fault:
        if not of_the_disk(fault):
            raise
        sys.stderr.write(f"pipeline: {str(fault).splitlines()[0]}; the current release stays\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
