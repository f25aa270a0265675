"""A running service goes from one release to the next, and stays with the old one where the next is no good."""

import asyncio
import gc
import logging
import threading
import time
import weakref

import httpx2
import pytest

from graphql_api.app import create_app
from graphql_api.catalogue import live as live_module
from graphql_api.catalogue.live import Live
from graphql_api.catalogue.snapshot import load
from graphql_api.settings import Settings
from pipeline.store.errors import DamagedRelease
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
    await all_let_go()
    assert not any(live.snapshot.titles is each for each in gc.get_objects())


async def test_the_garbage_collector_works_again_after_a_release_that_cannot_be_loaded(live, releases):
    activate(releases.data, "none-such")
    await live.refresh()
    assert gc.isenabled()


async def test_a_former_snapshot_is_let_go_of_when_nobody_answers_from_it_any_more(live, releases):
    # Without the garbage collector: what waits for that is kept for ever when the next release is loaded.
    gone = threading.Event()
    answering = live.snapshot
    told = weakref.ref(answering, lambda _: gone.set())
    gc.disable()
    try:
        activate(releases.data, releases.newer)
        await live.refresh()
        assert not await asyncio.to_thread(gone.wait, 0.2)
        assert answering.titles["ns1"].title == "quiet rain"
        del answering
        assert await asyncio.to_thread(gone.wait, 20)
    finally:
        gc.enable()
    assert told() is None


async def test_a_former_snapshot_in_a_circle_that_was_frozen_is_found(live, releases, monkeypatch):
    # As one in which a request was that was being answered while a release was loaded.
    monkeypatch.setattr(live_module, "SOON_SECONDS", 0.05)
    gone = threading.Event()
    told = weakref.ref(live.snapshot, lambda _: gone.set())
    circle = [live.snapshot]
    circle.append(circle)
    gc.freeze()
    del circle
    activate(releases.data, releases.newer)
    await live.refresh()
    assert await asyncio.to_thread(gone.wait, 20)
    assert told() is None


async def all_let_go():
    for thread in threading.enumerate():
        if thread.name == "let go":
            await asyncio.to_thread(thread.join, 20)


QUESTIONS = {
    "an answer": "{ titles { nodes { id cast { name } } } films { nodes { id } } }",
    "in a thread": "{ topActor(year: 2018, addedYear: 2021) { count actor { name } } }",
    "a mistake": "{ titles(first: 1000) { totalCount } users(first: -1) { votes } }",
    "no model": '{ recommendations(titleId: "ns1") { rank } user(userId: 1) { votes } modelCard { signal } }',
    "nothing found": '{ filmScore(title: "paper boat") { year } actor(name: "nobody") { name } }',
    "a refusal": "{ titles { nodes { nothing } } }",
    "no query": "{ titles {",
    "a fault of ours": "{ platforms { titleCount } }",
}


@pytest.mark.parametrize("name", QUESTIONS)
async def test_no_request_keeps_the_snapshot_it_was_answered_from(name, live, releases, monkeypatch):
    if name == "a fault of ours":
        monkeypatch.setattr("graphql_api.types.query.Platform", None)
    app = create_app(Settings(data=releases.data))
    app.state.live.snapshot = live.snapshot
    gone = threading.Event()
    told = weakref.ref(live.snapshot, lambda _: gone.set())
    gc.disable()
    try:
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://localhost") as client:
            for _ in range(3):
                response = await client.post("/graphql", json={"query": QUESTIONS[name]})
                assert response.headers["X-Dataset-Version"] == releases.older
                assert ("errors" in response.json()) != (name in {"an answer", "in a thread", "nothing found"})
            live.snapshot = app.state.live.snapshot = None
            assert await asyncio.to_thread(gone.wait, 5)
    finally:
        gc.enable()
    assert told() is None


async def test_a_release_that_cannot_be_loaded_is_not_tried_all_the_time(live, releases, monkeypatch):
    tries = []

    def slowly(_, version, __):
        tries.append(version)
        time.sleep(0.1)
        raise DamagedRelease("it is broken")

    monkeypatch.setattr(live_module, "_load", slowly)
    activate(releases.data, releases.newer)
    watching = asyncio.create_task(live.watch(0.01))
    await asyncio.sleep(1)
    watching.cancel()
    assert 1 <= len(tries) <= 3  # and not ten times


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
