"""A film's votes, or the notice that they are too few."""

import pytest

from graphql_api.types.film_votes import TooFewVotes, VoteSummary, film_votes
from tests.graphql_api.asking import answer

DOCUMENT = """query($title: String!) { filmVotes(title: $title) { __typename
    ... on VoteSummary { title year count mean film { id } }
    ... on TooFewVotes { message count required film { id } } } }"""


async def votes(snapshot, title):
    return (await answer(snapshot, DOCUMENT, title=title))["filmVotes"]


async def test_2000_votes_are_enough(small):
    assert await votes(small, "paper boats 2") == {
        "__typename": "VoteSummary",
        "title": "Paper Boats 2",
        "year": 1999,
        "count": 2000,
        "mean": 7.0,
        "film": {"id": "film:863"},
    }


async def test_1999_are_not(small):
    assert await votes(small, "ECUME") == {
        "__typename": "TooFewVotes",
        "message": "ECUME (2010) has 1,999 votes; the mean is given from 2,000 votes on.",
        "count": 1999,
        "required": 2000,
        "film": {"id": "film:13"},
    }


async def test_a_title_that_no_film_has_is_null(small):
    assert await votes(small, "nothing") is None


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 votes"), (1, "1 vote"), (2, "2 votes"), (999, "999 votes"), (1999, "1,999 votes")]
)
def test_one_vote_is_no_votes(count, said, small):
    told = film_votes([small.film_set.by_id[862]._replace(vote_count=count)])
    assert isinstance(told, TooFewVotes)
    assert told.message == f"Paper Boats (1995) has {said}; the mean is given from 2,000 votes on."


@pytest.mark.parametrize("count", [2000, 2001, 2**31 - 1])
def test_the_limit_is_inside(count, small):
    told = film_votes([small.film_set.by_id[862]._replace(vote_count=count)])
    assert isinstance(told, VoteSummary)
    assert (told.count, told.mean) == (count, 7.5)
