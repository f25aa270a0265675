"""A running service goes from one release to the next, and stays with the old one where the next is no good."""

import asyncio
import gc
import logging
import threading

import pytest

from graphql_api.catalogue import live as live_module
from graphql_api.catalogue.live import Live
from graphql_api.catalogue.snapshot import load
from pipeline.store.releases import activate, open_release
from tests.conftest import FILM_NEIGHBOURS, NEIGHBOURS, publish_fitted
from tests.graphql_api.catalogue.damage import DAMAGE, MODEL_DAMAGE, some
from tests.graphql_api.conftest import until


@pytest.fixture(autouse=True)
def nothing_stays_frozen():
    """Loading takes what there is out of the garbage collector's sight; here it would hide what tests leave behind."""
    yield
    gc.unfreeze()


@pytest.fixture
async def live(releases):
    """The older release being served."""
    activate(releases.data, releases.older)
    live = Live(releases.data)
    await live.refresh()
    assert version(live) == releases.older
    return live


def version(live):
    return live.snapshot and live.snapshot.manifest.version


def warnings(caplog):
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


async def test_a_new_release_is_taken(live, releases):
    activate(releases.data, releases.newer)
    await live.refresh()
    assert (version(live), live.trouble) == (releases.newer, None)
    assert "ns4" in live.snapshot.titles
    assert 17 in live.snapshot.film_set.by_id


async def test_whoever_took_the_old_one_keeps_it(live, releases):
    taken = live.snapshot
    activate(releases.data, releases.newer)
    await live.refresh()
    assert taken.manifest.version == releases.older
    assert "ns4" not in taken.titles


async def test_what_is_served_is_not_loaded_again(live):
    served = live.snapshot
    await live.refresh()
    assert live.snapshot is served


async def test_a_release_in_a_folder_of_another_name_is_loaded_once(live, releases):
    (releases.data / releases.newer).rename(releases.data / "mine")
    activate(releases.data, "mine")
    await live.refresh()
    served = live.snapshot
    await live.refresh()
    assert served.manifest.version == releases.newer
    assert live.snapshot is served


async def test_before_the_first_release_there_is_nothing_and_one_warning(tmp_path, caplog):
    live = Live(tmp_path / "nothing")
    for _ in range(3):
        await live.refresh()
    assert live.snapshot is None
    assert warnings(caplog) == [live.trouble]
    assert live.trouble.startswith(f"{tmp_path / 'nothing'} holds no release yet; make one with: pipeline build")


async def test_the_first_release_is_taken_when_it_comes(releases):
    live = Live(releases.data)
    await live.refresh()
    assert live.snapshot is None
    activate(releases.data, releases.older)
    await live.refresh()
    assert (version(live), live.trouble) == (releases.older, None)


@pytest.mark.parametrize("damage", some(DAMAGE))
async def test_what_cannot_be_loaded_leaves_the_old_one_served_with_one_warning(damage, live, releases, caplog):
    await refused(damage, live, releases.data, releases.newer, caplog)


@pytest.mark.parametrize("damage", some(MODEL_DAMAGE))
async def test_so_does_a_model_that_cannot_be_loaded(damage, live, releases, caplog):
    newer = open_release(releases.data, releases.newer)
    fitted = publish_fitted(releases.data, newer, NEIGHBOURS, FILM_NEIGHBOURS)
    await refused(damage, live, releases.data, fitted.manifest.version, caplog)


async def test_a_release_with_a_model_is_taken(live, releases):
    newer = open_release(releases.data, releases.newer)
    fitted = publish_fitted(releases.data, newer, NEIGHBOURS, FILM_NEIGHBOURS)
    activate(releases.data, fitted.manifest.version)
    await live.refresh()
    assert (version(live), live.trouble) == (fitted.manifest.version, None)
    assert live.snapshot.film_set.neighbours is not None


async def refused(damage, live, data, newer, caplog):
    """A release that is current and then damaged is never served, and one warning says why."""
    served = live.snapshot
    activate(data, newer)
    damage(data / newer)
    for _ in range(3):
        await live.refresh()
    assert live.snapshot is served
    assert warnings(caplog) == [live.trouble]
    assert str(data) in live.trouble
    assert "\n" not in live.trouble


async def test_a_damaged_release_made_good_is_taken(live, releases, caplog):
    table = releases.data / releases.newer / "titles.parquet"
    whole = table.read_bytes()
    table.write_bytes(whole[:-1])
    activate(releases.data, releases.newer)
    await live.refresh()
    assert live.trouble == f"{table} is not as it was published; build the release again"
    table.write_bytes(whole)
    await live.refresh()
    assert (version(live), live.trouble) == (releases.newer, None)


async def test_the_pointer_set_back_ends_the_trouble(live, releases):
    served = live.snapshot
    activate(releases.data, "none-such")
    await live.refresh()
    assert "holds no release 'none-such'" in live.trouble
    activate(releases.data, releases.older)
    await live.refresh()
    assert (live.snapshot, live.trouble) == (served, None)


async def test_each_trouble_is_warned_of_once(live, releases, caplog):
    for wrong in ("first", "first", "second", releases.older, "first"):
        activate(releases.data, wrong)
        await live.refresh()
    assert [text.split("'")[1] for text in warnings(caplog)] == ["first", "second", "first"]


async def test_watching_takes_what_comes(releases):
    live = Live(releases.data)
    watching = asyncio.create_task(live.watch(0.01))
    try:
        for wanted in (releases.older, releases.newer, releases.older):
            activate(releases.data, wanted)
            await asyncio.to_thread(until, lambda wanted=wanted: version(live) == wanted)
    finally:
        watching.cancel()


async def test_the_disk_is_read_beside_the_event_loop(live, releases, monkeypatch):
    threads = []

    def noting(work):
        def noted(*arguments):
            threads.append(threading.current_thread())
            return work(*arguments)

        return noted

    for name in ("current_version", "open_release", "load"):
        monkeypatch.setattr(live_module, name, noting(getattr(live_module, name)))
    activate(releases.data, releases.newer)
    await live.refresh()
    assert version(live) == releases.newer
    assert len(threads) == 3
    assert threading.current_thread() not in threads


async def test_the_garbage_collector_rests_while_a_release_is_loaded_and_never_walks_it(live, releases, monkeypatch):
    # It holds up the event loop for as long as it walks all the objects of a snapshot.
    at_work = []

    def watched(release):
        at_work.append(gc.isenabled())
        return load(release)

    monkeypatch.setattr(live_module, "load", watched)
    activate(releases.data, releases.newer)
    await live.refresh()
    assert (at_work, gc.isenabled()) == ([False], True)
    assert not any(live.snapshot.titles is each for each in gc.get_objects())


async def test_the_garbage_collector_works_again_after_a_release_that_cannot_be_loaded(live, releases):
    activate(releases.data, "none-such")
    await live.refresh()
    assert gc.isenabled()


def test_ready_says_whether_the_newest_is_served(client, releases):
    def ready():
        response = client.get("/readyz")
        return response.status_code, response.json().get("dataset"), response.json().get("newest")

    assert ready() == (503, None, None)
    activate(releases.data, releases.older)
    until(lambda: ready() == (200, releases.older, True))
    activate(releases.data, "none-such")
    until(lambda: ready() == (200, releases.older, False))
    activate(releases.data, releases.newer)
    until(lambda: ready() == (200, releases.newer, True))
