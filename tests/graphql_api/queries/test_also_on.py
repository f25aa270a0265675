"""The same work on the other platforms."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api.queries.also_on import also_on
from pipeline.store.vocabulary import PlatformCode, TitleType

SCHEMA = {
    "title_id": pl.String(),
    "platform": pl.Enum(PlatformCode),
    "type": pl.Enum(TitleType),
    "title": pl.String(),
    "title_key": pl.String(),
    "release_year": pl.Int32(),
}


def found(*titles):
    """What each title is also on; titles are an id, a year and perhaps more."""
    platforms = {code.prefix: code for code in PlatformCode}
    plain = {"type": TitleType.MOVIE, "title": "rain", "title_key": "rain"}
    rows = [
        {**plain, "title_id": title_id, "platform": platforms[title_id[0]], "release_year": year, **dict(*more)}
        for title_id, year, *more in titles
    ]
    frame = pl.LazyFrame([{name: row[name] for name in SCHEMA} for row in rows], SCHEMA)
    return dict(also_on(frame).collect().select("title_id", "others").iter_rows())


def test_a_work_released_in_one_year_or_the_next_is_the_same():
    assert found(("as1", 2018), ("ns1", 2018)) == {"as1": ["ns1"], "ns1": ["as1"]}
    assert found(("as1", 2018), ("ns1", 2019)) == {"as1": ["ns1"], "ns1": ["as1"]}
    assert found(("as1", 2019), ("ns1", 2018)) == {"as1": ["ns1"], "ns1": ["as1"]}
    assert found(("as1", 2018), ("ns1", 2020)) == {}


def test_a_chain_of_years_is_told_pair_by_pair():
    assert found(("as1", 2018), ("ds1", 2019), ("hs1", 2020)) == {
        "as1": ["ds1"],
        "ds1": ["as1", "hs1"],
        "hs1": ["ds1"],
    }


def test_a_film_is_no_series():
    assert found(("as1", 2018), ("ns1", 2018, {"type": TitleType.TV_SHOW})) == {}


def test_a_platform_that_lists_a_work_twice_has_it_only_elsewhere():
    assert found(("as1", 2018), ("as2", 2018)) == {}
    assert found(("as1", 2018), ("as2", 2018), ("ns1", 2018)) == {"as1": ["ns1"], "as2": ["ns1"], "ns1": ["as1", "as2"]}


def test_titles_without_a_key_are_the_same_as_nothing():
    none = {"title_key": None}
    assert found(("as1", 2018, none), ("ns1", 2018, none), ("hs1", 2018)) == {}


def test_others_come_by_platform_then_title_then_id():
    titles = [("ns2", 2018), ("ns10", 2018), ("ns1", 2018, {"title": "rain!"}), ("hs1", 2018), ("ds1", 2018)]
    assert found(*titles, ("as1", 2018))["as1"] == ["ds1", "hs1", "ns10", "ns2", "ns1"]


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(PlatformCode),
            st.sampled_from(TitleType),
            st.sampled_from(["a", "b", None]),
            st.integers(2018, 2021),
        ),
        max_size=10,
    )
)
def test_it_is_what_comparing_each_with_each_tells(drawn):
    titles = [
        (f"{platform.prefix}s{number}", year, {"type": kind, "title_key": key})
        for number, (platform, kind, key, year) in enumerate(drawn)
    ]
    expected = {}
    for title_id, year, more in titles:
        others = [
            other
            for other, its_year, its in titles
            if other[0] != title_id[0] and its == more and more["title_key"] and abs(its_year - year) < 2
        ]
        if others:
            expected[title_id] = sorted(others)  # by platform: their letters are in order
    assert {title_id: sorted(others) for title_id, others in found(*titles).items()} == expected
