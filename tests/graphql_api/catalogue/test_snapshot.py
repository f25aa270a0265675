"""A release in memory: whole, checked, and not to be changed."""

from dataclasses import FrozenInstanceError

import pytest

from graphql_api.catalogue.records import Person, TitleRecord
from graphql_api.catalogue.snapshot import load
from pipeline.store.errors import DamagedRelease
from pipeline.store.releases import open_release
from pipeline.store.tables import Titles
from pipeline.store.vocabulary import PlatformCode, Role
from tests.conftest import publish
from tests.raw_files import title, write_raw


def test_a_title_is_its_row_with_its_scores(small):
    assert small.titles["ns1"] == TitleRecord(
        row=9,
        title_id="ns1",
        platform="netflix",
        show_id="s1",
        type="movie",
        title="quiet rain",
        display_title="Quiet Rain",
        directors=["ada bell"],
        cast=["ana ruiz", "bo chen"],
        countries=["argentina"],
        date_added=small.titles["ns1"].date_added,
        added_year=2019,
        release_year=2018,
        rating="pg",
        rating_filled=False,
        duration_int=120,
        duration_type="min",
        genres=["comedy", "drama"],
        description="nothing odd happens.",
        display_description="Nothing odd happens.",
        score=3.5,
        damped_score=3.5,  # the mean of all six ratings is 3.5 as well
        votes=2,
    )
    assert small.titles["ns1"].date_added.isoformat() == "2019-08-14"
    assert (small.titles["ns2"].score, small.titles["ns2"].votes) == (None, 0)


def test_its_records_have_the_columns_of_the_table():
    # What tells that a title is the same work as another was told when the release was loaded: see `also_on`.
    assert set(TitleRecord._fields) == {*Titles.columns(), "row", "score", "damped_score", "votes"} - {"title_key"}


def test_titles_come_in_the_order_of_platform_and_number(small):
    assert list(small.titles)[:6] == ["as1", "as2", "as3", "as10", "ds1", "ds2"]


def test_everybody_in_a_title_is_somebody(small):
    for record in small.titles.values():
        assert small.people[Role.ACTOR].keys() >= set(record.cast)
        assert small.people[Role.DIRECTOR].keys() >= set(record.directors)
    assert small.people[Role.ACTOR]["carl dean jr."] == Person(2, "carl dean jr.", "Carl Dean Jr.", 1)


def test_it_cannot_be_changed(small):
    with pytest.raises(FrozenInstanceError):
        small.titles = {}


def test_a_damaged_release_is_not_loaded(releases):
    file = releases.data / releases.older / "ratings" / "1.parquet"
    file.write_bytes(file.read_bytes() + b" ")
    with pytest.raises(DamagedRelease, match="is not as it was published; build the release again"):
        load(open_release(releases.data, releases.older))


def test_a_country_with_and_without_accents_is_one_country_of_a_title(tmp_path):
    rows = [title(show_id="s1", country="México, Mexico, Peru"), title(show_id="s2", country="mexico", type="TV Show")]
    snapshot = load(publish(write_raw(tmp_path / "raw", {PlatformCode.NETFLIX: rows}), tmp_path / "data"))
    assert snapshot.country_count["mexico", None, None] == 2
    assert snapshot.country_count["mexico", 2020, "movie"] == 1
    assert snapshot.platforms == (PlatformCode.NETFLIX,)
    assert snapshot.mean_scores == {}
