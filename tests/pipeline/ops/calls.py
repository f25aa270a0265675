"""Publishing and moving the pointer, killed before each call that changes something on the disk in turn.

`python -m tests.pipeline.ops.calls FOLDER` forks a child for each, which kills itself, and looks at what is left.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.store.releases import activate, draft, open_release, publish, writing
from tests.pipeline.ops.killing import leftovers
from tests.pipeline.ops.making import PLAIN, damage, released

FILES = {"titles.parquet": b"newer", "ratings/1.parquet": b"newer ratings", "ratings/2.parquet": b""}
CHANGES = {
    *("open", "write", "close", "__exit__", "truncate", "fsync", "mkdir", "rmdir", "rename", "replace"),
    *("link", "symlink", "unlink", "remove", "utime", "flock"),
}
"""The functions that change something on the disk or a lock. Between any two of them nothing does, so that a kill just
before each is one at any moment."""
MODULES = ("posix", "fcntl", "_io")
"""Whose they are."""


def publish_newer(data: Path) -> None:
    """What a build does when its tables are made."""
    with writing(data), draft(data, "newer") as folder:
        for name, content in FILES.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(content)
        publish(data, folder, replace(PLAIN, version="newer", dataset_version="newer"))
    activate(data, "newer")


def once_more(data: Path) -> None:
    """The same, where a broken one of that version is in its place."""
    damage(released(data, "newer"))


def go_back(data: Path) -> None:
    """What a rollback does."""
    activate(data, "older", back=True)


SCENES: dict[str, tuple[Callable[[Path], object], Callable[[Path], None]]] = {
    "a newer release": (lambda _: None, publish_newer),
    "one in place of a broken one": (once_more, publish_newer),
    "back to an older one": (publish_newer, go_back),
}
"""What there is before, and what is killed."""


def kill_before(number: int) -> None:
    """Have this process kill itself just before its so-manieth change from here on."""
    calls = 0

    def look(_: object, event: str, called: Any) -> None:
        nonlocal calls
        if event == "c_call" and called.__name__ in CHANGES:
            owner = getattr(called, "__self__", None)
            if getattr(called, "__module__", None) in MODULES or type(owner).__module__ in MODULES:
                calls += 1
                if calls == number:
                    os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(look)


def killed(act: Callable[[Path], None], data: Path, number: int) -> bool:
    """Whether a child was killed before it was done."""
    child = os.fork()
    if not child:
        code = 1
        try:
            kill_before(number)
            act(data)
            code = 0
        finally:
            sys.setprofile(None)
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == 0
    return os.WIFSIGNALED(status)


def main(folder: Path) -> None:
    for scene, (prepare, act) in SCENES.items():
        start = folder / scene
        released(start, "older")
        activate(start, "older")
        prepare(start)
        before = open_release(start).manifest.version
        act(shutil.copytree(start, folder / "done"))
        after = open_release(folder / "done").manifest.version
        shutil.rmtree(folder / "done")
        number, found, swept = 0, [], 0
        while True:
            number += 1
            data = Path(shutil.copytree(start, folder / "now"))
            died = killed(act, data, number)
            current = open_release(data)
            current.verify()
            found.append(current.manifest.version)
            swept += bool(leftovers(data) - {"newer"})
            with writing(data):  # as the next build does
                assert leftovers(data) - {"newer"} == set(), leftovers(data)
            publish_newer(data)
            assert leftovers(data) == set(), leftovers(data)
            assert open_release(data).manifest.version == "newer"
            shutil.rmtree(data)
            if not died:
                break
        # Before one call it is the one, from then on the other.
        turn = found.index(after)
        assert found == [before] * turn + [after] * (len(found) - turn), found
        told = f"killed {number - 1} times, {turn} of them before the pointer moved; {swept} times there were leftovers"
        sys.stdout.write(f"{scene}: {told}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
