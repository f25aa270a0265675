"""The commands over an object store that answers HTTP."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from starlette.responses import Response

from pipeline import __main__ as command
from recsys import __main__ as recsys_command
from tests.commands import called
from tests.object_store import BUCKET, KEY, ObjectStore, error, storing
from tests.raw_files import rating, write_raw
from tests.small import write_small

URL = f"s3://{BUCKET}/tables"
pytestmark = pytest.mark.slow


@pytest.fixture
def store(monkeypatch):
    with storing() as opened:
        for name, value in opened.environment().items():
            monkeypatch.setenv(name, value)
        yield opened


@pytest.fixture
def raw(tmp_path):
    return write_small(tmp_path / "raw")


@pytest.fixture
def at(tmp_path, monkeypatch, capsys):
    """Runs a command as a machine of a name would; the exit code, and what it wrote to output and errors."""

    def run(machine, *arguments, of=command):
        monkeypatch.setenv("CARTELERA_CACHE", str(tmp_path / machine))
        return called(monkeypatch, capsys, of.main, *arguments)

    return run


def built(at, machine, raw, *more):
    code, told, fault = at(machine, "build", "--raw", raw, "--data", URL, *more)
    assert code == 0, fault
    return told.splitlines()[-1].removeprefix("Current: ")


def pointer(store):
    return store.objects["tables/CURRENT"].content.decode().strip()


def add_ratings(raw, name):
    write_raw(raw, {}, {name: [rating(userId=str(user), movieId="as1") for user in range(1, 9 + len(name))]})


def test_a_second_build_sends_only_what_is_new_and_another_machine_fetches_only_what_it_lacks(store, at, raw):
    first = built(at, "one", raw)
    assert pointer(store).startswith(f"{first}-")
    sent = [line for line in store.requests("PUT") if not re.search("CURRENT|status|history", line)]
    assert sent[-1] == f"PUT tables/{pointer(store)}/manifest.json"
    store.asked.clear()
    assert built(at, "one", raw) == first  # nothing new
    assert store.requests("PUT", "CURRENT|parquet|manifest") == []
    assert store.requests("GET", "parquet") == []

    add_ratings(raw, "9")
    store.asked.clear()
    second = built(at, "two", raw)
    assert second != first
    fetched = store.requests("GET", "parquet")
    assert len(fetched) == len({*fetched}) > 0
    copied = [each for each in store.asked if "x-amz-copy-source" in each.headers]
    sent = [each for each in store.asked if each.method == "PUT" and each.size and each.key.endswith(".parquet")]
    assert {each.key.partition("/")[2].partition("/")[2] for each in sent} >= {"ratings/9.parquet"}
    assert not {each.key for each in sent} & {each.key for each in copied}
    assert any(each.key.endswith("/titles.parquet") for each in copied)

    store.asked.clear()
    assert built(at, "one", raw) == second  # it was made there: one file differs by when it was built
    assert all("ratings/9" in line or "scores" in line or "sums" in line for line in store.requests("GET", "parquet"))


def test_a_fit_after_a_build_moves_the_pointer_once_and_fetches_nothing(store, at, raw):
    version = built(at, "one", raw, "--then", f"{sys.executable} -m recsys fit")
    assert len(store.requests("PUT", "CURRENT")) == 1
    assert store.requests("GET", "parquet|npy") == []
    assert f"tables/{pointer(store)}/model_card.json" in store.objects
    assert pointer(store).startswith(version)


def test_a_fit_of_its_own_publishes_too(store, at, raw):
    first = built(at, "one", raw)
    code, told, fault = at("two", "fit", "--data", URL, of=recsys_command)
    assert code == 0, fault
    assert pointer(store).partition("-")[0] == told.splitlines()[-1].removeprefix("Current: ") != first


def test_of_two_machines_that_build_at_once_one_is_told_and_nothing_is_lost(store, at, raw):
    first = built(at, "one", raw)
    add_ratings(raw, "9")
    other = f"another-{'0' * 12}\n".encode()

    def overtake(asked):
        if asked.method == "PUT" and asked.key.endswith("9.parquet"):
            store.put("tables/CURRENT", other)

    store.fault = overtake
    code, _, fault = at("one", "build", "--raw", raw, "--data", URL)
    store.fault = lambda _: None
    assert code == 1
    assert f"{URL}/CURRENT was moved by somebody else" in fault.splitlines()[-1]
    assert store.objects["tables/CURRENT"].content == other
    assert json.loads(store.objects["tables/status.json"].content)["state"] == "failed"
    whole = next(key for key in store.objects if key.startswith(f"tables/{first}-") and key.endswith("/manifest.json"))
    store.put("tables/CURRENT", whole.split("/")[1].encode())
    assert built(at, "one", raw) != first


def test_versions_and_rollback_from_a_machine_that_knows_nothing(store, at, raw):
    first = built(at, "one", raw)
    add_ratings(raw, "9")
    second = built(at, "one", raw)
    listed = json.loads(at("two", "versions", "--data", URL, "--json")[1])
    assert [(each["version"], each["current"], each["trouble"]) for each in listed] == [
        (second, True, None), (first, False, None)
    ]  # fmt: skip
    assert all(each["size"] == each["own"] > 0 for each in listed)
    code, told, _ = at("two", "rollback", "--data", URL)
    assert (code, told.strip()) == (0, f"Current: {first}; before it was {second}")
    assert pointer(store).startswith(f"{first}-")
    assert built(at, "one", raw) == first  # what was taken back stays so
    code, told, _ = at("three", "rollback", second, "--data", URL)
    assert pointer(store).startswith(f"{second}-")
    code, _, fault = at("three", "rollback", "nonsense", "--data", URL)
    assert (code, "name one that stands" in fault, first in fault) == (1, True, True)


def test_check_fetches_all_and_finds_what_is_damaged(store, at, raw):
    version = built(at, "one", raw)
    code, told, _ = at("one", "check", "--data", URL)
    assert (code, told.startswith(f"{version}: whole; ")) == (0, True)
    key = f"tables/{pointer(store)}/titles.parquet"
    content = store.objects[key].content
    store.put(key, content[:-1] + bytes([content[-1] ^ 1]))
    code, told, _ = at("one", "check", "--data", URL, "--all")
    assert code == 1
    assert (
        told
        == f"{version}: {URL}/{pointer(store)}/titles.parquet is not as it was published; build the release again\n"
    )


def test_old_releases_and_what_killed_writers_left_are_swept(store, at, raw):
    versions = [built(at, "one", raw)]
    for name in ("9", "10"):
        add_ratings(raw, name)
        versions.append(built(at, "one", raw))
    store.put(f"tables/half-{'0' * 12}/titles.parquet", b"t")
    store.put(f"tables/new-{'0' * 12}/titles.parquet", b"t")
    store.put("tables/notes/keep.txt", b"t")
    for key, each in store.objects.items():
        if "new-" not in key:
            each.modified = datetime.now(UTC) - timedelta(days=30)
    told = at("one", "build", "--raw", raw, "--data", URL, "--keep", "1")[1]
    assert f"Removed from {URL}: " in told
    folders = {key.split("/")[1].rpartition("-")[0] for key in store.objects if key.count("/") > 1}
    assert folders == {versions[1], versions[2], "new", ""}  # the current, and the one that a rollback goes to
    assert "tables/notes/keep.txt" in store.objects


def test_a_build_that_is_killed_while_it_sends_is_seen_by_nobody_and_the_next_takes_over(store, at, raw, tmp_path):
    first = built(at, "one", raw)
    add_ratings(raw, "9")
    environment = os.environ | {"CARTELERA_CACHE": str(tmp_path / "one")}
    arguments = [sys.executable, "-m", "pipeline", "build", "--raw", str(raw), "--data", URL]
    with subprocess.Popen(arguments, env=environment, stderr=subprocess.DEVNULL) as process:

        def kill(asked):
            if asked.method == "PUT" and asked.key.endswith(("9.parquet", "titles.parquet")):
                process.kill()

        store.fault = kill
        assert process.wait(60) == -9
    store.fault = lambda _: None
    assert pointer(store).startswith(f"{first}-")
    code, told, _ = at("two", "check", "--data", URL)
    assert (code, told.startswith(f"{first}: whole")) == (0, True)
    second = built(at, "one", raw)
    assert second != first
    assert pointer(store).startswith(f"{second}-")
    assert at("two", "check", "--data", URL)[0] == 0


def test_a_store_that_fails_for_a_moment_is_tried_again(store, at, raw):
    failed = set()

    def fault(asked):
        if (asked.method, asked.key) not in failed:
            failed.add((asked.method, asked.key))
            return error(503, "SlowDown")
        return None

    store.fault = fault
    built(at, "one", raw)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (lambda _: error(500, "InternalError"), "cannot be reached (it answered with status 500)"),
        (lambda _: Response("<html>", 400), "cannot be reached (it answered with status 400)"),
    ],
)
def test_a_store_that_goes_on_failing_is_one_line(store, at, raw, fault, said):
    store.fault = fault
    code, _, told = at("one", "build", "--raw", raw, "--data", URL)
    assert code == 1
    assert said in told
    assert told.count("\n") == 1


def test_wrong_keys_a_missing_bucket_and_no_store_at_all_are_told_apart(store, at, raw, monkeypatch):
    def refusal(url=URL):
        code, _, told = at("one", "build", "--raw", raw, "--data", url)
        assert (code, told.count("\n")) == (1, 1)
        assert KEY not in told
        return told

    assert "names a bucket that is not there; create it" in refusal("s3://nowhere/tables")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "another-key")
    assert "refuses these credentials (InvalidAccessKeyId)" in refusal()
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    assert "cannot be reached (no connection)" in refusal()


def test_a_file_in_many_pieces_arrives_whole(store, tmp_path):
    import asyncio

    from pipeline.store.manifest import FileEntry
    from pipeline.store.remote.bucket import PIECE, Bucket

    file = tmp_path / "large"
    file.write_bytes(bytes(range(256)) * (PIECE // 256 * 2 + 1000))
    bucket = Bucket.open(URL)
    asyncio.run(bucket.send("large", file))
    assert len([each for each in store.asked if "partNumber" in each.query]) == 3
    assert asyncio.run(bucket.fetch("large", tmp_path / "back")) == FileEntry.of(file)


def test_the_store_of_the_tests_is_asked_only_for_what_it_answers(store: ObjectStore, at, raw):
    built(at, "one", raw)
    assert {each.method for each in store.asked} <= {"GET", "PUT", "HEAD", "POST"}
