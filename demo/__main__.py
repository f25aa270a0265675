"""`python -m demo`: records the tour into demo/out; `--pictures` takes those of the documentation instead."""

from __future__ import annotations

import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer

from demo import film, needs, pictures
from demo.facts import facts
from demo.faults import DemoError, OutOfBounds
from demo.record import Data, browser, prepare, record
from demo.script import SCENES, chosen

OUT = needs.ROOT / "demo" / "out"
PICTURES = needs.ROOT / "docs" / "pictures"
HEAVIEST = 2_000_000
"""Bytes of all pictures of the documentation together."""
CLIP = "page,ask"
"""The scenes of the short clip."""

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def main(
    data: Annotated[Path | None, typer.Option(help="A folder of releases to film instead of the one built.")] = None,
    raw: Annotated[Path | None, typer.Option(help="Raw files to build from instead of the sample.")] = None,
    out: Annotated[Path | None, typer.Option(help="The folder to write into.")] = None,
    scenes: Annotated[str, typer.Option(help=f"Only these of {', '.join(each.key for each in SCENES)}.")] = "",
    pictures_only: Annotated[bool, typer.Option("--pictures", help="Take the documentation's pictures.")] = False,  # noqa: FBT002
) -> None:
    """Record a captioned tour below demo/out."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # by way of the blocks that end service and browser
    try:
        needs.check()
        with tempfile.TemporaryDirectory(prefix="cartelera-demo-") as made:
            say(f"building a release of {raw or 'the sample'}")
            ready = prepare(Path(made), raw, data)
            (take_pictures if pictures_only else make_film)(ready, Path(made), out, scenes)
    except DemoError as fault:
        print(f"demo: {fault}", file=sys.stderr)
        raise typer.Exit(1) from None


def make_film(ready: Data, work: Path, out: Path | None, scenes: str) -> None:
    """Record the film into a folder, and say what ffprobe tells of it."""
    films = record(chosen(scenes), ready, work, out or OUT, say)
    for each in films.values():
        say(f"{each}: {film.check_length(each):.1f} s by ffprobe, {each.stat().st_size / 1e6:.1f} MB")


def take_pictures(ready: Data, work: Path, out: Path | None, _scenes: str) -> None:
    """Take the pictures of the documentation into a folder, and make the short clip.

    Raises:
        OutOfBounds: they are too heavy.
    """
    folder = out or PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    with ready.serving(work) as service, browser() as opened:
        found = pictures.take(opened, service, facts(ready.built, service), work, folder)
    films = record(chosen(CLIP), ready, work, work / "clip", say, locale="en-US")
    found.append(pictures.clip(films["en"], folder))
    total = sum(each.stat().st_size for each in found)
    say(f"{len(found)} pictures in {folder}, {total / 1e6:.2f} MB")
    if total > HEAVIEST:
        raise OutOfBounds(f"the pictures take {total} bytes, expected {HEAVIEST} at most: take one out of pictures.py")


BEGAN = time.monotonic()


def say(line: str) -> None:
    """Tell how far it is."""
    print(f"[{time.monotonic() - BEGAN:6.1f} s] {line}", flush=True)


if __name__ == "__main__":
    app()
