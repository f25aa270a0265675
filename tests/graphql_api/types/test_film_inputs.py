"""Which films a filter means, field by field, on the small film set; and what it refuses."""

import pytest
from graphql import build_schema

from graphql_api.schema import printed
from tests.graphql_api.asking import answer, refusal

ALL = {11, 12, 13, 14, 15, 862, 863}
ECUMES = {11, 12, 13}
SMALLEST, GREATEST = -(2**31), 2**31 - 1

FILTERS = {
    "": ALL,
    'genre: ["Animation"]': {862, 863},
    'genre: "FAMILY"': {862, 863},
    'genre: ["no such genre", "  drama ", "drama"]': ALL - {862, 863},
    'genre: ["drámà", "family"]': ALL,
    'genre: ["anim"]': set(),
    'genre: ["Animation, Family"]': set(),
    'genre: [""]': set(),
    "genre: []": set(),
    "releaseYear: {}": ALL,
    "releaseYear: {min: null, max: null}": ALL,
    "releaseYear: {min: 1970, max: 1970}": {12},
    "releaseYear: {min: 2001}": {11, 13, 15},
    "releaseYear: {max: 1995}": {12, 14, 862},
    "releaseYear: {min: 2000, max: 1990}": set(),
    f"releaseYear: {{min: {SMALLEST}, max: {GREATEST}}}": ALL,
    f"releaseYear: {{max: {SMALLEST}}}": set(),
    "minVotes: -1": ALL,
    "minVotes: 0": ALL,
    "minVotes: 40": ALL,
    "minVotes: 41": ALL - {11, 12},
    "minVotes: 2000": {15, 862, 863},
    "minVotes: 5401": set(),
    f"minVotes: {GREATEST}": set(),
    'text: "boat"': {862, 863},
    'text: "BOATS pa"': {862, 863},  # each word begins a word, in whichever order
    'text: "boats 2"': {863},
    'text: "2"': {863},
    'text: "ecu"': ECUMES,
    'text: "Écumé"': ECUMES,
    'text: "ecumes"': set(),  # no errors are forgiven: a list keeps its order, not that of the best match
    'text: "oats"': set(),
    'text: "river ana"': set(),  # titles only
    'text: "!?"': set(),
    'text: " "': set(),
    # Every field given counts.
    'genre: "drama", releaseYear: {min: 2000}, minVotes: 100': {13, 15},
    'text: "ecume", minVotes: 41': {13},
    'text: "boats", genre: []': set(),
}


async def filtered(snapshot, wanted, **variables):
    """The ids of the films that match."""
    declared = "($filter: FilmFilter)" if variables else ""
    document = f"query{declared} {{ films(first: 100, filter: {wanted}) {{ totalCount nodes {{ id }} }} }}"
    found = (await answer(snapshot, document, **variables))["films"]
    ids = [int(node["id"].removeprefix("film:")) for node in found["nodes"]]
    assert found["totalCount"] == len(ids) == len(set(ids))
    return set(ids)


async def refused(snapshot, wanted):
    return await refusal(
        snapshot, "query($filter: FilmFilter) { films(filter: $filter) { totalCount } }", filter=wanted
    )


@pytest.mark.parametrize("wanted", FILTERS)
async def test_the_films_that_meet_every_field_given(wanted, small):
    assert await filtered(small, f"{{{wanted}}}") == FILTERS[wanted]


async def test_a_filter_may_be_a_variable(small):
    assert await filtered(small, "$filter", filter={"genre": ["family"], "text": None, "minVotes": 2001}) == {862}
    assert await filtered(small, "$filter", filter=None) == ALL


@pytest.mark.parametrize("name", build_schema(printed()).type_map["FilmFilter"].fields)
async def test_a_field_that_is_null_is_left_out(name, small):
    assert await filtered(small, f"{{{name}: null}}") == ALL


async def test_20_genres_are_taken_and_21_refused(small):
    assert await filtered(small, "$filter", filter={"genre": ["x"] * 19 + ["drama"]}) == ALL - {862, 863}
    assert await refused(small, {"genre": ["drama"] * 21}) == (
        "`genre` holds 21 values; it may hold 20",
        {"code": "BAD_USER_INPUT", "argument": "genre"},
    )


@pytest.mark.parametrize("text", ["q", "q" * 100, " " * 100, "ñ" * 100, "\0", "\ud800", "ﷺ" * 100])
async def test_a_text_has_1_to_100_characters(text, small):
    assert await filtered(small, "$filter", filter={"text": text}) == set()


@pytest.mark.parametrize("text", ["", "q" * 101, " " * 1000])
async def test_a_text_of_no_or_more_than_100_characters_is_refused(text, small):
    message, extensions = await refused(small, {"text": text})
    assert message == f"`text` has {len(text):,} characters; it must have 1 to 100"
    assert extensions == {"code": "BAD_USER_INPUT", "argument": "text"}


@pytest.mark.parametrize("owner", ['actor(name: "Tom Oak")', 'director(name: "Ada Bell")'])
async def test_lists_of_a_person_refuse_the_same(owner, small):
    document = f'{{ {owner} {{ films(filter: {{text: ""}}) {{ totalCount }} }} }}'
    message, extensions = await refusal(small, document)
    assert (message, extensions["argument"]) == ("`text` has 0 characters; it must have 1 to 100", "text")
