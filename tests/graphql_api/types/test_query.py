"""The root's fields beside the four questions, over the small catalogue."""

from dataclasses import replace

import polars as pl
import pytest

from graphql_api.catalogue.answers import counts_by_platform
from graphql_api.context import Context
from graphql_api.schema import schema
from pipeline.store.vocabulary import PlatformCode


async def test_a_title_in_full(ask):
    answer = await ask(
        """{ title(id: "ns2") {
            id showId type title displayTitle countries dateAdded releaseYear addedYear rating ratingFilled durationInt
            durationType genres description displayDescription score votes platform { code titleCount(type: MOVIE) }
            directors { id displayName titleCount } cast { id name displayName titleCount }
        } }"""
    )
    assert answer["title"] == {
        "id": "ns2",
        "showId": "s2",
        "type": "MOVIE",
        "title": "zenith",
        "displayTitle": "Zenith",
        "countries": ["argentina"],
        "dateAdded": "2020-12-31",
        "releaseYear": 2021,
        "addedYear": 2020,
        "rating": "pg",
        "ratingFilled": False,
        "durationInt": 95,
        "durationType": "MIN",
        "genres": ["comedy", "drama"],
        "description": "nothing odd happens.",
        "displayDescription": "Nothing odd happens.",
        "score": None,
        "votes": 0,
        "platform": {"code": "NETFLIX", "titleCount": 2},
        "directors": [{"id": "director:ada bell", "displayName": "Ada Bell", "titleCount": 8}],
        "cast": [
            {"id": "actor:carl dean jr.", "name": "carl dean jr.", "displayName": "Carl Dean Jr.", "titleCount": 1},
            {"id": "actor:ana ruiz", "name": "ana ruiz", "displayName": "Ana Ruiz", "titleCount": 5},
        ],
    }


async def test_what_is_unknown_is_null_or_empty(ask):
    answer = await ask(
        """{ a: title(id: "hs3") { durationInt durationType directors { id } cast { id } rating ratingFilled score }
             b: title(id: "as1") { dateAdded addedYear }
             c: title(id: "as2") { rating ratingFilled countries }
             d: title(id: "as3") { countries cast { id } } }"""
    )
    assert answer == {
        "a": {
            "durationInt": None,
            "durationType": None,
            "directors": [],
            "cast": [],
            "rating": "tv-ma",
            "ratingFilled": False,
            "score": None,
        },
        "b": {"dateAdded": None, "addedYear": None},
        "c": {"rating": "g", "ratingFilled": True, "countries": ["france"]},
        "d": {"countries": [], "cast": []},
    }


async def test_a_cast_is_in_billing_order_and_as_long_as_asked_for(ask):
    answer = await ask('{ title(id: "ds1") { cast(first: 1) { name } all: cast(first: 100) { name } } }')
    assert answer["title"] == {"cast": [{"name": "bo chen"}], "all": [{"name": "bo chen"}, {"name": "ana ruiz"}]}


@pytest.mark.parametrize("who", ["cast", "directors"])
@pytest.mark.parametrize("first", [0, 101, -5])
async def test_1_to_100_people_can_be_asked_for(first, who, small):
    result = await schema.execute(
        f'{{ title(id: "ds1") {{ {who}(first: {first}) {{ id }} }} }}', context_value=Context(small)
    )
    (error,) = result.errors
    assert error.message == f"`first` is {first}; it must be 1 to 100"
    assert error.extensions == {"code": "BAD_USER_INPUT", "argument": "first"}
    assert result.data == {"title": None}


async def test_lookups_that_find_nothing_are_null(ask):
    answer = await ask(
        """{ title(id: "netflix") { id } actor(name: "Nobody") { id } director(name: "Ana Ruiz") { id }
             node(id: "film:999") { id } film(id: "as1") { id }
             maxDuration(year: 1900) { durationInt } topActor(addedYear: 1900) { count }
             maxDuration2: maxDuration(year: 2018, addedYear: 1900) { durationInt }
             topActor2: topActor(year: 2018, addedYear: 1900) { count }
             filmScore(title: "Nothing") { year } filmVotes(title: "Nothing") { __typename }
             actorReturn(name: "Nobody") { filmCount } directorReturn(name: "Ana Ruiz") { filmCount }
             filmRecommendations(title: "Nothing") { rank } }"""
    )
    assert set(answer.values()) == {None}


async def test_an_actor_and_a_director_as_people_type_them(ask):
    answer = await ask('{ actor(name: " ana  RUÍZ ") { id displayName titleCount } director(name: "ÁDA BELL") { id } }')
    assert answer == {
        "actor": {"id": "actor:ana ruiz", "displayName": "Ana Ruiz", "titleCount": 5},
        "director": {"id": "director:ada bell"},
    }


async def test_audience_ratings_are_counted(ask):
    answer = await ask(
        '{ g: ratingCount(rating: " G ") pg: ratingCount(rating: "pg") none: ratingCount(rating: "94 min") }'
    )
    assert answer == {"g": 3, "pg": 6, "none": 0}


async def test_countries_are_counted(ask):
    answer = await ask(
        """{ all: countryCount(country: "FRÁNCE") none: countryCount(country: "Francia")
             empty: countryCount(country: "") year: countryCount(country: "argentina", year: 2021)
             type: countryCount(country: "argentina", type: TV_SHOW)
             both: countryCount(country: "argentina", year: 2018, type: TV_SHOW) }"""
    )
    assert answer == {"all": 1, "none": 0, "empty": 0, "year": 2, "type": 2, "both": 1}


async def test_platforms_are_in_order_and_those_loaded(ask):
    answer = await ask("{ platforms { id code name titleCount } platform(code: HULU) { id } }")
    assert answer == {
        "platforms": [
            {"id": "amazon", "code": "AMAZON", "name": "Amazon Prime Video", "titleCount": 4},
            {"id": "disney", "code": "DISNEY", "name": "Disney+", "titleCount": 2},
            {"id": "hulu", "code": "HULU", "name": "Hulu", "titleCount": 3},
            {"id": "netflix", "code": "NETFLIX", "name": "Netflix", "titleCount": 3},
        ],
        "platform": {"id": "hulu"},
    }


async def test_a_platform_whose_catalogue_was_not_loaded_is_null_and_counts_nothing(small):
    counts = counts_by_platform(pl.DataFrame({"platform": ["netflix"], "type": ["movie"], "count": [2]}))
    only = replace(small, platforms=(PlatformCode.NETFLIX,), platform_counts=counts)
    query = """{ platform(code: HULU) { id } node(id: "hulu") { id } platforms { id }
                 platformCounts { platform { code } count } }"""
    result = await schema.execute(query, context_value=Context(only))
    assert result.errors is None
    assert (result.data["platform"], result.data["node"], result.data["platforms"]) == (None, None, [{"id": "netflix"}])
    assert [(row["platform"]["code"], row["count"]) for row in result.data["platformCounts"]] == [
        ("AMAZON", 0),
        ("DISNEY", 0),
        ("HULU", 0),
        ("NETFLIX", 2),
    ]


async def test_an_argument_given_as_null_is_as_one_left_out(ask):
    answer = await ask(
        """{ null: maxDuration(year: null, addedYear: null, platform: null, type: null) { durationInt title { id } }
             out: maxDuration { durationInt title { id } }
             tied: topActor(year: 2018) { tied(first: null, after: null, last: 1, before: null) { nodes { name } } }
             count: platformCounts(platform: null, type: null) { count } }"""
    )
    assert answer["null"] == answer["out"] == {"durationInt": 601, "title": {"id": "as3"}}
    assert answer["tied"] == {"tied": {"nodes": [{"name": "bo chen"}]}}
    assert [row["count"] for row in answer["count"]] == [4, 2, 3, 3]


@pytest.mark.parametrize("scored", ["1e999", "-1e999", "5", "99", "0", "-0.0", "3"])
async def test_any_limit_of_scores_is_answered(scored, ask):
    answer = await ask(f"{{ scoreCounts(scored: {scored}) {{ count }} }}")
    expected = 4 if float(scored) < 0.5 else 3 if scored == "3" else 0
    assert sum(row["count"] for row in answer["scoreCounts"]) == expected
