"""What needs work is worked out beside the event loop, and nothing else is."""

import asyncio
import threading

import polars as pl
import pytest

from graphql_api.catalogue import questions
from graphql_api.catalogue.snapshot import load
from graphql_api.queries.selection import Selection
from pipeline.store.vocabulary import DurationType, PlatformCode
from tests.conftest import publish
from tests.raw_files import write_raw
from tests.small import HULU

ONE_YEAR = [Selection(), Selection(year=2018), Selection(added_year=2020), Selection(year=1900)]


async def ask_all(snapshot, selection):
    return (
        await questions.max_duration(snapshot, selection, DurationType.MIN),
        await questions.top_actor(snapshot, selection),
        await questions.score_counts(snapshot, selection, 3.5),
    )


@pytest.fixture
def collected(monkeypatch):
    """How frames were collected while the test ran."""
    how = []

    def noted(name):
        collect = getattr(pl.LazyFrame, name)

        def note(*arguments, **options):
            how.append(f"{name} in {threading.current_thread().name.partition('_')[0]}")
            return collect(*arguments, **options)

        return note

    for name in ("collect", "collect_async"):
        monkeypatch.setattr(pl.LazyFrame, name, noted(name))
    return how


@pytest.mark.parametrize("selection", ONE_YEAR)
async def test_what_was_foreseen_collects_nothing(selection, small, collected):
    await ask_all(small, selection)
    assert collected == []


@pytest.mark.parametrize("year", [2018, 1900])
async def test_both_years_at_once_are_collected_off_the_event_loop(year, small, collected):
    await ask_all(small, Selection(year=year, added_year=2019))
    assert collected == ["collect in asyncio"] * 3


@pytest.mark.parametrize("ends", [False, True])
def test_who_leaves_while_a_frame_is_collected_leaves_nothing_in_the_log(ends, small, caplog):
    async def leave():
        asking = asyncio.create_task(questions.top_actor(small, Selection(year=2018, added_year=2019)))
        await asyncio.sleep(0)
        asking.cancel()
        if not ends:  # the event loop outlives the answer
            await asyncio.sleep(0.2)

    asyncio.run(leave())
    assert caplog.records == []


async def test_both_years_that_nothing_matches_have_no_winners(small):
    longest, actor, counts = await ask_all(small, Selection(year=2018, added_year=1999))
    assert (longest, actor) == (None, None)
    assert [count for _, count in counts] == [0, 0, 0, 0]


async def test_a_catalogue_without_casts_has_no_top_actor(tmp_path):
    snapshot = load(publish(write_raw(tmp_path / "raw", {PlatformCode.HULU: HULU}), tmp_path / "data"))
    for selection in (*ONE_YEAR, Selection(year=2018, added_year=2021)):
        assert await questions.top_actor(snapshot, selection) is None
