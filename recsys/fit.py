"""The whole fit on one screen: a release -> its titles' neighbours -> a release that has them."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import dataframely as dy
import polars as pl

from pipeline.store.errors import DamagedRelease, TableError
from pipeline.store.releases import Release, draft, open_release, publish, standing, table_entry, writing
from pipeline.store.tables import MODEL_TABLES, TABLES, FilmNeighbours, Neighbours
from recsys import choose, content, reasons
from recsys.films import FILM_FIELDS, FILMS, SINCE, comparable
from recsys.titles import TITLE_FIELDS

MODELS = 2
"""Raised with every change to what is fitted to the same tables with the same settings; part of every version."""


def fit(data: Path, version: str | None, say: Callable[[str], None]) -> Release:
    """Publish a release with models, made of one without (or with others); the pointer is not moved.

    What was fitted to the same tables by the same rules is not fitted again.

    Raises:
        NoRelease: there is none, or none of this version.
        DamagedRelease: its files are not those it was published with.
        TableError: a finished model table breaks its contract.
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
        with draft(data, fitted_version) as folder:
            link_tables(base, folder)
            write_neighbours(base, folder, say)
            write_film_neighbours(base, folder, say)
            say("publishing")
            tables = {name: entry for name, entry in base.manifest.tables.items() if name in TABLES}
            tables |= {name: table_entry(folder, (f"{name}.parquet",), {}) for name in MODEL_TABLES}
            manifest = replace(base.manifest, version=fitted_version, model_version=model_version, tables=tables)
            return publish(data, folder, manifest)


def model_version_of(dataset_version: str) -> str:
    """The version of the models of a dataset: equal tables, rules and settings give an equal version."""
    fields = [[(each.name, each.weight, each.needed) for each in those] for those in (TITLE_FIELDS, FILM_FIELDS)]
    chosen = [choose.KEPT, choose.EARLY, choose.EARLY_OF_A_FRANCHISE, SINCE]
    return hashed(dataset_version, MODELS, fields, chosen, [reasons.MOST, reasons.LEAST_SHARE])


def hashed(*parts: object) -> str:
    """A short name that is another for other parts."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:12]


def link_tables(base: Release, folder: Path) -> None:
    """Give a draft the tables of the pipeline: the same files under a second name, or copies where that cannot be."""
    for file in (file for table in TABLES for file in base.files(table)):
        target = folder / file.relative_to(base.folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(file, target)
        except OSError:  # another file system, or one without links
            shutil.copyfile(file, target)


def write_neighbours(base: Release, folder: Path, say: Callable[[str], None]) -> None:
    """`neighbours`, held to its contract."""
    rows = content.neighbours(base.scan("titles"), TITLE_FIELDS, say)
    say("checking the neighbours")
    hold(rows, "neighbours", Neighbours)
    rows.write_parquet(folder / "neighbours.parquet")


def write_film_neighbours(base: Release, folder: Path, say: Callable[[str], None]) -> None:
    """`film_neighbours`, held to its contract; empty without a film set."""
    say("films")
    rows = content.neighbours(base.scan("films").pipe(comparable), FILM_FIELDS, say, kind=FILMS)
    hold(rows, "film_neighbours", FilmNeighbours)
    rows.write_parquet(folder / "film_neighbours.parquet")


def hold(rows: pl.DataFrame, name: str, contract: type[dy.Schema]) -> None:
    """Hold a finished table to its contract.

    Raises:
        TableError: rows break it; the message says how many.
    """
    _, failures = contract.filter(rows)
    if broken := failures.counts():
        raise TableError(f"{name}: " + "; ".join(f"{rows:,} rows break `{rule}`" for rule, rows in broken.items()))
