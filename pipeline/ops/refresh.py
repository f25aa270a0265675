"""One refresh of the data: build, whatever comes then, the pointer, and the old releases."""

from collections.abc import Callable
from pathlib import Path

from pipeline.ops.retention import Retention, retain
from pipeline.ops.telling import building, told
from pipeline.ops.then import run_then
from pipeline.store.errors import ReleaseError
from pipeline.store.releases import Release, move_pointer, open_release, pointing, taken_back

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
        dataset = release.manifest.dataset_version
        if then and then.strip() and dataset not in taken_back(data):
            run_then(then, data, release)
        newer = superseded(data, release)
        with pointing(data):
            if back := taken_back(data).get(dataset):  # long ago, or while the command ran
                done(f"a rollback took {back} back; to have it again: pipeline rollback {back} --data {where or data}")
            elif not newer:
                move_pointer(data, version)
        if done.message:
            say(f"\nNot made current: {done.message}")
        publish()
        _clear(data, retention, say)
        say(f"\nCurrent: {open_release(data).manifest.version}")


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
