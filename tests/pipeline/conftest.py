"""Releases that several of the pipeline's tests look at."""

from pathlib import Path

import pytest

from pipeline.store.releases import Release
from tests.pipeline.making import made_of


@pytest.fixture(scope="session")
def small_release(small_raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The release of the small catalogue; not to be changed."""
    return made_of(small_raw, tmp_path_factory.mktemp("small") / "data")


@pytest.fixture(scope="session")
def real_release(real_raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The release of the real catalogues and the joined ratings; not to be changed."""
    return made_of(real_raw, tmp_path_factory.mktemp("real") / "data")
