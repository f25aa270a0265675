from datetime import date

import dataframely as dy
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from pipeline.store.tables import (
    MODEL_TABLES,
    TABLES,
    Credits,
    FilmCredits,
    FilmNeighbours,
    Films,
    Neighbours,
    Quarantine,
    Ratings,
    Titles,
    TitleScores,
    conform,
    scan,
    schema,
)

TITLE = {
    "title_id": "hs1", "platform": "hulu", "show_id": "s1", "type": "movie", "title": "rain", "display_title": "Rain",
    "directors": ["ada bell"], "cast": [], "countries": ["peru"], "date_added": date(2021, 5, 1), "added_year": 2021,
    "release_year": 2020, "rating": "g", "rating_filled": True, "duration_int": 90, "duration_type": "min",
    "genres": ["drama"], "description": None, "display_description": None, "title_key": "rain",
}  # fmt: skip
CREDIT = {"title_id": "hs1", "role": "actor", "billing": 1, "name": "ada bell", "display_name": "Ada Bell"}
RATING = {"user_id": 0, "title_id": "hs1", "score": 0.5, "rated_at": 0}
SCORE = {"title_id": "hs1", "votes": 3, "score": 3.5, "score_sum": 10.5, "score_sumsq": 37.0}
ASIDE = {"table": "titles", "file": "x.csv", "row": 1, "reason": "title is blank", "raw": "{}"}
NEIGHBOUR = {
    "title_id": "hs1", "rank": 1, "neighbour_id": "hs2", "score": 0.5, "basis": "content", "reasons": ["same director"],
}  # fmt: skip
FILM = {
    "film_id": 0, "title": "Rain", "title_key": "rain", "original_language": None, "release_date": date(1999, 5, 1),
    "release_year": 1999, "status": None, "overview": None, "tagline": None, "collection": None, "genres": [],
    "companies": ["Lux"], "countries": [], "languages": [], "runtime": None, "budget": 4.0, "revenue": 6.0,
    "profit": 2.0, "return_ratio": 1.5, "popularity": 0.0, "vote_count": 0, "vote_average": 0.0,
}  # fmt: skip
FILM_CREDIT = {"film_id": 0, "role": "director", "billing": 1, "name": "ada bell", "display_name": "Ada Bell"}
FILM_NEIGHBOUR = {"film_id": 0, "rank": 1, "neighbour_id": 7, "score": 0.5, "reasons": []}

PLAIN = {
    Titles: TITLE,
    Credits: CREDIT,
    Ratings: RATING,
    TitleScores: SCORE,
    Quarantine: ASIDE,
    Neighbours: NEIGHBOUR,
    Films: FILM,
    FilmCredits: FILM_CREDIT,
    FilmNeighbours: FILM_NEIGHBOUR,
}


def broken(contract, *rows):
    """The rules that rows break, with how many of them do."""
    frame = pl.DataFrame([{**PLAIN[contract], **row} for row in rows], schema=schema(contract))
    _, failures = contract.filter(frame)
    return failures.counts()


@pytest.mark.parametrize("contract", PLAIN, ids=lambda contract: contract.__name__)
def test_a_plain_row_holds_the_contract(contract):
    assert broken(contract, {}) == {}


@pytest.mark.parametrize(
    ("contract", "row", "rule"),
    [
        (Titles, {"title_id": "xs1"}, "title_id|regex"),
        (Titles, {"title_id": "hs\u0661", "show_id": "s\u0661"}, "title_id|regex"),
        (Titles, {"title_id": "ns1"}, "id_is_prefix_and_show_id"),
        (Titles, {"platform": "netflix"}, "id_is_prefix_and_show_id"),
        (Titles, {"show_id": "1"}, "show_id|regex"),
        (Titles, {"type": None}, "type|nullability"),
        (Titles, {"title": ""}, "title|min_length"),
        (Titles, {"title": None}, "title|nullability"),
        (Titles, {"cast": None}, "cast|nullability"),
        (Titles, {"cast": ["ann", ""]}, "cast|inner_min_length"),
        (Titles, {"genres": [None]}, "genres|inner_nullability"),
        (Titles, {"release_year": None}, "release_year|nullability"),
        (Titles, {"rating": ""}, "rating|min_length"),
        (Titles, {"rating": "pg"}, "filled_rating_is_g"),
        (Titles, {"duration_int": None}, "length_has_a_unit"),
        (Titles, {"duration_type": None}, "length_has_a_unit"),
        (Titles, {"duration_int": -1}, "duration_int|min"),
        (Titles, {"added_year": 2020}, "added_year_is_of_date_added"),
        (Titles, {"added_year": None}, "added_year_is_of_date_added"),
        (Titles, {"date_added": None}, "added_year_is_of_date_added"),
        (Credits, {"billing": 0}, "billing|min"),
        (Credits, {"name": ""}, "name|min_length"),
        (Ratings, {"user_id": -1}, "user_id|min"),
        (Ratings, {"score": 5.5}, "score|max"),
        (Ratings, {"score": 0.0}, "score|min"),
        (Ratings, {"rated_at": -1}, "rated_at|min"),
        (TitleScores, {"votes": 0, "score": None}, "votes|min"),
        (TitleScores, {"score": 3.4}, "score_is_the_mean"),
        (Titles, {"title_key": ""}, "title_key|min_length"),
        (Neighbours, {"rank": 0}, "rank|min"),
        (Neighbours, {"score": None}, "score|nullability"),
        (Neighbours, {"reasons": [""]}, "reasons|inner_min_length"),
        (Films, {"film_id": -1}, "film_id|min"),
        (Films, {"title": ""}, "title|min_length"),
        (Films, {"title_key": ""}, "title_key|min_length"),
        (Films, {"overview": ""}, "overview|min_length"),
        (Films, {"release_date": None}, "release_date|nullability"),
        (Films, {"release_year": 2000}, "release_year_is_of_release_date"),
        (Films, {"genres": None}, "genres|nullability"),
        (Films, {"companies": [""]}, "companies|inner_min_length"),
        (Films, {"runtime": 0}, "runtime|min"),
        (Films, {"budget": -1.0}, "budget|min"),
        (Films, {"vote_average": 10.5}, "vote_average|max"),
        (Films, {"profit": None}, "profit_needs_budget_and_revenue"),
        (Films, {"budget": 0.0, "return_ratio": 0.0}, "profit_needs_budget_and_revenue"),
        (Films, {"profit": 1.0}, "profit_needs_budget_and_revenue"),
        (Films, {"return_ratio": 0.0}, "return_needs_budget_and_revenue"),
        (Films, {"revenue": 0.0, "profit": None}, "return_needs_budget_and_revenue"),
        (FilmCredits, {"billing": 0}, "billing|min"),
        (FilmCredits, {"display_name": None}, "display_name|nullability"),
        (FilmNeighbours, {"rank": 0}, "rank|min"),
        (FilmNeighbours, {"reasons": [""]}, "reasons|inner_min_length"),
        (Quarantine, {"row": 0}, "row|min"),
        (Quarantine, {"reason": None}, "reason|nullability"),
    ],
)
def test_a_row_that_breaks_a_rule_breaks_it_by_name(contract, row, rule):
    assert broken(contract, row).get(rule) == 1


def test_a_title_without_letters_has_no_key():
    assert broken(Titles, {"title_key": None}) == {}
    assert broken(Films, {"title_key": None}) == {}


def test_without_a_budget_or_a_revenue_there_is_neither_profit_nor_return():
    for money in ({"budget": 0.0}, {"revenue": 0.0}, {"budget": 0.0, "revenue": 0.0}):
        assert broken(Films, {**money, "profit": None, "return_ratio": 0.0}) == {}


def test_two_rows_of_one_key_are_one_too_many():
    assert broken(Titles, {}, {}) == {"primary_key": 2}
    assert broken(TitleScores, {}, {}) == {"primary_key": 2}
    assert broken(Credits, {}, {"billing": 2}) == {"primary_key": 2}
    assert broken(Credits, {}, {"role": "director"}) == {}
    assert broken(Neighbours, {}, {"neighbour_id": "hs3"}) == {"primary_key": 2}
    assert broken(Neighbours, {}, {"rank": 2}) == {}
    assert broken(Ratings, {}, {}) == {}
    assert broken(Films, {}, {}) == {"primary_key": 2}
    assert broken(FilmCredits, {}, {"billing": 2}) == {"primary_key": 2}
    assert broken(FilmCredits, {}, {"role": "actor"}, {"film_id": 1}, {"name": "bo"}) == {}
    assert broken(FilmNeighbours, {}, {"neighbour_id": 8}) == {"primary_key": 2}


def test_conforming_orders_types_and_drops():
    rows = pl.LazyFrame({"x": [1], "rated_at": [7], "score": ["4.5"], "title_id": ["hs1"], "user_id": [3]})
    made = rows.pipe(conform, Ratings).collect()
    assert_frame_equal(
        made, pl.DataFrame({"user_id": [3], "title_id": ["hs1"], "score": [4.5], "rated_at": [7]}, schema(Ratings))
    )
    assert_frame_equal(made.lazy().pipe(conform, Ratings).collect(), made)


def test_the_cast_column_is_called_cast():
    assert "cast" in schema(Titles)
    assert all(
        issubclass(contract, dy.Schema) and len(schema(contract)) for contract in (TABLES | MODEL_TABLES).values()
    )


def test_a_folder_named_like_a_pattern_is_a_folder(tmp_path):
    folder = tmp_path / "films [new] *"
    folder.mkdir()
    pl.DataFrame({"a": [1]}).write_parquet(folder / "x[1].parquet")
    assert scan(folder / "x[1].parquet").collect().height == 1
    assert scan([folder / "x[1].parquet"] * 2).collect().height == 2
