"""What a watcher decides, with builds that end as the tests say and a clock that they turn."""

import os
import signal
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from pipeline.ops import watch as watching
from pipeline.ops.inputs import look, name_of
from pipeline.ops.noticing import Wake
from pipeline.ops.refresh import refresh
from pipeline.ops.retention import Retention
from pipeline.ops.rollback import rollback
from pipeline.ops.telling import building
from pipeline.ops.watch import Watcher, Watching
from pipeline.store.errors import ReleaseError, UnreadableSource
from pipeline.store.history import HISTORY
from pipeline.store.releases import POINTER, current_version
from pipeline.store.status import STATUS, Fault, State, Status
from tests.pipeline.ops.making import released


class Log:
    """Keeps what is logged."""

    def __init__(self):
        self.lines = []

    def __getattr__(self, level):
        return lambda event, **said: self.lines.append({"level": level, "event": event, **said})

    @property
    def events(self):
        return [line["event"] for line in self.lines]


class Clock:
    now = 1_000.0

    def monotonic(self):
        return self.now


class Builds:
    """In place of processes: each build ends as the next of `outcomes`, or well."""

    def __init__(self, raw, data):
        self.raw, self.data, self.outcomes, self.made = raw, data, [], 0

    def __call__(self, _, wakes):
        outcome = self.outcomes.pop(0) if self.outcomes else None
        self.code, self.reason, self.explained, self.said = 0, "", True, []
        self.made += 1
        wakes.put(Wake.CHANGED)  # a build of its own notices its own writing
        wakes.put(Wake.ENDED)

        def make():
            if isinstance(outcome, Exception):
                raise outcome
            return released(self.data, f"of-{self.inputs()}")

        if isinstance(outcome, int):
            self.code, self.reason, self.explained = outcome, f"ended by signal {-outcome}", False
            Status(State.BUILDING, datetime.now(UTC), self.inputs()).write(self.data)
        elif outcome == "refused":
            self.code, self.reason = 1, "another build is at work"
        else:
            try:
                refresh(self.data, make, lambda _: None, inputs=self.inputs(), then=None, retention=Retention())
            except Exception as fault:  # noqa: BLE001 - whatever the test asked for
                self.code, self.reason = 1, str(fault)
        return self

    def inputs(self):
        return name_of(look(self.raw, self.data), "s")


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(watching, "time", clock)
    return clock


@pytest.fixture
def raw(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "1.csv").write_text("a", encoding="utf-8")
    return tmp_path / "raw"


@pytest.fixture
def data(tmp_path):
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


@pytest.fixture
def builds(raw, data, monkeypatch):
    builds = Builds(raw, data)
    monkeypatch.setattr(watching, "Child", builds)
    return builds


@pytest.fixture
def start(raw, data, builds, clock, monkeypatch):
    """Starts a watcher, as often as is asked, each in place of the one before."""
    monkeypatch.setattr(watching.Notices, "start", lambda _: None)

    def start(settings="s", **how):
        return Watcher(Watching(raw, data, [], settings, **{"every": 60, "settle": 0, **how}), Log())

    return start


def change(raw, name="2.csv"):
    with (raw / name).open("a", encoding="utf-8") as file:
        file.write("b")


def turns(watcher, clock, seconds):
    """Let time pass, and the watcher look as often as it wants to; how often it did."""
    end, looks = clock.now + seconds, 0
    while True:
        watcher._turn()
        looks += 1
        pause = watcher._pause()
        assert pause > 0, "it would look without pause"
        if clock.now + pause > end:
            clock.now = end
            return looks
        clock.now += pause


def test_at_first_it_builds_and_then_only_when_files_change(start, builds, raw, data, clock):
    watcher = start()
    turns(watcher, clock, 600)
    assert (builds.made, watcher._log.events) == (1, ["building", "current"])
    change(raw)
    turns(watcher, clock, 600)
    assert builds.made == 2
    assert watcher._log.lines[-2] == {"level": "info", "event": "building", "files": 2, "changed": "2.csv"}
    told = watcher._log.lines[-1]
    assert (told["event"], told["release"], told["titles"]) == ("current", current_version(data), 3)


def test_started_again_with_nothing_changed_it_builds_nothing(start, builds, clock):
    turns(start(), clock, 1)
    watcher = start()
    turns(watcher, clock, 600)
    assert (builds.made, watcher._log.events) == (1, [])


@pytest.mark.parametrize("settings", ["s2", ""])
def test_started_again_with_other_settings_it_builds(start, builds, clock, settings):
    turns(start(), clock, 1)
    builds.inputs = lambda: name_of(look(builds.raw, builds.data), settings)
    turns(start(settings), clock, 600)
    assert builds.made == 2


def test_a_fault_of_the_files_waits_for_other_files(start, builds, raw, clock):
    builds.outcomes = [UnreadableSource("1.csv is empty")]
    watcher = start()
    turns(watcher, clock, 100_000)
    turns(start(), clock, 100_000)
    assert builds.made == 1
    assert watcher._log.lines[-1] == {
        "level": "error", "event": "failed", "reason": "1.csv is empty", "failures": 1,
        "next_try": "when the files change",
    }  # fmt: skip
    change(raw)
    turns(watcher, clock, 1)
    assert (builds.made, watcher._log.events[-1]) == (2, "current")


def test_what_a_reason_quotes_of_raw_files_is_not_logged(start, builds, data, clock):
    told = "1.csv: 3 of its 4 rows may not enter; the first: row 2 (`1234567891,4.0,x`), row 3 (`1234567891"
    builds.outcomes = [UnreadableSource(told)]
    watcher = start()
    turns(watcher, clock, 1)
    assert (
        watcher._log.lines[-1]["reason"] == "1.csv: 3 of its 4 rows may not enter; the first: row 2 (`…`), row 3 (`…`"
    )
    assert Status.read(data).message == told


def test_any_other_fault_is_tried_again_at_growing_intervals(start, builds, data, clock):
    builds.outcomes = [ReleaseError("no room")] * 9
    watcher, begun, times = start(), clock.now, []
    refresh_ = watcher._refresh
    watcher._refresh = lambda: (times.append(clock.now - begun), refresh_())
    turns(watcher, clock, 30_000)
    pauses = [after - before for before, after in pairwise(times)]
    assert pauses == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]
    assert (builds.made, Status.read(data).failures, Status.read(data).next_try) == (10, 0, None)
    assert [line.get("failures") for line in watcher._log.lines if line["event"] == "failed"] == [*range(1, 10)]


def test_when_it_is_tried_again_is_in_the_status(start, builds, data, clock):
    builds.outcomes = [OSError(28, "No space left on device")]
    turns(start(), clock, 1)
    status = Status.read(data)
    assert (status.state, status.fault, status.failures) == (State.FAILED, Fault.ELSEWHERE, 1)
    assert timedelta(seconds=50) < status.next_try - datetime.now(UTC) <= timedelta(seconds=60)


def test_other_files_are_not_waited_with(start, builds, raw, clock):
    builds.outcomes = [ReleaseError("no room")] * 5
    watcher = start()
    turns(watcher, clock, 500)
    assert builds.made == 4
    builds.outcomes = [ReleaseError("no room")]
    change(raw)
    turns(watcher, clock, 61)
    assert builds.made == 6  # at once, and a minute later: the intervals begin anew


def test_a_build_that_is_killed_is_told_of_and_tried_again(start, builds, data, clock):
    builds.outcomes = [-9]
    watcher = start()
    turns(watcher, clock, 1)
    status = Status.read(data)
    assert (status.state, status.message, status.failures) == (State.FAILED, "ended by signal 9", 1)
    assert (status.inputs, status.next_try is not None) == (builds.inputs(), True)
    turns(watcher, clock, 60)
    assert (builds.made, Status.read(data).state, Status.read(data).failures) == (2, State.CURRENT, 0)


def test_one_that_is_refused_leaves_the_status_to_who_builds(start, builds, data, clock):
    builds.outcomes = ["refused", "refused"]
    theirs = Status(State.BUILDING, datetime.now(UTC), builds.inputs(), failures=4)
    theirs.write(data)
    watcher = start()
    turns(watcher, clock, 61)
    assert Status.read(data) == theirs
    assert [line["reason"] for line in watcher._log.lines if line["event"] == "failed"] == [
        "another build is at work"
    ] * 2
    Status(State.CURRENT, datetime.now(UTC), builds.inputs()).write(data)
    released(data, "theirs")
    (data / POINTER).write_text("theirs\n", encoding="utf-8")
    turns(watcher, clock, 600)
    assert builds.made == 2  # they built the same


def test_a_status_is_not_written_while_somebody_else_builds(start, builds, data, clock):
    builds.outcomes = [-9]
    with building(data):
        turns(start(), clock, 1)
        assert Status.read(data).state == State.BUILDING


def test_files_must_be_still(start, builds, raw, clock):
    watcher = start(settle=10)
    turns(watcher, clock, 5)
    change(raw)
    turns(watcher, clock, 9)
    change(raw)
    turns(watcher, clock, 9)
    assert builds.made == 0
    turns(watcher, clock, 2)
    assert builds.made == 1


def test_what_a_rollback_took_back_stays_until_files_change(start, builds, raw, data, clock):
    watcher = start()
    turns(watcher, clock, 1)
    first = current_version(data)
    change(raw)
    turns(watcher, clock, 1)
    second = current_version(data)
    rollback(data, None, lambda _: None)
    assert current_version(data) == first != second
    turns(watcher, clock, 600)
    turns(start(), clock, 600)
    (data / STATUS).unlink()  # it is known all the same
    turns(start(), clock, 600)
    assert (current_version(data), builds.made) == (first, 3)
    change(raw)
    turns(watcher, clock, 600)
    assert current_version(data) not in {first, second}


def test_a_release_that_is_gone_is_built_again_and_not_without_pause(start, builds, data, clock):
    watcher = start()
    turns(watcher, clock, 1)
    (data / POINTER).unlink()
    (data / HISTORY).unlink()
    turns(watcher, clock, 120)
    assert builds.made == 2
    assert current_version(data)


def test_where_no_status_can_be_written_it_builds_once_all_the_same(start, builds, data, clock):
    (data / STATUS).mkdir()
    watcher = start()
    assert turns(watcher, clock, 600) < 20
    assert builds.made == 1
    builds.outcomes = [UnreadableSource("1.csv is empty")] * 50
    change(builds.raw)
    assert turns(watcher, clock, 600) < 30
    assert builds.made < 10  # that it is the files' fault cannot be told


def test_a_process_that_cannot_be_started_is_tried_again(start, builds, clock, monkeypatch):
    def refuse(*_):
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(watching, "Child", refuse)
    watcher = start()
    turns(watcher, clock, 1)
    assert watcher._log.lines[-1]["reason"] == "no process could be started (Resource temporarily unavailable)"
    monkeypatch.setattr(watching, "Child", builds)
    turns(watcher, clock, 60)
    assert watcher._log.events[-1] == "current"


def test_a_folder_that_is_not_there_yet_is_waited_for(start, builds, raw, clock):
    (raw / "1.csv").unlink()
    raw.rmdir()
    builds.outcomes = [UnreadableSource("raw is not a folder")]
    watcher = start()
    turns(watcher, clock, 600)
    raw.mkdir()
    change(raw)
    turns(watcher, clock, 60)
    assert (builds.made, watcher._log.events[-1]) == (2, "current")


@pytest.mark.parametrize(("outcomes", "well"), [([], True), ([UnreadableSource("odd")], False), ([-9], False)])
def test_once_it_looks_once_and_says_how_it_went(start, builds, outcomes, well):
    builds.outcomes = outcomes
    watcher = start(once=True)
    assert watcher.run() is well
    assert builds.made == 1
    assert watcher._log.events[0] == "watching"
    assert watcher._log.events[-1] == "stopped"


def test_once_with_nothing_new_it_builds_nothing(start, builds):
    start(once=True).run()
    assert start(once=True).run()
    assert builds.made == 1


def test_stopped_while_it_waits_it_ends(start, builds, clock):
    watcher = start()
    refresh_ = watcher._refresh
    watcher._refresh = lambda: (refresh_(), os.kill(os.getpid(), signal.SIGTERM))
    assert watcher.run()
    assert watcher._log.events == ["watching", "building", "current", "stopped"]
