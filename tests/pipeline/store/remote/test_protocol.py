"""What releases rely on in a store. The store of the tests has it; TEST_S3_ENDPOINT names another to be asked.

That one needs a bucket `cartelera` and takes its keys from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
"""

import asyncio
import os
import uuid

import pytest

from pipeline.store.manifest import FileEntry
from pipeline.store.place import opened
from pipeline.store.remote.bucket import PIECE, Bucket, Missing, Moved
from pipeline.store.remote.etags import contradicts
from pipeline.store.remote.follower import Follower
from tests.object_store import BUCKET, storing
from tests.pipeline.store.remote.making import made, texts

pytestmark = pytest.mark.slow


@pytest.fixture
def url(monkeypatch, tmp_path):
    monkeypatch.setenv("CARTELERA_CACHE", str(tmp_path / "cache"))
    url = f"s3://{BUCKET}/{uuid.uuid4()}"
    if endpoint := os.environ.get("TEST_S3_ENDPOINT"):
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        yield url
        return
    with storing() as store:
        for name, value in store.environment().items():
            monkeypatch.setenv(name, value)
        yield url


@pytest.fixture
def bucket(url):
    return Bucket.open(url)


async def test_an_object_is_made_once_and_replaced_only_as_it_was_read(bucket):
    assert await bucket.read("CURRENT") is None
    await bucket.replace("CURRENT", b"one", None)
    with pytest.raises(Moved):
        await bucket.replace("CURRENT", b"two", None)
    one = await bucket.read("CURRENT")
    assert one.content == b"one"
    assert await bucket.read("CURRENT", one) is one
    await bucket.replace("CURRENT", b"two", one)
    with pytest.raises(Moved):
        await bucket.replace("CURRENT", b"three", one)
    two = await bucket.read("CURRENT", one)
    assert two.content == b"two"
    await bucket.delete(["CURRENT"])
    with pytest.raises(Moved):
        await bucket.replace("CURRENT", b"three", two)
    assert await bucket.read("CURRENT") is None


async def test_of_many_who_replace_an_object_at_once_one_does(bucket):
    await bucket.replace("CURRENT", b"before", None)
    before = await bucket.read("CURRENT")
    ended = await asyncio.gather(
        *(bucket.replace("CURRENT", b"%d" % number, before) for number in range(10)), return_exceptions=True
    )
    assert sum(each is None for each in ended) == 1
    assert all(isinstance(each, Moved) for each in ended if each is not None)
    assert (await bucket.read("CURRENT")).content == b"%d" % ended.index(None)


async def test_files_of_any_size_arrive_whole_and_their_etags_say_so(bucket, tmp_path):
    for size in (0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE + 5):
        file = tmp_path / str(size)
        file.write_bytes(os.urandom(size))
        await bucket.send(f"files/{size}", file)
        await bucket.copy(f"files/{size}", f"copies/{size}")
        for folder in ("files", "copies"):
            assert await bucket.fetch(f"{folder}/{size}", tmp_path / "back") == FileEntry.of(file)
    for folder in ("files", "copies"):
        for each in await bucket.list(folder):
            file = tmp_path / each.path.partition("/")[2]
            assert each.size == file.stat().st_size
            assert not contradicts(each.etag, file, PIECE)
            file.write_bytes(file.read_bytes() + b"x")
            assert contradicts(each.etag, file, PIECE)
            file.write_bytes(file.read_bytes()[:-1])


async def test_all_is_listed_and_what_is_deleted_is_gone(bucket):
    paths = sorted([*(f"one/{number:02}" for number in range(45)), "one two/x", "onetwo/x", "ünï/x+y"])
    for path in paths:
        await bucket.write(path, b"")
    assert sorted(each.path for each in await bucket.list()) == paths
    assert len(await bucket.list("one")) == 45
    assert await bucket.list("nothing") == []
    await bucket.delete([*paths, "never there"])
    assert await bucket.list() == []
    with pytest.raises(Missing):
        await bucket.copy("one/01", "two/01")


def test_a_release_goes_from_one_machine_to_another(url, tmp_path, monkeypatch):
    for version, more in (("v1", {}), ("v2", {"ratings__2": "two"})):
        with opened(url) as place:
            release = made(place.folder, version, titles="t", ratings__1="one", **more)
            (place.folder / "CURRENT").write_text(version)
            place.publish()
        follower = Follower.of(url, 0, str(tmp_path / "elsewhere"))
        asyncio.run(follower())
        assert texts(follower.folder / version) == texts(release.folder)
