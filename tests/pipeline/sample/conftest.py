import pytest

from pipeline.sample import write_sample

REAL_TITLES = 22_998  # rows of the four real catalogues


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    raw = tmp_path_factory.mktemp("small")
    write_sample(raw, titles=3_000, users=100, ratings=5_000)
    return raw


@pytest.fixture(scope="session")
def full(tmp_path_factory):
    raw = tmp_path_factory.mktemp("full")
    write_sample(raw, titles=REAL_TITLES, users=1_000, ratings=50_000)
    return raw
