import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline.quarantine import with_reason
from pipeline.sources.movielens import MOVIE_COLUMNS
from pipeline.steps import movielens as steps
from pipeline.store.tables import Ratings, schema
from tests.pipeline.making import lazy, raw_rows
from tests.pipeline.rows import arbitrary


def read(*titles):
    rows = [{"movieId": str(number), "title": title, "genres": "Drama"} for number, title in enumerate(titles, 1)]
    return raw_rows(rows, MOVIE_COLUMNS, "movielens/movies.csv").pipe(steps.films).collect()


@pytest.mark.parametrize(
    ("title", "year", "names"),
    [
        ("Paper Boats (1995)", 1995, ["paper boats"]),
        ("Lantern, The (1994)", 1994, ["the lantern"]),
        ("American Lantern, An (1994)", 1994, ["an american lantern"]),
        ("Écume, L' (1960)", 1960, ["l ecume"]),
        ("Bateaux, Les (Boats, The) (1960)", 1960, ["les bateaux", "the boats", "bateaux les boats the"]),
        ("Boats: The Long Way, The (2003)", 2003, ["the boats the long way"]),
        ("Boats, Part II (2004)", 2004, ["boats part ii"]),  # what is behind the comma is no article
        ("Rain & Shine (1995)", 1995, ["rain and shine"]),
        ("Quiet Rain (a.k.a. Rain) (1990)", 1990, ["quiet rain", "rain", "quiet rain a k a rain"]),
        ("Quiet Rain (aka Rain, The) (1990)", 1990, ["quiet rain", "the rain", "quiet rain aka rain the"]),
        ("Snow (A.K.A Rain) (Lluvia) (1990)", 1990, ["snow", "rain", "lluvia", "snow a k a rain lluvia"]),
        ("Quiet Rain (Aka ame) (1990)", 1990, ["quiet rain", "aka ame", "quiet rain aka ame"]),  # red, in Japanese
        ("Quiet Rain (Quiet Rain) (1990)", 1990, ["quiet rain", "quiet rain quiet rain"]),
        ("(100) Days of Rain (2009)", 2009, ["100 days of rain"]),  # brackets before and within belong to the name
        ("You Are (Not) at Sea (2009)", 2009, ["you are not at sea"]),
        ("(Untitled) (2009)", 2009, ["untitled"]),
        ("Rain (2000) (2001)", 2001, ["rain", "2000", "rain 2000"]),
        ("1917 (2019)", 2019, ["1917"]),
        ("Rain(1990)", 1990, ["rain"]),
        (" Rain\u00a0 (1990) ", 1990, ["rain"]),  # eleven titles end with a space
        ("Rain (2006–2007)", None, ["rain", "2006 2007", "rain 2006 2007"]),  # a series
        ("Rain", None, ["rain"]),
        ("Rain (1990) Part 2", None, ["rain 1990 part 2"]),
        ("Дождь (1990)", 1990, ["дождь"]),
        ("... (1990)", 1990, []),
        ("(1990)", 1990, []),
        ("Rain () (1990)", 1990, ["rain"]),
        ("Rain (1990", None, ["rain 1990"]),  # a bracket left open
    ],
)  # fmt: skip
def test_a_title_is_read_as_names_and_a_year(title, year, names):
    film = read(title).row(0, named=True)
    assert (film["year"], film["names"]) == (year, names)


def test_a_film_without_a_number_of_its_own_or_a_title_is_set_aside():
    said = [("1", "Rain (1990)"), ("x", "Rain (1990)"), ("", "Rain (1990)"), ("-1", "Rain (1990)"),
            ("1", "Snow (1990)"), ("2", " \u200b"), ("3.0", "Rain (1990)"), ("1234567890", "Rain (1990)")]  # fmt: skip
    rows = [{"movieId": number, "title": title, "genres": ""} for number, title in said]
    marked = raw_rows(rows, MOVIE_COLUMNS, "movies.csv").pipe(steps.films).pipe(with_reason, steps.reasons())
    number = "movieId is not a whole number"
    assert marked.collect()["reason"].to_list() == [
        None, number, number, number, "movieId is that of a row above", "title is blank", number, number,
    ]  # fmt: skip


@given(st.lists(arbitrary, min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_any_title_can_be_read(titles):
    for names in read(*titles)["names"]:
        assert all(name == name.strip() != "" for name in names)


COLUMNS = schema(Ratings)


def attached(ratings, titles_of, added=0):
    """Ratings (user, film, score, time) of films, as ratings of their titles (film -> titles)."""
    matches = pl.LazyFrame(
        list(titles_of.items()), {"movielens_id": pl.Int32, "title_ids": pl.List(pl.String)}, orient="row"
    )
    frame = pl.DataFrame([(user + added, str(film), *rest) for user, film, *rest in ratings], COLUMNS, orient="row")
    return lazy(frame).pipe(steps.attach, lazy(steps.places(matches)), added).to_native().collect()


def test_a_rating_is_of_a_title_of_its_film_and_of_none_without():
    made = attached(
        [(7, 1, 4.0, 10), (7, 2, 0.5, 11), (8, 3, 5.0, 12), (8, 4, 5.0, 12)], {1: ["as1"], 2: [], 3: ["hs2"]}
    )
    expected = pl.DataFrame([(7, "as1", 4.0, 10), (8, "hs2", 5.0, 12)], COLUMNS, orient="row")
    assert_frame_equal(made, expected, check_row_order=False)


def test_ratings_of_a_film_that_is_several_titles_take_turns_by_user_and_film():
    made = attached([(user, 2, 4.0, user) for user in range(6)], {2: ["as1", "hs1", "ns1"]}).sort("user_id")
    assert made["title_id"].to_list() == ["ns1", "as1", "hs1", "ns1", "as1", "hs1"]


users = st.integers(0, 2**31 - 1 - 10**9)
films = st.dictionaries(
    st.integers(0, 999_999_999), st.lists(st.sampled_from(["as1", "ds1", "hs1", "ns1"]), unique=True), min_size=1
)


@given(
    films.flatmap(lambda films: st.tuples(st.just(films), st.lists(st.tuples(users, st.sampled_from(sorted(films))))))
)
@settings(max_examples=50, deadline=None)
def test_each_rating_counts_once_for_the_same_title_whatever_is_added_to_users(drawn):
    titles_of, rated = drawn
    ratings = [(user, film, 4.0, time) for time, (user, film) in enumerate(rated)]
    made = attached(ratings, titles_of).sort("rated_at")
    expected = [
        (user, titles[(user + film) % len(titles)], 4.0, time)
        for user, film, _, time in ratings
        if (titles := titles_of[film])
    ]
    assert made.rows() == expected
    assert attached(ratings, titles_of, 10**9).sort("rated_at").rows() == [
        (user + 10**9, *rest) for user, *rest in expected
    ]


@pytest.mark.parametrize(("user", "added", "expected"), [
    (7, 0, 7), (7, 10**9, 1_000_000_007), (0, 10**9, 10**9), (-1, 10**9, None), (None, 10**9, None),
    (2**31 - 1, 0, 2**31 - 1), (2**31 - 1, 10**9, None), (1_147_483_647, 10**9, 2**31 - 1),
])  # fmt: skip
def test_a_user_gets_a_number_or_none(user, added, expected):
    rows = pl.LazyFrame({"user_id": [user], "title_id": ["12"]}, {"user_id": pl.Int32, "title_id": pl.String})
    assert rows.pipe(steps.renumber, added).collect()["user_id"].to_list() == [expected]


@pytest.mark.parametrize(
    ("film", "expected"), [("12", "12"), ("012", "12"), ("x", None), ("", None), (None, None), ("1.0", None)]
)
def test_a_film_is_known_by_its_number_however_it_is_written(film, expected):
    rows = pl.LazyFrame({"user_id": [1], "title_id": [film]}, {"user_id": pl.Int32, "title_id": pl.String})
    assert rows.pipe(steps.renumber, 0).collect()["title_id"].to_list() == [expected]
