"""Two releases to go from one to the other, the service over a folder of them, and pages for it."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from starlette.testclient import TestClient

from graphql_api.app import create_app
from graphql_api.catalogue.snapshot import Snapshot, load
from graphql_api.http import static
from graphql_api.settings import Settings
from pipeline.build import build
from pipeline.progress import Steps
from pipeline.sample import write_sample
from pipeline.store.releases import open_release
from pipeline.store.vocabulary import PlatformCode
from tests.conftest import publish, publish_fitted
from tests.graphql_api.http.built import write_build
from tests.raw_files import film, film_credits, title, write_raw
from tests.small import AMAZON, DISNEY, FILM_CREDITS, FILMS, HULU, NETFLIX, RATINGS, write_small

CATALOGUES = {
    PlatformCode.AMAZON: AMAZON,
    PlatformCode.DISNEY: DISNEY,
    PlatformCode.HULU: HULU,
    PlatformCode.NETFLIX: NETFLIX,
}


class Releases(NamedTuple):
    """A folder with two releases, none of them current."""

    data: Path
    older: str
    newer: str


@pytest.fixture(scope="session")
def two_releases(tmp_path_factory: pytest.TempPathFactory) -> Releases:
    """The small catalogue, and a newer one where Netflix has a longer film with one more actor, and the film set one
    more film of a new director; not to be changed.
    """
    folder = tmp_path_factory.mktemp("two")
    longer = title(show_id="s4", title="Zero Hour", release_year="2018", duration="200 min", cast="Ana Ruiz, New Face")
    catalogues = {**CATALOGUES, PlatformCode.NETFLIX: [*NETFLIX, longer]}
    films = [*FILMS, film(id="17", title="New Moon", release_date="1995-10-02", vote_count="1")]
    credits = [*FILM_CREDITS, film_credits("17", ["Tom Oak", "New Face"], Director="New Hand")]
    older = build(write_small(folder / "older"), folder / "data", Steps())
    newer = build(write_raw(folder / "newer", catalogues, RATINGS, films, credits), folder / "data", Steps())
    return Releases(folder / "data", older.manifest.version, newer.manifest.version)


@pytest.fixture
def releases(two_releases: Releases, tmp_path: Path) -> Releases:
    """A copy of the two releases that a test may change."""
    return two_releases._replace(data=Path(shutil.copytree(two_releases.data, tmp_path / "data")))


@pytest.fixture(scope="session")
def newer(two_releases: Releases) -> Snapshot:
    """The newer release in memory."""
    return load(open_release(two_releases.data, two_releases.newer))


@pytest.fixture(scope="session")
def filmless(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The small catalogue without a film set, in memory."""
    folder = tmp_path_factory.mktemp("filmless")
    return load(publish(write_raw(folder / "raw", CATALOGUES, RATINGS), folder / "data"))


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """500 generated titles with ratings and 600 films, all with neighbours, in memory: enough for ties, gaps and long
    lists.
    """
    folder = tmp_path_factory.mktemp("sampled")
    write_sample(folder / "raw", titles=500, users=100, ratings=3_000, films=600)
    built = build(folder / "raw", folder / "data", Steps())

    def around(table: str, id_: str) -> Iterator[tuple[Any, int, Any, float]]:
        ids = built.scan(table).select(id_).collect().to_series().to_list()
        for place, each in enumerate(ids):
            yield from ((each, rank, ids[(place + rank) % len(ids)], 1 / rank) for rank in range(1, 7))

    neighbours = ((*near, "content", [f"place {near[1]}"]) for near in around("titles", "title_id"))
    film_neighbours = ((*near, [f"place {near[1]}"]) for near in around("films", "film_id"))
    return load(publish_fitted(folder / "data", built, neighbours, film_neighbours))


@pytest.fixture
def client(releases: Releases) -> Iterator[TestClient]:
    """A client of the service over the two releases, of which none is current yet."""
    app = create_app(Settings(data=releases.data, poll_seconds=0.05))
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def served(small_data: Path) -> Iterator[TestClient]:
    """A client of the service over the small catalogue, which is served and stays so."""
    app = create_app(Settings(data=small_data, poll_seconds=3600))
    with TestClient(app, raise_server_exceptions=False) as opened:
        until(lambda: opened.get("/readyz").status_code == 200)
        yield opened


@pytest.fixture
def unbuilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of built pages, where nothing is yet, whatever was built in this checkout."""
    folder = tmp_path / "package" / "static"
    folder.parent.mkdir()
    (folder.parent / "secret.py").write_text("not for the web")
    monkeypatch.setattr(static, "build", static.Build(folder))
    return folder


@pytest.fixture
def built(unbuilt: Path) -> Path:
    """The folder of built pages."""
    write_build(unbuilt)
    return unbuilt


def until(holds: Callable[[], object], seconds: float = 20) -> None:
    """Wait for something that another thread or process brings about."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.01)
