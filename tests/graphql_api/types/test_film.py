"""A film of the film set, field by field."""

import pytest

from tests.graphql_api.asking import answer, refusal

WHOLE = """{ id title releaseDate releaseYear overview tagline collection genres companies countries languages runtime
             budget revenue profit returnRatio popularity voteCount voteAverage
             cast { id name displayName titleCount } directors { id name displayName titleCount } }"""


async def film(snapshot, film_id, fields):
    return (await answer(snapshot, f'{{ film(id: "film:{film_id}") {fields} }}'))["film"]


async def test_a_film_in_full(small):
    assert await film(small, 862, WHOLE) == {
        "id": "film:862",
        "title": "Paper Boats",
        "releaseDate": "1995-10-30",
        "releaseYear": 1995,
        "overview": "Two brothers fold paper boats and follow them down the river to the sea.",
        "tagline": "Plain as can be.",
        "collection": "Paper Boats Collection",
        "genres": ["Animation", "Family"],
        "companies": ["Plain Pictures"],
        "countries": ["Argentina"],
        "languages": ["Español"],
        "runtime": 81,
        "budget": 30_000_000.0,
        "revenue": 90_000_000.0,
        "profit": 60_000_000.0,
        "returnRatio": 3.0,
        "popularity": 21.5,
        "voteCount": 5400,
        "voteAverage": 7.5,
        "cast": [
            {"id": "actor:ana ruiz", "name": "ana ruiz", "displayName": "Ana Ruiz", "titleCount": 5},
            {"id": "actor:tom oak", "name": "tom oak", "displayName": "Tom Oak", "titleCount": 0},
        ],
        "directors": [{"id": "director:ada bell", "name": "ada bell", "displayName": "Ada Bell", "titleCount": 8}],
    }


async def test_what_is_unknown_is_null_0_or_empty(small):
    unknown = await film(small, 12, "{ overview tagline collection runtime budget revenue profit returnRatio }")
    assert unknown == {
        "overview": None,
        "tagline": None,
        "collection": None,
        "runtime": None,
        "budget": 0.0,
        "revenue": 0.0,
        "profit": None,
        "returnRatio": 0.0,
    }
    assert await film(small, 15, "{ budget revenue profit returnRatio }") == {
        "budget": 5_000_000.0,
        "revenue": 0.0,
        "profit": None,
        "returnRatio": 0.0,
    }
    assert await film(small, 11, "{ cast { id } directors { id } }") == {"cast": [], "directors": []}
    assert await film(small, 13, "{ companies }") == {"companies": ["Plain's Pictures"]}


async def test_a_cast_is_in_billing_order_and_as_long_as_asked_for(small):
    found = await film(small, 863, "{ all: cast(first: 100) { name } one: cast(first: 1) { name } }")
    assert found == {"all": [{"name": "tom oak"}, {"name": "tom oák"}], "one": [{"name": "tom oak"}]}


@pytest.mark.parametrize(("field", "most"), [("cast", 100), ("directors", 100), ("recommendations", 50)])
@pytest.mark.parametrize("first", ["0", "-1", "most + 1"])
async def test_how_many_is_limited(field, most, first, fitted):
    asked = most + 1 if "most" in first else int(first)
    document = f'{{ film(id: "film:862") {{ {field}(first: {asked}) {{ __typename }} }} }}'
    message, extensions = await refusal(fitted, document)
    assert message == f"`first` is {asked}; it must be 1 to {most}"
    assert extensions == {"code": "BAD_USER_INPUT", "argument": "first"}


async def test_who_acts_and_directs_is_an_actor_and_a_director(small):
    found = await film(small, 15, "{ cast { id films { totalCount } } directors { id films { totalCount } } }")
    assert found == {
        "cast": [{"id": "actor:tom oak", "films": {"totalCount": 4}}],
        "directors": [{"id": "director:tom oak", "films": {"totalCount": 1}}],
    }


@pytest.mark.parametrize("film_id", ["999", "16", "0862", "", "x", "862x"])
async def test_an_id_that_no_film_has_is_null(film_id, small):
    assert await film(small, film_id, "{ id }") is None


@pytest.mark.parametrize("other", ["as1", "netflix", "862", "actor:ana ruiz", ""])
async def test_an_id_of_something_else_is_no_film(other, small):
    assert await answer(small, "query($id: ID!) { film(id: $id) { id } }", id=other) == {"film": None}


async def test_a_film_is_the_same_by_its_id_as_a_node_and_in_a_list(small):
    found = await answer(
        small,
        f"""{{ film(id: "film:863") {WHOLE} node(id: "film:863") {{ ... on Film {WHOLE} }}
               films(filter: {{text: "boats 2"}}) {{ nodes {WHOLE} }} }}""",
    )
    assert found["film"] == found["node"] == found["films"]["nodes"][0]
