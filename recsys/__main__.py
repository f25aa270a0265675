"""The command `recsys`: fit models to a release, or say how good they are."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from pipeline.store.card import ModelCard
from pipeline.store.ending import ended_by_signals
from pipeline.store.errors import CarteleraError, WorseModel, of_the_disk
from pipeline.store.place import opened
from pipeline.store.releases import Release as ReleaseRead
from pipeline.store.releases import move_pointer, open_release, pointing, taken_back
from recsys.content import Compared
from recsys.evaluation import movielens
from recsys.evaluation.report import markdown
from recsys.evaluation.run import evaluate as evaluate_ratings
from recsys.fit import fit as fit_release
from recsys.interactions import Interactions
from recsys.progress import Steps
from recsys.summary import summary
from recsys.titles import TITLE_FIELDS

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help="Tables in, model tables out."
)

Data = Annotated[
    str, typer.Option(envvar="CARTELERA_DATA", help="Where releases are kept: a folder, or s3://BUCKET/PREFIX.")
]
Release = Annotated[
    str | None,
    typer.Option(envvar="CARTELERA_RELEASE", help="The release to fit to, by its version; else the current one."),
]


@app.command()
def fit(
    data: Data = "data/tables",
    release: Release = None,
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Publish models that are worse than the current ones.")
    ] = False,
) -> None:
    """Make a release with models of one without, and make it current, unless its data is taken back meanwhile."""
    with opened(data) as place:
        before = taken_back(place.folder)
        fitted = fit_release(place.folder, release or None, Steps().step, force=force)
        version, dataset = fitted.manifest.version, fitted.manifest.dataset_version
        with pointing(place.folder):
            stays = dataset in taken_back(place.folder) and dataset not in before
            if not stays:
                move_pointer(place.folder, version)
        place.publish()
    typer.echo(summary(fitted))
    if stays:
        again = f"pipeline rollback {version} --data {place}"
        typer.echo(f"\nNot made current: a rollback took its data back meanwhile; to have it: {again}")
    else:
        typer.echo(f"\nCurrent: {version}")


@app.command()
def evaluate(
    data: Data = "data/tables",
    release: Annotated[
        str | None, typer.Option(envvar="CARTELERA_RELEASE", help="The release, by its version; else the current one.")
    ] = None,
    ratings: Annotated[
        Path | None,
        typer.Option(help="A file of ratings as MovieLens writes them, or a folder with one, in place of a release."),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Where evaluation.md and evaluation.json go, if anywhere.")] = None,
) -> None:
    """Say how good the models are on ratings they had not seen, beside simpler ways of doing the same."""
    steps = Steps()
    if ratings is None:
        with opened(data) as place:
            chosen = open_release(place.folder, release or None)
            chosen.verify()
            card, of = evaluate_release(chosen, steps.step), f"release {chosen.manifest.version}"
    else:
        card, of = evaluate_ratings(*movielens.read(ratings), steps.step), ratings.name
    text = markdown(card, of)
    if out:
        out.mkdir(parents=True, exist_ok=True)
        (out / "evaluation.md").write_text(text, encoding="utf-8")
        (out / "evaluation.json").write_text(card.text(), encoding="utf-8")
    typer.echo(text, nl=False)


def evaluate_release(release: ReleaseRead, say: Callable[[str], None]) -> ModelCard:
    """The evaluation of a release: its ratings, and its titles by content."""
    say("fields")
    titles = Compared.of(release.scan("titles"), TITLE_FIELDS)
    say("ratings")
    return evaluate_ratings(Interactions.read(release.scan("ratings"), titles.ids), titles.space.matrix, say)


def main() -> None:
    """Run the command; a fault that explains itself is one line on standard error and exit code 1, or what it says."""
    try:
        with ended_by_signals():
            app(prog_name="recsys")
    except (CarteleraError, OSError) as fault:  # the latter: a full disk, a folder that may not be written
        sys.stderr.write(f"recsys: {fault}\n")
        sys.exit(fault.exit_code if isinstance(fault, WorseModel) else 1)
    except pl.exceptions.PolarsError as fault:
        if not of_the_disk(fault):
            raise
        sys.stderr.write(f"recsys: {str(fault).splitlines()[0]}; the current release stays\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
