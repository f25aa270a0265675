"""Lists of films: their orders, their pages, and whose they are."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphql_api.catalogue.films import all_films, films_of
from graphql_api.queries.film_order import FilmOrderField
from graphql_api.queries.title_order import OrderDirection
from graphql_api.types.film_inputs import FilmFilter, FilmOrder
from graphql_api.types.film_list import film_list
from graphql_api.types.inputs import IntRange
from graphql_api.types.pages import Page
from pipeline.store.vocabulary import Role
from tests.graphql_api.asking import answer, info, refusal
from tests.graphql_api.types.test_title_list import walked

ORDERS = [(field, direction) for field in FilmOrderField for direction in OrderDirection]
searched = settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])

LISTED = {
    # Two films are `ecume` without case; with its accent the third comes last.
    ("TITLE", "ASC"): "11 13 862 863 15 14 12",
    ("TITLE", "DESC"): "12 14 15 863 862 11 13",
    ("RELEASE_DATE", "ASC"): "14 12 862 863 15 11 13",
    ("RELEASE_DATE", "DESC"): "13 11 15 863 862 12 14",
    ("POPULARITY", "ASC"): "11 13 15 14 12 863 862",
    ("POPULARITY", "DESC"): "862 863 11 13 15 14 12",
    ("VOTE_COUNT", "ASC"): "11 12 14 13 863 15 862",
    ("VOTE_COUNT", "DESC"): "862 15 863 13 14 11 12",
    ("VOTE_AVERAGE", "ASC"): "13 11 15 14 12 863 862",
    ("VOTE_AVERAGE", "DESC"): "862 863 11 15 14 12 13",
    # Unknown is 0.
    ("REVENUE", "ASC"): "15 12 11 13 14 862 863",
    ("REVENUE", "DESC"): "862 863 11 13 14 15 12",
    ("RETURN_RATIO", "ASC"): "15 12 863 11 13 14 862",
    ("RETURN_RATIO", "DESC"): "862 11 13 14 863 15 12",
}


def ids(connection):
    return " ".join(node["id"].removeprefix("film:") for node in connection["nodes"])


@pytest.mark.parametrize(("field", "direction"), LISTED)
async def test_each_order_of_the_small_film_set(field, direction, ask):
    found = await ask(f"{{ films(orderBy: {{field: {field}, direction: {direction}}}) {{ nodes {{ id }} }} }}")
    assert ids(found["films"]) == LISTED[field, direction]


def test_every_order_is_listed():
    assert {*LISTED} == {(field.name, direction.name) for field, direction in ORDERS}


async def test_films_go_by_title_and_upwards_when_nothing_else_is_said(ask):
    found = await ask(
        """{ plain: films { ...ids } null: films(filter: null, orderBy: null, first: null) { ...ids }
             up: films(orderBy: {field: VOTE_COUNT}) { ...ids } }
           fragment ids on FilmConnection { totalCount nodes { id } }"""
    )
    assert ids(found["plain"]) == ids(found["null"]) == LISTED["TITLE", "ASC"]
    assert ids(found["up"]) == LISTED["VOTE_COUNT", "ASC"]
    assert {each["totalCount"] for each in found.values()} == {7}


def expected(records, field, direction):
    """Records in an order, by a sort that knows nothing of arrays."""
    by_title = sorted(records, key=lambda record: (record.lower_title, record.film_id))
    return sorted(by_title, key=lambda record: getattr(record, field), reverse=direction == OrderDirection.DESC)


FILTERS = {"all": {}, "few": {"release_year": IntRange(max=1999)}, "none": {"genre": []}, "text": {"text": "the"}}


@searched
@given(
    order=st.sampled_from(ORDERS),
    size=st.sampled_from([7, 20, 99, 100]),
    backwards=st.booleans(),
    wanted=st.sampled_from(sorted(FILTERS)),
)
def test_any_walk_through_films_meets_each_once_in_order(sampled, order, size, backwards, wanted):
    def ask_page(page):
        chosen, ordering = FilmFilter(**FILTERS[wanted]), FilmOrder(field=order[0], direction=order[1])
        return film_list(info(sampled), page, chosen, ordering, all_films(sampled.film_set))

    met = walked(ask_page, size, backwards=backwards)
    whole = [f"film:{record.film_id}" for record in expected(sampled.film_set.records, *order)]
    assert met == [each for each in whole if each in set(met)]
    assert (met == whole) == (wanted == "all")


@pytest.mark.parametrize("order", ORDERS)
def test_a_cursor_means_the_same_place_in_another_release(order, small, newer):
    ordering = FilmOrder(field=order[0], direction=order[1])

    def page(snapshot, **arguments):
        return film_list(info(snapshot), Page(**arguments), None, ordering, all_films(snapshot.film_set))

    ranked = [f"film:{record.film_id}" for record in expected(newer.film_set.records, *order)]
    for edge in page(small, first=100).edges:
        at = ranked.index(edge.node.id)
        assert [node.id for node in page(newer, first=100, after=edge.cursor).nodes] == ranked[at + 1 :]
        assert [node.id for node in page(newer, last=100, before=edge.cursor).nodes] == ranked[:at]


@pytest.mark.parametrize(
    ("of", "to"),
    [
        ("films", "films(orderBy: {field: TITLE, direction: DESC}, after: $at)"),
        ("films", "films(orderBy: {field: VOTE_COUNT}, after: $at)"),
        ("films(orderBy: {field: REVENUE})", "films(orderBy: {field: POPULARITY}, after: $at)"),
        ("films", "titles(after: $at)"),
        ("titles", "films(after: $at)"),
        ("titles(orderBy: {field: VOTES})", "films(orderBy: {field: VOTE_COUNT}, after: $at)"),
        ("actors", "films(after: $at)"),
        ("films", 'search(text: "rain", after: $at)'),
    ],
)
async def test_a_cursor_of_another_order_is_refused(of, to, small):
    found = await answer(small, f"{{ list: {of} {{ pageInfo {{ endCursor }} }} }}")
    message, extensions = await refusal(
        small, f"query($at: String) {{ {to} {{ totalCount }} }}", at=found["list"]["pageInfo"]["endCursor"]
    )
    assert message == "`after` is no cursor of this list; use one that it answered with, in the same order"
    assert extensions == {"code": "BAD_USER_INPUT", "argument": "after"}


async def test_a_cursor_serves_lists_of_the_same_order_that_hold_other_films(ask):
    found = await ask("{ films(first: 3) { pageInfo { endCursor } } }")
    place = found["films"]["pageInfo"]["endCursor"]
    found = await ask(f'{{ actor(name: "Tom Oak") {{ films(after: "{place}") {{ totalCount nodes {{ id }} }} }} }}')
    assert (ids(found["actor"]["films"]), found["actor"]["films"]["totalCount"]) == ("863 15 12", 4)


@pytest.mark.parametrize("first", [0, 101])
async def test_a_page_is_1_to_100_long(first, small):
    message, extensions = await refusal(small, f"{{ films(first: {first}) {{ totalCount }} }}")
    assert (message, extensions["argument"]) == (f"`first` is {first}; it must be 1 to 100", "first")


async def test_films_of_an_actor_and_of_a_director(ask):
    found = await ask(
        """{ actor(name: "tom oak") { films(orderBy: {field: VOTE_COUNT, direction: DESC}, first: 2) {
               totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage } } }
             director(name: "ada bell") {
               films { nodes { id } } few: films(filter: {genre: "family"}) { totalCount nodes { id } } }
             nobody: actor(name: "Dee Fox") { films { totalCount nodes { id } pageInfo { endCursor } } } }"""
    )
    films = found["actor"]["films"]
    assert (ids(films), films["totalCount"]) == ("862 15", 4)
    assert films["pageInfo"] == {"hasNextPage": True, "hasPreviousPage": False}
    assert ids(found["director"]["films"]) == "13 862 863"
    assert (ids(found["director"]["few"]), found["director"]["few"]["totalCount"]) == ("862 863", 2)
    assert found["nobody"]["films"] == {"totalCount": 0, "nodes": [], "pageInfo": {"endCursor": None}}


@pytest.mark.parametrize("role", Role)
def test_everybody_s_films_are_those_that_name_them(role, sampled):
    films = sampled.film_set
    people = films.people[role]
    for name in people.names[::17]:
        listed = films_of(films, role, name).tolist()
        naming = [record.row for record in films.records if people.number(name) in people.of_film[record.row].tolist()]
        assert listed == naming
        assert listed
