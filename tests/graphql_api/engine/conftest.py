"""Snapshots whose models say little, and documents to ask them."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from graphql_api.catalogue.snapshot import Snapshot, load
from pipeline.build import build
from pipeline.progress import Steps
from tests.conftest import FILM_NEIGHBOURS, NEIGHBOURS, publish_fitted
from tests.graphql_api.engine.drawn import drawn
from tests.graphql_api.engine.rewriting import Asked
from tests.graphql_api.engine.words import words_of


@pytest.fixture(scope="session")
def tasteless(small_raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The small catalogue with a model that found nothing in the ratings to suggest by."""
    data = tmp_path_factory.mktemp("tasteless") / "data"
    built = build(small_raw, data, Steps())
    return load(publish_fitted(data, built, NEIGHBOURS, FILM_NEIGHBOURS, basis=None))


@pytest.fixture(scope="session")
def some(fitted: Snapshot) -> Sequence[Asked]:
    """Some hundred documents about the small catalogue, the same every time."""
    return drawn(20261126, words_of(fitted), 10)
