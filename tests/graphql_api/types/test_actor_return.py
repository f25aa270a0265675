"""What an actor's films earned for what they cost."""

from fractions import Fraction

import pytest

from pipeline.store.vocabulary import Role
from tests.graphql_api.asking import answer

WHAT = "{ actor { id displayName titleCount } filmCount totalReturn meanReturn }"


async def earned(snapshot, name):
    found = await answer(snapshot, f"query($name: String!) {{ actorReturn(name: $name) {WHAT} }}", name=name)
    return found["actorReturn"]


async def test_unknown_returns_count_as_0(small):
    assert await earned(small, "tom oak") == {
        "actor": {"id": "actor:tom oak", "displayName": "Tom Oak", "titleCount": 0},
        "filmCount": 4,
        "totalReturn": 4.5,
        "meanReturn": 1.125,
    }


@pytest.mark.parametrize(
    ("typed", "actor"),
    [
        ("Tom Oák", "actor:tom oák"),  # as written if there is one
        ("TOM  OAK ", "actor:tom oak"),
        ("Töm Oak", "actor:tom oak"),  # of those that differ in accents the one in the most films
        ("Ana Rúiz", "actor:ana ruiz"),
        ("conan o'hara", "actor:conan o'hara"),
    ],
)
async def test_names_are_as_people_type_them(typed, actor, small):
    assert (await earned(small, typed))["actor"]["id"] == actor


@pytest.mark.parametrize("name", ["Nobody Else", "Ada Bell", "Dee Fox", "Tom", "", "\ud800", "\0", "x" * 100_000])
async def test_who_acts_in_no_film_has_none(name, small):
    # Among them somebody of a film that was set aside, a director, and an actor of the catalogues alone.
    assert await earned(small, name) is None


async def test_an_actor_has_the_same_return(small):
    found = await answer(
        small,
        f"""{{ both: actor(name: "Ana Ruiz") {{ titleCount films {{ totalCount }} filmReturn {WHAT} }}
               films: actor(name: "Tom Oak") {{ titleCount titles {{ totalCount nodes {{ id }} }} filmReturn {WHAT} }}
               titles: actor(name: "Dee Fox") {{ titleCount films {{ totalCount }} filmReturn {WHAT} }} }}""",
    )
    assert found["both"]["filmReturn"] == await earned(small, "ana ruiz")
    assert (found["both"]["titleCount"], found["both"]["films"]) == (5, {"totalCount": 1})
    assert found["films"]["filmReturn"] == await earned(small, "tom oak")
    assert (found["films"]["titleCount"], found["films"]["titles"]) == (0, {"totalCount": 0, "nodes": []})
    assert found["titles"] == {"titleCount": 1, "films": {"totalCount": 0}, "filmReturn": None}


async def test_totals_are_those_of_exact_fractions(sampled):
    people = sampled.film_set.people[Role.ACTOR]
    most = sorted(range(len(people.names)), key=lambda number: -len(people.films[number]))[:20]
    for number in most:
        returns = [sampled.film_set.records[row].return_ratio for row in people.films[number].tolist()]
        found = await earned(sampled, people.names[number])
        assert found["totalReturn"] == float(sum(map(Fraction, returns)))
        assert (found["filmCount"], found["meanReturn"]) == (len(returns), found["totalReturn"] / len(returns))
