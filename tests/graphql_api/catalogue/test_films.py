"""What is asked of the film set, against plain loops over its films."""

from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api.catalogue.films import (
    FilmCriteria,
    FilmOrder,
    all_films,
    film_return,
    films_of,
    films_released_in_month,
    films_released_on_weekday,
    matching_films,
    oldest_first,
    similar_films,
    titled,
)
from graphql_api.catalogue.ordering import Between
from graphql_api.queries.film_order import FilmOrderField
from graphql_api.queries.title_order import OrderDirection
from graphql_api.text import fold, words
from pipeline.store.vocabulary import Role
from tests.graphql_api.film_sets import film_set

searched = settings(deadline=None, max_examples=25)
TITLES = ["Écume", "Ecume", "ECUME", "écume 2", "Paper Boats", "PAPER  boats", "Ø", "?"]
FILMS = st.lists(
    st.fixed_dictionaries(
        {
            "title": st.sampled_from(TITLES),
            "vote_count": st.sampled_from([0, 40, 1999, 2000]),
            "release_date": st.sampled_from([date(1970, 1, 14), date(1970, 1, 15), date(1969, 12, 31)]),
            "genres": st.lists(st.sampled_from(["Drama", "Comedia", "COMEDIÁ"]), unique=True),
        }
    ),
    max_size=8,
)
IDS = st.permutations(range(1, 9))


def numbered(films, ids):
    return [{**film, "film_id": number} for film, number in zip(films, ids, strict=False)]


def ids(found):
    return [record.film_id for record in found]


def by_title(film):
    return film["title"].lower(), film["film_id"]


@searched
@given(FILMS, IDS, st.sampled_from([*TITLES, " e\u0301CUME ", "Paper", "paper boats!", ""]))
def test_a_title_finds_every_film_that_has_it_the_most_voted_first(films, numbers, typed):
    films = numbered(films, numbers)
    alike = [film for film in films if fold(film["title"]) == fold(typed)]
    expected = sorted(alike, key=lambda film: (-film["vote_count"], *by_title(film)))
    assert ids(titled(film_set(films), typed)) == [film["film_id"] for film in expected]


@pytest.mark.parametrize("typed", ["", "\0", "\ud800", "\U0010ffff", "e" * 1_000_000])
def test_a_title_that_none_has_finds_none(small, typed):
    assert titled(small.film_set, typed) == []


@searched
@given(FILMS, IDS)
def test_somebody_s_films_come_oldest_first(films, numbers):
    films = numbered(films, numbers)
    made = film_set(films, [(film["film_id"], Role.DIRECTOR, ["Ada Bell"]) for film in films])
    expected = sorted(films, key=lambda film: (film["release_date"], *by_title(film)))
    rows = films_of(made, Role.DIRECTOR, "ada bell")
    assert ids(oldest_first(made, rows)) == [film["film_id"] for film in expected]
    assert rows.tolist() == list(range(len(films)))


@pytest.mark.parametrize("name", ["nobody", "Ada Bell", "", "\ud800"])
def test_nobody_has_no_films(small, name):
    assert films_of(small.film_set, Role.DIRECTOR, name).tolist() == []


RETURNS = st.floats(0, 1e24, allow_nan=False, allow_subnormal=False)
AWKWARD = st.sampled_from([0.0, 0.1, 0.2, 0.3, 1e-9, 1e16, 1.0, 5e-324, 3.3333333333333335])


@searched
@given(st.lists(RETURNS | AWKWARD, min_size=1, max_size=12))
def test_a_total_is_exact_whatever_the_order_of_adding_up(returns):
    films = [{"film_id": number, "return_ratio": each} for number, each in enumerate(returns)]
    made = film_set(films, [(film["film_id"], Role.ACTOR, ["Ana Ruiz"]) for film in films])
    found = film_return(made, Role.ACTOR, 0)
    assert found.total == float(sum(map(Fraction, returns)))
    assert found.mean == found.total / len(returns)
    assert len(found.rows) == len(returns)


def test_adding_up_one_by_one_would_tell_something_else():
    returns = [0.1] * 10
    films = [{"film_id": number, "return_ratio": each} for number, each in enumerate(returns)]
    made = film_set(films, [(film["film_id"], Role.ACTOR, ["Ana Ruiz"]) for film in films])
    assert film_return(made, Role.ACTOR, 0).total == 1.0 != sum_one_by_one(returns)


def sum_one_by_one(numbers):
    total = 0.0
    for number in numbers:
        total += number
    return total


WANTED = st.builds(
    FilmCriteria,
    genres=st.none() | st.lists(st.sampled_from(["drama", "comedia", "Horror"]), max_size=2),
    release_year=st.builds(Between, st.none() | st.integers(1968, 1971), st.none() | st.integers(1968, 1971)),
    min_votes=st.none() | st.sampled_from([-1, 0, 40, 2000, 2**31 - 1]),
    text=st.none() | st.sampled_from(["e", "ECU", "boat pap", "boats boats", "oats", "2", "?!", " ", "ecume 2 x"]),
)


def meets(film, wanted):
    year, said = film["release_date"].year, words(wanted.text or "")
    return (
        (wanted.genres is None or any(fold(each) == fold(genre) for each in wanted.genres for genre in film["genres"]))
        and (wanted.release_year.low is None or year >= wanted.release_year.low)
        and (wanted.release_year.high is None or year <= wanted.release_year.high)
        and (wanted.min_votes is None or film["vote_count"] >= wanted.min_votes)
        and (wanted.text is None or bool(said))
        and all(any(word.startswith(each) for word in words(film["title"])) for each in said)
    )


@settings(searched, max_examples=25)
@given(FILMS, WANTED, st.booleans())
def test_the_films_that_meet_everything_are_those_of_a_plain_loop(films, wanted, few):
    films = numbered(films, range(8))
    made = film_set(films)
    rows = all_films(made)[::2] if few else all_films(made)
    expected = [film["film_id"] for film in films[:: 2 if few else 1] if meets(film, wanted)]
    assert matching_films(made, wanted, rows).tolist() == expected


def test_a_word_that_a_hyphen_joins_is_begun_by_its_parts_and_as_a_whole():
    made = film_set([{"film_id": 1, "title": "Spider-Man"}, {"film_id": 2, "title": "The Man"}])

    def found(text):
        return matching_films(made, FilmCriteria(text=text), all_films(made)).tolist()

    assert (found("man"), found("spider m"), found("spiderm")) == ([0, 1], [0], [0])


@pytest.mark.parametrize("direction", OrderDirection)
@pytest.mark.parametrize("field", FilmOrderField)
def test_places_compare_as_films_are_ordered(field, direction, sampled):
    order, films = FilmOrder(field, direction), sampled.film_set
    rows = order.sort(films, all_films(films)).tolist()
    assert sorted(rows) == all_films(films).tolist()
    places = [order.sortable(order.place(films.records[row])) for row in rows]
    assert all(place < after for place, after in pairwise(places))
    some = all_films(films)[::7]
    assert order.sort(films, some).tolist() == [row for row in rows if row in set(some.tolist())]


def test_an_order_has_a_name_that_no_other_has():
    names = {str(FilmOrder(field, direction)) for field in FilmOrderField for direction in OrderDirection}
    assert len(names) == 2 * len(FilmOrderField)
    assert all(name.startswith("film ") for name in names)  # titles have orders of the same fields
    assert str(FilmOrder()) == "film lower_title asc"


def test_the_sample_has_what_orders_trip_over(sampled):
    records = sampled.film_set.records
    assert len({record.lower_title for record in records}) < len(records)
    assert sum(record.return_ratio == 0 for record in records) > 3
    assert sum(record.release_year < 1970 for record in records) > 3


def votes(*averages):
    """A film like others with these mean votes, the nearest first."""
    films = [{"film_id": number, "vote_average": average} for number, average in enumerate([0.0, *averages])]
    near = [(0, rank, rank, 1 / rank) for rank in range(1, len(averages) + 1)]
    return film_set(films, neighbours=near)


@pytest.mark.parametrize(
    ("first", "least", "expected"),
    [
        (5, None, [1, 2, 3, 4, 5]),
        (50, None, [1, 2, 3, 4, 5, 6]),
        (5, 5.0, [1, 3, 4, 5, 6]),  # the filter comes first: there are five all the same
        (2, 5.0, [1, 3]),
        (5, 7.0, [3, 6]),
        (5, 7.1, [6]),
        (5, 10.0, []),
        (1, 0.0, [1]),
    ],
)
def test_a_least_mean_vote_narrows_before_films_are_counted(first, least, expected):
    made = votes(6.0, 4.9, 7.0, 5.0, 6.0, 9.0)
    assert [each.row for each in similar_films(made, made.neighbours, 0, first, least)] == expected


def test_films_are_counted_by_month_and_weekday(small):
    in_month = [films_released_in_month(small.film_set, month) for month in range(1, 13)]
    on_weekday = [films_released_on_weekday(small.film_set, weekday) for weekday in range(1, 8)]
    assert in_month == [2, 0, 0, 0, 1, 0, 0, 2, 0, 1, 1, 0]
    assert on_weekday == [2, 0, 4, 0, 1, 0, 0]
