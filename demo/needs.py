"""What recording takes beyond Python: a Chromium, ffmpeg, the built pages."""

from __future__ import annotations

import shutil
from pathlib import Path

from demo.faults import Missing

ROOT = Path(__file__).parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
STATIC = ROOT / "graphql_api" / "static"


def chromium() -> str:
    """The path of the system's Chromium.

    Raises:
        Missing: there is none.
    """
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise Missing(
            f"no browser on PATH, expected one of {', '.join(BROWSERS)}: install one (Debian: apt install chromium)"
        )
    return found


def program(name: str) -> str:
    """The path of `ffmpeg` or `ffprobe`.

    Raises:
        Missing: it is not there.
    """
    found = shutil.which(name)
    if found is None:
        raise Missing(f"no {name} on PATH, which makes the film: install it (Debian: apt install ffmpeg)")
    return found


def pages(folder: Path = STATIC) -> Path:
    """The folder of built pages.

    Raises:
        Missing: they are not built.
    """
    if lacking := [name for name in ("index.html", "ide.html") if not (folder / name).is_file()]:
        raise Missing(f"{folder.name} has no {' and no '.join(lacking)}: build the pages first (make web)")
    return folder


def check() -> None:
    """Make sure that all is there.

    Raises:
        Missing: something is not.
    """
    chromium()
    program("ffmpeg")
    program("ffprobe")
    pages()
