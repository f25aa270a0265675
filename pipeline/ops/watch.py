"""`pipeline watch`: new raw files become the current release by themselves; what fails leaves what is current.

The files are looked at when the system tells of a change and at intervals, for network folders tell of none. Once they
have been still for a while, `pipeline build` runs as a process of its own. A fault of the files waits for other files;
any other is tried again, at growing intervals.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from structlog.typing import FilteringBoundLogger

from pipeline.ops.child import Child
from pipeline.ops.events import unquoted
from pipeline.ops.inputs import Listing, changes, look, name_of, quiet_for
from pipeline.ops.noticing import Notices, Wake, Wakes
from pipeline.ops.telling import note_failure
from pipeline.store.errors import ReleaseError
from pipeline.store.locks import held
from pipeline.store.releases import Release, open_release
from pipeline.store.status import Fault, State, Status

WATCH_LOCK = ".watch.lock"
LONGEST = 3600.0
"""Seconds between tries at most, unless the files are looked at less often."""


@dataclass(frozen=True, slots=True)
class Watching:
    """What is watched, and how.

    Attributes:
        raw: the folder of raw files.
        data: the folder of releases.
        arguments: of `pipeline build`.
        settings: those of them that make another release of the same files, in words.
        every: seconds between looks where nothing is told.
        settle: seconds for which files must be still.
        once: look and build once, then end.
    """

    raw: Path
    data: Path
    arguments: Sequence[str]
    settings: str = ""
    every: float = 60
    settle: float = 10
    once: bool = False


def watch(watching: Watching, log: FilteringBoundLogger) -> bool:
    """Watch until SIGINT or SIGTERM, or for one look.

    Returns:
        Whether the one look went well; True too where no refresh was needed, and once stopped.

    Raises:
        Busy: the folder of releases is being watched already.
        ReleaseError: it cannot be written.
    """
    with held(
        watching.data / WATCH_LOCK,
        f"{watching.data} is being watched already",
        advice="one watch is enough: end that one first",
    ):
        return Watcher(watching, log).run()


class Watcher:
    """One watch of one folder."""

    def __init__(self, watching: Watching, log: FilteringBoundLogger) -> None:
        self._watching = watching
        self._log = log
        self._wakes = Wakes()
        self._notices = Notices(watching.raw, self._wakes)
        self._seen: Listing = {}
        self._still_since = 0.0
        self._built: Listing | None = None
        """The files when they were last built from; None before."""
        self._tried: str | None = None
        """The name of what was tried last."""
        self._tries = 0
        """How many times in a row that failed for what is no fault of the files."""
        self._next_try: float | None = None
        """When it is tried again; None where only other files would help."""
        self._ended = 0.0
        """When the last try ended."""
        self._well = True
        self._trouble: str | None = None

    def run(self) -> bool:
        """Watch until it is stopped."""
        watching = self._watching
        with self._wakes.stopped_by_signals():
            self._seen = look(watching.raw, watching.data)
            self._still_since = time.monotonic() - min(quiet_for(self._seen), watching.settle)
            self._log.info(
                "watching", raw=str(watching.raw), data=str(watching.data), every=watching.every, settle=watching.settle
            )
            try:
                while self._turn() and self._wakes.wait(self._pause()) != Wake.STOP:
                    pass
            finally:
                self._notices.stop()
            self._log.info("stopped")
        return self._well or not watching.once

    def _turn(self) -> bool:
        """Look, and refresh if that is due; returns whether to go on."""
        files = look(self._watching.raw, self._watching.data)
        if files != self._seen:
            self._seen, self._still_since = files, time.monotonic()
        if not self._watching.once:
            self._notices.start()
            self._tell_trouble()
        due = self._due()
        if due is not None and due <= time.monotonic():
            self._refresh()
            self._ended = time.monotonic()
            due = None
        return not self._watching.once or due is not None

    def _pause(self) -> float:
        """Seconds to wait if nothing happens."""
        due, every = self._due(), self._watching.every
        return every if due is None else min(max(0.0, due - time.monotonic()), every)

    def _due(self) -> float | None:
        """When to refresh, by the monotonic clock; None as long as nothing changes."""
        if not self._wanted():
            return None
        still = self._still_since + self._watching.settle
        if self._tried != self._name():
            return still
        again = self._ended + self._watching.every if self._next_try is None else self._next_try
        return max(still, again)

    def _name(self) -> str:
        return name_of(self._seen, self._watching.settings)

    def _wanted(self) -> bool:
        """Whether a refresh with these files could change anything.

        Not if one with the same succeeded and there is a release, nor if they were found to be at fault: whoever ran
        it, before or since this watch began. What a rollback took back has succeeded once, so it stays back.
        """
        name = self._name()
        if self._tried == name and self._next_try is None and self._release() is not None:
            return False
        status = Status.read(self._watching.data)
        if status is None or status.inputs != name or status.fault == Fault.ELSEWHERE:
            return True
        if status.state == State.FAILED:
            return False
        return status.state == State.BUILDING or self._release() is None

    def _refresh(self) -> None:
        watching, begun = self._watching, datetime.now(UTC)
        changed = [] if self._built is None else changes(self._built, self._seen)
        told = ", ".join(changed[:5]) + (f" and {len(changed) - 5} more" if len(changed) > 5 else "")
        self._log.info("building", files=len(self._seen), changed=told or None)
        name, started = self._name(), time.monotonic()
        self._tries = self._tries if name == self._tried else 0
        self._tried, self._built = name, self._seen
        try:
            child = Child(["build", *watching.arguments], self._wakes)
        except OSError as fault:  # no memory for another process
            self._failed(f"no process could be started ({fault.strerror})", begun, [])
            return
        while (wake := self._wakes.wait(LONGEST)) not in {Wake.ENDED, Wake.STOP}:
            pass  # files that change meanwhile are seen afterwards
        if wake == Wake.STOP:
            child.end()
            self._log.info("build ended", reason="the watch is stopped")
            return
        if child.code == 0:
            self._succeeded(round(time.monotonic() - started, 1))
        else:
            self._failed(child.reason, begun, None if child.explained else child.said)

    def _succeeded(self, seconds: float) -> None:
        self._tries, self._next_try, self._well = 0, None, True
        release, status = self._release(), Status.read(self._watching.data)
        if release is None:
            return
        manifest = release.manifest
        rows = {name: manifest.tables[name].rows for name in ("titles", "ratings") if name in manifest.tables}
        aside = sum(source.set_aside for source in manifest.sources)
        self._log.info(
            "current", release=manifest.version, dataset=manifest.dataset_version, model=manifest.model_version,
            **rows, set_aside=aside, seconds=seconds, note=status.message if status else None,
        )  # fmt: skip

    def _failed(self, reason: str, begun: datetime, said: Sequence[str] | None) -> None:
        """Tell why, and when it is tried again; what else was said is None where the build could explain itself."""
        self._well = False
        status = Status.read(self._watching.data)
        own = status is not None and status.state == State.FAILED and status.since >= begun
        if own and status and status.fault == Fault.INPUTS:
            self._tries, self._next_try = 0, None
            told = unquoted(status.message or reason)
            self._log.error("failed", reason=told, failures=status.failures, next_try="when the files change")
            return
        pause = min(self._watching.every * 2**self._tries, max(LONGEST, self._watching.every))
        self._tries, self._next_try = self._tries + 1, time.monotonic() + pause
        again = datetime.now(UTC) + timedelta(seconds=pause)
        # One that explained itself but wrote no status had not begun: somebody else builds, and the status is theirs.
        if own or said is not None:
            status = note_failure(self._watching.data, self._name(), reason, again, own=own)
        self._log.error(
            "failed", reason=unquoted(reason), said=said or None,
            failures=status.failures if status else None, next_try=again.isoformat(timespec="seconds"),
        )  # fmt: skip

    def _release(self) -> Release | None:
        try:
            return open_release(self._watching.data)
        except ReleaseError:
            return None

    def _tell_trouble(self) -> None:
        trouble = self._notices.trouble
        if trouble and trouble != self._trouble:
            self._log.warning("changes are not told, so files are looked at by the clock alone", reason=trouble)
        self._trouble = trouble
