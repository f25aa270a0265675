"""The pictures of the documentation: every view at the width of a desk and of a phone, and a short clip of the film."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from demo.checked import same
from demo.faults import Failed
from demo.needs import program
from demo.service import Service

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WIDTHS = {1280: 960, 390: 844}
"""Widths of a desk and of a phone with their heights, in pixels."""
QUALITY = 78
"""Of the WebP pictures, 0 to 100."""


@dataclass(frozen=True)
class View:
    """A view to take a picture of.

    Attributes:
        name: of the file.
        path: where it is; `{id}`, `{user}` and `{film}` are filled in.
        at: what to scroll to, as CSS; empty for the top.
        dark: whether in the dark theme.
    """

    name: str
    path: str
    at: str = ""
    dark: bool = False


VIEWS = (
    View("search", "/", dark=True),
    View("title", "/title/{id}"),
    View("verdict", "/title/{id}?user={user}", at="#verdict"),
    View("user", "/user/{user}"),
    View("ask", "/ask", at="#longest"),
    View("films", "/films", at="#monthly"),
    View("film", "/film/{film}"),
    View("about", "/about", at="#similar-titles", dark=True),
    View("eda", "/eda", at="#overview"),
    View("graphiql", "/graphiql"),
)


def take(browser: Browser, service: Service, facts: dict[str, str], work: Path, out: Path) -> list[Path]:
    """Take a picture of every view in English, below a folder; their paths.

    Raises:
        Failed: ffmpeg cannot write one.
    """
    made = []
    for view in VIEWS:
        for width, height in WIDTHS.items():
            page = browser.new_page(
                viewport={"width": width, "height": height},
                locale="en-US",
                color_scheme="dark" if view.dark else "light",
                reduced_motion="reduce",
            )
            answer = page.goto(service.url + view.path.format_map(facts))
            same(f"the status of {view.path}", answer.status if answer else 0, 200)
            page.wait_for_load_state("networkidle")
            if view.name == "graphiql":
                page.get_by_role("button", name="Execute query").click()
                page.locator(".result-window .CodeMirror-code").get_by_text(re.compile("data")).first.wait_for()
            if view.at:
                page.evaluate("at => scrollTo(0, document.querySelector(at).getBoundingClientRect().top - 16)", view.at)
            page.wait_for_timeout(400)
            picture = work / f"{view.name}-{width}.png"
            page.screenshot(path=picture)
            page.close()
            made.append(out / f"{picture.stem}.webp")
            _ffmpeg("-i", str(picture), "-c:v", "libwebp", "-quality", str(QUALITY), "-preset", "text", str(made[-1]))
    return made


def clip(film: Path, out: Path) -> Path:
    """Make a short clip of a film, faster and smaller: a WebP that moves.

    Raises:
        Failed: ffmpeg cannot write it.
    """
    made = out / "tour.webp"
    reading = ["-i", str(film), "-an", "-vf", "setpts=PTS/2.5,fps=5,scale=720:-2:flags=lanczos"]
    _ffmpeg(*reading, "-c:v", "libwebp_anim", "-loop", "0", "-quality", "50", "-compression_level", "6", str(made))
    return made


def _ffmpeg(*arguments: str) -> None:
    command = [program("ffmpeg"), "-y", "-v", "error", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        told = " / ".join(done.stderr.strip().splitlines()[-3:])
        raise Failed(f"ffmpeg ended with {done.returncode}, expected a picture at {arguments[-1]}: it says: {told}")
