"""Worker processes end with the process that started them, and share what they count."""

import logging
import os
import signal
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from uvicorn.supervisors import Multiprocess

from graphql_api import workers
from tests.graphql_api.serving import PATIENCE, answers, serving


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_workers_do_not_outlive_a_supervisor_that_was_killed_and_leave_nothing(small_data, tmp_path):
    place = tmp_path / "place"
    place.mkdir()
    with serving(small_data, tmp_path / "log", "--workers", "2", TMPDIR=str(place)) as served:
        assert len(list(place.iterdir())) == 1
        served.stop(signal.SIGKILL)
        deadline = time.monotonic() + PATIENCE
        while answers(served.port, "/healthz") or any(place.iterdir()):
            assert time.monotonic() < deadline, "a worker still answers, or what it shared is still there"
            time.sleep(0.1)


# What they share


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """An environment that names no folder, put back afterwards."""
    monkeypatch.setenv(workers.FOLDER, "")
    monkeypatch.delenv(workers.FOLDER)


def test_a_single_process_shares_nothing_whatever_folder_another_service_named(monkeypatch, tmp_path):
    monkeypatch.setenv(workers.FOLDER, str(tmp_path))
    with workers.sharing_metrics(1):
        assert workers.shared_folder() is None


def test_while_workers_run_there_is_a_folder_of_their_own_and_then_none():
    with workers.sharing_metrics(2):
        folder = workers.shared_folder()
        assert folder.is_dir()
        assert folder.stat().st_mode & 0o777 == 0o700 or os.name == "nt"
        (folder / "counter_1.db").write_bytes(b"1")
    assert not folder.exists()
    assert workers.shared_folder() is None


def test_a_folder_goes_however_the_service_ends():
    def end():
        with workers.sharing_metrics(2):
            folders.append(workers.shared_folder())
            raise SystemExit(0)

    folders = []
    with pytest.raises(SystemExit):
        end()
    assert not folders[0].exists()


def test_a_folder_that_another_service_named_is_left_alone(monkeypatch, tmp_path):
    monkeypatch.setenv(workers.FOLDER, str(tmp_path))
    with workers.sharing_metrics(2):
        assert workers.shared_folder() != tmp_path
    assert tmp_path.is_dir()


def unwritable(monkeypatch, *places):
    """Have folders refused as a disk does that cannot be written."""
    make = tempfile.mkdtemp

    def refuse(*, prefix, dir):  # noqa: A002 - as `mkdtemp`
        if dir in places:
            raise OSError(30, "Read-only file system")
        return make(prefix=prefix, dir=dir)

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)


def test_where_the_disk_cannot_be_written_the_folder_is_in_memory(monkeypatch, tmp_path, caplog):
    monkeypatch.setattr(workers, "MEMORY", tmp_path)
    unwritable(monkeypatch, None)
    with workers.sharing_metrics(2):
        assert workers.shared_folder().parent == tmp_path
    assert caplog.records == []


def test_where_nothing_can_be_written_one_warning_says_what_that_means(monkeypatch, caplog):
    unwritable(monkeypatch, None, workers.MEMORY)
    with workers.sharing_metrics(2):
        assert workers.shared_folder() is None
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert "each tells metrics of its own" in record.getMessage()


def test_of_a_worker_that_ended_only_what_it_counted_is_kept(monkeypatch):
    processes = [SimpleNamespace(pid=11), SimpleNamespace(pid=12)]
    supervisor = object.__new__(workers.Supervisor)
    supervisor.processes = processes
    monkeypatch.setattr(Multiprocess, "keep_subprocess_alive", lambda _: None)
    with workers.sharing_metrics(2):
        folder = workers.shared_folder()
        for name in ("counter", "histogram", "gauge_livesum", "gauge_livemin"):
            for pid in (11, 12):
                (folder / f"{name}_{pid}.db").touch()
        supervisor.keep_subprocess_alive()
        assert len(list(folder.iterdir())) == 8
        processes[0] = SimpleNamespace(pid=13)
        supervisor.keep_subprocess_alive()
        left = sorted(file.name for file in Path(folder).iterdir())
    assert left == ["counter_11.db", "counter_12.db", "gauge_livemin_12.db", "gauge_livesum_12.db", "histogram_11.db",
                    "histogram_12.db"]  # fmt: skip
