"""A film asked for by its title, and the others that have it too."""

import pytest

from tests.graphql_api.asking import answer
from tests.graphql_api.film_sets import snapshot_of
from tests.raw_files import film

HAMLETS = [
    film(id="1", title="Hamlet", vote_count="40"),
    film(id="2", title="HAMLET", vote_count="50"),
    film(id="3", title="Hámlet", vote_count="40"),
    film(id="4", title="hamlet", vote_count="40"),
    film(id="5", title="Hamlet ", vote_count="40"),
    film(id="6", title="Hamlet 2", vote_count="4000"),
]
CINDERELLAS = [film(id=str(number), title="Cinderella", vote_count=str(number)) for number in range(100, 202)]


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    return snapshot_of(tmp_path_factory.mktemp("shared"), HAMLETS + CINDERELLAS)


async def titled(snapshot, title):
    """The film meant and the others, as both answers about a film by its title have them."""
    found = await answer(
        snapshot,
        """query($title: String!) {
             filmScore(title: $title) { film { id } alternatives { ...other } }
             filmVotes(title: $title) {
               ... on VoteSummary { film { id } alternatives { ...other } }
               ... on TooFewVotes { film { id } alternatives { ...other } } } }
           fragment other on Film { id title }""",
        title=title,
    )
    assert found["filmScore"] == found["filmVotes"]
    return found["filmScore"]


async def test_the_most_voted_is_meant_and_the_others_follow_by_votes_title_and_id(shared):
    found = await titled(shared, "hamlet")
    assert found["film"] == {"id": "film:2"}
    others = [(each["id"], each["title"]) for each in found["alternatives"]]
    # With its accent the title is behind all others in the alphabet.
    assert others == [("film:1", "Hamlet"), ("film:4", "hamlet"), ("film:5", "Hamlet"), ("film:3", "Hámlet")]


async def test_a_title_of_one_film_has_no_alternatives(shared):
    assert await titled(shared, "hamlet 2") == {"film": {"id": "film:6"}, "alternatives": []}


async def test_at_most_100_alternatives_are_listed(shared):
    found = await titled(shared, "cinderella")
    assert found["film"] == {"id": "film:201"}
    assert [each["id"] for each in found["alternatives"]] == [f"film:{number}" for number in range(200, 100, -1)]


async def test_alternatives_are_whole_films(small):
    found = await answer(small, '{ filmScore(title: "ecume") { alternatives { id releaseYear cast { name } } } }')
    assert found["filmScore"]["alternatives"] == [
        {"id": "film:11", "releaseYear": 2004, "cast": []},
        {"id": "film:12", "releaseYear": 1970, "cast": [{"name": "tom oak"}]},
    ]
