"""`pipeline watch` as a process: stopped, killed, refused, and its builds killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.ops.child import Child
from pipeline.ops.events import unquoted
from pipeline.ops.noticing import Notices, Wake, Wakes
from pipeline.ops.watch import Watcher, Watching
from pipeline.store.releases import DRAFT, current_version, open_release
from pipeline.store.status import STATUS, Fault, State, Status
from tests.pipeline.ops.making import Running, until
from tests.raw_files import rating, write_raw
from tests.small import write_small

HERE = ["--every", "1", "--settle", "0.2"]


@pytest.fixture
def raw(tmp_path):
    return write_small(tmp_path / "raw")


@pytest.fixture
def watch(raw, tmp_path):
    """Starts `pipeline watch` on the small catalogue."""
    return lambda *more: Running(tmp_path / "log", "watch", "--raw", raw, "--data", tmp_path / "data", *HERE, *more)


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").split()[2] != "Z" if Path("/proc").is_dir() else True


def test_changes_wake_who_waits_for_them_at_once(tmp_path):
    wakes = Wakes()
    notices = Notices(tmp_path / "raw", wakes)
    notices.start()  # there is nothing to watch yet
    (tmp_path / "raw" / "ratings").mkdir(parents=True)
    notices.start()
    file = tmp_path / "raw" / "ratings" / "1.csv"
    until(lambda: file.touch() or wakes.wait(0.2) == Wake.CHANGED)
    (tmp_path / "raw").rename(tmp_path / "old")  # and another in its place
    file.parent.mkdir(parents=True)
    notices.start()
    until(lambda: wakes.wait(0.6) == Wake.TIME)
    until(lambda: file.touch() or wakes.wait(0.2) == Wake.CHANGED)
    notices.stop()
    assert notices.trouble is None


def test_where_no_changes_are_told_that_is_said_once_and_not_tried_again(tmp_path, monkeypatch):
    begun = []

    def refuse(*_, **__):
        begun.append(True)
        raise OSError(28, "OS file watch limit reached")

    monkeypatch.setattr("watchfiles.watch", refuse)
    said = []
    log = SimpleNamespace(warning=lambda event, reason: said.append((event, reason)))
    watcher = Watcher(Watching(tmp_path, tmp_path / "data", []), log)
    for _ in range(3):
        watcher._notices.start()
        watcher._notices._thread.join()
        watcher._tell_trouble()
    told = "changes are not told, so files are looked at by the clock alone"
    assert said == [(told, "[Errno 28] OS file watch limit reached")]
    assert len(begun) == 1


def test_a_stop_is_heard_however_much_else_there_is():
    wakes = Wakes()
    with wakes.stopped_by_signals():
        wakes.put(Wake.CHANGED)
        os.kill(os.getpid(), signal.SIGINT)
        assert [wakes.wait(60), wakes.wait(60), wakes.wait(60)] == [Wake.CHANGED, Wake.STOP, Wake.STOP]
    assert Wakes().wait(0) == Wake.TIME


@pytest.mark.parametrize(
    ("said", "reason", "where"),
    [
        ("print('pipeline: 1.csv is empty', file=sys.stderr); sys.exit(1)", "1.csv is empty", []),
        ("print('Traceback', file=sys.stderr); sys.exit('pipeline: fit: failed')", "fit: failed", []),
        ("raise KeyError('user 1234567891')", "ended with code 1: KeyError", ['File "<string>", line 1, in <module>']),
        ("sys.exit(3)", "ended with code 3: it said nothing", []),
        ("sys.stderr.buffer.write(bytes([255, 10])); sys.exit(1)", "ended with code 1: \ufffd", []),
        ("os.kill(os.getpid(), 15)", "ended by signal 15", []),
    ],
)
def test_how_a_child_failed_is_one_line(monkeypatch, said, reason, where):
    wakes = Wakes()
    real = subprocess.Popen
    started = [sys.executable, "-c", f"import os, sys; {said}"]
    monkeypatch.setattr(subprocess, "Popen", lambda _, **how: real(started, **how))
    child = Child([], wakes)
    assert wakes.wait(60) == Wake.ENDED
    assert (child.reason, child.said) == (reason, where)
    child.end()  # there is nothing left to end


@pytest.mark.slow
def test_a_second_watch_is_refused_and_a_killed_one_is_in_nobodys_way(watch, tmp_path):
    with watch() as first:
        first.until("current")
        second = Running(tmp_path / "second", "watch", "--raw", tmp_path / "raw", "--data", tmp_path / "data")
        assert second.process.wait() == 1
        (line,) = second.log.read_text(encoding="utf-8").splitlines()
        assert line.startswith(f"pipeline: {tmp_path / 'data'} is being watched already (process {first.process.pid}, ")
        assert first.stop(signal.SIGKILL) == -signal.SIGKILL
    with watch() as third:
        third.until("watching", 2)
        assert third.stop(signal.SIGINT) == 0
    assert third.count("building") == 1  # the first one's


@pytest.mark.slow
def test_stopped_while_it_builds_it_ends_all_of_it_and_begins_anew(watch, tmp_path):
    """What the build started in turn is ended as well, and nothing of it is left but the release that was whole."""
    data, pids = tmp_path / "data", tmp_path / "pids"
    code = f"import os, time; open({str(pids)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    with watch("--then", f"'{sys.executable}' -c \"{code}\"") as watching:
        until(lambda: pids.exists() and pids.read_text(), watching.log.read_text)
        assert Status.read(data).state == State.BUILDING
        assert watching.stop(signal.SIGTERM) == 0
        assert watching.events()[-1]["event"] == "stopped"
    until(lambda: not alive(int(pids.read_text())))
    assert current_version(data) is None
    assert not (data / STATUS).exists()
    assert list(data.glob(f"{DRAFT}*")) == []
    with watch() as again:
        again.until("current")
        assert again.stop(signal.SIGTERM) == 0
    open_release(data).verify()


KILL = """
import os
from pathlib import Path
once = Path(__file__).with_name("once")
if not once.exists():
    once.touch()
    os.kill(os.getppid(), 9)
"""


@pytest.mark.slow
def test_a_build_that_is_killed_is_told_of_and_tried_again(watch, tmp_path):
    data = tmp_path / "data"
    (tmp_path / "kill.py").write_text(KILL, encoding="utf-8")
    with watch("--then", f"'{sys.executable}' '{tmp_path / 'kill.py'}'") as watching:
        failed = watching.until("failed")
        assert failed["reason"].startswith("ended by signal 9")
        assert (failed["level"], failed["failures"], "T" in failed["next_try"]) == ("error", 1, True)
        told = watching.until("current")
        assert (current_version(data), Status.read(data).failures) == (told["release"], 0)
        assert watching.stop(signal.SIGTERM) == 0


@pytest.mark.slow
def test_a_lock_that_another_holds_is_waited_for(watch, raw, tmp_path):
    data, go = tmp_path / "data", tmp_path / "go"
    code = f"import pathlib, time\nwhile not pathlib.Path({str(go)!r}).exists(): time.sleep(0.05)"
    (tmp_path / "wait.py").write_text(code, encoding="utf-8")
    then = f"'{sys.executable}' '{tmp_path / 'wait.py'}'"
    with (
        Running(tmp_path / "other", "build", "--raw", raw, "--data", data, "--then", then) as other,
        watch() as watching,
    ):
        failed = watching.until("failed")
        if "another build" in failed["reason"]:  # else it came first, and the other one was refused
            assert Status.read(data).state == State.BUILDING
            assert f"(process {other.process.pid}, since " in failed["reason"]
        go.touch()
        watching.until("current")
        assert watching.stop(signal.SIGTERM) == 0
    assert Status.read(data).state == State.CURRENT


@pytest.mark.slow
def test_an_option_that_a_build_does_not_know_is_refused_at_once(watch):
    with watch("--evry", "5") as watching:
        assert watching.process.wait() == 2
    assert "No such option: --evry" in watching.log.read_text(encoding="utf-8")


@pytest.mark.slow
def test_once_it_builds_what_is_new_and_ends(watch, raw, tmp_path):
    with watch("--once") as first:
        assert first.process.wait() == 0
    with watch("--once") as second:
        assert second.process.wait() == 0
    assert second.count("building") == 1
    write_raw(raw, {}, {"9": [rating(movieId="as1", rating="")]})
    (raw / "ratings" / "9.csv").write_text("nothing\n1\n", encoding="utf-8")
    with watch("--once") as third:
        assert third.process.wait() == 1
    status = Status.read(tmp_path / "data")
    assert (status.state, status.fault, status.failures) == (State.FAILED, Fault.INPUTS, 1)
    assert third.events()[-2]["reason"] == unquoted(status.message)
