import json

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline.quarantine import forget_good, good, set_aside, with_reason
from pipeline.store.tables import Quarantine
from tests.pipeline.making import raw_titles
from tests.pipeline.rows import wild
from tests.raw_files import title

REASONS = {
    "blank": pl.col("raw_title").is_null(),
    "short": pl.col("raw_title").str.len_chars() < 3,
    "early": pl.col("raw_release_year") < "1900",
}


def test_a_row_is_marked_with_the_first_reason_that_holds():
    rows = [
        title(title="Rain"),
        title(title="ab"),
        title(title="ab", release_year="1800"),
        title(title="", release_year="1800"),
    ]
    marked = raw_titles(rows).pipe(with_reason, REASONS).collect()
    assert marked["reason"].to_list() == [None, "short", "short", "blank"]


def test_a_reason_of_which_nothing_is_known_does_not_hold():
    marked = raw_titles([title(title="Rain", release_year="")]).pipe(with_reason, REASONS).collect()
    assert marked["reason"].to_list() == [None]


@given(st.lists(wild, min_size=1, max_size=5))
@settings(max_examples=30, deadline=None)
def test_every_row_is_good_or_set_aside_and_what_it_said_can_be_read_again(rows):
    marked = raw_titles(rows).pipe(with_reason, REASONS)
    aside = marked.pipe(set_aside, "titles").collect()
    Quarantine.validate(aside)
    kept = marked.pipe(good).collect()
    assert sorted([*kept["row"], *aside["row"]]) == list(range(1, len(rows) + 1))
    for place, raw in aside.select("row", "raw").rows():
        said = json.loads(raw)
        assert {name: cell or "" for name, cell in said.items()} == rows[place - 1]
    assert set(aside["table"]) <= {"titles"}
    assert set(aside["file"]) <= {"catalogues/rows.csv"}


@given(st.lists(wild, min_size=1, max_size=5))
@settings(max_examples=30, deadline=None)
def test_what_good_rows_said_is_forgotten_and_nothing_else(rows):
    marked = raw_titles(rows).with_columns(title=pl.col("raw_title")).pipe(with_reason, REASONS)
    kept = marked.pipe(forget_good)
    raw = [f"raw_{name}" for name in title()]
    assert kept.pipe(good).select(raw).null_count().collect().row(0) == (kept.pipe(good).collect().height,) * len(raw)
    assert_frame_equal(kept.drop(raw), marked.drop(raw))
    assert_frame_equal(kept.pipe(set_aside, "titles"), marked.pipe(set_aside, "titles"))
