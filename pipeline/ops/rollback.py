"""Back to a release that was current before."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from pipeline.ops.retention import earlier
from pipeline.ops.versions import versions, whole
from pipeline.store.errors import DamagedRelease, NoRelease, ReleaseError
from pipeline.store.releases import move_pointer, pointed_to, pointing
from pipeline.store.status import Status


def rollback(data: Path, version: str | None, say: Callable[[str], None]) -> None:
    """Make a whole release current in place of the one that is; a refresh does not undo it with the same files.

    Args:
        data: the folder of releases.
        version: the release; the one that was current before, if left out.
        say: told what is current then.

    Raises:
        NoRelease: there is none such.
        DamagedRelease: it is not as it was published.
        ReleaseError: the folder cannot be written.
    """
    if not data.is_dir():  # else it would be made for its lock
        raise NoRelease(f"{data} is not a folder; --data names the one that holds releases")
    with pointing(data):
        before = pointed_to(data)
        wanted = version or earlier(data)
        if wanted is None:
            raise NoRelease(f"nothing is known to have been current before in {data}; {_choices(data)}")
        try:
            whole(data, wanted)
        except NoRelease:
            raise NoRelease(f"{data} holds no release {wanted!r}; {_choices(data)}") from None
        except DamagedRelease as fault:
            raise DamagedRelease(f"{fault}; the current release stays; {_choices(data)}") from None
        if wanted != before:
            move_pointer(data, wanted, back=True)
    if wanted == before:
        say(f"Current: {wanted}, as before")
        return
    say(f"Current: {wanted}" + (f"; before it was {before}" if before else ""))
    if status := Status.read(data):
        replace(status, release=wanted).write(data)


def _choices(data: Path) -> str:
    """What could be gone to, in words."""
    good = []
    for each in versions(data):
        with suppress(ReleaseError):
            whole(data, each.version)
            good.append(each.version)
    return f"name one that stands: {', '.join(good)}" if good else "and none stands: build one with: pipeline build"
