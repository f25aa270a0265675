import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline.quarantine import good, with_reason
from pipeline.steps import film_credits as steps
from pipeline.steps.text import faults_of_rows
from pipeline.store.tables import FilmCredits, schema
from tests.data.odd_films import BAD_FILM_CREDITS, ODD_FILM_CREDITS
from tests.pipeline.making import raw_film_credits
from tests.pipeline.rows import film_credits as plausible
from tests.pipeline.rows import wild_film_credits
from tests.raw_files import film_credits, member, worker

FILMS = pl.Series("film_id", range(1, 200), dtype=pl.Int32)


def marked(rows, films=FILMS):
    raw = raw_film_credits(rows)
    repeated = raw.pipe(steps.repeated).collect().to_series()
    return raw.pipe(steps.film_credits).pipe(with_reason, steps.reasons(films, repeated))


def finished(rows, films=FILMS):
    return marked(rows, films).pipe(good).pipe(steps.finished).collect()


def billed(rows, role):
    """The names as written of one film's people in a role, in billing order."""
    made = finished(rows).filter(pl.col("role") == role)
    assert made["billing"].to_list() == list(range(1, made.height + 1))
    return made["display_name"].to_list()


def test_everyone_is_billed_actors_before_directors_film_by_film_as_in_the_file():
    rows = [
        film_credits("9", ["Bo Chen", "Ana Ruiz"], Director="ANA RUIZ", Editor="Bo Chen"),
        film_credits("2", ["Zoë Day"]),
    ]
    made = finished(rows)
    assert made.rows() == [
        (9, "actor", 1, "bo chen", "Bo Chen"),
        (9, "actor", 2, "ana ruiz", "Ana Ruiz"),
        (9, "director", 1, "ana ruiz", "ANA RUIZ"),
        (2, "actor", 1, "zoë day", "Zoë Day"),
    ]
    assert made.schema == schema(FilmCredits)


@pytest.mark.parametrize("odd", ODD_FILM_CREDITS, ids=lambda odd: odd.why)
def test_an_odd_row_enters_and_names(odd):
    for role, people in (("actor", "actors"), ("director", "directors")):
        if people in odd.says:
            assert billed([{**film_credits("1"), **odd.raw}], role) == odd.says[people]


@pytest.mark.parametrize("bad", BAD_FILM_CREDITS, ids=lambda bad: bad.why)
def test_a_bad_row_is_marked_with_its_reason(bad):
    rows = [film_credits("1"), {**film_credits("2"), **bad.raw}]
    assert marked(rows).collect()["reason"].to_list() == [None, bad.reason]


def test_each_reason_has_a_bad_row():
    nobody = pl.Series([], dtype=pl.Int64)
    reasons = set(steps.reasons(FILMS, nobody))
    assert {bad.reason for bad in BAD_FILM_CREDITS} | faults_of_rows().keys() == reasons


def test_an_id_is_taken_by_the_first_row_even_if_that_does_not_enter():
    rows = [{**film_credits("1"), "cast": "?"}, film_credits("1"), film_credits("777"), film_credits("777")]
    assert marked(rows).collect()["reason"].to_list() == [
        "cast cannot be read as a list of people",
        "id is that of a row above",
        "id is no film of the film set",
        "id is that of a row above",
    ]


def test_without_films_nobody_enters():
    rows = [film_credits("1", ["Bo"])]
    assert marked(rows, FILMS.clear()).collect()["reason"].to_list() == ["id is no film of the film set"]


def test_a_film_without_people_has_no_rows():
    assert finished([film_credits("1"), {"cast": "", "crew": "", "id": "2"}]).is_empty()


@given(st.lists(st.tuples(st.none() | st.integers(-2, 3), st.sampled_from(["Ann", "ANN", "Bo", " bo", "É", ""]))))
@settings(max_examples=60, deadline=None)
def test_actors_go_by_order_then_place_and_the_first_mention_counts(cast):
    row = {"cast": repr([member(name, order) for order, name in cast]), "crew": "[]", "id": "1"}
    in_order = sorted(cast, key=lambda each: (each[0] is None, each[0] or 0))
    first = {}
    for _, name in in_order:
        if name.strip():
            first.setdefault(name.strip().lower(), name.strip())
    assert billed([row], "actor") == list(first.values())


@given(st.lists(st.sampled_from(["Director", "director", "Co-Director", "Writer", "", None]), max_size=6))
@settings(max_examples=30, deadline=None)
def test_those_whose_job_is_director_direct_in_the_order_of_the_list(jobs):
    crew = [worker(f"P{place}", job) for place, job in enumerate(jobs)]
    row = {"cast": "[]", "crew": repr(crew), "id": "1"}
    assert billed([row], "director") == [f"P{place}" for place, job in enumerate(jobs) if job == "Director"]


@given(plausible(), st.randoms())
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_rows_changes_the_order_of_the_films_and_nothing_else(rows, random):
    made = finished(rows)
    FilmCredits.validate(made)
    again = finished(random.sample(rows, len(rows)))
    assert_frame_equal(again.sort("film_id", maintain_order=True), made.sort("film_id", maintain_order=True))
    assert made["film_id"].unique(maintain_order=True).is_in([int(row["id"]) for row in rows]).all()


@given(st.lists(wild_film_credits, min_size=1, max_size=6))
@settings(max_examples=15, deadline=None)
def test_any_row_is_good_or_has_a_reason(rows):
    made = marked(rows).collect()
    assert made.height == len(rows)
    FilmCredits.validate(made.lazy().pipe(good).pipe(steps.finished).collect())
