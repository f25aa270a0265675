import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import polars as pl
import pytest
from filelock import FileLock

from pipeline.store import releases
from pipeline.store.errors import DamagedRelease, NoRelease, ReleaseError
from pipeline.store.history import HISTORY
from pipeline.store.manifest import Manifest
from pipeline.store.releases import (
    DRAFT,
    LOCK,
    POINTER,
    POINTER_LOCK,
    activate,
    current_version,
    draft,
    open_release,
    publish,
    table_entry,
    table_files,
    writing,
)
from pipeline.store.tables import MODEL_TABLES, ON_OCCASION, TABLES, schema
from tests.pipeline.making import listing

PLAIN = Manifest("", "", None, datetime(2026, 11, 20, tzinfo=UTC), synthetic=False, sources=(), tables={}, files={})


def released(data, version, files=3):
    """Publishes a release whose every file says its version."""
    with writing(data), draft(data, version) as folder:
        for number in range(files):
            (folder / f"{number}.txt").write_text(version, encoding="utf-8")
        return publish(data, folder, replace(PLAIN, version=version, dataset_version=version))


def whole(release):
    """The version that a release says throughout; it is checked against its hashes."""
    release.verify()
    said = {(release.folder / name).read_text(encoding="utf-8") for name in release.manifest.files}
    assert said == {release.manifest.version} == {release.folder.name}
    return release.manifest.version


# Reading.


def test_a_release_is_read_by_the_pointer_or_by_its_version(tmp_path):
    for version in ("one", "two"):
        activate(tmp_path, released(tmp_path, version).manifest.version)
    assert whole(open_release(tmp_path)) == "two"
    assert whole(open_release(tmp_path, "one")) == "one"


def test_without_a_release_it_says_how_to_make_one(tmp_path):
    assert current_version(tmp_path / "nowhere") is None
    for data in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(NoRelease, match="holds no release yet; make one with: pipeline build"):
            open_release(data)


@pytest.mark.parametrize("version", ["gone", "../elsewhere", "one/..", "/", "a\nb"])
def test_a_pointer_to_what_is_not_there_says_so(tmp_path, version):
    released(tmp_path, "one")
    activate(tmp_path, version)
    with pytest.raises(NoRelease, match=r"holds no release .*; build one with: pipeline build"):
        open_release(tmp_path)


def test_an_empty_pointer_points_nowhere(tmp_path):
    activate(tmp_path, "")
    with pytest.raises(NoRelease, match="holds no release yet"):
        open_release(tmp_path)


@pytest.mark.parametrize("pointer", ["folder", "bytes"])
def test_a_pointer_that_cannot_be_read_is_damage(tmp_path, pointer):
    if pointer == "folder":
        (tmp_path / POINTER).mkdir()
    else:
        (tmp_path / POINTER).write_bytes(b"\xff")
    with pytest.raises(DamagedRelease, match="CURRENT cannot be read"):
        open_release(tmp_path)


def test_a_release_without_a_manifest_is_damage(tmp_path):
    (tmp_path / "one").mkdir()
    with pytest.raises(DamagedRelease, match=r"manifest\.json cannot be read"):
        open_release(tmp_path, "one")


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda file: file.unlink(), r"1\.txt is missing; build the release again"),
        (lambda file: file.write_text("owt", encoding="utf-8"), r"1\.txt is not as it was published"),
        (lambda file: file.write_text("longer", encoding="utf-8"), r"1\.txt is not as it was published"),
        (lambda file: (file.unlink(), file.mkdir()), r"1\.txt is missing"),
    ],
    ids=["gone", "other bytes", "other size", "a folder"],
)
def test_a_file_that_is_not_as_published_is_named(tmp_path, damage, message):
    release = released(tmp_path, "two")
    damage(release.folder / "1.txt")
    with pytest.raises(DamagedRelease, match=message):
        release.verify()


def test_tables_are_scanned_part_by_part_and_typed_when_empty(tmp_path):
    with writing(tmp_path), draft(tmp_path, "v") as folder:
        (folder / "ratings").mkdir()
        for part in (10, 2, 1):
            row = {"user_id": [part], "title_id": ["as1"], "score": [4.0], "rated_at": [0]}
            pl.DataFrame(row, schema(TABLES["ratings"])).write_parquet(folder / "ratings" / f"{part}.parquet")
        files = table_files(folder)
        assert files["ratings"] == ("ratings/1.parquet", "ratings/2.parquet", "ratings/10.parquet")
        entries = {name: table_entry(folder, parts, {}) for name, parts in files.items()}
        release = publish(tmp_path, folder, replace(PLAIN, version="v", tables=entries))
    assert release.scan("ratings").collect()["user_id"].to_list() == [1, 2, 10]
    assert release.manifest.tables["ratings"].rows == 3
    for name in TABLES.keys() - {"ratings"}:
        assert release.scan(name).collect_schema() == schema(TABLES[name])
        assert (name in release.manifest.tables) == (name not in ON_OCCASION)


def test_a_release_without_a_model_is_without_its_tables(tmp_path):
    release = released(tmp_path, "v")
    for name, contract in MODEL_TABLES.items():
        assert release.files(name) == []
        assert release.scan(name).collect_schema() == schema(contract)
        assert release.scan(name).collect().is_empty()


# Publishing.


def test_publishing_moves_no_pointer_and_touches_nothing_published(tmp_path):
    activate(tmp_path, released(tmp_path, "one").manifest.version)
    before = listing(tmp_path / "one")
    released(tmp_path, "two")
    assert current_version(tmp_path) == "one"
    activate(tmp_path, "two")
    assert whole(open_release(tmp_path)) == "two"
    assert listing(tmp_path / "one") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        POINTER_LOCK, HISTORY, LOCK, POINTER, "one", "two",
    ]  # fmt: skip


def test_publishing_a_version_again_replaces_the_directory_and_not_its_files(tmp_path):
    first = released(tmp_path, "one")
    kept = (first.folder / "1.txt").open(encoding="utf-8")
    before = listing(first.folder)
    (first.folder / "stray.txt").touch()
    again = released(tmp_path, "one")
    assert listing(again.folder).keys() == before.keys()
    assert all(listing(again.folder)[name][0] != inode for name, (inode, *_) in before.items())
    with kept:
        assert kept.read() == "one"


@pytest.mark.slow
def test_a_reader_sees_whole_releases_only_while_thirty_are_published(tmp_path):
    activate(tmp_path, released(tmp_path, "0", files=4).manifest.version)
    seen, faults, ended = [], [], threading.Event()

    def read():
        while not ended.is_set():
            try:
                seen.append(int(whole(open_release(tmp_path))))
            except Exception as fault:  # noqa: BLE001 - whatever a reader meets is what is looked for
                faults.append(fault)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for version in range(1, 31):
        released(tmp_path, str(version), files=4)
        for _ in range(5):  # of a pointer that is not replaced in one step, some reader sees half
            activate(tmp_path, str(version))
    ended.set()
    for reader in readers:
        reader.join()
    assert faults == []
    assert len(set(seen)) > 3
    assert whole(open_release(tmp_path)) == "30"


def test_a_writer_that_dies_at_any_moment_leaves_what_is_current(tmp_path, monkeypatch):
    """Everything that must reach the disk passes `_sync`; it dies at the first, the second, and so on."""

    class Died(BaseException):
        pass

    activate(tmp_path, released(tmp_path, "old").manifest.version)
    before = listing(tmp_path / "old")
    sync = releases._sync
    for moment in range(100):
        left = iter(range(moment))

        def dying(path, left=left):
            if next(left, None) is None:
                raise Died
            sync(path)

        monkeypatch.setattr(releases, "_sync", dying)
        try:
            activate(tmp_path, released(tmp_path, "new").manifest.version)
        except Died:
            assert whole(open_release(tmp_path)) in {"old", "new"}
            assert (current_version(tmp_path) == "new") <= (tmp_path / "new").is_dir()
            assert listing(tmp_path / "old") == before
        else:
            break
    assert moment == 8  # three files, the manifest, their folder, the folder of releases; the pointer and its folder
    assert whole(open_release(tmp_path)) == "new"


# Writers.


def test_leftovers_of_killed_writers_are_swept_and_nothing_else(tmp_path):
    release = released(tmp_path, "one")
    for name in (f"{DRAFT}two-123", f"{DRAFT}replaced-one-123"):
        (tmp_path / name / "ratings").mkdir(parents=True)
        (tmp_path / name / "ratings" / "1.parquet").touch()
    for name in (f".{POINTER}-123", f"{HISTORY}-123"):
        (tmp_path / name).touch()
    (tmp_path / "notes").mkdir()
    with writing(tmp_path):
        assert sorted(path.name for path in tmp_path.iterdir()) == [POINTER_LOCK, LOCK, "notes", "one"]
    assert whole(release) == "one"


def test_a_draft_goes_away_unless_it_is_published(tmp_path):
    with draft(tmp_path, "one") as folder:
        (folder / "1.txt").touch()
    assert list(tmp_path.iterdir()) == []
    with suppress(ZeroDivisionError), draft(tmp_path, "one") as folder:
        (folder / "1.txt").touch()
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_second_writer_is_told_to_wait_and_harms_nothing(tmp_path):
    with writing(tmp_path), draft(tmp_path, "one") as folder:
        with pytest.raises(ReleaseError, match=r"another build is writing to .*; wait"), writing(tmp_path):
            pass
        assert folder.is_dir()
    with writing(tmp_path):
        pass


def test_a_lock_file_of_a_dead_writer_locks_nothing(tmp_path):
    (tmp_path / LOCK).write_text("12345", encoding="utf-8")
    with writing(tmp_path):
        pass


def test_the_right_to_write_ends_with_an_error(tmp_path):
    with suppress(ZeroDivisionError), writing(tmp_path):
        raise ZeroDivisionError
    with FileLock(tmp_path / LOCK, timeout=0):
        pass


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").touch()
    for data in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(ReleaseError, match=r"file.* cannot be written \(.*\); choose another with --data DIR"):
            writing(data).__enter__()


BUILDER = """
import sys
from itertools import count
from pathlib import Path
from pipeline.store.vocabulary import PlatformCode
from tests.pipeline.making import made
from tests.raw_files import rating, title

for number in count():
    rows = [title(show_id=f"s{place}", title=f"{number} of {sys.argv[2]}") for place in range(1, 500)]
    made(Path(sys.argv[1]), {PlatformCode.HULU: rows}, {"1": [rating(movieId="hs1")] * 500})
    print(number, flush=True)
"""


@pytest.mark.slow
def test_killing_a_builder_at_random_moments_leaves_a_whole_release_current(tmp_path):
    random, data, left = Random(7), tmp_path / "data", 0
    for attempt in range(6):
        command = [sys.executable, "-c", BUILDER, str(tmp_path), str(attempt)]
        with subprocess.Popen(command, cwd=Path(__file__).parents[3], stdout=subprocess.PIPE) as builder:
            assert builder.stdout.readline() == b"0\n"
            time.sleep(random.uniform(0, 0.2))
            builder.send_signal(signal.SIGKILL)
        current = open_release(data)
        current.verify()
        assert current.scan("titles").collect()["title"].str.ends_with(f" of {attempt}").all()
        for folder in data.iterdir():
            if folder.is_dir() and not folder.name.startswith(DRAFT):
                open_release(data, folder.name).verify()
        left += len(list(data.glob(f"{DRAFT}*")))
    assert left, "no build was under way at any of the moments"
    with writing(data):
        assert list(data.glob(f"{DRAFT}*")) == []
