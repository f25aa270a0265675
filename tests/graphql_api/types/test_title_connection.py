"""How the titles of a list spread, counted by hand; and that it costs nothing unless asked for."""

import inspect

import pytest

from graphql_api.catalogue import facets
from graphql_api.catalogue.snapshot import load
from pipeline.store.vocabulary import PlatformCode
from tests.conftest import publish
from tests.graphql_api.asking import answer, execute
from tests.raw_files import rating, title, write_raw

FACETS = """fragment all on TitleConnection { facets {
    platforms { platform { code } count } types { value count } ratings { value count } genres { value count }
    countries { value count } releaseYears { year count } scoreRange { low high } } }"""


def plain(connection):
    """The facets with each count beside its value."""
    found = dict(connection["facets"])
    found["platforms"] = [(each["platform"]["code"], each["count"]) for each in found["platforms"]]
    found["releaseYears"] = [(each["year"], each["count"]) for each in found["releaseYears"]]
    for name in ("types", "ratings", "genres", "countries"):
        found[name] = [(each["value"], each["count"]) for each in found[name]]
    found["scoreRange"] = found["scoreRange"] and (found["scoreRange"]["low"], found["scoreRange"]["high"])
    return found


ALL = {
    "platforms": [("AMAZON", 4), ("DISNEY", 2), ("HULU", 3), ("NETFLIX", 3)],
    "types": [("MOVIE", 10), ("TV_SHOW", 2)],
    "ratings": [("pg", 6), ("g", 3), ("16", 1), ("tv-ma", 1), ("tv-y", 1)],
    "genres": [("comedy", 12), ("drama", 12)],
    "countries": [("argentina", 10), ("france", 1)],
    "releaseYears": [(2018, 6), (2019, 4), (2021, 2)],
    "scoreRange": (0.5, 4.5),
}
NONE = {
    "platforms": [("AMAZON", 0), ("DISNEY", 0), ("HULU", 0), ("NETFLIX", 0)],
    "types": [("MOVIE", 0), ("TV_SHOW", 0)],
    "ratings": [],
    "genres": [],
    "countries": [],
    "releaseYears": [],
    "scoreRange": None,
}


async def test_the_counts_cover_all_matches_and_not_only_the_page(ask):
    found = await ask(f"{{ titles(first: 1) {{ ...all }} last: titles(last: 2) {{ ...all }} }} {FACETS}")
    assert plain(found["titles"]) == plain(found["last"]) == ALL


async def test_the_counts_are_of_what_the_filter_leaves(ask):
    document = '{ titles(first: 1, filter: {text: "rain", platform: [AMAZON, NETFLIX]}) { ...all } }'
    found = await ask(f"{document} {FACETS}")
    assert plain(found["titles"]) == {
        "platforms": [("AMAZON", 2), ("DISNEY", 0), ("HULU", 0), ("NETFLIX", 1)],
        "types": [("MOVIE", 3), ("TV_SHOW", 0)],
        "ratings": [("pg", 3)],
        "genres": [("comedy", 3), ("drama", 3)],
        "countries": [("argentina", 2)],
        "releaseYears": [(2018, 2), (2019, 1)],
        "scoreRange": (3.5, 4.5),
    }


async def test_of_no_titles_only_the_zeros_are_left(ask):
    found = await ask(f'{{ titles(filter: {{platform: []}}) {{ ...all }} search(text: "qqqq") {{ ...all }} }} {FACETS}')
    assert plain(found["titles"]) == plain(found["search"]) == NONE


async def test_the_lists_of_searches_people_platforms_and_ties_have_them_too(ask):
    found = await ask(
        """{ search(text: "rain") { ...all }
             actor(name: "ana ruiz") { titles { ...all } }
             director(name: "ada bell") { titles { ...all } }
             platform(code: HULU) { titles { ...all } }
             maxDuration(year: 2018) { tied { ...all } } }"""
        + FACETS
    )
    assert plain(found["search"])["platforms"] == [("AMAZON", 2), ("DISNEY", 0), ("HULU", 0), ("NETFLIX", 1)]
    assert plain(found["actor"]["titles"])["countries"] == [("argentina", 4), ("france", 1)]
    assert plain(found["director"]["titles"])["types"] == [("MOVIE", 6), ("TV_SHOW", 2)]
    assert plain(found["platform"]["titles"])["scoreRange"] == (0.5, 0.5)
    assert plain(found["maxDuration"]["tied"])["platforms"] == [
        ("AMAZON", 1),
        ("DISNEY", 1),
        ("HULU", 0),
        ("NETFLIX", 0),
    ]


async def test_titles_nobody_rated_have_no_range_of_scores(ask):
    found = await ask("{ titles(filter: {releaseYear: {min: 2019}}) { facets { scoreRange { low high } } } }")
    assert found["titles"]["facets"]["scoreRange"] is None


CATALOGUE = [
    title(show_id="s1", listed_in="Zombies, Ärger, Action", country="Peru, Chile", rating="PG"),
    title(show_id="s2", listed_in="Action, Zombies", country="Chile", rating="TV-Y"),
    title(show_id="s3", listed_in="Action", country="Perú", rating="pg"),
    title(show_id="s4", listed_in="Ärger, Zombies", country="", rating="R"),
]


@pytest.fixture(scope="module")
def spread(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spread")
    raw = write_raw(folder / "raw", {PlatformCode.NETFLIX: CATALOGUE}, {"1": [rating(movieId="ns2", rating="3.0")]})
    return load(publish(raw, folder / "data"))


async def test_values_go_by_count_then_by_value_and_stop_at_first(spread):
    found = await answer(
        spread,
        """{ titles { facets { genres { value count } two: genres(first: 2) { value }
             countries { value count } ratings(first: 1) { value count } scoreRange { low high } } } }""",
    )
    assert found["titles"]["facets"] == {
        # Equal counts go by value, code point by code point: so "ä" comes last.
        "genres": [
            {"value": "action", "count": 3}, {"value": "zombies", "count": 3}, {"value": "ärger", "count": 2},
        ],
        "two": [{"value": "action"}, {"value": "zombies"}],
        # Values are told apart as written, though a filter takes either spelling for both.
        "countries": [{"value": "chile", "count": 2}, {"value": "peru", "count": 1}, {"value": "perú", "count": 1}],
        "ratings": [{"value": "pg", "count": 2}],
        "scoreRange": {"low": 3.0, "high": 3.0},
    }  # fmt: skip


async def test_a_count_of_a_value_is_what_the_filter_by_it_finds(sampled):
    found = await answer(sampled, f"{{ titles {{ totalCount ...all }} }} {FACETS}")
    assert found["titles"]["totalCount"] == 500
    counted = 0
    for name, argument in (("ratings", "rating"), ("genres", "genre"), ("countries", "country")):
        for each in found["titles"]["facets"][name][:5]:
            document = f"query($value: [String!]) {{ titles(filter: {{{argument}: $value}}) {{ totalCount }} }}"
            again = await answer(sampled, document, value=[each["value"]])
            assert again["titles"]["totalCount"] == each["count"], each
            counted += 1
    assert counted == 15


@pytest.mark.parametrize("name", ["ratings", "genres", "countries"])
@pytest.mark.parametrize("first", [0, 101, -1])
async def test_a_facet_has_1_to_100_values(name, first, small):
    result = await execute(small, f"{{ titles {{ facets {{ {name}(first: {first}) {{ value }} }} }} }}")
    (error,) = result.errors
    assert error.message == f"`first` is {first}; it must be 1 to 100"
    assert error.extensions == {"code": "BAD_USER_INPUT", "argument": "first"}
    assert await answer(small, f"{{ titles {{ facets {{ one: {name}(first: 1) {{ value }} }} }} }}")
    assert await answer(small, f"{{ titles {{ facets {{ all: {name}(first: 100) {{ value }} }} }} }}")


async def test_only_the_facets_asked_for_are_worked_out(small, monkeypatch):
    called = []
    for name, function in inspect.getmembers(facets, inspect.isfunction):
        if function.__module__ == facets.__name__:

            def counted(*arguments, name=name, function=function):
                called.append(name)
                return function(*arguments)

            monkeypatch.setattr(facets, name, counted)
    await answer(
        small, '{ titles { totalCount nodes { id } facets { __typename } } search(text: "rain") { totalCount } }'
    )
    assert called == []
    await answer(small, "{ titles { facets { types { count } genres { count } } } }")
    assert called == ["by_type", "by_value"]
    called.clear()
    await answer(small, f"{{ titles {{ ...all }} }} {FACETS}")
    assert sorted(called) == ["by_platform", "by_release_year", "by_type", *["by_value"] * 3, "score_range"]
