"""What a director's films earned for what they cost, film by film."""

import pytest

from tests.graphql_api.asking import answer, refusal
from tests.graphql_api.film_sets import snapshot_of
from tests.raw_files import film, film_credits

WHAT = """{ director { id displayName titleCount } filmCount totalReturn meanReturn
            films { id title releaseDate returnRatio budget revenue profit } }"""


async def earned(snapshot, name, what=WHAT):
    found = await answer(snapshot, f"query($name: String!) {{ directorReturn(name: $name) {what} }}", name=name)
    return found["directorReturn"]


async def test_films_come_oldest_first(small):
    found = await earned(small, "ADA bell")
    films = found.pop("films")
    assert found == {
        "director": {"id": "director:ada bell", "displayName": "Ada Bell", "titleCount": 8},
        "filmCount": 3,
        "totalReturn": 6.5,
        "meanReturn": 6.5 / 3,
    }
    assert [(each["id"], each["releaseDate"], each["returnRatio"]) for each in films] == [
        ("film:862", "1995-10-30", 3.0),
        ("film:863", "1999-11-24", 1.5),
        ("film:13", "2010-08-06", 2.0),
    ]
    assert films[0]["profit"] == 60_000_000.0


async def test_unknown_returns_count_as_0(small):
    found = await earned(small, "zoe ek")
    assert (found["director"]["displayName"], found["filmCount"]) == ("Zoë Ek", 2)
    assert (found["totalReturn"], found["meanReturn"]) == (2.0, 1.0)
    assert [each["id"] for each in found["films"]] == ["film:14", "film:12"]


@pytest.mark.parametrize("name", ["Ana Ruiz", "Nobody", "Ada", ""])
async def test_who_directed_no_film_has_none(name, small):
    assert await earned(small, name) is None  # Ana Ruiz wrote one


async def test_a_director_has_the_same_return(small):
    found = await answer(small, f'{{ director(name: "Zoe Ek") {{ titleCount filmReturn {WHAT} }} }}')
    assert found["director"] == {"titleCount": 0, "filmReturn": await earned(small, "zoe ek")}


async def test_a_director_of_the_catalogues_alone_has_no_films(filmless):
    found = await answer(
        filmless, '{ director(name: "Ada Bell") { titleCount films { totalCount } filmReturn { filmCount } } }'
    )
    assert found["director"] == {"titleCount": 8, "films": {"totalCount": 0}, "filmReturn": None}


async def test_as_many_films_as_asked_for(small):
    found = await earned(small, "ada bell", "{ one: films(first: 1) { id } all: films(first: 100) { id } filmCount }")
    assert (found["one"], len(found["all"]), found["filmCount"]) == ([{"id": "film:862"}], 3, 3)


@pytest.mark.parametrize("first", [0, 101])
async def test_how_many_is_1_to_100(first, small):
    document = f'{{ directorReturn(name: "Ada Bell") {{ films(first: {first}) {{ id }} }} }}'
    message, extensions = await refusal(small, document)
    assert message == f"`first` is {first}; it must be 1 to 100"
    assert extensions == {"code": "BAD_USER_INPUT", "argument": "first"}


SAME_DAY = [
    film(id="4", title="écume"),
    film(id="3", title="Zebra"),
    film(id="2", title="apple"),
    film(id="1", title="Apple"),
    film(id="5", title="Old", release_date="1920-01-01"),
]


async def test_films_of_one_day_follow_by_title_and_id(tmp_path):
    credits = [film_credits(row["id"], Director="Ada Bell") for row in SAME_DAY]
    found = await earned(snapshot_of(tmp_path, SAME_DAY, credits), "ada bell")
    assert [each["id"] for each in found["films"]] == ["film:5", "film:1", "film:2", "film:3", "film:4"]
