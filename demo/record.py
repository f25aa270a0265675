"""One recording from beginning to end: data, service, browser, scenes, film."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from demo import film, look
from demo.captions import check
from demo.commands import Run, run
from demo.facts import facts
from demo.faults import Differs
from demo.needs import chromium
from demo.reel import SIZE, Reel
from demo.script import Scene
from demo.service import Service, serving
from demo.stage import Stage

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    # No network but this machine: what is shown needs none.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
BUILD = "pipeline build --raw data/raw --data data/tables --then 'recsys fit'"
SAMPLE = "pipeline sample --raw data/raw"
REPORT = "pipeline eda --data data/tables"


@dataclass(frozen=True)
class Data:
    """What is filmed.

    Attributes:
        built: the run of the pipeline that is shown.
        tables: the folder of releases that is served.
    """

    built: Run
    tables: Path

    @contextmanager
    def serving(self, work: Path) -> Iterator[Service]:
        """Serve it until the block ends; the log goes to the folder."""
        with serving(self.tables, work / "service.log") as service:
            yield service


def prepare(folder: Path, raw: Path | None, tables: Path | None) -> Data:
    """Build a release with models and its report below a folder, from these raw files or from the sample.

    Args:
        folder: where to build.
        raw: raw files; without them, the sample is generated.
        tables: releases to serve instead of the one that is built.

    Raises:
        Failed: a command gave up.
    """
    place = folder / "data" / "raw"
    place.parent.mkdir(parents=True)
    if raw is None:
        run(SAMPLE, folder)
    else:
        place.symlink_to(raw.resolve(), target_is_directory=True)
    built = run(BUILD, folder)
    if tables is None:
        run(REPORT, folder)
    return Data(built, tables or folder / "data" / "tables")


@contextmanager
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a network."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield opened
        opened.close()


def record(
    scenes: Sequence[Scene], data: Data, work: Path, out: Path, say: Callable[[str], None], locale: str = "es-419"
) -> dict[str, Path]:
    """Play the scenes, and make the films with their captions below `out`.

    Raises:
        Differs: the screen showed something else than the API answers.
        OutOfBounds: the film is too long, or its captions cannot be read.
    """
    work.mkdir(parents=True, exist_ok=True)
    reel = Reel(work / "frames")
    with data.serving(work) as service, browser() as opened:
        context = opened.new_context(
            viewport={"width": SIZE[0], "height": SIZE[1]}, locale=locale, color_scheme="light"
        )
        context.add_init_script(path=look.POINTER)
        page = context.new_page()
        faults = watch(page)
        stage = Stage(page, service, reel, data.built, facts(data.built, service))
        page.set_content(look.page("<body>"))
        with reel.recording(page):
            for place, scene in enumerate(scenes):
                say(f"scene {place + 1} of {len(scenes)}: {scene.key}, from {reel.now:.0f} s")
                for each in scene.beats:
                    with told(scene.key):
                        stage.beat(place, each.said, each.act)
        if faults:
            raise Differs(f"the pages complained while they were filmed, expected no complaint: {faults[0]}")
        check(stage.captions, len(scenes))
        out.mkdir(parents=True, exist_ok=True)
        film.write_captions(stage.captions, out)
        say(f"putting together {reel.now:.0f} s of film")
        return film.make(reel, stage.captions, [each.name for each in scenes], context.new_page(), out)


@contextmanager
def told(scene: str) -> Iterator[None]:
    """Tell in a sentence what a browser tells in many lines.

    Raises:
        Differs: something that a scene waits for did not come.
    """
    try:
        yield
    except (PlaywrightError, AssertionError) as fault:
        lines = [each.strip() for each in str(fault).splitlines() if each.strip()]
        wanted = next((each for each in lines if "waiting for" in each or "Locator expected" in each), "")
        raise Differs(
            f"scene {scene!r} stopped at: {' '.join(lines[:1])} {wanted}, expected the page to show it: look at the "
            "page in a browser, or mend the scene (demo/acts)"
        ) from fault


def watch(page: Page) -> list[str]:
    """Errors of the console and of scripts, as they come."""
    faults: list[str] = []
    page.on("console", lambda told: faults.append(f"console: {told.text}") if told.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    return faults
