import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.finding import find
from pipeline.sources.header import read_header
from pipeline.sources.layout import (
    CATALOGUE_COLUMNS,
    CATALOGUE_HABITS,
    FILM_COLUMNS,
    FILM_CREDIT_COLUMNS,
    FILM_CREDIT_HABITS,
    FILM_HABITS,
    RATING_COLUMNS,
    RATING_HABITS,
    fold,
)
from pipeline.sources.told import told
from pipeline.store.errors import UnreadableSource
from pipeline.store.vocabulary import PlatformCode
from tests.pipeline.sources.making import amazon, fault
from tests.raw_files import title, write_raw

KINDS = [
    (CATALOGUE_COLUMNS, CATALOGUE_HABITS),
    (RATING_COLUMNS, RATING_HABITS),
    (FILM_COLUMNS, FILM_HABITS),
    (FILM_CREDIT_COLUMNS, FILM_CREDIT_HABITS),
]


def test_missing_columns_are_named_with_those_found(raw):
    amazon(raw, "show_id,type, country,Title\n")
    message = fault(raw)
    assert "amazon_prime_titles.csv lacks the columns director, cast, date_added, release_year" in message
    assert "found: `show_id, type,  country, Title`; expected: show_id, type, title" in message
    write_raw(raw, {PlatformCode.AMAZON: [title()]})
    (raw / "ratings" / "1.csv").write_text("userId,rating,timestamp\n1,4.0,1\n", encoding="utf-8")
    assert "1.csv lacks the column movieId; found: `userId, rating, timestamp`; expected: userId" in fault(raw)


@pytest.mark.parametrize(
    ("found", "near"),
    [
        ("userId,ratng,timestamp,movieId", "`ratng` is near rating"),
        ("userId,rating,timestamp,movie", "`movie` is near movieId"),
        ("userId,rating,when,movieId", None),
    ],
)
def test_the_nearest_name_is_told_if_there_is_one(tmp_path, found, near):
    with pytest.raises(UnreadableSource) as caught:
        read_header(tmp_path / "x.csv", lambda: [found], RATING_COLUMNS, RATING_HABITS.renamed)
    assert (near or "is near") in str(caught.value) or near is None
    assert near is not None or "is near" not in str(caught.value)


def test_a_first_line_without_end_is_no_first_line(raw):
    amazon(raw, '"' + "x" * 200_000 + "\n")
    assert "has no readable first line" in fault(raw)


def test_what_is_found_is_told_on_one_line_and_short(raw):
    amazon(raw, f'"two\nlines","{"x" * 300}"' + ",y" * 300 + "\n")
    message = fault(raw)
    assert r"found: `two\nlines, xxxxx" in message
    assert "and 272 more" in message
    assert len(message) < 600


@pytest.mark.parametrize(("columns", "habits"), KINDS)
def test_no_other_name_of_a_column_is_the_name_of_one(columns, habits):
    ours = {fold(name) for name in columns}
    assert not ours & habits.renamed.keys()
    assert set(habits.renamed.values()) <= set(columns)
    assert all(fold(name) == name for name in habits.renamed)


@given(st.permutations(RATING_COLUMNS), st.sampled_from([",", ";", "\t"]), st.integers(0, 4))
def test_columns_are_found_wherever_they_stand_and_whatever_separates_them(names, separator, at):
    names = [*names[:at], "odd", *names[at:]]
    found = read_header(None, lambda: [separator.join(names)], RATING_COLUMNS, {})
    assert found == (separator, {name: names.index(name) for name in RATING_COLUMNS}, names)


@given(st.text(max_size=60))
def test_what_is_told_is_one_line_that_prints(text):
    assert told(text).isprintable()
    assert "\n" not in told(text)


def test_a_comma_within_a_name_does_not_hide_a_semicolon(raw):
    content = (raw / "ratings" / "1.csv").read_text(encoding="utf-8").replace(",", ";")
    (raw / "ratings" / "1.csv").write_text(
        content.replace("userId", "userId;a,b").replace("1;4", "1;;4"), encoding="utf-8"
    )
    assert find(raw).ratings[0].dialect.separator == ";"
