"""Spark beside polars, to the last bit: a real standalone master with two workers, each a process of its own."""

import polars as pl
import pytest

from pipeline.ops.engines.engine import Sums
from pipeline.ops.engines.polars_engine import PolarsEngine
from pipeline.sources.finding import find
from pipeline.store.vocabulary import PlatformCode
from tests.data.odd_rows import BAD_RATINGS
from tests.pipeline.ops.engines.parts import assert_equal, made
from tests.raw_files import rating, title, write_raw

pytestmark = pytest.mark.slow

IDS = ["as1", "as2", "as10"]
TITLES = pl.LazyFrame({"title_id": IDS})

AGAIN = [
    rating(userId=str(user), movieId=name, rating=str(half / 2), timestamp=str(time))
    for user in (0, 1, 2, 2**31 - 1)
    for name in IDS
    for half in (1, 7, 8, 10)
    for time in (0, 1, 253_402_300_799)
]
"""Every user with every title again and again, in one second with several scores."""

ODD = [rating(**{"movieId": "as1", **bad.raw}) for bad in BAD_RATINGS]


@pytest.mark.parametrize("wanted", [Sums(0), Sums(2)], ids=["all titles", "two titles"])
def test_odd_rows_become_the_same(spark, folder, wanted):
    catalogue = {PlatformCode.AMAZON: [title(show_id=name[1:]) for name in IDS]}
    sources = find(write_raw(folder / "raw", catalogue, {"1": [*ODD, *AGAIN], "2": [*AGAIN[::-2], *ODD]})).ratings
    expected = made(PolarsEngine(), sources, TITLES, wanted, folder / "polars")
    assert (expected["quarantine-0"].height, expected["ratings-0"].height) == (len(ODD), len(AGAIN))
    assert_equal(made(spark, sources, TITLES, wanted, folder / "spark"), expected)


def test_no_ratings_become_the_same(spark, folder):
    expected = made(PolarsEngine(), [], TITLES, Sums(), folder / "polars")
    assert_equal(made(spark, [], TITLES, Sums(), folder / "spark"), expected)


@pytest.mark.real
def test_real_ratings_become_the_same_with_the_whole_gram_matrix(spark, real_raw, real_release, folder):
    sources, titles = find(real_raw).ratings, real_release.scan("titles")
    expected = made(PolarsEngine(), sources, titles, Sums(0), folder / "polars")
    assert_equal(made(spark, sources, titles, Sums(0), folder / "spark"), expected)
    assert sum(table.height for name, table in expected.items() if name.startswith("ratings-")) == 31_674
