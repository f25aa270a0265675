"""Which titles a filter means, field by field, on the small catalogue; and what it refuses."""

import pytest
from graphql import build_schema

from graphql_api.catalogue.snapshot import load
from graphql_api.schema import printed
from pipeline.store.vocabulary import PlatformCode
from tests.conftest import publish
from tests.graphql_api.asking import answer, refusal
from tests.raw_files import title, write_raw

ALL = {"as1", "as2", "as3", "as10", "ds1", "ds2", "hs1", "hs2", "hs3", "ns1", "ns2", "ns3"}
IN_MINUTES = {"as1", "as2", "as3", "as10", "ds1", "hs1", "ns1", "ns2"}
RATED_PG = {"as1", "as3", "ds1", "ns1", "ns2", "ns3"}
DATED = ALL - {"as1"}
WITH_ANA = {"as1", "as2", "ds1", "ns1", "ns2"}
SMALLEST, GREATEST = -(2**31), 2**31 - 1

FILTERS = {
    "": ALL,
    "platform: [HULU]": {"hs1", "hs2", "hs3"},
    "platform: HULU": {"hs1", "hs2", "hs3"},
    "platform: [DISNEY, NETFLIX, DISNEY]": {"ds1", "ds2", "ns1", "ns2", "ns3"},
    "platform: []": set(),
    "type: MOVIE": ALL - {"ds2", "ns3"},
    "type: TV_SHOW": {"ds2", "ns3"},
    'genre: ["drama"]': ALL,
    'genre: ["no such genre", "COMEDY"]': ALL,
    'genre: ["dram"]': set(),
    'genre: ["comedy, drama"]': set(),
    "genre: []": set(),
    'country: ["france"]': {"as2"},
    'country: ["FRANCE", "Argentina"]': ALL - {"as3"},  # which says of no country
    'country: [""]': set(),
    "country: []": set(),
    'rating: ["PG"]': RATED_PG,
    'rating: ["g"]': {"as2", "hs1", "hs2"},  # those filled in as well
    'rating: ["16", "tv-y", "tv-ma"]': {"as10", "ds2", "hs3"},
    "rating: []": set(),
    "releaseYear: {}": ALL,
    "releaseYear: {min: null, max: null}": ALL,
    "releaseYear: {min: 2019, max: 2020}": {"as3", "as10", "hs2", "hs3"},
    "releaseYear: {min: 2019, max: 2019}": {"as3", "as10", "hs2", "hs3"},
    "releaseYear: {min: 2019}": {"as3", "as10", "hs2", "hs3", "ns2", "ns3"},
    "releaseYear: {min: 2021}": {"ns2", "ns3"},
    "releaseYear: {min: 2022}": set(),
    "releaseYear: {max: 2018}": {"as1", "as2", "ds1", "ds2", "hs1", "ns1"},
    "releaseYear: {max: 2017}": set(),
    "releaseYear: {min: 2019, max: 2018}": set(),
    "addedYear: {}": ALL,
    "addedYear: {min: 2000}": DATED,
    f"addedYear: {{min: {SMALLEST}}}": DATED,
    f"addedYear: {{min: {SMALLEST}, max: {GREATEST}}}": DATED,
    f"addedYear: {{max: {GREATEST}}}": DATED,
    f"addedYear: {{max: {SMALLEST}}}": set(),
    "addedYear: {max: 2019}": {"ns1"},
    "addedYear: {min: 2020, max: 2020}": {"ds2", "ns2"},
    "addedYear: {min: 2020, max: null}": DATED - {"ns1"},
    "addedYear: {min: 2021, max: 2019}": set(),
    "duration: {}": IN_MINUTES,
    "duration: {min: null, max: null}": IN_MINUTES,
    "duration: {type: SEASON}": {"ds2", "hs2", "ns3"},
    "duration: {type: SEASON, min: 4}": {"hs2"},
    "duration: {type: SEASON, min: 3, max: 3}": {"ds2", "ns3"},
    "duration: {type: MIN, min: 120, max: 150}": {"as1", "as2", "ds1", "ns1"},
    "duration: {min: 121, max: 149}": set(),
    "duration: {min: 601}": {"as3"},
    "duration: {max: 0}": {"as10"},
    f"duration: {{min: {SMALLEST}, max: 94}}": {"as10", "hs1"},
    "duration: {min: 150, max: 120}": set(),
    "minScore: 0.5": {"as1", "ds2", "hs1", "ns1"},
    "minScore: 3.5": {"as1", "ds2", "ns1"},
    "minScore: 3.51": {"as1", "ds2"},
    "minScore: 5": set(),
    "minVotes: -1": ALL,
    "minVotes: 0": ALL,
    "minVotes: 1": {"as1", "ds2", "hs1", "ns1"},
    "minVotes: 2": {"as1", "ns1"},
    "minVotes: 3": set(),
    'actor: "Ana Ruiz"': WITH_ANA,
    'actor: " áNA   ruiz "': WITH_ANA,
    'actor: "ana"': set(),
    'actor: "ada bell"': set(),  # who directs
    'actor: ""': set(),
    'director: "ADA BELL"': ALL - {"as3", "hs1", "hs2", "hs3"},
    'director: "ana ruiz"': set(),
    'text: "rain"': {"as1", "as3", "ns1"},
    'text: "lanterm"': {"ds1", "ds2"},
    'text: "ana"': WITH_ANA,
    'text: "!?"': set(),
    # Every field given counts.
    'text: "ana", platform: [NETFLIX]': {"ns1", "ns2"},
    'actor: "ana ruiz", director: "ada bell", releaseYear: {min: 2021}, duration: {max: 95}': {"ns2"},
    'type: MOVIE, duration: {type: SEASON}, rating: ["g"]': {"hs2"},
    'country: ["argentina"], genre: ["comedy"], minScore: 4, minVotes: 2, addedYear: {}': {"as1"},
    'country: ["france"], platform: [DISNEY]': set(),
}


async def filtered(snapshot, wanted, **variables):
    """The ids of the titles that match."""
    declared = "($filter: TitleFilter)" if variables else ""
    document = f"query{declared} {{ titles(first: 100, filter: {wanted}) {{ totalCount nodes {{ id }} }} }}"
    found = (await answer(snapshot, document, **variables))["titles"]
    ids = [node["id"] for node in found["nodes"]]
    assert found["totalCount"] == len(ids) == len(set(ids))
    return set(ids)


@pytest.mark.parametrize("wanted", FILTERS)
async def test_the_titles_that_meet_every_field_given(wanted, small):
    assert await filtered(small, f"{{{wanted}}}") == FILTERS[wanted]


async def test_a_filter_may_be_a_variable(small):
    wanted = {"platform": ["HULU", "NETFLIX"], "duration": {"type": "SEASON"}, "type": "TV_SHOW", "minScore": None}
    assert await filtered(small, "$filter", filter=wanted) == {"ns3"}
    assert await filtered(small, "$filter", filter=None) == ALL


@pytest.mark.parametrize("name", build_schema(printed()).type_map["TitleFilter"].fields)
async def test_a_field_that_is_null_is_left_out(name, small):
    assert await filtered(small, f"{{{name}: null}}") == ALL


LISTS = ["platform", "genre", "country", "rating"]


@pytest.mark.parametrize("name", LISTS)
async def test_a_list_may_have_20_values(name, small):
    value = "HULU" if name == "platform" else "x"
    found = await filtered(small, "$filter", filter={name: [value] * 20})
    assert found == ({"hs1", "hs2", "hs3"} if name == "platform" else set())


@pytest.mark.parametrize("name", LISTS)
async def test_a_list_of_21_values_is_refused(name, small):
    value = "HULU" if name == "platform" else "x"
    refused = await refused_filter(small, {name: [value] * 21})
    assert refused == (
        f"`{name}` holds 21 values; it may hold 20",
        {"code": "BAD_USER_INPUT", "argument": name},
    )


async def refused_filter(snapshot, wanted):
    document = "query($filter: TitleFilter) { titles(filter: $filter) { totalCount } }"
    return await refusal(snapshot, document, filter=wanted)


@pytest.mark.parametrize("score", [0.49, 0, -1, 5.01, 1e308, -1e308])
async def test_a_least_score_beyond_what_scores_can_be_is_refused(score, small):
    message, extensions = await refused_filter(small, {"minScore": score})
    assert message == f"`minScore` is {float(score)}; it must be 0.5 to 5"
    assert extensions == {"code": "BAD_USER_INPUT", "argument": "minScore"}


@pytest.mark.parametrize("text", ["q", "q" * 100, " " * 100, "é"])
async def test_a_text_has_1_to_100_characters(text, small):
    assert await filtered(small, "$filter", filter={"text": text}) <= ALL


@pytest.mark.parametrize("text", ["", "q" * 101, " " * 1000])
async def test_a_text_of_no_or_more_than_100_characters_is_refused(text, small):
    message, extensions = await refused_filter(small, {"text": text})
    assert message == f"`text` has {len(text):,} characters; it must have 1 to 100"
    assert extensions == {"code": "BAD_USER_INPUT", "argument": "text"}


ACCENTED = [
    title(show_id="s1", cast="Zoë Ek", director="Agnès Varda", country="México", listed_in="Comédie", rating="Tous"),
    title(show_id="s2", cast="ZOE EK, Zoé Ek", director="Agnes Varda", country="Mexico", listed_in="COMEDIE"),
    title(show_id="s3", cast="Zoe Eks", director="Agnes", country="Peru", listed_in="Drame", rating="TÖUS"),
    title(show_id="s4", cast="Łukasz Żal", director="Ødegård", country="Åland", listed_in="Straße", rating="18＋"),
]  # fmt: skip


@pytest.fixture(scope="module")
def accented(tmp_path_factory):
    folder = tmp_path_factory.mktemp("accented")
    return load(publish(write_raw(folder / "raw", {PlatformCode.NETFLIX: ACCENTED}), folder / "data"))


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({"actor": "Zoe Ek"}, {"ns1", "ns2"}),  # every spelling of the name
        ({"actor": "zoë ek"}, {"ns1", "ns2"}),
        ({"actor": "Zoe\u0308 EK"}, {"ns1", "ns2"}),
        ({"actor": "zoe eks"}, {"ns3"}),
        ({"actor": "lukasz zal"}, {"ns4"}),
        ({"director": "AGNÉS VARDA"}, {"ns1", "ns2"}),
        ({"director": "odegard"}, {"ns4"}),
        ({"country": ["MÉXICO"]}, {"ns1", "ns2"}),
        ({"country": ["mexico", "aland"]}, {"ns1", "ns2", "ns4"}),
        ({"genre": ["comedie"]}, {"ns1", "ns2"}),
        ({"genre": ["STRASSE"]}, {"ns4"}),
        ({"rating": ["tous"]}, {"ns1", "ns3"}),
        ({"rating": ["18+"]}, {"ns4"}),
        ({"actor": "\ud800"}, set()),
        ({"genre": ["\0"]}, set()),
    ],
)
async def test_case_and_accents_do_not_matter(wanted, ids, accented):
    assert await filtered(accented, "$filter", filter=wanted) == ids
