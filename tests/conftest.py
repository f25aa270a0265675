"""What tests of several packages start from: raw files, a release of them, and the service over it."""

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from graphql_api.catalogue.snapshot import Snapshot, load
from graphql_api.context import Context
from graphql_api.schema import schema
from pipeline.build import build
from pipeline.progress import Steps
from pipeline.store import releases
from pipeline.store.manifest import MANIFEST
from pipeline.store.releases import Release, activate
from pipeline.store.tables import Neighbours
from pipeline.store.tables import schema as columns
from recsys.fit import fit
from tests.small import write_small

pytest_plugins = ["tests.skips"]

Answer = dict[str, Any]


def publish(raw: Path, data: Path) -> Release:
    """Build a folder of raw files and make the release current."""
    release = build(raw, data, Steps())
    activate(data, release.manifest.version)
    return release


def publish_with_model(raw: Path, data: Path) -> Release:
    """Build a folder of raw files, fit a model to the release, and make the result current."""
    fitted = fit(data, publish(raw, data).manifest.version, say=lambda _: None)
    activate(data, fitted.manifest.version)
    return fitted


def publish_fitted(data: Path, built: Release, neighbours: Iterable[tuple[Any, ...]], model: str = "m1") -> Release:
    """Publish a release again with `neighbours`, as if a model had been fitted to it; not made current."""
    version = f"{built.manifest.version}-{model}"
    with releases.writing(data), releases.draft(data, version) as folder:
        shutil.copytree(built.folder, folder, dirs_exist_ok=True)
        (folder / MANIFEST).unlink()
        frame = pl.DataFrame(list(neighbours), columns(Neighbours), orient="row")
        Neighbours.validate(frame).write_parquet(folder / "neighbours.parquet")
        table = releases.table_entry(folder, ("neighbours.parquet",), {})
        tables = {**built.manifest.tables, "neighbours": table}
        manifest = replace(built.manifest, version=version, model_version=model, tables=tables)
        return releases.publish(data, folder, manifest)


NEIGHBOURS = [
    # Not in the order of rank, and more than a list has when nobody says how many.
    ("ns1", 2, "ds2", 0.5, "content", ["same actor: bo chen", "same genre: drama"]),
    ("ns1", 1, "ds1", 0.75, "ratings", ["same actor: ana ruiz"]),
    ("ns1", 6, "hs1", 0.125, "popularity", []),
    ("ns1", 5, "as2", 0.25, "content", ["same actor: ana ruiz"]),
    ("ns1", 4, "ns2", 0.25, "content", ["same actor: ana ruiz"]),
    ("ns1", 3, "as3", 0.5, "content", ["same word: rain"]),
    ("as1", 1, "ds1", 0.75, "content", ["same actor: ana ruiz"]),
]
"""What a model might find in the small catalogue: most titles resemble no other."""


@pytest.fixture(scope="session")
def small_raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small catalogue's raw files; not to be changed."""
    return write_small(tmp_path_factory.mktemp("small") / "raw")


@pytest.fixture(scope="session")
def small_data(small_raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of releases whose current one is the small catalogue; not to be changed."""
    data = tmp_path_factory.mktemp("small") / "data"
    publish(small_raw, data)
    return data


@pytest.fixture(scope="session")
def small(small_raw: Path, small_data: Path) -> Snapshot:
    """The small catalogue in memory."""
    return load(publish(small_raw, small_data))


@pytest.fixture(scope="session")
def fitted_data(small_raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of releases whose current one is the small catalogue with a model; not to be changed."""
    data = tmp_path_factory.mktemp("fitted") / "data"
    fitted = publish_fitted(data, build(small_raw, data, Steps()), NEIGHBOURS)
    activate(data, fitted.manifest.version)
    return data


@pytest.fixture(scope="session")
def fitted(fitted_data: Path) -> Snapshot:
    """The small catalogue with a model, in memory."""
    return load(releases.open_release(fitted_data))


@pytest.fixture
def ask(small: Snapshot) -> Callable[..., Any]:
    """Ask about the small catalogue: `await ask(query, **variables)` is the data of an answer without errors."""

    async def asked(query: str, **variables: object) -> Answer:
        result = await schema.execute(query, variable_values=variables, context_value=Context(small))
        assert result.errors is None, result.errors
        assert result.data is not None
        return result.data

    return asked


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data, for tests that want it."""
    folder = os.environ.get("CARTELERA_REAL_DATA")
    if not folder:
        pytest.skip("no real data: CARTELERA_REAL_DATA names the folder")
    return Path(folder)


@pytest.fixture(scope="session")
def real_raw(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real catalogues with the joined ratings, laid out as raw files are."""
    raw = tmp_path_factory.mktemp("real") / "raw"
    (raw / "ratings").mkdir(parents=True)
    (raw / "catalogues").symlink_to((real_data / "catalogues").resolve())
    for number in range(1, 9):
        (raw / "ratings" / f"{number}.csv").symlink_to((real_data / "ratings_joined" / f"{number}.csv").resolve())
    return raw


@pytest.fixture(scope="session")
def real(real_raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The real catalogues in memory."""
    return load(publish(real_raw, tmp_path_factory.mktemp("real") / "data"))
