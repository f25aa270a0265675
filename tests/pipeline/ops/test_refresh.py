import os
import shlex
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime

import pytest

from pipeline.ops.refresh import refresh
from pipeline.ops.retention import Retention
from pipeline.ops.rollback import rollback
from pipeline.ops.telling import BUILD_LOCK, building
from pipeline.store.errors import Busy, ReleaseError, TableError, UnreadableSource, WorseModel
from pipeline.store.locks import held
from pipeline.store.releases import DRAFT, activate, current_version, writing
from pipeline.store.status import STATUS, Fault, State, Status
from tests.pipeline.ops.making import HOUSE, environment, released, until

KEEP = Retention(5, 7)


def refreshed(data, version, *, dataset="", inputs="i", then=None, retention=KEEP, days=0):
    """Refreshes with a release of this version; what it said."""
    said = []

    def make():
        return released(data, version, dataset=dataset, days=days)

    refresh(data, make, said.append, inputs=inputs, then=then, retention=retention)
    return "".join(said).split("\n")


def failing(data, fault, inputs="i"):
    def make():
        raise fault

    with pytest.raises(type(fault)):
        refresh(data, make, lambda _: None, inputs=inputs, then=None, retention=KEEP)


# The status.


def test_a_refresh_tells_what_it_is_at(tmp_path):
    seen = []

    def make():
        seen.append(Status.read(tmp_path))
        return released(tmp_path, "one")

    refresh(tmp_path, make, lambda _: None, inputs="i1", then=None, retention=KEEP)
    after = Status.read(tmp_path)
    assert (seen[0].state, seen[0].inputs, seen[0].release, seen[0].succeeded_at) == (State.BUILDING, "i1", None, None)
    assert (after.state, after.inputs, after.release, after.failures) == (State.CURRENT, "i1", "one", 0)
    assert seen[0].since < after.since
    assert after.since <= after.succeeded_at


@pytest.mark.parametrize(
    ("fault", "where"),
    [
        (UnreadableSource("raw/1.csv is empty"), Fault.INPUTS),
        (TableError("titles: 3 rows break `key`"), Fault.INPUTS),
        (WorseModel("worse"), Fault.INPUTS),
        (ReleaseError("another build is writing"), Fault.ELSEWHERE),
        (OSError(28, "No space left on device"), Fault.ELSEWHERE),
        (MemoryError("too\nmuch"), Fault.ELSEWHERE),
    ],
    ids=lambda value: type(value).__name__,
)
def test_one_that_fails_tells_why_and_where_the_fault_was_and_leaves_what_is_current(tmp_path, fault, where):
    refreshed(tmp_path, "one", inputs="i1")
    before = Status.read(tmp_path)
    for failures in (1, 2):
        failing(tmp_path, fault, "i2")
        after = Status.read(tmp_path)
        assert (after.state, after.fault, after.failures) == (State.FAILED, where, failures)
        assert " ".join(str(fault).split()) in after.message
        assert "\n" not in after.message
        assert (after.inputs, after.release, after.succeeded_at) == ("i2", "one", before.succeeded_at)
    assert current_version(tmp_path) == "one"
    refreshed(tmp_path, "two")
    assert Status.read(tmp_path).failures == 0
    assert Status.read(tmp_path).message is None


@pytest.mark.parametrize("ending", [KeyboardInterrupt, SystemExit], ids=lambda kind: kind.__name__)
def test_one_that_is_ended_leaves_the_status_as_it_was(tmp_path, ending):
    failing(tmp_path, ending())
    assert not (tmp_path / STATUS).exists()
    refreshed(tmp_path, "one", inputs="i1")
    before = Status.read(tmp_path)
    failing(tmp_path, ending(), "i2")
    assert Status.read(tmp_path) == before


def test_one_that_was_killed_counts_as_failed_when_the_next_begins(tmp_path):
    Status(State.BUILDING, datetime.now(UTC), "i1", failures=1).write(tmp_path)
    failing(tmp_path, UnreadableSource("odd"))
    assert Status.read(tmp_path).failures == 3


def test_a_status_that_cannot_be_written_fails_nothing(tmp_path):
    (tmp_path / STATUS).mkdir()
    refreshed(tmp_path, "one")
    assert current_version(tmp_path) == "one"


# One at a time.


def test_a_second_refresh_is_refused_also_while_the_first_runs_its_command(tmp_path):
    """The command may write releases all the same, as a fit does."""
    with building(tmp_path):
        with writing(tmp_path):
            pass
        before = sorted(path.name for path in tmp_path.iterdir())
        with pytest.raises(
            Busy, match=rf"another build is at work on .* \(process {os.getpid()}, since .*\); wait for"
        ):
            refreshed(tmp_path, "one")
        assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_leftovers_of_killed_ones_go(tmp_path):
    for name in (f".{STATUS}-12", ".sources.json-12", ".CURRENT-12", ".history-12"):
        (tmp_path / name).touch()
    (tmp_path / f"{DRAFT}x-12").mkdir()
    refreshed(tmp_path, "one")
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {".build.lock", ".current.lock", ".history", ".lock", "CURRENT", "one", STATUS}


WRITERS = """
import sys
from pathlib import Path
from pipeline.store.releases import activate
for number in range(30):
    activate(Path(sys.argv[1]), f"{sys.argv[2]}{number}")
"""


def test_pointers_moved_by_two_at_once_are_all_remembered(tmp_path):
    moved = [
        subprocess.Popen([sys.executable, "-c", WRITERS, str(tmp_path), name], cwd=HOUSE, env=environment())
        for name in ("a", "b")
    ]
    assert [process.wait() for process in moved] == [0, 0]
    lines = (tmp_path / ".history").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 60
    assert f'"{current_version(tmp_path)}"' in lines[-1]


def test_the_pointer_is_waited_for(tmp_path):
    with held(tmp_path / ".current.lock", "it"):
        moving = threading.Thread(target=activate, args=(tmp_path, "one"))
        moving.start()
        time.sleep(0.1)
        assert current_version(tmp_path) is None
    moving.join()
    assert current_version(tmp_path) == "one"


# A rollback stands.


def test_what_a_rollback_took_back_is_not_brought_back_by_the_same_files(tmp_path):
    refreshed(tmp_path, "one")
    refreshed(tmp_path, "two")
    rollback(tmp_path, None, lambda _: None)
    said = refreshed(tmp_path, "two", then=f"'{sys.executable}' -c 'raise SystemExit(1)'")  # is not run
    assert said[-1] == "Current: one"
    told = f"a rollback took two back; to have it again: pipeline rollback two --data {tmp_path}"
    assert f"Not made current: {told}" in said
    assert (Status.read(tmp_path).state, Status.read(tmp_path).message) == (State.CURRENT, told)
    refreshed(tmp_path, "three")
    assert current_version(tmp_path) == "three"
    refreshed(tmp_path, "two")  # the files have changed since
    assert current_version(tmp_path) == "two"


def test_what_a_rollback_takes_back_while_the_command_runs_stays_so(tmp_path):
    refreshed(tmp_path, "one")
    refreshed(tmp_path, "two")
    code = (
        f"import pathlib as p; from pipeline.ops.rollback import rollback; rollback(p.Path('{tmp_path}'), None, print)"
    )
    said = refreshed(tmp_path, "two", then=shlex.join([sys.executable, "-c", code]))
    assert (said[-1], current_version(tmp_path)) == ("Current: one", "one")
    assert any(line.startswith("Not made current: a rollback took two back") for line in said)


def test_a_store_is_named_by_its_url_where_it_is_told_how_to_have_a_release_again(tmp_path):
    refreshed(tmp_path, "one")
    refreshed(tmp_path, "two")
    rollback(tmp_path, None, lambda _: None)
    sent = []
    refresh(
        tmp_path, lambda: released(tmp_path, "two"), lambda _: None, inputs="i", then=None, retention=KEEP,
        publish=lambda: sent.append(current_version(tmp_path)), where="s3://bucket/prefix",
    )  # fmt: skip
    assert Status.read(tmp_path).message.endswith("pipeline rollback two --data s3://bucket/prefix")
    assert sent == ["one"]  # what is current may be damaged in the store


def test_models_that_a_rollback_took_back_are_not_fitted_again_to_the_same(tmp_path):
    refreshed(tmp_path, "one")
    released(tmp_path, "fitted", dataset="one", model="m")
    activate(tmp_path, "fitted")
    rollback(tmp_path, "one", lambda _: None)
    assert "Not made current: a rollback took fitted back" in "\n".join(refreshed(tmp_path, "one"))
    rollback(tmp_path, "fitted", lambda _: None)
    assert refreshed(tmp_path, "one")[-1] == "Current: fitted"


# Old ones go.


def test_old_releases_go_when_the_new_one_is_current(tmp_path):
    for number in range(5):
        refreshed(tmp_path, f"r{number}", retention=Retention(9, 9), days=9 - number)
    assert refreshed(tmp_path, "r5", retention=Retention(2, 1.5))[-2:] == [
        "Removed, as beyond the 2 newest, and older than 1.5 days: r3, r2, r1, r0",
        "Current: r5",
    ]
    assert refreshed(tmp_path, "r6", retention=Retention(2, 1.5))[-1] == "Current: r6"


def test_one_that_cannot_be_removed_fails_nothing(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("pipeline.ops.refresh.retain", refuse)
    assert "Old releases could not be removed: [Errno 1] Operation not permitted" in refreshed(tmp_path, "one")
    assert Status.read(tmp_path).state == State.CURRENT


# Signals.

BUILDER = """
import os, sys, time
from pathlib import Path
from pipeline.ops.refresh import refresh
from pipeline.ops.retention import Retention
from pipeline.store.releases import draft, writing

data = Path(sys.argv[1])

def make():
    with writing(data), draft(data, "v") as folder:
        (folder / "1").touch()
        print("building", flush=True)
        time.sleep(600)

refresh(data, make, print, inputs="i", then=None, retention=Retention())
"""


@pytest.fixture
def builder(tmp_path):
    command = [sys.executable, "-c", BUILDER, str(tmp_path)]
    with subprocess.Popen(command, cwd=HOUSE, env=environment(), stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"building\n"
        yield process
        process.kill()


def test_sigterm_ends_a_build_and_nothing_is_left_of_it(tmp_path, builder):
    assert Status.read(tmp_path).state == State.BUILDING
    builder.send_signal(signal.SIGTERM)
    assert builder.wait() == 128 + signal.SIGTERM
    assert sorted(path.name for path in tmp_path.iterdir()) == [BUILD_LOCK, ".current.lock", ".lock"]


def test_a_killed_build_holds_no_lock(tmp_path, builder):
    with pytest.raises(Busy), building(tmp_path):
        pass
    builder.kill()
    builder.wait()
    until(lambda: list(tmp_path.glob(f"{DRAFT}*")))
    refreshed(tmp_path, "one")
    assert list(tmp_path.glob(f"{DRAFT}*")) == []
