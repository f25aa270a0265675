import asyncio
import time
from itertools import pairwise

import pytest
from filelock import FileLock

from pipeline.store.errors import NoRelease, ReleaseError, StoreError
from pipeline.store.releases import POINTER, activate, current_version, open_release
from pipeline.store.remote.follower import LOCK, Follower, Seen
from pipeline.store.status import STATUS, State, Status
from tests.pipeline.store.remote.making import URL, WHEN, Store, published, written


@pytest.fixture
def store():
    return Store()


@pytest.fixture
def build(tmp_path):
    return tmp_path / "elsewhere" / "build"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "here" / "serve").mkdir(parents=True)
    return tmp_path / "here" / "serve"


def look(follower):
    asyncio.run(follower())


def following(store, folder, seconds=0.0):
    return Follower(store.bucket(), folder, seconds)


def test_the_mirror_follows_the_pointer(store, build, folder):
    follower = following(store, folder)
    for version in ("v1", "v2"):
        published(store, build, version, titles=version)
        look(follower)
        assert current_version(folder) == version
        assert (open_release(folder).folder / "titles").read_text() == version


def test_a_look_that_finds_nothing_new_reads_nothing(store, build, folder):
    published(store, build, "v1", titles="t")
    follower = following(store, folder)
    look(follower)
    store.done.clear()
    look(follower)
    assert store.done == ["same CURRENT", "read status.json"]  # there is none
    with written(store, build) as writer:
        Status(State.CURRENT, WHEN).write(writer.folder)
    look(follower)
    store.done.clear()
    look(follower)
    assert store.done == ["same CURRENT", "same status.json"]


def test_a_service_that_starts_again_fetches_nothing_again(store, build, folder):
    published(store, build, "v1", titles="t")
    look(following(store, folder))
    store.done.clear()
    look(following(store, folder))
    assert store.did("fetch") == []
    assert store.done == ["same CURRENT", "read status.json", "read manifest.json"]


def test_what_was_damaged_while_it_stood_still_is_fetched_again(store, build, folder):
    published(store, build, "v1", titles="t")
    look(following(store, folder))
    (folder / "v1" / "titles").write_text("T")
    look(following(store, folder))
    open_release(folder).verify()


def test_only_what_is_served_and_the_one_before_stay(store, build, folder):
    follower = following(store, folder)
    for version in ("v1", "v2", "v3"):
        published(store, build, version, titles=version)
        look(follower)
        look(follower)
    assert sorted(each.name for each in folder.glob("[!.]*/")) == ["v2", "v3"]
    look(following(store, folder))  # started again
    assert sorted(each.name for each in folder.glob("[!.]*/")) == ["v2", "v3"]


def test_a_rollback_is_followed_too(store, build, folder):
    follower = following(store, folder)
    for version in ("v1", "v2"):
        published(store, build, version, titles=version)
        look(follower)
    store.done.clear()
    with written(store, build) as writer:
        activate(writer.folder, "v1", back=True)
        writer.publish()
    look(follower)
    assert current_version(folder) == "v1"
    assert store.did("fetch") == []


def test_a_release_that_is_damaged_leaves_the_one_before_and_waits_longer_each_time(store, build, folder, monkeypatch):
    now = [1_000_000.0]
    monkeypatch.setattr(time, "time", lambda: now[0])
    published(store, build, "v1", titles="t")
    follower = following(store, folder, seconds=10)
    look(follower)
    published(store, build, "v2", titles="u")
    address = store.get(POINTER).decode().strip()
    store.put(f"{address}/titles", b"X")
    tried = []
    for _ in range(200):
        now[0] += 10
        store.done.clear()
        with pytest.raises(ReleaseError, match=f"{address}/titles is not as it was published"):
            look(follower)
        if store.did("fetch"):
            tried.append(now[0])
    assert current_version(folder) == "v1"
    pauses = [after - before for before, after in pairwise(tried)]
    assert pauses[:4] == [10, 20, 40, 80]
    assert max(pauses) == 600
    published(store, build, "v3", titles="w")  # another is tried at once
    now[0] += 10
    look(follower)
    assert current_version(folder) == "v3"


def test_a_store_without_a_release_says_how_to_make_one(store, folder):
    with pytest.raises(
        ReleaseError, match=f"^{URL} holds no release yet; make one with: pipeline build .* --data {URL}$"
    ):
        look(following(store, folder))


def test_a_pointer_that_names_nothing_leaves_what_is_there(store, build, folder):
    published(store, build, "v1", titles="t")
    follower = following(store, folder)
    look(follower)
    store.put(POINTER, b"nonsense")
    with pytest.raises(ReleaseError, match="CURRENT names no release"):
        look(follower)
    assert current_version(folder) == "v1"


def test_workers_ask_once_for_all(store, build, folder):
    published(store, build, "v1", titles="t")
    workers = [following(store, folder, seconds=3600) for _ in range(4)]
    for worker in workers:
        look(worker)
    store.done.clear()
    for worker in workers:
        look(worker)
    assert store.done == []


def test_workers_share_what_is_wrong(store, build, folder, monkeypatch):
    published(store, build, "v1", titles="t")
    one, other = (following(store, folder, seconds=3600) for _ in range(2))
    look(one)
    look(other)
    Seen(asked_at=time.time(), trouble="it cannot be reached").write(folder)
    for worker in (one, other):
        with pytest.raises(ReleaseError, match=r"^it cannot be reached$"):
            look(worker)


def test_while_another_worker_fetches_what_is_there_is_served(store, build, folder):
    published(store, build, "v1", titles="t")
    with FileLock(folder / LOCK), pytest.raises(NoRelease, match="another worker is fetching the first release"):
        look(following(store, folder))
    look(following(store, folder))
    store.done.clear()
    with FileLock(folder / LOCK):
        look(following(store, folder))
    assert store.done == []


def test_a_store_that_cannot_be_reached_is_said_and_comes_back(store, build, folder, monkeypatch):
    published(store, build, "v1", titles="t")
    follower = following(store, folder)
    look(follower)
    read = follower.bucket.read

    async def gone(*_):
        raise StoreError("it cannot be reached")

    monkeypatch.setattr(follower.bucket, "read", gone)
    for _ in range(2):
        with pytest.raises(ReleaseError, match="it cannot be reached"):
            look(follower)
    monkeypatch.setattr(follower.bucket, "read", read)
    look(follower)


def test_how_the_last_refresh_went_comes_with_it(store, build, folder):
    published(store, build, "v1", titles="t")
    with written(store, build) as writer:
        Status(State.FAILED, WHEN, failures=3).write(writer.folder)
    look(following(store, folder))
    assert Status.read(folder).failures == 3
    store.memory.delete(STATUS)
    look(following(store, folder))


def test_a_file_of_what_was_seen_that_cannot_be_read_is_forgotten(store, build, folder):
    published(store, build, "v1", titles="t")
    for text in ("", "[]", '{"asked_at": "x"', '{"other": 1}'):
        (folder / ".remote.json").write_text(text)
        assert Seen.read(folder) == Seen()
        look(following(store, folder))
