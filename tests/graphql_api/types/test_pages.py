"""Pages of a list, against a model that filters the whole list."""

import base64
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api.context import Context
from graphql_api.errors import BadUserInput
from graphql_api.schema import schema
from graphql_api.types.pages import PAGE, Page

NAMES = st.text(st.characters(codec="utf-8"), max_size=3)
ITEMS = st.lists(st.tuples(NAMES, NAMES), unique=True, max_size=30).map(sorted)
SIZES = st.integers(1, 7)
searched = settings(deadline=None, max_examples=60)


def page(items, **arguments):
    return Page(**arguments).of(items, lambda item: item, "node of {}".format)


def cursor(item):
    """The cursor of an item, as a page with it answers."""
    return page([item]).edges[0].cursor


def nodes(items):
    return [f"node of {item}" for item in items]


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
    assert found.nodes == [edge.node for edge in found.edges] == nodes(expected)
    assert [edge.cursor for edge in found.edges] == [cursor(item) for item in expected]
    assert found.total_count == len(items)
    info = found.page_info
    if expected:
        assert (info.start_cursor, info.end_cursor) == (cursor(expected[0]), cursor(expected[-1]))
        assert info.has_next_page == (items[-1] != expected[-1])
        assert info.has_previous_page == (items[0] != expected[0])
    else:
        passed = [item for item in items if after is not None and item <= after]
        assert (info.start_cursor, info.end_cursor) == (None, None)
        assert (info.has_previous_page, info.has_next_page) == (bool(passed), len(passed) < len(items))


@searched
@given(ITEMS, SIZES)
def test_forward_by_after_meets_every_item_once(items, size):
    met, place, more = [], None, True
    while more:
        found = page(items, first=size, after=place)
        assert found.page_info.has_previous_page == bool(met)
        met += found.nodes
        place, more = found.page_info.end_cursor, found.page_info.has_next_page
    assert met == nodes(items)


@searched
@given(ITEMS, SIZES)
def test_backward_by_before_meets_every_item_once(items, size):
    met, place, more = [], None, True
    while more:
        found = page(items, last=size, before=place)
        assert found.page_info.has_next_page == bool(met)
        met = found.nodes + met
        place, more = found.page_info.start_cursor, found.page_info.has_previous_page
    assert met == nodes(items)


@searched
@given(ITEMS.filter(len), ITEMS, st.data())
def test_a_cursor_means_the_same_place_after_items_came_and_went(items, others, data):
    at = data.draw(st.sampled_from(items))
    after, before = page(items, first=100, after=cursor(at)), page(items, last=100, before=cursor(at))
    kept = data.draw(st.lists(st.sampled_from(items)))
    changed = sorted({*kept, *others})
    assert page(changed, first=100, after=cursor(at)).nodes == nodes(item for item in changed if item > at)
    assert page(changed, last=100, before=cursor(at)).nodes == nodes(item for item in changed if item < at)
    assert [*before.nodes, f"node of {at}", *after.nodes] == nodes(items)


def test_a_cursor_holds_the_key_and_no_offset():
    long = [(f"{number:03}", "id") for number in range(200)]
    assert page(long, last=1).edges[0].cursor == page(long[-3:], last=1).edges[0].cursor == cursor(("199", "id"))
    assert json.loads(base64.urlsafe_b64decode(cursor(("199", "id")))) == ["199", "id"]


def test_without_first_and_last_it_is_the_first_20():
    assert len(page([(f"{number:03}",) for number in range(50)]).nodes) == 20


@pytest.mark.parametrize("size", [1, 100])
@pytest.mark.parametrize("end", ["first", "last"])
def test_the_limits_are_inside(end, size):
    assert len(page([(f"{number:03}",) for number in range(150)], **{end: size}).nodes) == size


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


BAD_CURSORS = {
    "empty": "",
    "not base64": "no cursor!",
    "padding missing": encoded('["a","b"]').rstrip("=") + "A",
    "spaces around": " " + encoded('["a","b"]') + " ",
    "an offset": encoded("arrayconnection:20"),
    "not JSON": encoded("a, b"),
    "a number": encoded("20"),
    "null": encoded("null"),
    "an object": encoded('{"title": "a"}'),
    "numbers": encoded("[1, 2]"),
    "null in it": encoded('["a", null]'),
    "no parts": encoded("[]"),
    "that of a list with one part": encoded('["a"]'),
    "that of a list with three": encoded('["a","b","c"]'),
    "half a surrogate pair": encoded('["a","\\ud800"]'),
    "no UTF-8": base64.urlsafe_b64encode(b'["a","\xff"]').decode(),
    "unicode": "ñandú",
    "a surrogate": "\ud800",
    "zero byte": "\0",
    "deep": encoded("[" * 100_000),
    "huge": "A" * 1_000_000,
    "huge of the wrong kind": encoded(json.dumps(list(range(100_000)))),
}


@pytest.mark.parametrize("argument", ["after", "before"])
@pytest.mark.parametrize("bad", BAD_CURSORS.values(), ids=BAD_CURSORS)
def test_what_is_no_cursor_of_the_list_is_refused_in_our_words(argument, bad):
    with pytest.raises(BadUserInput) as refused:
        page([("a", "b")], **{argument: bad})
    assert refused.value.message == f"`{argument}` is no cursor of this list; use one that it answered with"
    assert refused.value.extensions == {"code": "BAD_USER_INPUT", "argument": argument}


@searched
@given(st.text(), st.sampled_from(["after", "before"]))
def test_any_text_is_a_cursor_or_refused(text, argument):
    refused = None
    try:
        page([("a", "b")], **{argument: text})
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
