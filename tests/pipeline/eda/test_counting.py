"""Bins, boxes and coefficients equal what loops make of the same numbers."""

import random

import polars as pl
import pytest

from pipeline.eda.association import associations, correlations
from pipeline.eda.counting import doublings, five_numbers, histogram, steps
from pipeline.eda.shapes import MOST_POINTS
from tests.pipeline.eda.plainly import box, cramers_v, known_pairs, pearson, spearman

DRAWN = random.Random(8)
ROWS = [
    {
        "group": DRAWN.choice("abc"),
        "value": DRAWN.choice([None, 0, *range(1, 40), 1000]),
        "other": DRAWN.choice([None, *range(9)]),
        "word": DRAWN.choice([None, "x", "y", "z"]),
    }
    for _ in range(400)
]
FRAME = pl.LazyFrame(ROWS, infer_schema_length=None)


def test_a_bin_has_its_lower_bound_and_not_its_upper():
    rows = pl.LazyFrame({"minutes": [0, 9, 10, 19, 20, 29, 30, None, -1]})
    counted = histogram(rows, "minutes", [0, 10, 20, 30])
    assert counted.rows() == [(0, 10, 2), (10, 20, 2), (20, 30, 2)]


def test_empty_bins_are_there_in_every_group():
    counted = histogram(FRAME, "value", steps(0, 39, 5), by="group")
    expected = [
        (group, low, low + 5, sum(row["group"] == group and row["value"] is not None and low <= row["value"] < low + 5
                                  for row in ROWS))
        for group in "abc" for low in range(0, 40, 5)
    ]  # fmt: skip
    assert counted.rows() == expected


def test_steps_reach_from_below_the_least_to_above_the_greatest():
    assert steps(0, 39, 10) == [0, 10, 20, 30, 40]
    assert steps(-3, 40, 10) == [-10, 0, 10, 20, 30, 40, 50]
    assert steps(2, 2, 1) == [2, 3]


@pytest.mark.parametrize(
    ("high", "bounds"), [(0, [1, 2]), (1, [1, 2]), (2, [1, 2, 4]), (3, [1, 2, 4]), (4, [1, 2, 4, 8])]
)
def test_doublings_go_past_the_greatest(high, bounds):
    assert doublings(high) == bounds


def test_boxes_are_those_of_a_loop():
    boxes, outside = five_numbers(FRAME, "value", ["group"])
    for row in boxes.rows():
        values = [each["value"] for each in ROWS if each["group"] == row[0] and each["value"] is not None]
        expected, beyond = box(values)
        assert row[1:] == pytest.approx(expected)
        assert dict(outside.filter(pl.col("group") == row[0]).select("value", "rows").rows()) == beyond
    assert boxes["group"].to_list() == ["a", "b", "c"]


def test_a_box_of_one_row_is_a_line():
    boxes, outside = five_numbers(pl.LazyFrame({"group": ["a"], "value": [7]}), "value", ["group"])
    assert boxes.rows() == [("a", 1, 7.0, 7.0, 7.0, 7.0, 7.0, 0)]
    assert outside.is_empty()


def test_of_too_many_outliers_the_outermost_are_kept():
    far = list(range(10_000, 10_000 + 2 * MOST_POINTS))
    rows = pl.LazyFrame({"group": "a", "value": [0] * 30_000 + far})
    boxes, outside = five_numbers(rows, "value", ["group"])
    assert outside["value"].to_list() == far[-MOST_POINTS:]
    assert boxes["outside"].item() == len(far)


def test_pearson_and_spearman_are_those_of_loops():
    for ranked, plain in ((False, pearson), (True, spearman)):
        table = correlations(FRAME.collect(), ["value", "other"], ranks=ranked)
        found = {(one, other): (value, rows) for one, other, value, rows in table.rows()}
        pairs = known_pairs(ROWS, "value", "other")
        assert found["value", "other"] == found["other", "value"] == (pytest.approx(plain(pairs)), len(pairs))
        assert found["value", "value"][0] == pytest.approx(1)


def test_cramers_v_is_that_of_a_loop_with_the_empty_cells():
    rows = [*ROWS, {"group": "d", "word": "x"}, {"group": "d", "word": "x"}]  # with y and z it never goes
    table = associations(
        pl.DataFrame([{"group": row["group"], "word": row["word"]} for row in rows]), ["group", "word"]
    )
    found = {(one, other): (value, count) for one, other, value, count in table.rows()}
    pairs = known_pairs(rows, "group", "word")
    assert found["group", "word"] == found["word", "group"] == (pytest.approx(cramers_v(pairs)), len(pairs))
    assert found["word", "word"][0] == pytest.approx(1)


def test_what_does_not_vary_goes_with_nothing():
    frame = pl.DataFrame({"same": [1, 1, 1, 1], "other": [1, 2, 3, 4], "few": [None, None, 1, 2]})
    table = correlations(frame, {"same": "the same", "other": "another", "few": "few"})
    known = {(one, other): value for one, other, value, _ in table.rows()}
    assert known["the same", "another"] is None
    assert known["another", "few"] is None
    assert known["another", "another"] == pytest.approx(1)
    assert associations(frame.cast(pl.String), ["same", "other"])["coefficient"].to_list()[:2] == [None, None]
