"""The whole fit on one screen: a release -> what resembles what, what users like -> a release that has it."""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import dataframely as dy
import polars as pl

from pipeline.store import arrays
from pipeline.store.card import CARD, Model, ModelCard
from pipeline.store.errors import DamagedRelease, ReleaseError, TableError, WorseModel
from pipeline.store.parameters import Parameters
from pipeline.store.releases import (
    Release,
    current_version,
    draft,
    link_files,
    open_release,
    publish,
    standing,
    table_entry,
    writing,
)
from pipeline.store.tables import MODEL_TABLES, TABLES, FilmNeighbours, Neighbours
from pipeline.store.vocabulary import ModelTask
from recsys import alike, choose, ease, personal, reasons, recommend
from recsys.content import Compared, neighbours
from recsys.films import FILM_FIELDS, FILMS, SINCE, comparable
from recsys.regress import comparable as same_ratings
from recsys.regress import worse
from recsys.titles import TITLE_FIELDS

MODELS = 3
"""Raised with every change to what is fitted to the same tables with the same settings; part of every version."""

SIMILAR_FILMS = Model(
    ModelTask.SIMILAR_FILMS,
    "content KNN",
    "The nearest films by overview, genres and companies, each a block of TF-IDF vectors.",
)


def fit(data: Path, version: str | None, say: Callable[[str], None], *, force: bool = False) -> Release:
    """Publish a release with models, made of one without (or with others); the pointer is not moved.

    What was fitted to the same tables by the same rules is not fitted again, the parts of it neither.

    Args:
        data: the folder of releases.
        version: the release to fit to; the current one if left out.
        say: told what is being done.
        force: publish even what is worse than what is current.

    Raises:
        NoRelease: there is none, or none of this version.
        DamagedRelease: its files are not those it was published with.
        TableError: a finished model table breaks its contract.
        WorseModel: what was fitted is worse than what is current, by more than chance.
        ReleaseError: another writer is at work, or the folder cannot be written.
    """
    base = open_release(data, version)
    say(f"reading {base.folder}")
    if not base.files("titles"):
        raise DamagedRelease(f"{base.folder} has no titles to fit to; build the release again")
    base.verify()
    model_version = model_version_of(base.manifest.dataset_version)
    fitted_version = hashed(base.manifest.dataset_version, model_version)
    with writing(data):
        if fitted := standing(data, fitted_version):
            return fitted
        last = last_fitted(data)
        with draft(data, fitted_version) as folder:
            link_files(base, folder, [file for table in TABLES for file in base.files(table)])
            card = write_models(base, last, folder, say)
            if last and not force and same_ratings(last.manifest, base.manifest):
                refuse_worse(ModelCard.read(last.folder), card, base.manifest.version)
            say("publishing")
            tables = {name: entry for name, entry in base.manifest.tables.items() if name in TABLES}
            tables |= {name: table_entry(folder, (f"{name}.parquet",), {}) for name in MODEL_TABLES}
            manifest = replace(base.manifest, version=fitted_version, model_version=model_version, tables=tables)
            return publish(data, folder, manifest)


def model_version_of(dataset_version: str) -> str:
    """The version of the models of a dataset: equal tables, rules and settings give an equal version."""
    fields = [[(each.name, each.weight, each.needed) for each in those] for those in (TITLE_FIELDS, FILM_FIELDS)]
    chosen = [choose.KEPT, choose.EARLY, choose.EARLY_OF_A_FRANCHISE, SINCE]
    likes = [
        recommend.MOST_TITLES,
        recommend.WARM,
        recommend.LENDERS,
        recommend.LENT,
        recommend.DAMPING,
        ease.KEPT,
        repr(ease.DEFAULT),
    ]
    together = [alike.LEAST, alike.BUSY, alike.DAMPING, alike.SHARE, alike.PEOPLE]
    return hashed(dataset_version, MODELS, fields, chosen, [reasons.MOST, reasons.LEAST_SHARE], likes, together)


def hashed(*parts: object) -> str:
    """A short name that is another for other parts."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:12]


def last_fitted(data: Path) -> Release | None:
    """The current release if it has models, else the one that was fitted last; none that is damaged."""
    fitted = []
    for file in data.glob(f"*/{CARD}"):
        version = file.parent.name
        with suppress(ReleaseError):
            fitted.append((version == current_version(data), ModelCard.read(file.parent).fitted_at, version))
    for _, _, version in sorted(fitted, reverse=True):
        with suppress(ReleaseError):
            release = open_release(data, version)
            release.verify()
            Parameters.read(release.folder)
            return release
    return None


def refuse_worse(last: ModelCard, new: ModelCard, version: str) -> None:
    """Stop a fit to a release of this version that came out worse than the last.

    Raises:
        WorseModel: it did.
    """
    if why := worse(last, new):
        raise WorseModel(
            f"this fit is worse than the one being served: {why.removesuffix('.')}. Nothing was published; look at the "
            f"ratings that came in, or publish it all the same with: recsys fit --release {version} --force"
        )


def write_models(base: Release, last: Release | None, folder: Path, say: Callable[[str], None]) -> ModelCard:
    """Every model table, array and number into a draft; what the last fit made of the same is taken over."""
    parts = fitted_to(base)
    same = reusable(last, parts)
    card = write_titles(base, last, same, folder, say, parts)
    if "films" in same and last:
        say("films: as in the last fit, nothing has changed")
        link_files(last, folder, last.files("film_neighbours"))
    else:
        say("films")
        films = neighbours(base.scan("films").pipe(comparable), FILM_FIELDS, say, kind=FILMS)
        hold(films, "film_neighbours", FilmNeighbours)
        films.write_parquet(folder / "film_neighbours.parquet")
    models = tuple(each for each in card.models if each.task != ModelTask.SIMILAR_FILMS)
    models += (SIMILAR_FILMS,) * bool(base.manifest.tables["films"].rows)
    card = replace(card, fitted_at=datetime.now(UTC), models=models)
    card.write(folder)
    return card


def write_titles(
    base: Release, last: Release | None, same: set[str], folder: Path, say: Callable[[str], None], parts: dict[str, str]
) -> ModelCard:
    """What resembles a title and what is liked: tables, arrays and parameters; returns the card."""
    if last and {"content", "ratings"} <= same:
        say("titles and ratings: as in the last fit, nothing has changed")
        files = [file for name in ("neighbours", "content_neighbours") for file in last.files(name)]
        link_files(last, folder, [*files, *(last.folder / arrays.FOLDER).glob("*.npy")])
        replace(Parameters.read(last.folder), reusable=parts).write(folder)
        return ModelCard.read(last.folder)
    say("fields")
    titles = Compared.of(base.scan("titles"), TITLE_FIELDS)
    if "content" in same and last:
        say("similar titles by content: as in the last fit, nothing has changed")
        link_files(last, folder, last.files("content_neighbours"))
        near = last.scan("content_neighbours").collect()
    else:
        say(f"the {choose.KEPT} nearest of {titles.rows.height:,}")
        near = titles.table(titles.pairs())
        hold(near, "content_neighbours", Neighbours)
        near.write_parquet(folder / "content_neighbours.parquet")
    order = base.scan("titles").select("title_id").collect().to_series()
    found = personal.fit(base.scan("ratings"), order, titles, near, say)
    del titles, near  # checking the new table takes as much again as it does
    hold(found.neighbours, "neighbours", Neighbours)
    found.neighbours.write_parquet(folder / "neighbours.parquet")
    arrays.save(folder, found.arrays)
    replace(found.parameters, reusable=parts).write(folder)
    finding = found.finding
    return ModelCard(datetime.now(UTC), finding.signal, finding.summary, finding.tests, found.models)


def fitted_to(base: Release) -> dict[str, str]:
    """What each part of a fit depends on: the files of tables and all settings."""

    def files(*tables: str) -> list[str]:
        names = [file.relative_to(base.folder).as_posix() for table in tables for file in base.files(table)]
        return [base.manifest.files[name].sha256 for name in names]

    settings = model_version_of("")
    return {
        "content": hashed(settings, files("titles")),
        "ratings": hashed(settings, files("titles", "ratings")),
        "films": hashed(settings, files("films")),
    }


def reusable(last: Release | None, parts: dict[str, str]) -> set[str]:
    """The parts that the last fit made of the same."""
    then = Parameters.read(last.folder).reusable if last else {}
    return {name for name, key in parts.items() if then.get(name) == key}


def hold(rows: pl.DataFrame, name: str, contract: type[dy.Schema]) -> None:
    """Hold a finished table to its contract.

    Raises:
        TableError: rows break it; the message says how many.
    """
    _, failures = contract.filter(rows)
    if broken := failures.counts():
        raise TableError(f"{name}: " + "; ".join(f"{rows:,} rows break `{rule}`" for rule, rows in broken.items()))
