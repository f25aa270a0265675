"""The same work on other platforms, as titles of the catalogues tell it."""

import pytest

from graphql_api.catalogue.snapshot import load
from pipeline.store.vocabulary import PlatformCode
from tests.conftest import publish
from tests.graphql_api.asking import answer
from tests.raw_files import title, write_raw

AMAZON = [
    title(show_id="s1", title="WALL·E", release_year="2008"),
    title(show_id="s2", title="?!", release_year="2008"),
    title(show_id="s3", title="Rain", release_year="2018"),
    title(show_id="s4", title="Amélie", release_year="2001"),
    title(show_id="s5", title="Lantern", release_year="2018"),
    title(show_id="s6", title="Twice", release_year="2018"),
    title(show_id="s7", title="Twice!", release_year="2018"),
    title(show_id="s8", title="The Host", release_year="2013"),
]
DISNEY = [
    title(show_id="s1", title="Wall-E", release_year="2008"),
    title(show_id="s3", title="RAIN", release_year="2019"),
    title(show_id="s4", title="AMELIE", release_year="2001"),
    title(show_id="s6", title="Twice", release_year="2018"),
    title(show_id="s8", title="Host", release_year="2013"),
]
NETFLIX = [
    title(show_id="s2", title="?!", release_year="2008"),
    title(show_id="s3", title="Rain!", release_year="2020"),
    title(show_id="s5", title="Lantern", release_year="2018", type="TV Show"),
]

EXPECTED = {
    "as1": ["ds1"],
    "ds1": ["as1"],
    "as2": [],  # a title without letters is the same as nothing
    "ns2": [],
    "as3": ["ds3"],  # 2018 and 2020 are too far apart, though 2019 is near to both
    "ds3": ["as3", "ns3"],
    "ns3": ["ds3"],
    "as4": ["ds4"],
    "as5": [],  # a film is no series
    "ns5": [],
    "as6": ["ds6"],  # never one of the same platform
    "as7": ["ds6"],
    "ds6": ["as6", "as7"],
    "as8": [],  # an article is a part of the title
    "ds8": [],
}


@pytest.fixture(scope="module")
def works(tmp_path_factory):
    folder = tmp_path_factory.mktemp("works")
    catalogues = {PlatformCode.NETFLIX: NETFLIX, PlatformCode.AMAZON: AMAZON, PlatformCode.DISNEY: DISNEY}
    return load(publish(write_raw(folder / "raw", catalogues), folder / "data"))


@pytest.mark.parametrize("title_id", EXPECTED)
async def test_the_same_work_on_the_other_platforms(title_id, works):
    found = await answer(works, f'{{ title(id: "{title_id}") {{ alsoOn {{ id alsoOn {{ id }} }} }} }}')
    also_on = found["title"]["alsoOn"]
    assert [other["id"] for other in also_on] == EXPECTED[title_id]
    assert all({"id": title_id} in other["alsoOn"] for other in also_on)  # and so the other way round


async def test_the_others_are_whole_titles(works):
    found = await answer(works, '{ title(id: "as3") { alsoOn { displayTitle platform { code } releaseYear } } }')
    assert found["title"]["alsoOn"] == [
        {"displayTitle": "RAIN", "platform": {"code": "DISNEY"}, "releaseYear": 2019},
    ]
