"""Environments of Python for peers whose libraries the project does not have: one each, made once."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.service.systems import SystemFailed

DONE = "installed.txt"
"""Holds the requirements that an environment was made from."""


def python_with(folder: Path, requirements: Path) -> Path:
    """The Python of an environment in a folder, with what a file of requirements names.

    Raises:
        SystemFailed: it cannot be made.
    """
    python, wanted, done = folder / "bin" / "python", requirements.read_text(encoding="utf-8"), folder / DONE
    if not done.exists() or done.read_text(encoding="utf-8") != wanted:
        run([sys.executable, "-m", "venv", str(folder)])
        run([str(python), "-m", "pip", "install", "--quiet", "--prefer-binary", "-r", str(requirements)])
        done.write_text(wanted, encoding="utf-8")
    return python


def run(command: Sequence[str], folder: Path | None = None) -> None:
    """Run what installs something.

    Raises:
        SystemFailed: it did not end with 0.
    """
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemFailed(f"{' '.join(command)} ended with {done.returncode}: {(done.stdout + done.stderr)[-1500:]}")
