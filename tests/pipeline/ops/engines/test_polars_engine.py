import tempfile
from pathlib import Path
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import ratings_parts
from pipeline.ops.engines import polars_engine
from pipeline.ops.engines.engine import Sums
from pipeline.ops.engines.polars_engine import PolarsEngine
from pipeline.steps import sums
from pipeline.store.tables import CoLiked, Ratings, UserSums, scan, schema
from tests.pipeline.making import lazy
from tests.pipeline.ops.engines.parts import assert_equal

TITLES = ["as1", "as10", "as2", "hs3", "ns1"]

rows = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from(TITLES), st.integers(1, 10).map(lambda half: half / 2), st.just(1)),
    max_size=50,
)

SHOWN = Sums()


def summed(those, wanted=SHOWN, parts=1):
    """The two tables that rows make, of so many parts."""
    frame = pl.DataFrame(those, schema=schema(Ratings), orient="row")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "scratch").mkdir()
        files = [folder / f"part-{number}.parquet" for number in range(parts)]
        for number, file in enumerate(files):
            frame.gather_every(parts, number).sort(frame.columns).write_parquet(file)
        PolarsEngine().write_sums(files, wanted, folder, folder / "scratch")
        assert not list((folder / "scratch").iterdir())
        return {name: scan(folder / f"{name}.parquet").collect() for name in ("user_sums", "co_liked")}


def plain(those, wanted=SHOWN):
    """The same all at once."""
    newest = lazy(pl.DataFrame(those, schema=schema(Ratings), orient="row")).pipe(sums.newest)
    likes = newest.pipe(sums.liked)
    if wanted.titles:
        likes = likes.pipe(sums.of_titles, newest.pipe(sums.most_rated, wanted.titles))
    made = {"user_sums": newest.pipe(sums.user_sums), "co_liked": sums.together(likes, likes)}
    return {name: frame.to_native().collect() for name, frame in made.items()}


@pytest.mark.slow
@given(rows, st.integers(0, 4), st.integers(1, 3), st.integers(1, 9), st.integers(1, 20), st.integers(1, 20))
@settings(max_examples=40, deadline=None)
def test_ranges_of_users_and_blocks_of_titles_make_what_all_at_once_would(those, titles, parts, users, pairs, likes):
    small = patch.multiple(polars_engine, PAIRS_AT_ONCE=pairs, LIKES_AT_ONCE=likes)
    with patch.object(ratings_parts, "SORTED_AT_ONCE", users), small:
        made = summed(those, Sums(titles), parts)
    assert_equal(made, plain(those, Sums(titles)))


def test_likes_are_counted_between_as_many_titles_as_are_asked_for():
    those = [(user, title, 5.0, 1) for user in range(3) for title in TITLES[: 3 + user]]
    assert summed(those, Sums(2))["co_liked"].rows() == [("as1", "as1", 3), ("as1", "as10", 3), ("as10", "as10", 3)]
    assert summed(those, Sums(0))["co_liked"].height == 15


@pytest.mark.parametrize("parts", [0, 1])
def test_without_ratings_the_tables_have_their_columns(parts):
    made = summed([], parts=parts)
    assert {name: table.schema for name, table in made.items()} == {
        "user_sums": schema(UserSums), "co_liked": schema(CoLiked),
    }  # fmt: skip
    assert all(table.is_empty() for table in made.values())
