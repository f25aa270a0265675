"""Lists of the small catalogue found by reading its twelve rows, each with a word on how; oracle and service agree.

The rows, in order of title: Abacus ns3, Lantern Tales ds2, Marathon hs2, Night Court hs1, Quiet Rain as1 and ns1,
Rain Sounds as3, Test Reel as10, The Lantern ds1, Untimed hs3, Zenith ns2, Écume as2.
"""

import pytest

from tests.oracle import Oracle
from tests.oracle.asking import ACTORS, ALL_TITLES, TITLES_OF_A_NODE, Listed, execute, facets_of, ids_of
from tests.oracle.lists import Lists
from tests.oracle.people import People
from tests.oracle.works import Works


@pytest.fixture(scope="module")
def small_oracle(small_raw):
    return Oracle.read(small_raw / "catalogues", small_raw / "ratings")


TITLES = [
    # "é" is after every plain letter as a code point; the same title twice by id.
    ({}, {}, "ns3 ds2 hs2 hs1 as1 ns1 as3 as10 ds1 hs3 ns2 as2"),
    # The other way round, but titles that are equal still by id.
    ({}, {"field": "TITLE", "direction": "DESC"}, "as2 ns2 hs3 ds1 as10 as3 as1 ns1 hs1 hs2 ds2 ns3"),
    # Six ratings, 21 in sum, mean 3.5. as1 (9 + 17.5) / 7 = 3.79, ds2 (4.5 + 17.5) / 6 = 3.67, ns1 24.5 / 7 = 3.5,
    # hs1 18 / 6 = 3; as1 and ds2 have the same mean, 4.5. The other eight, unrated, by title.
    ({}, {"field": "SCORE", "direction": "DESC"}, "as1 ds2 ns1 hs1 ns3 hs2 as3 as10 ds1 hs3 ns2 as2"),
    # 601, 150 twice, 120 twice, 95, 94 and 0 minutes; then 4 and twice 3 seasons; Untimed has no length.
    ({}, {"field": "DURATION", "direction": "DESC"}, "as3 ds1 as2 as1 ns1 ns2 hs1 as10 hs2 ns3 ds2 hs3"),
    # August 2019, March and December 2020; eight plain dates of 2021 by title; as1 has none.
    ({}, {"field": "DATE_ADDED"}, "ns1 ds2 ns2 ns3 hs2 hs1 as3 as10 ds1 hs3 as2 as1"),
    # 0 votes is a number of votes: eight unrated titles by title, then 1 and 1, 2 and 2.
    ({}, {"field": "VOTES"}, "ns3 hs2 as3 as10 ds1 hs3 ns2 as2 ds2 hs1 as1 ns1"),
    # Ana Ruiz is in as1, as2, ds1, ns1 and, in capitals, ns2, which is 95 minutes long.
    ({"actor": "anâ  RUIZ", "duration": {"min": 100, "max": 150}}, {}, "as1 ns1 ds1 as2"),
    # Without a rating: Écume, and two of Hulu whose length stood there.
    ({"rating": ["G"]}, {}, "hs2 hs1 as2"),
    # Two titles were added in 2020.
    ({"addedYear": {"min": 2020, "max": 2020}}, {"field": "RELEASE_YEAR", "direction": "DESC"}, "ns2 ds2"),
    # 3.5 itself, 4.5 and 4.5 are at least 3.5; 0.5 is not.
    ({"minScore": 3.5}, {}, "ds2 as1 ns1"),
]


@pytest.mark.parametrize(("filter_", "order", "found"), TITLES)
async def test_titles(small, small_oracle, filter_, order, found):
    assert [title.title_id for title in Lists(small_oracle).titles(filter_, order)] == found.split()
    assert await Listed(ALL_TITLES, {"filter": filter_, "orderBy": order or None}).ids(small) == found.split()


async def test_titles_of_a_director(small, small_oracle):
    # Every row but Rain Sounds and the three of Hulu says Ada Bell.
    found = ["ns3", "ds2", "as1", "ns1", "as10", "ds1", "ns2", "as2"]
    people = People(small_oracle)
    assert [each.title_id for each in Lists(small_oracle).titles(among=people.titles_of("director:ada bell"))] == found
    assert await Listed(TITLES_OF_A_NODE, {"id": "director:ada bell"}).ids(small) == found


async def test_facets_of_two_platforms(small, small_oracle):
    # The four rows of Amazon and the three of Netflix: all but ns3 are films, all have the plain genres.
    found = {
        "platforms": [("AMAZON", 4), ("DISNEY", 0), ("HULU", 0), ("NETFLIX", 3)],
        "types": [("MOVIE", 6), ("TV_SHOW", 1)],
        "ratings": [("pg", 5), ("16", 1), ("g", 1)],
        "genres": [("comedy", 7), ("drama", 7)],
        "countries": [("argentina", 5), ("france", 1)],
        "releaseYears": [(2018, 3), (2019, 2), (2021, 2)],
        "scoreRange": (3.5, 4.5),
    }
    filter_ = {"platform": ["NETFLIX", "AMAZON"]}
    lists = Lists(small_oracle)
    assert lists.facets(lists.matching(filter_)) == found
    assert facets_of(await Listed(ALL_TITLES, {"filter": filter_}).page(small, facets=True)) == found


@pytest.mark.parametrize(
    ("text", "platform", "found"),
    [
        # Ana Ruiz 5 (as1 as2 ds1 ns1 ns2), Bo Chen 4 (as1 ds1 ds2 ns1), two others once each.
        (None, None, ["ana ruiz", "bo chen", "carl dean jr.", "dee fox"]),
        # In the two rows of Disney, but counted over all platforms.
        (None, "DISNEY", ["ana ruiz", "bo chen"]),
        # "Dean" and "Dee".
        ("D", None, ["carl dean jr.", "dee fox"]),
        # Both words, in any order.
        ("jr c", None, ["carl dean jr."]),
    ],
)
async def test_actors(small, small_oracle, text, platform, found):
    assert People(small_oracle).actors(text, platform) == found
    ids = await Listed(ACTORS, {"text": text, "platform": platform}).ids(small)
    assert ids == [f"actor:{name}" for name in found]


async def test_the_same_work(small, small_oracle):
    # Quiet Rain, a film of 2018, is on Amazon and Netflix; nothing else is there twice.
    works = Works(small_oracle)
    assert {each.title_id: works.also_on(each) for each in small_oracle.titles if works.also_on(each)} == {
        "as1": ["ns1"],
        "ns1": ["as1"],
    }
    found = (await execute(small, '{ nodes(ids: ["as1", "ns1"]) { ... on Title { alsoOn { id } } } }'))["nodes"]
    assert found == [{"alsoOn": [{"id": "ns1"}]}, {"alsoOn": [{"id": "as1"}]}]


async def test_the_last_three_and_the_three_before_them(small):
    listed = Listed(ALL_TITLES)
    last = await listed.page(small, last=3)
    assert ids_of(last) == ["hs3", "ns2", "as2"]
    before = await listed.page(small, last=3, before=last["pageInfo"]["startCursor"])
    assert ids_of(before) == ["as3", "as10", "ds1"]
