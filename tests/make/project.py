"""A copy of what make.py needs, in a folder with a space in its name, and the Pythons that this machine has."""

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]


def copy_command(folder: Path) -> Path:
    """Copy make.py and the files that it reads: enough for whatever it does before it installs."""
    project = folder / "a project"
    project.mkdir()
    for name in ("make.py", "Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, project)
    return project


def copy_all(folder: Path) -> Path:
    """Copy what a clone would hold, with the changes not yet committed."""
    project = folder / "a project"
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, project / name)
    return project


def load(project: Path) -> ModuleType:
    """Import the make.py of this folder."""
    spec = importlib.util.spec_from_file_location("make_under_test", project / "make.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def environment(**extra: str) -> dict[str, str]:
    """The environment without what a surrounding `make test` tells its children."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "ARGS"))
    } | extra


def run(project: Path, *args: str, python: str = sys.executable, **env: str) -> subprocess.CompletedProcess[str]:
    """Run make.py as its user does."""
    command = [python, str(project / "make.py"), *args]
    return subprocess.run(command, env=environment(**env), capture_output=True, text=True, check=False, cwd=project)


def old_python() -> str:
    """A Python that is too old for the project: one on PATH, or one that pyenv keeps."""
    on_path = [shutil.which(f"python3.{minor}") for minor in range(6, 11)]
    kept = [str(path) for path in Path.home().glob(".pyenv/versions/3.*/bin/python3")]
    return next((python for python in [*filter(None, on_path), *kept] if is_old(python)), "")


def is_old(python: str) -> bool:
    asked = subprocess.run(
        [python, "-c", "import sys; print(sys.version_info < (3, 11))"], check=False, capture_output=True
    )
    return asked.stdout.strip() == b"True"


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]
