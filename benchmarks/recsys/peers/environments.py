"""The peers' environments: one each, so that none of what they need comes near the project."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PROGRAMS = Path(__file__).parent / "programs"

PEERS = {
    "implicit": ["implicit==0.7.3"],
    "lenskit": ["torch==2.13.0", "lenskit==2025.8.1"],  # the newest for Python 3.11
    "surprise": ["scikit-surprise==1.1.5"],
}
"""What is installed for each library, in this order: torch first, so that no other build of it is chosen."""


class PeerFailed(Exception):
    """A peer could not be installed or did not end well; there is nothing to compare with."""


def make(folder: Path, library: str) -> Path:
    """The Python of a library's environment below the folder, which is made or completed.

    Raises:
        PeerFailed: it could not be.
    """
    python = folder / library / "bin" / "python"
    if not python.exists():
        _run([sys.executable, "-m", "venv", str(folder / library)])
    for requirement in PEERS[library]:
        _run([str(python), "-m", "pip", "install", "--quiet", "--prefer-binary", requirement])
    return python


def run(python: Path, library: str, *arguments: str) -> None:
    """Run a library's program with one thread, the fair share where machines differ.

    Raises:
        PeerFailed: it did not end with 0.
    """
    _run([str(python), str(PROGRAMS / f"of_{library}.py"), *arguments])


def _run(command: Sequence[str]) -> None:
    one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "LK_NUM_THREADS"), "1")
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **one})
    if done.returncode:
        raise PeerFailed(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
