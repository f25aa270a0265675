"""What a search box asks: titles by words, and actors by the beginnings of their names."""

import pytest

from graphql_api.catalogue.snapshot import load
from pipeline.store.vocabulary import PlatformCode
from tests.conftest import publish
from tests.graphql_api.asking import answer, refusal
from tests.raw_files import title, write_raw


async def names(snapshot, arguments, **variables):
    declared = "($text: String)" if variables else ""
    document = f"query{declared} {{ actors{arguments} {{ totalCount nodes {{ name }} }} }}"
    found = (await answer(snapshot, document, **variables))["actors"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["name"] for node in found["nodes"]]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", ["ana ruiz", "bo chen", "carl dean jr.", "dee fox"]),
        ("(text: null, platform: null)", ["ana ruiz", "bo chen", "carl dean jr.", "dee fox"]),
        ("(platform: NETFLIX)", ["ana ruiz", "bo chen", "carl dean jr.", "dee fox"]),
        ("(platform: DISNEY)", ["ana ruiz", "bo chen"]),
        ("(platform: HULU)", []),
        ('(text: "de")', ["carl dean jr.", "dee fox"]),
        ('(text: "de", platform: DISNEY)', []),
        ('(text: "ana", platform: DISNEY)', ["ana ruiz"]),
    ],
)
async def test_actors_by_words_and_platform(arguments, expected, small):
    assert await names(small, arguments) == expected


async def test_an_actor_counts_titles_of_all_platforms_whichever_is_asked_of(ask):
    found = await ask("{ actors(platform: DISNEY) { nodes { id displayName titleCount } } }")
    assert found["actors"]["nodes"] == [
        {"id": "actor:ana ruiz", "displayName": "Ana Ruiz", "titleCount": 5},
        {"id": "actor:bo chen", "displayName": "Bo Chen", "titleCount": 4},
    ]


CAST = [
    title(show_id="s1", cast="Émile Zola, Anne-Marie O'Neil, Łukasz Żal"),
    title(show_id="s2", cast="Emil Zola, Zola Budd, Émile Zola"),
    title(show_id="s3", cast="Ann Zo, Emile Zorn, Emile Zorn, 50 Cent"),
    title(show_id="s4", cast="Emile Zorn, Budd Zola"),
]


@pytest.fixture(scope="module")
def cast(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cast")
    return load(publish(write_raw(folder / "raw", {PlatformCode.NETFLIX: CAST}), folder / "data"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zo", ["emile zorn", "émile zola", "ann zo", "budd zola", "emil zola", "zola budd"]),
        ("zola", ["émile zola", "budd zola", "emil zola", "zola budd"]),
        ("EMIL", ["emile zorn", "émile zola", "emil zola"]),
        ("émile", ["emile zorn", "émile zola"]),
        ("zol em", ["émile zola", "emil zola"]),  # in whichever order
        ("zola zola", ["émile zola", "budd zola", "emil zola", "zola budd"]),  # one word may be begun twice
        ("  Ann ", ["ann zo", "anne-marie o'neil"]),
        ("marie neil", ["anne-marie o'neil"]),
        ("annemarie", ["anne-marie o'neil"]),
        ("oneil", ["anne-marie o'neil"]),
        ("o'n", ["anne-marie o'neil"]),
        ("lukasz zal", ["łukasz żal"]),
        ("50", ["50 cent"]),
        ("ola", []),
        ("zolas", []),  # no errors are forgiven: an input box shows what is typed as it is typed
        ("zola x", []),
        ("emilezola", []),
        ("!?", []),  # no words begin nothing
        (" ", []),
        ("\u0301", []),
        ("\ud800", []),
        ("😀", []),
        ("\0", []),
        ("z" * 100, []),
    ],
)
async def test_each_word_begins_a_word_of_the_name(text, expected, cast):
    assert await names(cast, "(text: $text)", text=text) == expected


LISTS = {"search": "search(text: $text)", "actors": "actors(text: $text)"}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("text", ["", "q" * 101, " " * 1000])
async def test_a_text_of_no_or_more_than_100_characters_is_refused(name, text, small):
    message, extensions = await refusal(small, f"query($text: String!) {{ {LISTS[name]} {{ totalCount }} }}", text=text)
    assert message == f"`text` has {len(text):,} characters; it must have 1 to 100"
    assert extensions == {"code": "BAD_USER_INPUT", "argument": "text"}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("text", ["x", "é" * 100])
async def test_a_text_may_have_1_to_100_characters(name, text, small):
    found = await answer(small, f"query($text: String!) {{ {LISTS[name]} {{ totalCount }} }}", text=text)
    assert found == {name: {"totalCount": 0}}


async def test_a_search_is_narrowed_by_a_filter_and_keeps_its_order(ask):
    found = await ask(
        """{ all: search(text: "rain") { totalCount nodes { id } }
             few: search(text: "rain", filter: {platform: [AMAZON]}) { totalCount nodes { id } }
             both: search(text: "rain", filter: {text: "sounds"}) { nodes { id } }
             none: search(text: "rain", filter: {genre: []}) { totalCount nodes { id } } }"""
    )
    assert found["all"] == {"totalCount": 3, "nodes": [{"id": "as3"}, {"id": "as1"}, {"id": "ns1"}]}
    assert found["few"] == {"totalCount": 2, "nodes": [{"id": "as3"}, {"id": "as1"}]}
    assert found["both"] == {"nodes": [{"id": "as3"}]}
    assert found["none"] == {"totalCount": 0, "nodes": []}


async def test_a_fault_of_a_searchs_filter_is_refused(small):
    message, extensions = await refusal(small, '{ search(text: "rain", filter: {minScore: 6}) { totalCount } }')
    assert (message, extensions["argument"]) == ("`minScore` is 6.0; it must be 0.5 to 5", "minScore")
