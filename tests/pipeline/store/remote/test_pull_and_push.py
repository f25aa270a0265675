import asyncio
import json

import pytest

from pipeline.store import releases
from pipeline.store.errors import DamagedRelease, ReleaseError
from pipeline.store.manifest import MANIFEST
from pipeline.store.remote.address import Address
from pipeline.store.remote.pull import pull
from pipeline.store.remote.push import Stored, push
from tests.pipeline.store.remote.making import URL, Store, made, texts


@pytest.fixture
def store():
    return Store()


def sent(store, release, before=None):
    return asyncio.run(push(store.bucket(), release, before))


def fetched(store, address, folder, **options):
    folder.mkdir(parents=True, exist_ok=True)
    return asyncio.run(pull(store.bucket(), address, folder, **options))


def test_what_is_pulled_is_what_was_pushed(store, tmp_path):
    release = made(tmp_path / "a" / "build", "v1", titles="t", ratings__1="one", ratings__2="two")
    stored = sent(store, release)
    assert store.paths() == sorted(
        f"{stored.address}/{name}" for name in (MANIFEST, "titles", "ratings/1", "ratings/2")
    )
    pulled = fetched(store, stored.address, tmp_path / "b" / "serve")
    assert pulled.folder == tmp_path / "b" / "serve" / "v1"
    assert pulled.manifest == release.manifest
    assert texts(pulled.folder) == texts(release.folder)


def test_what_is_there_is_neither_fetched_nor_sent_again(store, tmp_path):
    release = made(tmp_path / "a" / "build", "v1", titles="t", ratings__1="one")
    address = sent(store, release).address
    fetched(store, address, tmp_path / "b" / "serve")
    store.done.clear()
    sent(store, release)
    fetched(store, address, tmp_path / "b" / "serve")
    assert (store.did("send"), store.did("copy"), store.did("fetch")) == ([], [], [])


def test_a_file_that_changed_is_all_that_is_sent_and_fetched(store, tmp_path):
    first = sent(store, made(tmp_path / "a" / "build", "v1", titles="t", ratings__1="one"))
    fetched(store, first.address, tmp_path / "b" / "serve")
    store.done.clear()
    second = sent(store, made(tmp_path / "a" / "build", "v2", titles="t", ratings__1="one", ratings__2="two"), first)
    pulled = fetched(store, second.address, tmp_path / "b" / "serve")
    assert store.did("send") == ["ratings/2"]
    assert store.did("copy") == ["ratings/1", "titles"]
    assert store.did("fetch") == ["ratings/2"]
    assert (pulled.folder / "titles").samefile(tmp_path / "b" / "serve" / "v1" / "titles")
    assert store.get(f"{second.address}/titles") == b"t"


def test_a_file_of_another_name_or_of_the_mirror_beside_is_taken_over_too(store, tmp_path):
    address = sent(store, made(tmp_path / "a" / "build", "v1", titles="t", ratings__1="one")).address
    made(tmp_path / "cache" / "build", "v0", elsewhere="t")
    fetched(store, address, tmp_path / "cache" / "serve")
    assert store.did("fetch") == ["ratings/1"]


def test_a_file_that_was_changed_here_is_fetched_again(store, tmp_path):
    address = sent(store, made(tmp_path / "a" / "build", "v1", titles="t", ratings__1="one")).address
    pulled = fetched(store, address, tmp_path / "b" / "serve")
    (pulled.folder / "titles").write_text("T")
    store.done.clear()
    again = fetched(store, address, tmp_path / "b" / "serve")
    again.verify()
    assert store.did("fetch") == ["titles"]


def test_all_is_fetched_where_nothing_that_is_here_is_to_be_trusted(store, tmp_path):
    address = sent(store, made(tmp_path / "a" / "build", "v1", titles="t", ratings__1="one")).address
    fetched(store, address, tmp_path / "b" / "serve")
    fetched(store, address, tmp_path / "b" / "serve", reuse=False)
    assert store.did("fetch") == ["ratings/1", "ratings/1", "titles", "titles"]


@pytest.mark.parametrize("content", [b"T", b"", b"longer", None])
def test_an_object_that_is_not_as_it_was_published_leaves_nothing_behind(store, tmp_path, content):
    address = sent(store, made(tmp_path / "a" / "build", "v1", titles="t", ratings__1="one")).address
    store.memory.delete(f"{address}/titles")
    if content is not None:
        store.put(f"{address}/titles", content)
    how = "is missing" if content is None else "is not as it was published"
    with pytest.raises(DamagedRelease, match=f"^{URL}/{address}/titles {how}; build the release again$"):
        fetched(store, address, tmp_path / "b" / "serve")
    assert [*(tmp_path / "b" / "serve").iterdir()] == []


def test_a_manifest_that_was_replaced_is_refused_unread(store, tmp_path):
    address = sent(store, made(tmp_path / "a" / "build", "v1", titles="t")).address
    store.put(address.manifest, b"{}")
    with pytest.raises(DamagedRelease, match=r"manifest.json is not as it was published"):
        fetched(store, address, tmp_path / "b" / "serve")


@pytest.mark.parametrize("name", ["../../evil", "/evil"])
def test_a_manifest_that_names_files_elsewhere_writes_none(store, tmp_path, name):
    release = made(tmp_path / "a" / "build", "v1", titles="t")
    content = json.loads((release.folder / MANIFEST).read_text())
    content["files"][name] = content["files"].pop("titles")
    written = json.dumps(content).encode()
    address = Address.of("v1", written)
    store.put(address.manifest, written)
    store.put(f"{address}/evil", b"t")
    with pytest.raises(DamagedRelease, match="which is not of this release"):
        fetched(store, address, tmp_path / "b" / "serve")
    assert [*tmp_path.rglob("evil")] == []


def test_a_manifest_of_another_format_says_what_to_do_and_where_it_is(store, tmp_path):
    written = b'{"format": 999}'
    address = Address.of("v1", written)
    store.put(address.manifest, written)
    with pytest.raises(DamagedRelease, match=rf"^{URL}/{address}/manifest.json has format 999.*: update Cartelera$"):
        fetched(store, address, tmp_path / "b" / "serve")


def test_a_release_that_was_half_sent_is_no_release_and_is_taken_over(store, tmp_path):
    release = made(tmp_path / "a" / "build", "v1", titles="t", ratings__1="one", ratings__2="two")
    address = sent(store, release).address
    store.memory.delete([address.manifest, f"{address}/ratings/2"])
    with pytest.raises(DamagedRelease, match=r"manifest.json is missing"):
        fetched(store, address, tmp_path / "b" / "serve")
    store.done.clear()
    sent(store, release)
    assert store.did("send") == ["ratings/2"]
    fetched(store, address, tmp_path / "b" / "serve")


def test_a_file_that_cannot_be_copied_is_sent(store, tmp_path):
    first = sent(store, made(tmp_path / "a" / "build", "v1", titles="t"))
    store.memory.delete(f"{first.address}/titles")
    second = sent(store, made(tmp_path / "a" / "build", "v2", titles="t"), first)
    assert store.get(f"{second.address}/titles") == b"t"


def test_two_who_make_one_version_each_in_their_own_way_meet_nowhere(store, tmp_path):
    ours = made(tmp_path / "a" / "build", "v1", titles="t", card="at noon")
    theirs = made(tmp_path / "b" / "build", "v1", titles="t", card="at one")
    addresses = [sent(store, release).address for release in (ours, theirs)]
    for address, card, folder in zip(addresses, ("at noon", "at one"), ("c", "d"), strict=True):
        assert texts(fetched(store, address, tmp_path / folder / "serve").folder)["card"] == card


def test_a_damaged_release_is_not_sent(store, tmp_path):
    release = made(tmp_path / "a" / "build", "v1", titles="t")
    (release.folder / "titles").write_text("T")
    with pytest.raises(DamagedRelease):
        sent(store, release)
    assert store.paths() == []


def test_a_full_disk_says_what_to_do(store, tmp_path, monkeypatch):
    address = sent(store, made(tmp_path / "a" / "build", "v1", titles="t")).address

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.store.remote.pull.settle", full)
    with pytest.raises(ReleaseError, match=r"cannot be written \(No space left on device\); have CARTELERA_CACHE name"):
        fetched(store, address, tmp_path / "b" / "serve")


def test_what_is_in_the_store_is_told_by_the_release_in_the_mirror(store, tmp_path):
    release = made(tmp_path / "a" / "build", "v1", titles="t")
    assert sent(store, release) == Stored.of(releases.open_release(tmp_path / "a" / "build", "v1"))
