import pytest

from pipeline.sample import write_films, write_sample

REAL_TITLES = 22_998  # rows of the four real catalogues
REAL_FILMS = 45_466
SEED = 20261120


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    raw = tmp_path_factory.mktemp("small")
    write_sample(raw, titles=3_000, users=100, ratings=5_000, films=0)
    return raw


@pytest.fixture(scope="session")
def full(tmp_path_factory):
    raw = tmp_path_factory.mktemp("full")
    write_sample(raw, titles=REAL_TITLES, users=1_000, ratings=50_000, films=0)
    return raw


@pytest.fixture(scope="session")
def film_set(tmp_path_factory):
    """600 films and their credits."""
    folder = tmp_path_factory.mktemp("films")
    write_films(folder, films=600, seed=SEED, progress=lambda _: None)
    return folder


@pytest.fixture(scope="session")
def full_film_set(tmp_path_factory):
    """As many films as the real set has."""
    folder = tmp_path_factory.mktemp("films")
    write_films(folder, films=REAL_FILMS, seed=SEED, progress=lambda _: None)
    return folder
