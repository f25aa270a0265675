import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline.quarantine import good, with_reason
from pipeline.steps import titles as steps
from pipeline.steps.text import faults_of_rows
from pipeline.store.tables import Titles
from pipeline.store.vocabulary import PlatformCode
from tests.data.odd_rows import BAD_TITLES, ODD_TITLES
from tests.oracle.reading import clean as oracle_clean
from tests.oracle.reading import read_title
from tests.pipeline.making import raw_titles
from tests.pipeline.rows import plausible, wild
from tests.raw_files import title

STEPS = [
    steps.clean_text,
    steps.move_duration_out_of_rating,
    steps.drop_director_that_is_the_description,
    steps.split_duration,
    steps.parse_years_and_dates,
    steps.mark_missing_rating,
    steps.fill_rating,
    steps.keep_display_forms,
    steps.split_lists,
    steps.lower_case,
    steps.identify,
    steps.recognise,
]

rows_of_a_file = st.lists(plausible(), min_size=1, max_size=8).map(
    lambda rows: [title(show_id=f"s{number}", **cells) for number, cells in enumerate(rows, 1)]
)


def numbered(rows):
    return [title(**{"show_id": f"s{number}", **row.raw}) for number, row in enumerate(rows, 1)]


def finished(rows, platform=PlatformCode.HULU):
    raw = raw_titles(rows, platform)
    return raw.pipe(steps.titles).pipe(with_reason, steps.reasons()).pipe(good).pipe(steps.finished).collect()


def test_the_steps_named_here_are_all_there_are():
    rows = raw_titles(numbered(ODD_TITLES))
    chained = rows
    for step in STEPS:
        chained = chained.pipe(step)
    assert_frame_equal(chained, rows.pipe(steps.titles))


@given(st.lists(wild, min_size=1, max_size=6))
@settings(max_examples=15, deadline=None)
def test_each_step_applied_twice_is_the_step(rows):
    before = raw_titles(rows)
    for step in STEPS:
        once = before.pipe(step).collect()
        assert_frame_equal(once.lazy().pipe(step).collect(), once)
        before = once.lazy()
    assert_frame_equal(before.pipe(steps.titles), before)


@given(rows_of_a_file, st.sampled_from(PlatformCode))
@settings(max_examples=25, deadline=None)
def test_a_title_is_what_the_oracle_makes_of_its_row(rows, platform):
    made = finished(rows, platform)
    assert made.height == len(rows)
    for row, ours in zip(rows, made.rows(named=True), strict=True):
        theirs = read_title(platform.upper(), {name: oracle_clean(cell) for name, cell in row.items()})
        assert ours["title_id"] == theirs.title_id
        assert ours["type"] == theirs.type.lower().replace("_", " ")
        assert ours["title"] == theirs.title == ours["display_title"].lower()
        assert ours["directors"] == [name.lower() for name in theirs.director]
        assert ours["cast"] == [name.lower() for name in theirs.cast]
        assert ours["countries"] == list(theirs.countries)
        assert ours["genres"] == list(theirs.genres)
        assert (ours["date_added"], ours["added_year"]) == (theirs.added, theirs.added_year)
        assert ours["release_year"] == theirs.release_year
        assert ours["rating"] == theirs.rating
        assert (ours["duration_int"], ours["duration_type"]) == (theirs.duration, theirs.unit)
        assert ours["display_description"] == theirs.description


@given(rows_of_a_file, st.randoms())
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_rows_never_changes_the_table(rows, random):
    shuffled = random.sample(rows, len(rows))
    assert_frame_equal(finished(shuffled), finished(rows))


def test_titles_go_by_platform_and_then_by_number_as_a_number():
    ids = ["s10", "s9", "s007", "s7", "s100"]
    made = finished([title(show_id=show_id) for show_id in ids])
    assert made["title_id"].to_list() == ["hs007", "hs7", "hs9", "hs10", "hs100"]


def test_the_columns_are_those_of_the_contract_and_hold_it():
    Titles.validate(finished(numbered(ODD_TITLES)))


@pytest.mark.parametrize("bad", BAD_TITLES, ids=lambda bad: bad.why)
def test_a_bad_row_is_marked_with_its_reason(bad):
    rows = [title(show_id="s1"), title(**{"show_id": "s2", **bad.raw})]
    marked = raw_titles(rows).pipe(steps.titles).pipe(with_reason, steps.reasons()).collect()
    assert marked["reason"].to_list() == [None, bad.reason]


def test_each_reason_has_a_bad_row():
    assert {bad.reason for bad in BAD_TITLES} | faults_of_rows().keys() == set(steps.reasons())


def test_of_rows_with_one_id_the_first_in_the_file_enters():
    rows = [title(show_id="s1", title="Second"), title(show_id="s1", title="First")]
    raw = raw_titles(rows).reverse()
    marked = raw.pipe(steps.titles).pipe(with_reason, steps.reasons()).pipe(good).collect()
    assert marked["title"].to_list() == ["second"]


def test_repairs_are_counted_in_rows():
    rows = [
        title(rating="94 min", duration=""),
        title(rating="2 Seasons", duration=""),
        title(rating="74 min"),  # beside a length: not moved
        title(director="So.", description="So."),
        title(title=" A", date_added=" May 1, 2019"),  # one row, two cells
        title(cast="Ann\u00a0Lee"),
        title(cast="Al, Jr.", director="Bo, II"),
        title(listed_in="Drama, II"),  # no name
        title(duration=""),
    ]
    counted = raw_titles(rows).pipe(steps.repairs).collect().row(0, named=True)
    assert counted == {
        "a length moved out of rating": 2,
        "a director that is the description dropped": 1,
        "spaces and unseen characters put right": 2,
        "a suffix rejoined to its name": 1,
    }


def test_a_repair_of_no_rows_counts_nothing():
    assert raw_titles([]).pipe(steps.repairs).collect().row(0) == (0, 0, 0, 0)
