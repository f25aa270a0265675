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
from pipeline.sources.layout import FILMS_FILE
from pipeline.store import releases
from pipeline.store.manifest import MANIFEST
from pipeline.store.releases import Release, activate
from pipeline.store.tables import MODEL_TABLES
from pipeline.store.tables import schema as columns
from pipeline.tolerance import Tolerance
from recsys.fit import fit
from tests.models import Said, write_models
from tests.small import write_small

pytest_plugins = ["tests.at_once", "tests.engine", "tests.skips"]

Answer = dict[str, Any]


def publish(raw: Path, data: Path) -> Release:
    """Build a folder of raw files, however odd its rows, and make the release current."""
    release = build(raw, data, Steps(), Tolerance(otherwise=1.0), accept_smaller=True)
    activate(data, release.manifest.version)
    return release


def publish_with_model(raw: Path, data: Path) -> Release:
    """Build a folder of raw files, fit a model to the release, and make the result current."""
    fitted = fit(data, publish(raw, data).manifest.version, say=lambda _: None)
    activate(data, fitted.manifest.version)
    return fitted


def publish_fitted(
    data: Path,
    built: Release,
    neighbours: Iterable[tuple[Any, ...]],
    film_neighbours: Iterable[tuple[Any, ...]] = (),
    model: str = "m1",
    said: Said = (),
    **models: Any,
) -> Release:
    """Publish a release again with what resembles what, as if a model had been fitted to it; not made current."""
    version = f"{built.manifest.version}-{model}"
    neighbours = list(neighbours)
    found = {"neighbours": neighbours, "content_neighbours": neighbours, "film_neighbours": film_neighbours}
    with releases.writing(data), releases.draft(data, version) as folder:
        shutil.copytree(built.folder, folder, dirs_exist_ok=True)
        (folder / MANIFEST).unlink()
        tables = dict(built.manifest.tables)
        for name, contract in MODEL_TABLES.items():
            frame = pl.DataFrame(list(found[name]), columns(contract), orient="row")
            contract.validate(frame).write_parquet(folder / f"{name}.parquet")
            tables[name] = releases.table_entry(folder, (f"{name}.parquet",), {})
        write_models(folder, built, said, **models)
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

FILM_NEIGHBOURS = [
    (862, 1, 863, 0.875, ["similar overview: boats, brothers", "same genres: Animation, Family"]),
    (862, 3, 13, 0.25, []),
    (862, 2, 11, 0.5, ["similar overview: boat"]),
    (863, 1, 862, 0.875, ["same genres: Animation, Family"]),
    # A film of 1939 is like others and shown beside none of them.
    (14, 1, 862, 0.75, ["similar overview: boat, brothers, river"]),
    (14, 2, 863, 0.625, ["similar overview: boat, brothers, river"]),
    (14, 3, 11, 0.5, ["similar overview: boat, river"]),
    (14, 4, 13, 0.25, ["same genre: Drama"]),
    (14, 5, 12, 0.25, ["same genre: Drama"]),
    (14, 6, 15, 0.125, ["same company: Plain Pictures"]),
]
"""What a model might find in the small film set."""


SAID = [
    # User 1 liked ns1 and as1, user 3 ds2.
    ("as1", "ds1", 0.25),
    ("ns1", "ds1", 0.5),
    ("ns1", "ds2", 0.5),
    ("as1", "ns3", 0.125),
    ("as1", "hs1", 0.25),
    ("ns1", "hs1", -0.5),  # what speaks against a title counts as well
    ("ds2", "ns1", 0.75),
    ("ds2", "as1", 0.5),  # the same work as ns1
]
"""What having liked a title of the small catalogue might say for others."""


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
    fitted = publish_fitted(data, build(small_raw, data, Steps()), NEIGHBOURS, FILM_NEIGHBOURS, said=SAID)
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
    """The real catalogues with the joined ratings and the film set without credits, laid out as raw files are."""
    raw = tmp_path_factory.mktemp("real") / "raw"
    (raw / "ratings").mkdir(parents=True)
    (raw / "catalogues").symlink_to((real_data / "catalogues").resolve())
    for number in range(1, 9):
        (raw / "ratings" / f"{number}.csv").symlink_to((real_data / "ratings_joined" / f"{number}.csv").resolve())
    (raw / FILMS_FILE).parent.mkdir()
    (raw / FILMS_FILE).symlink_to((real_data / FILMS_FILE).resolve())  # that folder holds other files too
    return raw


@pytest.fixture(scope="session")
def real(real_raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The real catalogues and films in memory."""
    return load(publish(real_raw, tmp_path_factory.mktemp("real") / "data"))
