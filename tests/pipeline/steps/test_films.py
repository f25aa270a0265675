from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline.quarantine import good, with_reason
from pipeline.steps import films as steps
from pipeline.steps.text import faults_of_rows
from pipeline.store.tables import Films
from tests.data.odd_films import BAD_FILMS, ODD_FILMS, listed
from tests.oracle.reading import clean as oracle_clean
from tests.pipeline.making import raw_films
from tests.pipeline.rows import films, wild_films
from tests.raw_files import PLAIN_FILM, film

STEPS = [
    steps.clean_texts,
    steps.drop_overviews_that_say_there_is_none,
    steps.parse_numbers,
    steps.drop_runtimes_of_nothing,
    steps.parse_dates,
    steps.unnest,
    steps.fill_money,
    steps.work_out_returns,
    steps.recognise,
]


def numbered(rows):
    return [film(**{"id": str(number), **row.raw}) for number, row in enumerate(rows, 2)]


def marked(rows):
    return raw_films(rows).pipe(steps.films).pipe(with_reason, steps.reasons())


def finished(rows):
    return marked(rows).pipe(good).pipe(steps.finished).collect()


def test_the_steps_named_here_are_all_there_are():
    rows = raw_films(numbered(ODD_FILMS))
    chained = rows
    for step in STEPS:
        chained = chained.pipe(step)
    assert_frame_equal(chained, rows.pipe(steps.films))


@given(st.lists(wild_films, min_size=1, max_size=6))
@settings(max_examples=10, deadline=None)
def test_each_step_applied_twice_is_the_step(rows):
    before = raw_films(rows)
    for step in STEPS:
        once = before.pipe(step).collect()
        assert_frame_equal(once.lazy().pipe(step).collect(), once)
        before = once.lazy()


def test_a_plain_film_says_what_its_row_says():
    assert finished([PLAIN_FILM]).row(0, named=True) == {
        "film_id": 1, "title": "A Plain Film", "title_key": "aplainfilm", "original_language": "en",
        "release_date": date(1999, 5, 21), "release_year": 1999, "status": "Released",
        "overview": "Nothing odd happens.", "tagline": "Plain as can be.", "collection": None, "genres": ["Drama"],
        "companies": ["Plain Pictures"], "countries": ["Argentina"], "languages": ["Español"], "runtime": 90,
        "budget": 1e6, "revenue": 2e6, "profit": 1e6, "return_ratio": 2.0, "popularity": 1.5, "vote_count": 100,
        "vote_average": 6.5,
    }  # fmt: skip


@pytest.mark.parametrize("odd", ODD_FILMS, ids=lambda odd: odd.why)
def test_an_odd_film_enters_and_says(odd):
    (row,) = finished([film(**odd.raw)]).rows(named=True)
    assert {column: row[column] for column in odd.says} == odd.says


@pytest.mark.parametrize("bad", BAD_FILMS, ids=lambda bad: bad.why)
def test_a_bad_film_is_marked_with_its_reason(bad):
    rows = [film(id="1"), film(**{"id": "2", **bad.raw})]
    assert marked(rows).collect()["reason"].to_list() == [None, bad.reason]


def test_each_reason_has_a_bad_film():
    assert {bad.reason for bad in BAD_FILMS} | faults_of_rows().keys() == set(steps.reasons())


def test_a_row_that_was_cut_in_two_is_set_aside_in_both_halves():
    """Cut within its overview, whose end stands under `adult`; what follows it there stands columns to the left."""
    whole = film(id="7", overview="It begins.")
    columns = list(whole)
    at = columns.index("overview")
    cells = [whole[name] for name in columns]
    first = dict.fromkeys(columns, "") | dict(zip(columns[: at + 1], cells, strict=False))
    second = dict.fromkeys(columns, "") | dict(zip(columns, [" It ends.", *cells[at + 1 :]], strict=False))
    assert marked([first, second]).collect()["reason"].to_list() == [
        "title is blank",
        "the columns are shifted: adult is neither True nor False",
    ]


def test_of_rows_with_one_id_the_first_in_the_file_enters():
    rows = [film(title="Second"), film(title="First")]
    raw = raw_films(rows).reverse()
    made = raw.pipe(steps.films).pipe(with_reason, steps.reasons()).pipe(good).collect()
    assert made["title"].to_list() == ["Second"]


@pytest.mark.parametrize("first", [{"title": ""}, {"release_date": ""}, {"adult": "?"}, {"genres": "?"}])
def test_an_id_is_taken_by_the_first_row_even_if_that_does_not_enter(first):
    reasons = marked([film(**first), film()]).collect()["reason"].to_list()
    assert reasons[0] is not None
    assert reasons[1] == "id is that of a row above"


def test_rows_without_an_id_do_not_repeat_one():
    reasons = marked([film(id=""), film(id="x"), film(id="")]).collect()["reason"].to_list()
    assert reasons == ["id is not a whole number"] * 3


def test_films_go_by_their_number():
    assert finished([film(id=number) for number in ("10", "9", "100", "7")])["film_id"].to_list() == [7, 9, 10, 100]


@pytest.mark.slow
@given(films(), st.randoms())
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_rows_never_changes_the_table(rows, random):
    made = finished(rows)
    assert made.height == len(rows)
    Films.validate(made)
    assert_frame_equal(finished(random.sample(rows, len(rows))), made)


# Python's str.split takes four control characters for spaces that Unicode does not.
names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x1c\x1d\x1e\x1f"), max_size=8)


@given(st.lists(names, max_size=6))
@settings(max_examples=40, deadline=None)
def test_names_are_as_written_but_for_spaces_each_once_and_none_blank(listed_names):
    (found,) = finished([film(genres=listed(*listed_names))])["genres"].to_list()
    assert found == list(dict.fromkeys(filter(None, map(oracle_clean, listed_names))))


def test_profit_and_return_are_of_both_amounts_or_none():
    rows = [film(id=str(n), budget=b, revenue=r) for n, (b, r) in enumerate([("0", "9"), ("9", ""), ("3", "1")])]
    made = finished(rows)
    assert made["profit"].to_list() == [None, None, -2.0]
    assert made["return_ratio"].to_list() == [0.0, 0.0, 1 / 3]


def test_repairs_are_counted_in_rows():
    rows = [
        film(runtime="0.0"),
        film(runtime="0"),
        film(runtime=""),
        film(overview="No overview found."),
        film(overview="No  Overview"),  # two repairs of one row
        film(title=" A", tagline=" B "),  # one row, two cells
        film(genres=listed(" Drama"), homepage=" x"),  # no text of its own
        film(tagline=" "),
    ]
    counted = raw_films(rows).pipe(steps.repairs).collect().row(0, named=True)
    assert counted == {
        "a runtime of 0 taken for unknown": 2,
        "an overview that says there is none dropped": 2,
        "spaces and unseen characters put right": 2,
    }


def test_a_repair_of_no_rows_counts_nothing():
    assert raw_films([]).pipe(steps.repairs).collect().row(0) == (0, 0, 0)


def test_no_rows_are_a_table_too():
    assert finished([]).schema == pl.Schema({name: column.dtype for name, column in Films.columns().items()})
