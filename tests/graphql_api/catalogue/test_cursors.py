"""Where cursors of titles stand in lists: what is looked up is what comparing one title after the other finds."""

import base64

import numpy as np
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphql_api.catalogue.cursors import VALUES, cursor_of, cursors_of, mark, position
from graphql_api.catalogue.titles import Criteria, Order, listed, on_platform
from graphql_api.errors import BadUserInput
from graphql_api.queries.title_order import OrderDirection, TitleOrderField
from pipeline.store.vocabulary import PlatformCode, TitleType

ORDERS = [Order(field, direction) for field in TitleOrderField for direction in OrderDirection]
LISTS = {
    "all": lambda snapshot, order: listed(snapshot, None, order),
    "platform": lambda snapshot, order: listed(snapshot, None, order, on_platform(snapshot, PlatformCode.HULU)),
    "films": lambda snapshot, order: listed(snapshot, Criteria(type=TitleType.MOVIE), order),
    "few": lambda snapshot, order: listed(snapshot, Criteria(text="the", min_votes=6), order),
    "one": lambda snapshot, order: listed(snapshot, None, order, np.array([7], dtype=np.int32)),
}
searched = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def counted(snapshot, order, rows, key, argument):
    """How many titles come before a key, or up to it, by comparing each."""
    wanted = order.sortable(key)
    places = [order.sortable(order.place(snapshot.records[row])) for row in rows.tolist()]
    return sum(place < wanted or (argument == "after" and not wanted < place) for place in places)


@searched
@given(data=st.data(), order=st.sampled_from(ORDERS), name=st.sampled_from(sorted(LISTS)))
def test_a_cursor_stands_where_counting_finds_it(sampled, data, order, name):
    rows = LISTS[name](sampled, order)
    record = data.draw(st.sampled_from(sampled.records), "title")
    missing, unit, value, title, title_id = order.place(record)
    # As it stands, or as another release had it: of another value or title, or of a title that is gone.
    nearby = value + data.draw(st.sampled_from(["", "", "a"]) if isinstance(value, str) else st.sampled_from([0, 0, 1]))
    title += data.draw(st.sampled_from(["", "", " ii"]))
    title_id = data.draw(st.sampled_from([title_id, title_id, "zz1", "as0"]))
    key = data.draw(st.sampled_from([missing, missing, 1 - missing])), unit, nearby, title, title_id
    for argument in ("after", "before"):
        found = position(sampled, order, rows, mark(str(order), key), argument)
        assert found == counted(sampled, order, rows, key, argument)


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_the_values_of_places_are_of_one_type(sampled, order):
    places = [order.place(record) for record in sampled.records]
    assert {tuple(map(type, place)) for place in places} == {(int, int, VALUES[order.field], str, str)}


def test_the_cursors_of_a_page_are_those_of_its_titles(sampled):
    order = Order(TitleOrderField.SCORE, OrderDirection.DESC)
    rows = listed(sampled, None, order)[:20].tolist()
    assert cursors_of(sampled, order, rows) == [cursor_of(sampled, order, row) for row in rows]
    assert [position(sampled, order, listed(sampled, None, order), cursor_of(sampled, order, row)) for row in rows] == [
        place + 1 for place in range(20)
    ]


def written(*parts):
    return base64.urlsafe_b64encode(orjson.dumps(parts)).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "?",
        "é",
        written(),
        written("title asc"),
        written("title desc", 0, 0, "a", "a", "as1"),
        written("title asc", 0, 0, "a", "as1"),
        written("title asc", 0, 0, "a", "a", 1),
        written("title asc", 0, 0, "a", "a", ["as1"]),
        written("title asc", False, 0, "a", "a", "as1"),
        base64.b64encode(b'{"title asc": 1}').decode(),
        base64.b64encode(b"1").decode(),
    ],
)
def test_what_is_no_cursor_of_a_list_is_refused(sampled, cursor):
    for rows in (listed(sampled, None, Order()), on_platform(sampled, PlatformCode.HULU)):
        with pytest.raises(BadUserInput, match="`before` is no cursor of this list; use one that it answered with"):
            position(sampled, Order(), rows, cursor, "before")


def test_in_an_empty_list_every_cursor_of_its_order_stands_at_its_beginning(sampled):
    nothing = np.empty(0, dtype=np.int32)
    assert position(sampled, Order(), nothing, written("title asc", "of", "any", "kind")) == 0
    with pytest.raises(BadUserInput, match="`after` is no cursor of this list"):
        position(sampled, Order(), nothing, written("votes asc", 0, 0, 1, "a", "as1"))
