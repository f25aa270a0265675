"""Anything by its id."""

import pytest

from graphql_api.context import Context
from graphql_api.types.film import Film
from graphql_api.types.nodes import node as node_of
from graphql_api.types.platform import Platform
from graphql_api.types.title import Title
from graphql_api.types.user import User
from graphql_api.visibility import UsersShown
from pipeline.store.vocabulary import Role


def node(snapshot, node_id, shown=UsersShown.HISTORY):
    """The object of an id, as a request to a service that shows this of users sees it."""
    return node_of(Context(snapshot, users=shown), node_id)


STRANGE = [
    "", " ", "as", "as999", "AS1", " as1", "as1 ", "as01", "as\u0661", "xs1", "Netflix", "NETFLIX", "amazon:",
    ":netflix", "actor:", "actor: ana ruiz", "actor:Ana Ruiz", "Actor:ana ruiz", "actor:ana ruiz:", "director:ana ruiz",
    "title:as1", "platform:netflix", "user:7", "film:", "film:999", "film:0862", "film:862 ", "film: 862", "film:862x",
    "film:x", "film:-862", "film:+862", "film:8_62", "film:862.0", "film:\u0668\u0666\u0662", "film:862\n", "FILM:862",
    "film:16", "film:" + "8" * 100_000, "\ud800",
    "user:", "user:-1", "user:01", "user:1 ", "user: 1", "User:1", "user:1.0", "user:\u0661", "user:x", "user:1\n",
    "user:2147483648", "user:9999999999", "user:10000000001", "user:" + "1" * 100_000,
    "actor:\ud800", "\0", "a" * 100_000, "actor:" + "a" * 100_000,
]  # fmt: skip


def test_every_object_is_found_by_its_own_id(small):
    ids = [*small.titles, *(code.value for code in small.platforms)]
    ids += [f"film:{film_id}" for film_id in small.film_set.by_id]
    ids += [f"{role}:{name}" for role in Role for name in {*small.people[role], *small.film_set.people[role].names}]
    assert len(ids) == 12 + 4 + 7 + (4 + 3) + (1 + 2)  # and of the people those of the film set alone
    assert [node(small, each).id for each in ids] == ids


@pytest.mark.parametrize("strange", STRANGE)
def test_an_id_that_nothing_has_is_null(small, fitted, strange):
    assert node(small, strange) is None
    assert node(fitted, strange) is None


def test_a_user_is_found_by_number(fitted):
    for number in (1, 2, 3):
        found = node(fitted, f"user:{number}")
        assert isinstance(found, User)
        assert (found.id, found.user_id) == (f"user:{number}", number)


def test_no_user_is_found_without_a_model_or_where_none_are_shown(small, fitted):
    assert node(small, "user:1") is None
    assert node(fitted, "user:1", UsersShown.OFF) is None
    assert node(fitted, "user:1", UsersShown.IDS).user_id == 1


def test_an_id_says_by_its_form_what_it_is_of(small):
    assert isinstance(node(small, "as1"), Title)
    assert isinstance(node(small, "hulu"), Platform)
    assert isinstance(node(small, "film:862"), Film)


async def test_nodes_answer_in_the_order_asked_with_null_for_what_is_not(ask):
    answer = await ask(
        """query($ids: [ID!]!) { nodes(ids: $ids) {
            __typename id
            ... on Platform { name titleCount } ... on Actor { displayName titleCount } ... on Title { votes }
            ... on Film { title }
        } }""",
        ids=[
            "netflix",
            "actor:ana ruiz",
            "no such id",
            "as1",
            "director:ada bell",
            "film:862",
            "actor:tom oak",
            "netflix",
        ],
    )
    netflix = {"__typename": "Platform", "id": "netflix", "name": "Netflix", "titleCount": 3}
    assert answer["nodes"] == [
        netflix,
        {"__typename": "Actor", "id": "actor:ana ruiz", "displayName": "Ana Ruiz", "titleCount": 5},
        None,
        {"__typename": "Title", "id": "as1", "votes": 2},
        {"__typename": "Director", "id": "director:ada bell"},
        {"__typename": "Film", "id": "film:862", "title": "Paper Boats"},
        {"__typename": "Actor", "id": "actor:tom oak", "displayName": "Tom Oak", "titleCount": 0},
        netflix,
    ]


def test_without_a_film_set_no_id_is_that_of_a_film(filmless):
    assert [node(filmless, each) for each in ("film:862", "actor:tom oak", "director:zoë ek")] == [None] * 3
    assert node(filmless, "director:ada bell").id == "director:ada bell"


@pytest.mark.parametrize("count", [1, 100])
async def test_1_to_100_ids(count, ask):
    answer = await ask("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=["hulu"] * count)
    assert answer["nodes"] == [{"id": "hulu"}] * count
