from contextlib import suppress

import pytest

from pipeline.store.errors import DamagedRelease, Overtaken, StoreError
from pipeline.store.history import HISTORY, moves
from pipeline.store.releases import POINTER, activate, current_version
from pipeline.store.remote.bucket import Missing, Moved
from pipeline.store.status import STATUS, State, Status
from tests.pipeline.store.remote.making import URL, WHEN, Store, made, published, written


@pytest.fixture
def store():
    return Store()


def named(store):
    """The version that the store's pointer names."""
    return store.get(POINTER).decode().strip().rpartition("-")[0]


def test_the_first_release_makes_the_pointer(store, tmp_path):
    published(store, tmp_path / "a", "v1", titles="t")
    assert named(store) == "v1"


def test_the_next_machine_starts_from_what_is_current(store, tmp_path):
    published(store, tmp_path / "a" / "build", "v1", titles="t")
    with written(store, tmp_path / "b" / "build") as writer:
        assert current_version(writer.folder) == "v1"
        assert (writer.folder / "v1" / "titles").read_text() == "t"
        assert [move.version for move in moves(writer.folder)] == ["v1"]


def test_what_is_current_already_is_not_published_again(store, tmp_path):
    published(store, tmp_path / "a", "v1", titles="t")
    store.done.clear()
    with written(store, tmp_path / "a") as writer:
        pointer = writer.pointer
        writer.publish()
    assert writer.pointer is pointer
    assert (store.did("send"), store.did("fetch")) == ([], [])


def test_only_the_pointer_that_was_read_is_replaced(store, tmp_path):
    published(store, tmp_path / "a" / "build", "v1", titles="t")
    with written(store, tmp_path / "b" / "build") as slow:
        published(store, tmp_path / "a" / "build", "v2", titles="u")
        made(slow.folder, "v3", titles="v")
        activate(slow.folder, "v3")
        with pytest.raises(Overtaken, match=rf"^{URL}/CURRENT was moved by somebody .* it names v2-\w+ and stays so"):
            slow.publish()
    assert named(store) == "v2"
    assert current_version(slow.folder) == "v1"  # what nobody sees is not current here either
    with written(store, tmp_path / "b" / "build") as again:
        assert current_version(again.folder) == "v2"
        assert [move.version for move in moves(again.folder)] == ["v1", "v2"]
        activate(again.folder, "v3")
        again.publish()
    assert named(store) == "v3"


def test_of_two_first_releases_one_is_first(store, tmp_path):
    with written(store, tmp_path / "b" / "build") as slow:
        published(store, tmp_path / "a" / "build", "v1", titles="t")
        made(slow.folder, "v2", titles="u")
        activate(slow.folder, "v2")
        with pytest.raises(Overtaken):
            slow.publish()
    assert named(store) == "v1"
    assert current_version(slow.folder) is None
    assert not (slow.folder / HISTORY).exists()


def test_a_pointer_that_was_removed_meanwhile_is_not_made_anew(store, tmp_path):
    published(store, tmp_path / "a", "v1", titles="t")
    with written(store, tmp_path / "a") as writer:
        store.memory.delete(POINTER)
        made(writer.folder, "v2", titles="u")
        activate(writer.folder, "v2")
        with pytest.raises(Overtaken, match="it names nothing"):
            writer.publish()


def test_an_answer_that_is_lost_on_the_way_is_no_race(store, tmp_path, monkeypatch):
    with written(store, tmp_path / "a") as writer:
        replace = writer.bucket.replace

        async def twice(path, content, last):
            await replace(path, content, last)
            await replace(path, content, last)  # as a library does that heard nothing

        monkeypatch.setattr(writer.bucket, "replace", twice)
        made(writer.folder, "v1", titles="t")
        activate(writer.folder, "v1")
        writer.publish()
    assert named(store) == "v1"


def test_a_writer_that_is_stopped_before_it_publishes_is_seen_by_nobody(store, tmp_path):
    published(store, tmp_path / "a", "v1", titles="t")
    with suppress(KeyboardInterrupt), written(store, tmp_path / "a") as writer:
        made(writer.folder, "v2", titles="u")
        activate(writer.folder, "v2")
        raise KeyboardInterrupt
    assert named(store) == "v1"
    assert current_version(tmp_path / "a") == "v1"
    assert [move.version for move in moves(tmp_path / "a")] == ["v1"]


def test_a_damaged_release_is_an_error_for_who_needs_it_and_a_line_for_who_does_not(store, tmp_path, capsys):
    published(store, tmp_path / "a" / "build", "v1", titles="t")
    store.put(f"{store.get(POINTER).decode().strip()}/titles", b"T")
    with pytest.raises(DamagedRelease), written(store, tmp_path / "b" / "build"):
        pass
    with written(store, tmp_path / "b" / "build", needed=False) as writer:
        assert current_version(writer.folder) is None
        made(writer.folder, "v1", WHEN.replace(year=2027), titles="t")
        activate(writer.folder, "v1")
        writer.publish()
    assert "titles is not as it was published; build the release again: going on without it" in capsys.readouterr().err
    with written(store, tmp_path / "c" / "build") as writer:
        assert (writer.folder / "v1" / "titles").read_text() == "t"


def test_what_the_mirror_holds_is_forgotten_where_the_store_was_emptied(store, tmp_path):
    published(store, tmp_path / "a", "v1", titles="t")
    with written(Store(), tmp_path / "a") as writer:
        assert current_version(writer.folder) is None


def test_status_and_history_go_with_the_pointer(store, tmp_path):
    published(store, tmp_path / "a" / "build", "v1", titles="t")
    with written(store, tmp_path / "a" / "build") as writer:
        Status(State.FAILED, WHEN, failures=2, message="no room").write(writer.folder)
    with written(store, tmp_path / "b" / "build") as writer:
        assert Status.read(writer.folder).failures == 2
        assert [move.version for move in moves(writer.folder)] == ["v1"]
    assert {HISTORY, STATUS, POINTER} <= {*store.paths()}


def test_a_status_that_cannot_be_sent_is_no_fault(store, tmp_path, monkeypatch):
    with written(store, tmp_path / "a") as writer:
        Status(State.FAILED, WHEN).write(writer.folder)

        async def broken(*_):
            raise StoreError("not now")

        monkeypatch.setattr(writer.bucket, "write", broken)
    assert STATUS not in store.paths()


@pytest.mark.parametrize("fault", [Missing("gone"), Moved("moved")])
def test_faults_that_are_told_apart_are_all_of_a_store(fault):
    assert isinstance(fault, StoreError)
