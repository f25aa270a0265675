import ast
import subprocess
import sys
from fractions import Fraction
from itertools import product
from pathlib import Path
from random import Random

import narwhals as nw
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline.steps import ratings as steps
from pipeline.store.tables import Ratings, TitleScores, schema
from tests.pipeline.making import lazy
from tests.pipeline.steps import elsewhere

READ = pl.Schema({"row": pl.Int64, **schema(Ratings), "blank": pl.Boolean})
"""The columns that `sources.scan_ratings` reads, as far as these steps look at them."""

TITLES = pl.DataFrame({"title_id": ["as1", "as2", "hs10", "ns1"]})

good_scores = st.integers(1, 10).map(lambda half: half / 2)
score_or_none = good_scores | st.sampled_from([None, 0.0, 0.7, 5.5, float("nan"), float("inf"), -1.0])
read_rows = st.lists(
    st.tuples(
        st.none() | st.integers(-2, 3) | st.just(2**31 - 1),
        st.none() | st.sampled_from(["as1", "as2", "hs10", "ns1", "ns2", "AS1", ""]),
        score_or_none,
        st.none() | st.integers(-1, 2) | st.just(2**63 - 1),
    ),
    max_size=30,
)
good_rows = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["as1", "as2", "hs10"]), good_scores, st.integers(0, 2)), max_size=40
)


def frame(rows):
    columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
    blank = [all(cell is None for cell in row) for row in rows]
    return pl.DataFrame([list(range(1, len(rows) + 1)), *map(list, columns), blank], schema=READ)


def entered(rows):
    return lazy(frame(rows)).pipe(steps.with_reason, lazy(TITLES)).pipe(steps.good)


def score(rows):
    return lazy(frame(rows)).pipe(steps.sum_scores).pipe(steps.add_up).to_native().collect()


@given(good_rows)
@settings(max_examples=60, deadline=None)
def test_a_score_is_the_nearest_number_to_the_exact_mean(rows):
    made = score(rows)
    TitleScores.validate(made)
    assert made["title_id"].to_list() == sorted({title_id for _, title_id, _, _ in rows})
    for title_id, votes, mean, total, squares in made.rows():
        scores = [Fraction(given_score) for _, rated, given_score, _ in rows if rated == title_id]
        assert votes == len(scores)
        assert mean == float(sum(scores) / len(scores))  # of a fraction, `float` is the nearest
        assert (Fraction(total), Fraction(squares)) == (sum(scores), sum(value * value for value in scores))


@given(good_rows, st.randoms())
@settings(max_examples=30, deadline=None)
def test_the_order_of_rows_changes_nothing(rows, random):
    shuffled = random.sample(rows, len(rows))
    assert_frame_equal(score(shuffled), score(rows))
    in_order = [entered(those).pipe(steps.in_order).to_native().collect().rows() for those in (rows, shuffled)]
    by_user_and_time = sorted(rows, key=lambda row: (row[0], row[3], row[1], row[2]))
    assert in_order == [by_user_and_time, by_user_and_time]


@given(good_rows, st.integers(0, 40))
@settings(max_examples=20, deadline=None)
def test_sums_of_parts_are_the_sums_of_the_whole(rows, cut):
    parts = pl.concat([score(rows[:cut]), score(rows[cut:])])
    sums = parts.group_by("title_id").agg(pl.col("votes", "score_sum", "score_sumsq").sum()).sort("title_id")
    assert_frame_equal(sums, score(rows).select(sums.columns))


@given(read_rows)
@settings(max_examples=30, deadline=None)
def test_steps_applied_twice_are_the_steps(rows):
    titles = lazy(TITLES)
    marked = lazy(frame(rows)).pipe(steps.with_reason, titles)
    again = marked.pipe(steps.with_reason, titles)
    assert_frame_equal(again.sort("row").to_native().collect(), marked.sort("row").to_native().collect())
    kept = marked.pipe(steps.good)
    again = kept.with_columns(nw.lit(value=False).alias("blank")).pipe(steps.with_reason, titles).pipe(steps.good)
    ordered = kept.pipe(steps.in_order)
    assert_frame_equal(again.pipe(steps.in_order).to_native().collect(), ordered.to_native().collect())
    assert_frame_equal(ordered.pipe(steps.in_order).to_native().collect(), ordered.to_native().collect())


@given(read_rows)
@settings(max_examples=30, deadline=None)
def test_what_enters_holds_the_contract_and_the_rest_has_a_reason(rows):
    made = entered(rows).to_native().collect()
    Ratings.validate(made)
    marked = lazy(frame(rows)).pipe(steps.with_reason, lazy(TITLES)).to_native().collect()
    assert marked.height == len(rows)
    assert made.height + marked["reason"].count() == len(rows)


def test_another_engine_gives_the_same_bit_for_bit(tmp_path):
    """Every user with every title, score and time, good and bad, twice and in no order."""
    rows = 2 * list(
        product(
            [None, -1, 0, 1, 2**31 - 1],
            [None, "", "as1", "as2", "hs10", "AS1", "ns2"],
            [None, float("nan"), float("inf"), -1.0, 0.0, 0.7, 5.5, *steps.STEPS],
            [None, -1, 0, 1, steps.LATEST, 2**63 - 1],
        )
    )
    Random(3).shuffle(rows)
    frame(rows).write_parquet(tmp_path / "rows.parquet")
    TITLES.write_parquet(tmp_path / "titles.parquet")
    there = subprocess.run(
        [sys.executable, "-m", elsewhere.__name__, tmp_path / "rows.parquet", tmp_path / "titles.parquet"],
        cwd=Path(__file__).parents[3], capture_output=True, text=True, check=True,
    )  # fmt: skip
    here = [table.to_native().collect() for table in elsewhere.chain(lazy(frame(rows)), lazy(TITLES))]
    assert [table.height for table in here] == [len(rows), 2 * 3 * 3 * 10 * 3, 3, 3, 3]
    assert there.stdout.splitlines() == [
        line for table in here for line in elsewhere.lines(table.columns, table.rows())
    ]


def test_the_steps_import_no_engine():
    imported = set()
    for node in ast.walk(ast.parse(Path(steps.__file__).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").split(".")[0])
    assert imported == {"typing", "narwhals"}
