import tempfile
from collections import Counter
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline import ratings_parts
from pipeline.sources.finding import find
from pipeline.store.tables import Quarantine, Ratings, schema
from pipeline.store.vocabulary import PlatformCode
from tests.data.odd_rows import BAD_RATINGS
from tests.pipeline.making import listing
from tests.pipeline.rows import user_ratings, wild_ratings
from tests.raw_files import rating, title, write_raw

TITLES = pl.LazyFrame({"title_id": ["as1", "as2", "ns1", "hs2"]})


def parted(rows, sorted_at_once=ratings_parts.SORTED_AT_ONCE):
    """The part that rows make, its hash, and what was set aside."""
    with tempfile.TemporaryDirectory() as name, patch.object(ratings_parts, "SORTED_AT_ONCE", sorted_at_once):
        folder = Path(name)
        (scratch := folder / "scratch").mkdir()
        source = find(write_raw(folder / "raw", {PlatformCode.AMAZON: [title()]}, {"1": rows})).ratings[0]
        part = ratings_parts.Part(folder / "part.parquet", folder / "sums.parquet", folder / "aside.parquet")
        ratings_parts.write_part(source, TITLES, part, scratch)
        assert list(scratch.iterdir()) == []
        digest = listing(folder)["part.parquet"][-1]
        return pl.read_parquet(folder / "part.parquet"), digest, pl.read_parquet(folder / "aside.parquet")


def in_order(rows):
    """The rows that may enter, as the part must hold them."""
    known = set(TITLES.collect()["title_id"])
    cells = [(int(r["userId"]), r["movieId"], float(r["rating"]), int(r["timestamp"])) for r in rows]
    entering = [row for row in cells if row[1] in known]
    return sorted(entering, key=lambda row: (row[0], row[3], row[1], row[2]))


@given(st.lists(user_ratings, min_size=1, max_size=40), st.integers(1, 12))
@settings(max_examples=20, deadline=None)
def test_a_part_is_in_order_however_few_rows_are_sorted_at_once(rows, sorted_at_once):
    part, _, _ = parted(rows, sorted_at_once)
    assert part.schema == schema(Ratings)
    assert part.rows() == in_order(rows)


@given(st.lists(user_ratings, min_size=1, max_size=40), st.randoms())
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_raw_rows_changes_no_bit_of_the_part(rows, random):
    assert parted(random.sample(rows, len(rows)))[1] == parted(rows)[1]


@given(st.lists(st.integers(0, 6), min_size=1, max_size=60), st.integers(1, 20))
@settings(max_examples=30, deadline=None)
def test_ranges_go_up_share_no_user_and_hold_no_more_than_they_may(users, sorted_at_once):
    rows = pl.LazyFrame({"user_id": users}, schema={"user_id": pl.Int32})
    with patch.object(ratings_parts, "SORTED_AT_ONCE", sorted_at_once):
        ranges = [those.collect()["user_id"].to_list() for those in ratings_parts.user_ranges(rows)]
    assert sorted(users) == [user for those in ranges for user in sorted(those)]
    assert all(max(low) < min(high) for low, high in pairwise(filter(None, ranges)))
    assert max(map(len, ranges)) <= sorted_at_once + max(Counter(users).values())


@pytest.mark.parametrize("sorted_at_once", [1, 3, 10, 11])
def test_one_user_with_all_rows_is_in_one_range(sorted_at_once):
    rows = [rating(movieId="as1", timestamp=str(time)) for time in range(10)]
    part, _, _ = parted(rows[::-1], sorted_at_once)
    assert part["rated_at"].to_list() == list(range(10))


def test_a_part_without_rows_has_its_columns():
    part, _, aside = parted([rating(movieId="as999")], 1)
    assert part.schema == schema(Ratings)
    assert part.is_empty()
    assert aside.height == 1


def test_bad_ratings_are_set_aside_in_order_with_reason_place_and_text():
    rows = [rating(**{"movieId": "as1", **bad.raw}) for bad in BAD_RATINGS]
    part, _, aside = parted([rating(movieId="as1"), *rows])
    assert part.height == 1
    assert aside.select("table", "file", "row", "reason").rows() == [
        ("ratings", "ratings/1.csv", place, bad.reason) for place, bad in enumerate(BAD_RATINGS, 2)
    ]
    said = aside["raw"].str.json_decode(pl.Struct(dict.fromkeys(rating(), pl.String))).struct.unnest()
    assert_frame_equal(said.fill_null(""), pl.DataFrame(rows))


@given(st.lists(wild_ratings, min_size=1, max_size=12))
@settings(max_examples=20, deadline=None)
def test_every_rating_enters_or_is_set_aside(rows):
    part, _, aside = parted(rows, 2)
    Ratings.validate(part)
    Quarantine.validate(aside)
    assert part.height + aside.height == len(rows)
    assert aside["row"].is_unique().all()
