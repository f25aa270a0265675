"""The film set in memory: whole, in its orders, and empty where there is none."""

from dataclasses import FrozenInstanceError
from datetime import date

import numpy as np
import pytest

from graphql_api.catalogue.records import FilmRecord
from graphql_api.queries.film_order import FilmOrderField
from graphql_api.queries.title_order import OrderDirection
from pipeline.store.tables import Films
from pipeline.store.vocabulary import Role


def test_a_film_is_its_row(small):
    record = small.film_set.by_id[862]
    assert record == FilmRecord(
        row=5,
        film_id=862,
        title="Paper Boats",
        lower_title="paper boats",
        release_date=date(1995, 10, 30),
        release_year=1995,
        overview="Two brothers fold paper boats and follow them down the river to the sea.",
        tagline="Plain as can be.",
        collection="Paper Boats Collection",
        genres=["Animation", "Family"],
        companies=["Plain Pictures"],
        countries=["Argentina"],
        languages=["Español"],
        runtime=81,
        budget=30_000_000.0,
        revenue=90_000_000.0,
        profit=60_000_000.0,
        return_ratio=3.0,
        popularity=21.5,
        vote_count=5400,
        vote_average=7.5,
    )
    assert small.film_set.records[record.row] is record


def test_its_records_have_the_columns_of_the_table():
    # Works are told by the key where a model is fitted; language and status are asked of by nobody.
    unused = {"title_key", "original_language", "status"}
    assert set(FilmRecord._fields) == {*Films.columns(), "row", "lower_title"} - unused


def test_films_come_in_the_order_of_their_ids(small):
    assert list(small.film_set.by_id) == [11, 12, 13, 14, 15, 862, 863]
    assert [record.row for record in small.film_set.records] == list(range(7))


def test_titles_come_without_accents_and_the_most_voted_of_equal_ones_first(small):
    film_set = small.film_set
    ids = [film_set.records[row].film_id for row in film_set.by_title.tolist()]
    assert list(zip(film_set.titles, ids, strict=True)) == [
        ("ecume", 13), ("ecume", 11), ("ecume", 12), ("paper boats", 862), ("paper boats 2", 863), ("sea level", 15),
        ("the river", 14),
    ]  # fmt: skip


def test_casts_are_in_billing_order_and_hold_nobody_twice(small):
    people = small.film_set.people[Role.ACTOR]

    def cast(film_id):
        return [people.display_names[each] for each in people.of_film[small.film_set.by_id[film_id].row].tolist()]

    assert cast(862) == ["Ana Ruiz", "Tom Oak"]  # who also wrote it is one actor
    assert cast(863) == ["Tom Oak", "Tom Oák"]
    assert cast(11) == cast(14) == []


@pytest.mark.parametrize("direction", OrderDirection)
@pytest.mark.parametrize("field", FilmOrderField)
def test_each_order_holds_each_film_once_with_its_place(field, direction, sampled):
    ordered, ranks = sampled.film_set.orders[field, direction]
    assert sorted(ordered.tolist()) == list(range(len(sampled.film_set.records)))
    assert np.array_equal(ordered[ranks], np.arange(len(ordered)))


def test_months_and_weekdays_add_up_to_the_films(sampled):
    film_set = sampled.film_set
    for counts, most in ((film_set.released_in_month, 12), (film_set.released_on_weekday, 7)):
        assert sum(counts.values()) == len(film_set.records)
        assert set(counts) <= set(range(1, most + 1))


def test_it_cannot_be_changed(small):
    with pytest.raises(FrozenInstanceError):
        small.film_set.records = ()


def test_without_a_film_set_all_of_it_is_empty(filmless):
    film_set = filmless.film_set
    assert (len(film_set.records), len(film_set.titles), film_set.by_id, film_set.neighbours) == (0, 0, {}, None)
    assert (film_set.released_in_month, film_set.released_on_weekday) == ({}, {})
    assert [len(people.names) for people in film_set.people.values()] == [0, 0]
    assert all(len(ordered) == 0 for ordered, _ in film_set.orders.values())


def test_a_model_s_neighbours_are_films_by_their_place(fitted):
    film_set = fitted.film_set
    found = list(film_set.neighbours.of(film_set.by_id[862].row, 5))
    assert [(film_set.records[each.row].film_id, each.score) for each in found] == [(863, 0.875), (11, 0.5), (13, 0.25)]
    assert found[0].reasons == ["similar overview: boats, brothers", "same genres: Animation, Family"]
    assert list(film_set.neighbours.of(film_set.by_id[15].row, 5)) == []
