from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.steps import text as steps
from tests.oracle.reading import clean as oracle_clean
from tests.oracle.reading import split_list as oracle_split_list

# Python's str.split takes four control characters for spaces that Unicode does not; the rest is arbitrary.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x1c\x1d\x1e\x1f"), max_size=12)
pieces = st.sampled_from([
    "Ann Lee", "ANN LEE", "bo", "Zoë", "\u0130lker", "1", "22", "50 Cent", "Jr.", "sr.", "II", "iii", "Ph.D.", "M.D.",
    "Jr", "", " ", "\u00a0", "\u200b", "  Ann\u00a0 Lee\t", "1 Jr.", "Esq.", "x\n",
])  # fmt: skip
lists = st.lists(pieces | texts, max_size=6).map(",".join)


def one(expression, text):
    return pl.select(expression(pl.lit(text, dtype=pl.String))).item()


def lower(items):
    return [item.lower() for item in items]


def listed(expression, text):
    return pl.select(expression(pl.lit(text, dtype=pl.String))).to_series().to_list()[0]


@given(texts)
@settings(max_examples=200, deadline=None)
def test_cleaning_is_what_it_says_and_twice_is_once(text):
    cleaned = one(steps.clean, text)
    assert cleaned == oracle_clean(text)
    assert one(steps.clean, cleaned) == cleaned


def test_a_null_stays_null_and_lists_nothing():
    assert one(steps.clean, None) is None
    assert listed(steps.split_list, None) == []
    assert listed(steps.split_names, None) == []


@given(st.lists(lists, min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_lists_are_read_as_the_oracle_reads_them(cells):
    cell = steps.clean(pl.col("cell"))
    read = pl.DataFrame({"cell": cells}).select(
        people=steps.lower_unique(steps.split_names(cell)), items=steps.lower_unique(steps.split_list(cell))
    )
    assert read["people"].to_list() == [lower(oracle_split_list(text, people=True)) for text in cells]
    assert read["items"].to_list() == [lower(oracle_split_list(text, people=False)) for text in cells]


@given(st.lists(lists, min_size=1, max_size=8))
@settings(max_examples=25, deadline=None)
def test_a_list_written_out_again_is_the_same_list(cells):
    for split in (steps.split_list, steps.split_names):
        once = pl.DataFrame({"cell": cells}).select(once=split(steps.clean(pl.col("cell"))))
        both = once.with_columns(twice=split(pl.col("once").list.join(", ")))
        assert both["once"].to_list() == both["twice"].to_list()


@given(st.lists(texts, max_size=6))
@settings(max_examples=50, deadline=None)
def test_lower_case_without_repeats_twice_is_once(items):
    once = steps.lower_unique(pl.lit(items, dtype=pl.List(pl.String)))
    first, second = pl.select(once=once, twice=steps.lower_unique(once)).row(0)
    assert first == second
    assert set(first) == {item.lower() for item in items}


@pytest.mark.parametrize(
    ("text", "number"),
    [("2020", 2020), ("7", 7), ("0", 0), ("20200", None), ("", None), ("+7", None), ("-7", None), ("7.0", None),
     (" 7", None), ("٧", None), ("x", None), (None, None)],
)  # fmt: skip
def test_a_whole_number_is_ascii_digits_and_nothing_else(text, number):
    assert one(lambda cell: steps.whole_number(cell, digits=4), text) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("September 25, 2021", date(2021, 9, 25)),
        ("May 1, 2019", date(2019, 5, 1)),
        ("May 01, 2019", date(2019, 5, 1)),
        ("2021-09-25", date(2021, 9, 25)),
        ("25-Sep-21", date(2021, 9, 25)),
        ("1-Jan-99", date(1999, 1, 1)),
        ("1900-01-01", date(1900, 1, 1)),
        ("1899-12-31", None),
        ("May 1, 21", None),
        ("25-09-21", None),
        ("May 1, 20210", None),
        ("0000-01-01", None),
        ("25-Sep-2021", None),
        ("September 31, 2021", None),
        ("September 25, 2021 12:00", None),
        ("25/09/2021", None),
        ("", None),
        (None, None),
    ],
)
def test_a_day_is_read_whole_in_one_of_three_layouts(text, expected):
    assert one(steps.day, text) == expected


@pytest.mark.parametrize(
    ("title", "known_by"),
    [
        ("Spider-Man: No Way Home", "spidermannowayhome"),
        ("spider man no way home", "spidermannowayhome"),
        ("AMÉLIE", "amelie"),
        ("Ame\u0301lie", "amelie"),
        ("WALL·E", "walle"),
        ("2012", "2012"),
        ("Ｐｌａｎｅｔ ①", "planet1"),
        ("東京物語", "東京物語"),
        ("Игра", "игра"),
        ("हिन्दी", "हनद"),
        ("...", None),
        ("\u0301", None),
        ("😀", None),
        ("", None),
        (None, None),
    ],
)
def test_a_title_is_recognised_by_its_letters_and_numbers_whatever_the_script(title, known_by):
    assert one(steps.key, title) == known_by


@given(texts)
@settings(max_examples=50, deadline=None)
def test_a_key_is_its_own_key_and_the_same_for_either_case(text):
    found = one(steps.key, text)
    assert one(steps.key, found) == found
    assert one(steps.key, text.lower()) == found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("0", 0.0), ("007", 7.0), ("7.25", 7.25), ("8.2e-05", 8.2e-05), ("1e6", 1e6), ("2.5e+3", 2500.0)),
        *(("0.1", 0.1), ("123456789012345", 123456789012345.0), ("547.488298", 547.488298)),
        *(("", None), ("-1", None), ("+1", None), (".5", None), ("5.", None), ("1,5", None), ("1_0", None)),
        *(("nan", None), ("inf", None), ("1e999", None), (" 1", None), ("\u0661", None), ("1.\u0661", None)),
        *(("1234567890123456", None), ("0x1f", None), ("1.5.2", None), (None, None)),
    ],
)  # fmt: skip
def test_a_decimal_is_digits_with_a_point_or_an_exponent_and_nothing_else(text, number):
    assert one(steps.decimal, text) == number


@given(st.floats(0, 1e15, exclude_max=True))
@settings(max_examples=100, deadline=None)
def test_a_decimal_is_the_number_that_python_printed(number):
    text = repr(number)
    if "e" not in text or len(text.split("e")[1]) <= 3:  # an exponent of three digits is that of no quantity
        assert one(steps.decimal, text) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1999-05-21", date(1999, 5, 21)),
        ("1874-12-09", date(1874, 12, 9)),
        ("1870-01-01", date(1870, 1, 1)),
        ("1869-12-31", None),
        ("May 21, 1999", None),
        ("21-May-99", None),
    ],
)
def test_a_day_may_be_asked_for_in_other_layouts_and_since_another_year(text, expected):
    assert one(lambda cell: steps.day(cell, ("%Y-%m-%d",), since=1870), text) == expected


@given(st.lists(st.sampled_from(["Ann", "ANN", "ann", "Bo", "É", "é", "\u0130", "i\u0307"]) | texts, max_size=6))
@settings(max_examples=50, deadline=None)
def test_the_first_mention_of_a_name_counts_whatever_its_case(names):
    first = {}
    for name in names:
        first.setdefault(pl.select(pl.lit(name).str.to_lowercase()).item(), name)
    found = pl.select(steps.first_mention(pl.lit(names, dtype=pl.List(pl.String)))).to_series().to_list()[0]
    assert found == list(first.values())
