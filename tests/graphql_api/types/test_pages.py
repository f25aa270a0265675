"""Pages of a list, against a model that filters the whole list."""

import base64
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api.context import Context
from graphql_api.errors import BadUserInput
from graphql_api.schema import schema
from graphql_api.types.pages import PAGE, Edge, Listing, Page

NAMES = st.text(st.characters(codec="utf-8"), max_size=3)
ITEMS = st.lists(st.tuples(NAMES, NAMES), unique=True, max_size=30).map(sorted)
SIZES = st.integers(1, 7)
searched = settings(deadline=None, max_examples=60)


def page(items, order="names", **arguments):
    return Page(**arguments).of(Listing(order, items, tuple, "node of {}".format))


def cursor(item):
    """The cursor of an item, as a page with it answers."""
    return page([item]).edges[0].cursor


def nodes(items):
    return [f"node of {item}" for item in items]


def shown(found):
    return [edge.node for edge in found.edges]


@searched
@given(ITEMS, st.data())
def test_a_page_is_what_the_model_says(items, data):
    anywhere = st.none() | st.tuples(NAMES, NAMES) | (st.sampled_from(items) if items else st.nothing())
    after, before = data.draw(anywhere, "after"), data.draw(anywhere, "before")
    end = data.draw(st.sampled_from(["first", "last"]))
    size = data.draw(st.none() | SIZES, "size")

    between = [item for item in items if (after is None or item > after) and (before is None or item < before)]
    expected = between[-size:] if end == "last" and size else between[: size or PAGE]

    arguments = {
        "after": after and cursor(after),
        "before": before and cursor(before),
        "first": size if end == "first" else None,
        "last": size if end == "last" else None,
    }
    found = page(items, **arguments)
    assert shown(found) == nodes(expected)
    assert [edge.cursor for edge in found.edges] == [cursor(item) for item in expected]
    assert found.total_count == len(items)
    info = found.page_info
    if expected:
        assert (info.start_cursor(), info.end_cursor()) == (cursor(expected[0]), cursor(expected[-1]))
        assert info.has_next_page == (items[-1] != expected[-1])
        assert info.has_previous_page == (items[0] != expected[0])
    else:
        passed = [item for item in items if after is not None and item <= after]
        assert (info.start_cursor(), info.end_cursor()) == (None, None)
        assert (info.has_previous_page, info.has_next_page) == (bool(passed), len(passed) < len(items))


@searched
@given(ITEMS, SIZES)
def test_forward_by_after_meets_every_item_once(items, size):
    met, place, more = [], None, True
    while more:
        found = page(items, first=size, after=place)
        assert found.page_info.has_previous_page == bool(met)
        met += shown(found)
        place, more = found.page_info.end_cursor(), found.page_info.has_next_page
        assert len(met) < len(items) if more else len(met) == len(items)
    assert met == nodes(items)


@searched
@given(ITEMS, SIZES)
def test_backward_by_before_meets_every_item_once(items, size):
    met, place, more = [], None, True
    while more:
        found = page(items, last=size, before=place)
        assert found.page_info.has_next_page == bool(met)
        met = shown(found) + met
        place, more = found.page_info.start_cursor(), found.page_info.has_previous_page
        assert len(met) < len(items) if more else len(met) == len(items)
    assert met == nodes(items)


@searched
@given(ITEMS.filter(len), ITEMS, st.data())
def test_a_cursor_means_the_same_place_after_items_came_and_went(items, others, data):
    at = data.draw(st.sampled_from(items))
    after, before = page(items, first=100, after=cursor(at)), page(items, last=100, before=cursor(at))
    kept = data.draw(st.lists(st.sampled_from(items)))
    changed = sorted({*kept, *others})
    assert shown(page(changed, first=100, after=cursor(at))) == nodes(item for item in changed if item > at)
    assert shown(page(changed, last=100, before=cursor(at))) == nodes(item for item in changed if item < at)
    assert [*shown(before), f"node of {at}", *shown(after)] == nodes(items)


def test_a_cursor_holds_the_order_and_the_key_and_no_offset():
    long = [(f"{number:03}", "id") for number in range(200)]
    assert page(long, last=1).edges[0].cursor == page(long[-3:], last=1).edges[0].cursor == cursor(("199", "id"))
    assert json.loads(base64.urlsafe_b64decode(cursor(("199", "id")))) == ["names", "199", "id"]


@searched
@given(
    st.lists(st.tuples(st.integers(-3, 3), st.floats(-1, 1), NAMES), unique=True, min_size=1, max_size=12), st.data()
)
def test_a_list_is_paged_in_whatever_order_its_keys_are_made_sortable(items, data):
    def sortable(key):
        number, share, name = key
        return -number, share, name

    items.sort(key=sortable)
    listing = Listing("mixed", items, tuple, lambda item: item, sortable)
    at = data.draw(st.sampled_from(items))
    place = listing.cursor(at)
    after, before = Page(first=100, after=place).of(listing), Page(last=100, before=place).of(listing)
    assert [*shown(before), at, *shown(after)] == items


def test_without_first_and_last_it_is_the_first_20():
    assert len(page([(f"{number:03}",) for number in range(50)]).edges) == 20


@pytest.mark.parametrize("size", [1, 100])
@pytest.mark.parametrize("end", ["first", "last"])
def test_the_limits_are_inside(end, size):
    assert len(page([(f"{number:03}",) for number in range(150)], **{end: size}).edges) == size


@pytest.mark.parametrize("size", [0, 101, -1, -(2**31), 2**31 - 1])
@pytest.mark.parametrize("end", ["first", "last"])
@pytest.mark.parametrize("items", [[], [("a",)]])
def test_what_is_beyond_the_limits_is_refused(items, end, size):
    with pytest.raises(BadUserInput) as refused:
        page(items, **{end: size})
    assert refused.value.message == f"`{end}` is {size}; it must be 1 to 100"
    assert refused.value.extensions == {"code": "BAD_USER_INPUT", "argument": end}


def test_first_and_last_together_are_refused():
    with pytest.raises(BadUserInput, match="`first` and `last` are both given") as refused:
        page([("a",)], first=1, last=1)
    assert refused.value.extensions == {"code": "BAD_USER_INPUT", "argument": "last"}


def encoded(text):
    return base64.urlsafe_b64encode(text.encode()).decode()


MIXED = [(7, 0.5, "a")]
"""A list whose keys have parts of each kind."""


def test_a_good_cursor_of_mixed_parts_is_taken():
    good = encoded('["names",7,0.5,"a"]')
    assert page(MIXED).edges[0].cursor == good
    assert shown(page(MIXED, after=good)) == shown(page(MIXED, before=good)) == []
    assert shown(page(MIXED, after=encoded('["names",6,0.5,"a"]'))) == nodes(MIXED)
    assert shown(page(MIXED, after=encoded(f'["names",{-(2**63)},1e308,""]'))) == nodes(MIXED)
    assert shown(page(MIXED, before=encoded(f'["names",{2**64 - 1},-1e308,""]'))) == nodes(MIXED)


BAD_CURSORS = {
    "empty": "",
    "not base64": "no cursor!",
    "padding missing": encoded('["names",7,0.5,"a"]').rstrip("=") + "A",
    "spaces around": " " + encoded('["names",7,0.5,"a"]') + " ",
    "an offset": encoded("arrayconnection:20"),
    "not JSON": encoded("a, b"),
    "a number": encoded("20"),
    "null": encoded("null"),
    "an object": encoded('{"title": "a"}'),
    "an object with the order": encoded('{"names": 1}'),
    "text": encoded('"names"'),
    "numbers": encoded("[1, 2]"),
    "null in it": encoded('["names",7,0.5,null]'),
    "no parts": encoded("[]"),
    "the order alone": encoded('["names"]'),
    "a part too few": encoded('["names",7,0.5]'),
    "a part too many": encoded('["names",7,0.5,"a","b"]'),
    "parts in another order": encoded('["names",0.5,7,"a"]'),
    "another order": encoded('["votes",7,0.5,"a"]'),
    "an order that is a number": encoded('[1,7,0.5,"a"]'),
    "an order in a list": encoded('[["names"],7,0.5,"a"]'),
    "no order": encoded('[7,0.5,"a"]'),
    "true for a whole number": encoded('["names",true,0.5,"a"]'),
    "text for a whole number": encoded('["names","7",0.5,"a"]'),
    "a fraction for a whole number": encoded('["names",7.0,0.5,"a"]'),
    "a whole number too great for one": encoded(f'["names",{10**30},0.5,"a"]'),
    "a whole number for a fraction": encoded('["names",7,1,"a"]'),
    "true for a fraction": encoded('["names",7,true,"a"]'),
    "NaN": encoded('["names",7,NaN,"a"]'),
    "infinity": encoded('["names",7,Infinity,"a"]'),
    "less than any number": encoded('["names",7,-1e999,"a"]'),
    "a number for text": encoded('["names",7,0.5,3]'),
    "a list for text": encoded('["names",7,0.5,["a"]]'),
    "half a surrogate pair": encoded('["names",7,0.5,"\\ud800"]'),
    "no UTF-8": base64.urlsafe_b64encode(b'["names",7,0.5,"\xff"]').decode(),
    "unicode": "ñandú",
    "a surrogate": "\ud800",
    "zero byte": "\0",
    "deep": encoded("[" * 100_000),
    "deep and closed": encoded('["names",7,0.5,' + "[" * 100_000 + "]" * 100_000 + "]"),
    "huge": "A" * 1_000_000,
    "huge of the wrong kind": encoded(json.dumps(list(range(100_000)))),
}


@pytest.mark.parametrize("argument", ["after", "before"])
@pytest.mark.parametrize("bad", BAD_CURSORS.values(), ids=BAD_CURSORS)
def test_what_is_no_cursor_of_the_list_is_refused_in_our_words(argument, bad):
    with pytest.raises(BadUserInput) as refused:
        page(MIXED, **{argument: bad})
    message = f"`{argument}` is no cursor of this list; use one that it answered with, in the same order"
    assert refused.value.message == message
    assert refused.value.extensions == {"code": "BAD_USER_INPUT", "argument": argument}


@pytest.mark.parametrize("argument", ["after", "before"])
@pytest.mark.parametrize("bad", ["not base64", "another order", "an object", "deep", "NaN", "no parts"])
def test_a_list_without_items_refuses_what_could_be_no_cursor_of_it(argument, bad):
    with pytest.raises(BadUserInput) as refused:
        page([], **{argument: BAD_CURSORS[bad]})
    assert refused.value.extensions == {"code": "BAD_USER_INPUT", "argument": argument}


@pytest.mark.parametrize("argument", ["after", "before"])
def test_a_cursor_of_a_list_that_has_become_empty_is_taken(argument):
    found = page([], **{argument: encoded('["names",7,0.5,"a"]')})
    assert (list(found.edges), found.total_count) == ([], 0)
    assert not found.page_info.has_next_page
    assert not found.page_info.has_previous_page


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
CURSORS = (
    st.text()
    | JSON.map(json.dumps).map(encoded)
    | st.lists(JSON, max_size=4).map(lambda parts: encoded(json.dumps(["names", *parts])))
)


@searched
@given(CURSORS, st.sampled_from(["after", "before"]), st.sampled_from([MIXED, []]))
def test_any_text_is_a_cursor_or_refused(text, argument, items):
    refused = None
    try:
        page(items, **{argument: text})
    except BadUserInput as fault:
        refused = fault
    assert refused is None or refused.extensions == {"code": "BAD_USER_INPUT", "argument": argument}


@pytest.mark.parametrize("other", ["topActor(year: 2018)", "maxDuration(year: 2018, durationType: MIN)"])
async def test_the_schema_refuses_a_cursor_of_another_kind_of_list(other, ask, small):
    answer = await ask(f"{{ other: {other} {{ tied {{ pageInfo {{ endCursor }} }} }} }}")
    place = answer["other"]["tied"]["pageInfo"]["endCursor"]
    asked = "maxDuration(year: 2018)" if "topActor" in other else "topActor(year: 2018)"
    document = f'{{ {asked} {{ tied(after: "{place}") {{ totalCount }} }} platforms {{ id }} }}'
    result = await schema.execute(document, context_value=Context(small))
    assert [error.extensions["code"] for error in result.errors] == ["BAD_USER_INPUT"]
    assert len(result.data["platforms"]) == 4


def test_the_edges_of_a_page_are_made_when_they_are_looked_at():
    asked = []

    def key(item):
        asked.append(item)
        return item

    items = [(f"{number:03}",) for number in range(30)]
    found = Page(first=10).of(Listing("names", items, key, "node of {}".format))
    assert asked == []
    assert len(found.edges) == 10
    assert found.edges[3] == Edge(cursor=cursor(items[3]), node=found.nodes[3]) == list(found.edges)[3]
    assert list(found.edges[3:5]) == [found.edges[3], found.edges[4]]
    assert found.edges[-1].cursor == found.page_info.end_cursor()
    with pytest.raises(IndexError):
        found.edges[10]
