"""What the tests of clients start from: their programs, installed once, and a service that listens."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clients.tools import install
from tests.graphql_api.serving import Served, serving


@pytest.fixture(scope="session")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with everything of `package.json` installed; projects below it find it."""
    folder = install(tmp_path_factory.mktemp("clients"))
    yield folder
    shutil.rmtree(folder / "node_modules")


@pytest.fixture(scope="session")
def served(fitted_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The small catalogue with a model, served."""
    with serving(fitted_data, tmp_path_factory.mktemp("served") / "log") as service:
        yield service
