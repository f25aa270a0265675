"""Films like a film: every field needed, none from before 1970 shown, sequels welcome."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline.store.tables import FilmNeighbours, schema
from recsys import content, nearest
from recsys.films import FILM_FIELDS, SINCE
from tests.recsys import oracle
from tests.recsys.making import FILM_SETS, films, fitted_films, lists
from tests.recsys.test_content import plain, quick


def near(found):
    return {film: [other for other, _ in those] for film, those in lists(found, "film_id").items()}


def test_the_oracle_weighs_the_fields_as_they_are_declared():
    assert {field.name: field.weight for field in FILM_FIELDS} == {
        name: weight for name, (weight, _) in oracle.FILM_FIELDS.items()
    }
    assert all(field.needed for field in FILM_FIELDS)
    assert SINCE == oracle.SINCE


@quick
@given(FILM_SETS)
def test_the_neighbours_are_those_of_plain_loops(rows):
    found, expected = lists(fitted_films(films(*rows)), "film_id"), oracle.film_neighbours(plain(films(*rows)))
    assert {film: [other for other, _ in those] for film, those in found.items()} == {
        film: [other for other, _ in those] for film, those in expected.items()
    }
    for film, those in found.items():
        assert [score for _, score in those] == pytest.approx([score for _, score in expected[film]], abs=2e-6)


@quick
@given(FILM_SETS)
@pytest.mark.slow
def test_both_engines_find_the_same(rows):
    product, reference = (
        fitted_films(films(*rows), engine=each) for each in (nearest.by_product, nearest.by_neighbours)
    )
    assert_frame_equal(product, reference)


@pytest.mark.slow
@quick
@given(FILM_SETS, st.randoms())
def test_the_order_of_the_rows_never_changes_the_answer(rows, random):
    film_set = films(*rows)
    shuffled = plain(film_set)
    random.shuffle(shuffled)
    again = pl.LazyFrame(shuffled, schema=film_set.collect_schema())
    assert_frame_equal(fitted_films(again), fitted_films(film_set))


@quick
@given(FILM_SETS)
def test_what_always_holds(rows):
    by_id = {row["film_id"]: row for row in plain(films(*rows))}
    found = fitted_films(films(*rows))
    assert FilmNeighbours.is_valid(found)
    assert all(by_id[other]["release_year"] >= SINCE for other in found["neighbour_id"])
    for (film,), those in found.sort("rank").group_by("film_id", maintain_order=True):
        assert those["rank"].to_list() == list(range(1, those.height + 1))
        works = [by_id[each] for each in (film, *those["neighbour_id"])]
        assert not any(oracle.same_work(one, other) for at, one in enumerate(works) for other in works[:at])
        assert those["score"].is_between(0, 1, closed="right").all()
        assert those["reasons"].list.len().is_between(1, len(FILM_FIELDS)).all()


FULL = {"overview": "Heist in Paris", "genres": ["Drama"], "companies": ["Toho"]}


def scores(*rows):
    """The score of the second film beside the first."""
    found = fitted_films(
        films(*({"title": f"film {letter}", **row} for letter, row in zip("abcdef", rows, strict=False)))
    )
    return {(film, other): score for film, those in lists(found, "film_id").items() for other, score in those}


def test_films_that_have_all_fields_alike_are_alike():
    assert scores(FULL, FULL)[1, 2] == pytest.approx(1)


@pytest.mark.parametrize(
    ("lacking", "left"), [("overview", 0.6 / 1.6), ("genres", 1.3 / 1.6), ("companies", 1.3 / 1.6)]
)
def test_what_both_films_lack_is_nothing_that_they_share(lacking, left):
    lacks = {**FULL, lacking: None if lacking == "overview" else []}
    assert scores(FULL, lacks, lacks) == {
        pair: pytest.approx(left, abs=1e-6) for pair in ((1, 2), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2))
    }


def test_were_the_field_not_needed_the_others_would_take_its_place():
    forgiving = [replace(field, needed=False) for field in FILM_FIELDS]
    rows = films({"title": "rain", "genres": ["Drama"]}, {"title": "snow", "genres": ["Drama"]})
    assert fitted_films(rows, forgiving)["score"].to_list() == [1, 1]
    assert fitted_films(rows)["score"].to_list() == pytest.approx([0.3 / 1.6] * 2, abs=1e-6)


def test_a_film_that_lacks_everything_is_like_no_other():
    assert scores(FULL, {}, {}, FULL).keys() == {(1, 4), (4, 1)}


def test_a_word_that_one_film_has_alone_is_as_good_as_none():
    # Of what nobody shares nothing is left, and what is lacking then counts.
    alone = {**FULL, "overview": "unheard"}
    assert scores(FULL, FULL, alone)[3, 1] == pytest.approx(0.6 / 1.6, abs=1e-6)


def test_older_films_have_neighbours_and_are_none():
    old = {**FULL, "release_year": SINCE - 1}
    first = {**FULL, "release_year": SINCE}
    rows = films(*({"title": name, **row} for name, row in (("a", old), ("b", first), ("c", old), ("d", FULL))))
    assert near(fitted_films(rows)) == {1: [2, 4], 2: [4], 3: [2, 4], 4: [2]}


def test_where_all_are_older_there_are_no_neighbours():
    found = fitted_films(films(*({**FULL, "title": name, "release_year": 1950} for name in "abc")))
    assert found.height == 0
    assert found.schema == schema(FilmNeighbours)


def test_sequels_come_as_near_as_they_are():
    sequels = [{**FULL, "title": f"boats {number}", "release_year": 2000 + number} for number in range(2, 9)]
    others = [{**FULL, "title": name, "overview": None} for name in ("rain", "snow")]
    assert near(fitted_films(films({**FULL, "title": "boats"}, *sequels, *others)))[1] == list(range(2, 11))


def test_the_same_work_is_not_shown_and_a_remake_is():
    same = [{**FULL, "title": name, "release_year": year} for name, year in (("Écume", 1990), ("ECUME", 1991))]
    remake, double = {**FULL, "title": "ecume", "release_year": 2010}, {**FULL, "title": "Ecume!", "release_year": 2011}
    assert near(fitted_films(films(*same, remake, double))) == {1: [3], 2: [3], 3: [1], 4: [1]}


@pytest.mark.parametrize("rows", [[], [{}], [FULL], [FULL, {**FULL, "release_year": 2001}]])
def test_who_is_alone_has_no_neighbours(rows):
    found = fitted_films(films(*rows))
    assert found.height == 0
    assert found.schema == schema(FilmNeighbours)


def test_at_most_fifty_are_kept_and_ties_at_the_cut_go_by_id():
    found = fitted_films(films(*({**FULL, "title": f"film {number}"} for number in range(100, 170))))
    assert near(found)[60] == list(range(1, 51))
    assert near(found)[7] == [*range(1, 7), *range(8, 52)]
    assert content.ASKED < 70  # so that more had to be asked for


def test_reasons_name_what_is_shared_with_its_own_letters():
    both = {**FULL, "genres": ["Drama", "Comedy"]}
    found = fitted_films(films({**both, "title": "rain"}, {**both, "title": "snow"}))
    assert (
        found["reasons"].to_list()
        == [["similar overview: heist, paris", "same genres: Comedy, Drama", "same company: Toho"]] * 2
    )
