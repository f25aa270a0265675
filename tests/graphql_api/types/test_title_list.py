"""Lists of titles: their orders, their pages, and cursors that outlive a release."""

from functools import partial
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphql_api.catalogue.people import titles_of
from graphql_api.catalogue.titles import Order, everything, on_platform
from graphql_api.queries.title_order import OrderDirection, TitleOrderField
from graphql_api.types.inputs import IntRange, TitleFilter, TitleOrder
from graphql_api.types.pages import Page
from graphql_api.types.searching import actor_list, found_titles
from graphql_api.types.title_list import title_list
from pipeline.store.vocabulary import PlatformCode, Role
from tests.graphql_api.asking import answer, info, refusal

ORDERS = [(field, direction) for field in TitleOrderField for direction in OrderDirection]
searched = settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])

LISTED = {
    ("TITLE", "ASC"): "ns3 ds2 hs2 hs1 as1 ns1 as3 as10 ds1 hs3 ns2 as2",
    ("TITLE", "DESC"): "as2 ns2 hs3 ds1 as10 as3 as1 ns1 hs1 hs2 ds2 ns3",
    ("RELEASE_YEAR", "ASC"): "ds2 hs1 as1 ns1 ds1 as2 hs2 as3 as10 hs3 ns3 ns2",
    ("RELEASE_YEAR", "DESC"): "ns3 ns2 hs2 as3 as10 hs3 ds2 hs1 as1 ns1 ds1 as2",
    ("DATE_ADDED", "ASC"): "ns1 ds2 ns2 ns3 hs2 hs1 as3 as10 ds1 hs3 as2 as1",
    ("DATE_ADDED", "DESC"): "ns3 hs2 hs1 as3 as10 ds1 hs3 as2 ns2 ds2 ns1 as1",
    ("DURATION", "ASC"): "as10 hs1 ns2 as1 ns1 ds1 as2 as3 ns3 ds2 hs2 hs3",
    ("DURATION", "DESC"): "as3 ds1 as2 as1 ns1 ns2 hs1 as10 hs2 ns3 ds2 hs3",
    # ds2 has one vote of 4.5, as1 has two with that mean; ns1's is the mean of all; hs1 has one of 0.5.
    ("SCORE", "ASC"): "hs1 ns1 ds2 as1 ns3 hs2 as3 as10 ds1 hs3 ns2 as2",
    ("SCORE", "DESC"): "as1 ds2 ns1 hs1 ns3 hs2 as3 as10 ds1 hs3 ns2 as2",
    ("VOTES", "ASC"): "ns3 hs2 as3 as10 ds1 hs3 ns2 as2 ds2 hs1 as1 ns1",
    ("VOTES", "DESC"): "as1 ns1 ds2 hs1 ns3 hs2 as3 as10 ds1 hs3 ns2 as2",
}


@pytest.mark.parametrize(("field", "direction"), LISTED)
async def test_each_order_of_the_small_catalogue(field, direction, ask):
    found = await ask(f"{{ titles(orderBy: {{field: {field}, direction: {direction}}}) {{ nodes {{ id }} }} }}")
    assert " ".join(node["id"] for node in found["titles"]["nodes"]) == LISTED[field, direction]


async def test_titles_go_by_title_and_upwards_when_nothing_else_is_said(ask):
    found = await ask(
        """{ plain: titles { ...ids } null: titles(filter: null, orderBy: null, first: null) { ...ids }
             up: titles(orderBy: {field: VOTES}) { ...ids } }
           fragment ids on TitleConnection { nodes { id } }"""
    )
    listed = {name: " ".join(node["id"] for node in each["nodes"]) for name, each in found.items()}
    assert listed["plain"] == listed["null"] == LISTED["TITLE", "ASC"]
    assert listed["up"] == LISTED["VOTES", "ASC"]


def expected(records, field, direction):
    """Records in an order, by a sort that knows nothing of arrays."""
    by_title = sorted(records, key=lambda record: (record.title, record.title_id))
    if field == TitleOrderField.TITLE:
        by_id = sorted(records, key=lambda record: record.title_id)
        return sorted(by_id, key=lambda record: record.title, reverse=direction == OrderDirection.DESC)
    if field == TitleOrderField.DURATION:
        units = [[record for record in by_title if record.duration_type == unit] for unit in ("min", "season", None)]
    else:
        units = [
            [record for record in by_title if getattr(record, field) is not None],
            [record for record in by_title if getattr(record, field) is None],
        ]
    down = direction == OrderDirection.DESC
    ordered = []
    for unit in units:
        values = sorted({getattr(record, field) for record in unit if getattr(record, field) is not None}, reverse=down)
        ordered += [record for value in [*values, None] for record in unit if getattr(record, field) == value]
    return ordered


def ids(connection):
    return [node.id for node in connection.nodes]


@pytest.mark.parametrize(("field", "direction"), ORDERS)
def test_each_order_of_many_titles_is_that_of_a_plain_sort(field, direction, sampled):
    order = Order(field, direction)
    sorted_rows = order.sort(sampled, everything(sampled)).tolist()
    assert sorted_rows == [record.row for record in expected(sampled.records, field, direction)]
    places = [order.sortable(order.place(sampled.records[row])) for row in sorted_rows]
    assert all(place < after for place, after in pairwise(places))


def test_the_sample_has_what_orders_trip_over(sampled):
    units = [record.duration_type for record in sampled.records]
    assert all(units.count(unit) > 3 for unit in ("min", "season"))
    assert sum(record.date_added is None for record in sampled.records) > 3
    assert sum(record.score is None for record in sampled.records) > 3
    titles = [record.title for record in sampled.records]
    assert len(set(titles)) < len(titles)


def walked(ask_page, size, *, backwards):
    """All that is met page by page from one end to the other, in the order of the list."""
    met, totals, place, more = [], set(), None, True
    while more:
        page = ask_page(Page(last=size, before=place) if backwards else Page(first=size, after=place))
        assert len(page.edges) == len(page.nodes) <= size
        if backwards:
            met = [*page.nodes, *met]
            place, more = page.page_info.start_cursor(), page.page_info.has_previous_page
        else:
            met += page.nodes
            place, more = page.page_info.end_cursor(), page.page_info.has_next_page
        totals.add(page.total_count)
        assert page.edges or not more
        assert len(met) <= page.total_count
    assert totals == {len(met)}
    return [node.id for node in met]


FILTERS = {
    "all": {},
    "few": {"platform": [PlatformCode.NETFLIX], "min_votes": 1},
    "none": {"platform": []},
    "text": {"text": "the"},
}


@searched
@given(
    order=st.sampled_from(ORDERS),
    size=st.sampled_from([1, 3, 7, 20, 99, 100]),
    backwards=st.booleans(),
    wanted=st.sampled_from(sorted(FILTERS)),
)
def test_any_walk_through_titles_meets_each_once_in_order(sampled, order, size, backwards, wanted):
    def ask_page(page):
        chosen, ordering = TitleFilter(**FILTERS[wanted]), TitleOrder(field=order[0], direction=order[1])
        return title_list(info(sampled), page, chosen, ordering, everything(sampled))

    met = walked(ask_page, size, backwards=backwards)
    whole = [record.title_id for record in expected(sampled.records, *order)]
    assert met == [each for each in whole if each in set(met)]
    if wanted == "all":
        assert met == whole


@searched
@given(text=st.sampled_from(["the", "a", "lov", "qqqq"]), size=st.sampled_from([1, 7, 100]), backwards=st.booleans())
def test_any_walk_through_what_a_search_finds_meets_each_once_in_order(sampled, text, size, backwards):
    def ask_page(page):
        return found_titles(info(sampled), text, page, None)

    walk = walked(ask_page, size, backwards=backwards)
    assert walk == walked(ask_page, 100, backwards=False)
    assert len(walk) == len(set(walk))


@searched
@given(
    text=st.sampled_from([None, "a", "j"]),
    platform=st.none() | st.sampled_from(PlatformCode),
    size=st.sampled_from([7, 100]),
    backwards=st.booleans(),
)
def test_any_walk_through_actors_meets_each_once_in_order(sampled, text, platform, size, backwards):
    def ask_page(page):
        return actor_list(info(sampled), text, platform, page)

    walk = walked(ask_page, size, backwards=backwards)
    assert walk == walked(ask_page, 100, backwards=False)
    assert len(walk) == len(set(walk))


@searched
@given(order=st.sampled_from(ORDERS), data=st.data())
def test_between_two_cursors_is_what_lies_between(sampled, order, data):
    def ask_page(**arguments):
        ordering = TitleOrder(field=order[0], direction=order[1])
        return title_list(info(sampled), Page(**arguments), None, ordering, everything(sampled))

    page = ask_page(first=100)
    low, high = (data.draw(st.integers(0, 99), name) for name in ("after", "before"))
    cursors = {"after": page.edges[low].cursor, "before": page.edges[high].cursor}
    size = data.draw(st.integers(1, 100), "size")
    between = [edge.node.id for edge in page.edges[low + 1 : high]]
    first, last = ask_page(first=size, **cursors), ask_page(last=size, **cursors)
    assert (ids(first), ids(last)) == (between[:size], between[-size:])
    assert last.page_info.has_previous_page
    assert first.page_info.has_next_page


@pytest.mark.parametrize("text", ["the", "lov", "night", "nihgt", "a b", "qqqq", "?"])
@pytest.mark.parametrize("platform", [None, PlatformCode.NETFLIX])
def test_a_filter_by_text_matches_what_a_search_finds(text, platform, sampled):
    platforms = [platform] if platform else None
    matched = walked(partial(titles(text=text, platform=platforms), sampled), 100, backwards=False)
    found = walked(partial(search(text, platform=platforms), sampled), 100, backwards=False)
    assert sorted(matched) == sorted(found)
    whole = [record.title_id for record in expected(sampled.records, *ORDERS[0])]
    assert matched == [each for each in whole if each in set(found)]


def titles(rows=everything, order=None, **wanted):
    """A list of titles, to ask any snapshot for pages of."""
    order_by = TitleOrder(field=order[0], direction=order[1]) if order else None
    return lambda snapshot, page: title_list(info(snapshot), page, TitleFilter(**wanted), order_by, rows(snapshot))


def search(text, **wanted):
    """What a text finds, to ask any snapshot for pages of."""
    return lambda snapshot, page: found_titles(info(snapshot), text, page, TitleFilter(**wanted))


EARLY = {"release_year": IntRange(max=2018)}
LISTS = {
    **{f"titles by {field} {direction}": titles(order=(field, direction)) for field, direction in ORDERS},
    "titles of a platform": titles(lambda snapshot: on_platform(snapshot, PlatformCode.NETFLIX)),
    "titles of an actor": titles(lambda snapshot: titles_of(snapshot, Role.ACTOR, "ana ruiz"), order=ORDERS[-1]),
    "titles of a director": titles(lambda snapshot: titles_of(snapshot, Role.DIRECTOR, "ada bell")),
    "filtered titles": titles(**EARLY),
    "search": search("ana"),
    "search and filter": search("ana", **EARLY),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_cursor_marks_the_same_place_in_another_release(name, small, newer):
    # The newer release has Netflix's "Zero Hour" (ns4) as well; back from it to the older, its own title is gone.
    listed = LISTS[name]
    before, after = (listed(snapshot, Page(first=100)).edges for snapshot in (small, newer))
    order = [edge.node.id for edge in after]
    assert [each for each in order if each != "ns4"] == [edge.node.id for edge in before]
    assert "ns4" in order
    for snapshot, edges, there in ((newer, before, set(order)), (small, after, set(order) - {"ns4"})):
        for edge in edges:
            place = order.index(edge.node.id)
            following = listed(snapshot, Page(first=100, after=edge.cursor))
            leading = listed(snapshot, Page(last=100, before=edge.cursor))
            assert ids(following) == [each for each in order[place + 1 :] if each in there]
            assert ids(leading) == [each for each in order[:place] if each in there]


def test_a_cursor_of_actors_marks_the_same_place_in_another_release(small, newer):
    # Ana Ruiz is in one more title of the newer release, and New Face only in that.
    def place(actor):
        return -actor.title_count, actor.name

    edges = {snapshot.manifest.version: everybody(snapshot, first=100) for snapshot in (small, newer)}
    names = [edge.node.name for edge in edges[newer.manifest.version]]
    assert names == ["ana ruiz", "bo chen", "carl dean jr.", "dee fox", "new face"]
    for asked, other in ((small, newer), (newer, small)):
        here = [edge.node for edge in edges[asked.manifest.version]]
        for edge in edges[other.manifest.version]:
            following = everybody(asked, first=100, after=edge.cursor)
            leading = everybody(asked, last=100, before=edge.cursor)
            assert [each.node for each in following] == [each for each in here if place(each) > place(edge.node)]
            assert [each.node for each in leading] == [each for each in here if place(each) < place(edge.node)]


def everybody(snapshot, **arguments):
    return actor_list(info(snapshot), None, None, Page(**arguments)).edges


@pytest.mark.parametrize(
    ("of", "to"),
    [
        ("titles", "titles(orderBy: {field: TITLE, direction: DESC}, after: $at)"),
        ("titles", "titles(orderBy: {field: VOTES}, after: $at)"),
        ("titles", 'search(text: "rain", after: $at)'),
        ("titles", "actors(after: $at)"),
        ('search(text: "rain")', "titles(after: $at)"),
        ('search(text: "rain")', "actors(after: $at)"),
        ("actors", 'search(text: "rain", after: $at)'),
        ("actors", "titles(after: $at)"),
        ("titles(orderBy: {field: SCORE})", "titles(orderBy: {field: VOTES}, after: $at)"),
        ("titles(orderBy: {field: VOTES})", "titles(orderBy: {field: RELEASE_YEAR}, after: $at)"),
    ],
)
async def test_a_cursor_of_another_order_is_refused(of, to, small):
    found = await answer(small, f"{{ list: {of} {{ pageInfo {{ endCursor }} }} }}")
    message, extensions = await refusal(
        small, f"query($at: String) {{ {to} {{ totalCount }} }}", at=found["list"]["pageInfo"]["endCursor"]
    )
    assert message == "`after` is no cursor of this list; use one that it answered with, in the same order"
    assert extensions == {"code": "BAD_USER_INPUT", "argument": "after"}


async def test_a_cursor_serves_lists_of_the_same_order_that_hold_other_titles(ask):
    found = await ask("{ titles(first: 5) { pageInfo { endCursor } } }")
    place = found["titles"]["pageInfo"]["endCursor"]
    found = await ask(f'{{ titles(filter: {{platform: NETFLIX}}, after: "{place}") {{ nodes {{ title }} }} }}')
    assert [node["title"] for node in found["titles"]["nodes"]] == ["quiet rain", "zenith"]


async def test_titles_of_a_platform(ask):
    found = await ask(
        """{ platform(code: AMAZON) { titles { totalCount nodes { id } }
             filtered: titles(filter: {platform: [NETFLIX, AMAZON], actor: "bo chen"}) { nodes { id } }
             none: titles(filter: {platform: HULU}) { totalCount nodes { id } pageInfo { endCursor } } } }"""
    )
    platform = found["platform"]
    assert platform["titles"] == {"totalCount": 4, "nodes": [{"id": each} for each in ("as1", "as3", "as10", "as2")]}
    assert platform["filtered"] == {"nodes": [{"id": "as1"}]}
    assert platform["none"] == {"totalCount": 0, "nodes": [], "pageInfo": {"endCursor": None}}


async def test_titles_of_an_actor_and_of_a_director(ask):
    found = await ask(
        """{ actor(name: "ana ruiz") { titleCount titles(orderBy: {field: DURATION, direction: DESC}, first: 3) {
               totalCount nodes { id } pageInfo { hasNextPage } } }
             director(name: "ada bell") { titleCount titles(filter: {type: TV_SHOW}) { totalCount nodes { id } } } }"""
    )
    assert found["actor"] == {
        "titleCount": 5,
        "titles": {
            "totalCount": 5,
            "nodes": [{"id": "ds1"}, {"id": "as2"}, {"id": "as1"}],
            "pageInfo": {"hasNextPage": True},
        },
    }
    assert found["director"] == {"titleCount": 8, "titles": {"totalCount": 2, "nodes": [{"id": "ns3"}, {"id": "ds2"}]}}
