"""One refresh at a time, and `status.json` that says how it goes, however it ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline.store.ending import ended_by_signals
from pipeline.store.errors import CarteleraError, ReleaseError, SourceError, TableError, WorseModel
from pipeline.store.locks import held
from pipeline.store.releases import pointed_to
from pipeline.store.status import STATUS, Fault, State, Status

BUILD_LOCK = ".build.lock"
"""Held from the first file that is read until the release is current; writers of releases have one more, `.lock`."""


@contextmanager
def building(data: Path) -> Iterator[None]:
    """The right to refresh a folder of releases: one refresh at a time, from end to end.

    Raises:
        Busy: another one is at work.
        ReleaseError: the folder cannot be written.
    """
    with held(data / BUILD_LOCK, f"another build is at work on {data}"):
        for leftover in (*data.glob(f".{STATUS}-*"), *data.glob(".sources.json-*")):
            leftover.unlink(missing_ok=True)
        yield


class Done:
    """What is to be said of a refresh that succeeds."""

    message: str | None = None

    def __call__(self, message: str) -> None:
        """Say it."""
        self.message = message


@contextmanager
def told(data: Path, inputs: str) -> Iterator[Done]:
    """Keep `status.json` true while the block refreshes: under way, current, failed; or as before if it is ended."""
    before = last(data)
    start = replace(
        before or Status(State.BUILDING, now()), state=State.BUILDING, since=now(), inputs=inputs,
        fault=None, message=None, next_try=None,
    )  # fmt: skip
    start.write(data)
    done = Done()
    try:
        with ended_by_signals():
            yield done
    except (KeyboardInterrupt, SystemExit):  # nothing is wrong with what was being built
        if before:
            before.write(data)
        else:
            (data / STATUS).unlink(missing_ok=True)
        raise
    except BaseException as fault:
        failed(data, start, fault).write(data)
        raise
    succeeded = replace(start, state=State.CURRENT, since=now(), succeeded_at=now(), failures=0)
    replace(succeeded, message=done.message, release=pointed_to(data)).write(data)


def last(data: Path) -> Status | None:
    """How the last refresh went, for who has the right to the next: one that is said to be under way was killed."""
    status = Status.read(data)
    if status and status.state == State.BUILDING:
        return failed(data, status, ReleaseError("the build was killed"))
    return status


def failed(data: Path, status: Status, fault: BaseException) -> Status:
    """The status of a refresh that ended so."""
    message = str(fault) if isinstance(fault, CarteleraError | OSError) else f"{type(fault).__name__}: {fault}"
    return replace(
        status,
        state=State.FAILED,
        since=now(),
        release=pointed_to(data),
        failures=status.failures + 1,
        fault=Fault.INPUTS if isinstance(fault, SourceError | TableError | WorseModel) else Fault.ELSEWHERE,
        message=" ".join(message.split()),
    )


def note_failure(data: Path, inputs: str, reason: str, again: datetime, *, own: bool) -> Status | None:
    """Say in `status.json` when a refresh that failed is tried again, and of one that was killed that it failed.

    Args:
        data: the folder of releases.
        inputs: what it was made of.
        reason: why it failed.
        again: when it is tried again.
        own: whether it said itself why.

    Returns:
        The status; None while somebody else refreshes, whose status it then is.
    """
    try:
        with building(data):
            found = Status.read(data)
            status = last(data) or Status(State.FAILED, now())
            if not own:
                counted = found is not None and found.state == State.BUILDING
                status = replace(
                    status, state=State.FAILED, since=now(), inputs=inputs, message=reason,
                    failures=status.failures + (not counted), fault=Fault.ELSEWHERE,
                )  # fmt: skip
            status = replace(status, next_try=again)
            status.write(data)
            return status
    except ReleaseError:
        return None


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)
