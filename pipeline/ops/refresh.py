"""One refresh of the data: build, whatever comes then, the pointer, and the old releases."""

from collections.abc import Callable
from pathlib import Path

from pipeline.ops.retention import Retention, retain
from pipeline.ops.telling import building, told
from pipeline.ops.then import run_then
from pipeline.ops.versions import pointed_to
from pipeline.store.errors import ReleaseError
from pipeline.store.history import History, moves
from pipeline.store.releases import Release, activate, open_release

Say = Callable[[str], None]


def refresh(
    data: Path,
    make: Callable[[], Release],
    say: Say,
    *,
    inputs: str,
    then: str | None,
    retention: Retention,
    publish: Callable[[], None] = lambda: None,
    where: str | None = None,
) -> None:
    """Publish a release and make it current, one refresh of a folder at a time; `status.json` tells of it.

    What a rollback took back stays so until other files make another release.

    Args:
        data: the folder of releases.
        make: publishes the release.
        say: told what there is to tell, in lines.
        inputs: names what the release is made of.
        then: a command to run before the release is made current.
        retention: which of the older ones are kept.
        publish: called when the release is current in the folder, before the refresh has succeeded.
        where: how a person names the folder, or the store that it mirrors; by its path unless it is said.

    Raises:
        CarteleraError: it failed; what was current still is.
    """
    with building(data), told(data, inputs) as done:
        release = make()
        version = release.manifest.version
        if then and then.strip() and not _taken_back(data, release):
            run_then(then, data, release)
        if taken_back := _taken_back(data, release):  # long ago, or while the command ran
            again = f"pipeline rollback {taken_back} --data {where or data}"
            done(f"a rollback took {taken_back} back; to have it again: {again}")
            say(f"\nNot made current: {done.message}")
        elif not superseded(data, release):
            activate(data, version)
        publish()
        _clear(data, retention, say)
        say(f"\nCurrent: {open_release(data).manifest.version}")


def _taken_back(data: Path, release: Release) -> str | None:
    """The release of the same data that a rollback took back, if one did."""
    return History.of(moves(data), pointed_to(data)).taken_back.get(release.manifest.dataset_version)


def _clear(data: Path, retention: Retention, say: Say) -> None:
    """Remove old releases; one that cannot be removed is no reason to call the refresh a failure."""
    try:
        if removed := retain(data, retention):
            say(f"\nRemoved, as {retention}: {', '.join(removed)}")
    except OSError as fault:
        say(f"\nOld releases could not be removed: {fault}")


def superseded(data: Path, release: Release) -> bool:
    """Whether what is current was made from this release, as a fit that ran after it does."""
    try:
        current = open_release(data)
        current.verify()
    except ReleaseError:  # there is none, or one that nobody can read: a good one takes its place
        return False
    ours, theirs = release.manifest, current.manifest
    return theirs.dataset_version == ours.dataset_version and theirs.version != ours.version
