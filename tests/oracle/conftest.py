"""The oracle of the real catalogues, read once for all tests that compare with it."""

import pytest

from tests.oracle import Oracle


@pytest.fixture(scope="session")
def oracle(real_data):
    return Oracle.read(real_data / "catalogues", real_data / "ratings_joined")
