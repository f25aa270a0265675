import pytest

from pipeline.store.vocabulary import PlatformCode
from tests.raw_files import rating, title, write_raw


@pytest.fixture
def raw(tmp_path):
    """A catalogue of one row, and a rating."""
    return write_raw(tmp_path, {PlatformCode.AMAZON: [title()]}, {"1": [rating(movieId="as1")]})
