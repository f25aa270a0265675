"""The oracle of the real catalogues, read once for all tests that compare with it; and one of films from rows."""

import pytest

from tests.oracle import Oracle
from tests.oracle.film_files import film, write_films
from tests.oracle.films import FilmOracle


@pytest.fixture(scope="session")
def oracle(real_data):
    return Oracle.read(real_data / "catalogues", real_data / "ratings_joined")


@pytest.fixture
def read(tmp_path):
    """Reads an oracle of a film set from rows; what a row leaves out is that of a plain film, its id its place."""

    def read(*films, credits=None):
        rows = [film(**{"id": str(place), **row}) for place, row in enumerate(films, 1)]
        return FilmOracle.read(write_films(tmp_path, rows, credits))

    return read
