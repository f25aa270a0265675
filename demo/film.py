"""The film: pictures and strips put together by ffmpeg, and what ffprobe says of it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from demo import look
from demo.captions import LANGUAGES, Caption, Said, srt, vtt
from demo.faults import Failed, OutOfBounds
from demo.needs import program
from demo.reel import RATE, SIZE, Reel

if TYPE_CHECKING:
    from playwright.sync_api import Page

LONGEST = 7 * 60
"""Seconds that the film may take: it stays below."""
STRIP = 88
"""Pixels below the page in which captions stand."""
ENCODING = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p", "-movflags", "+faststart"]


def make(reel: Reel, captions: Sequence[Caption], scenes: Sequence[Said], page: Page, out: Path) -> dict[str, Path]:
    """Write the films below a folder: one whose captions can be chosen (`both`), and one with those of each language.

    Args:
        reel: what was recorded.
        captions: of the whole reel, in order.
        scenes: the name of every scene.
        page: a page of the browser to draw the strips on; what it shows is lost.
        out: the folder; the captions as SubRip lie there already.

    Raises:
        Failed: ffmpeg gave up.
    """
    page.set_viewport_size({"width": SIZE[0], "height": STRIP})
    strips = {each: _strips(page, captions, scenes, reel, each) for each in (*LANGUAGES, "")}
    films = {"both": out / "cartelera.mp4", **{each: out / f"cartelera.{each}.mp4" for each in LANGUAGES}}
    inputs = ["-f", "image2pipe", "-framerate", str(RATE), "-c:v", "mjpeg", "-i", "pipe:0"]
    for each in (*LANGUAGES, ""):
        inputs += ["-f", "concat", "-safe", "0", "-i", str(strips[each])]
    for each in LANGUAGES:
        inputs += ["-i", str(out / f"cartelera.{each}.srt")]
    graph = "[0:v]format=yuv420p,split=3[a][b][c];" + ";".join(
        f"[{place}:v]fps={RATE},format=yuv420p[s{place}];[{name}][s{place}]vstack=shortest=1[v{place}]"
        for place, name in enumerate("abc", start=1)
    )
    command = [program("ffmpeg"), "-y", "-v", "error", *inputs, "-filter_complex", graph]
    for place, language in enumerate(LANGUAGES, start=1):
        command += ["-map", f"[v{place}]", *ENCODING, str(films[language])]
    command += ["-map", "[v3]", "-map", "4", "-map", "5", *ENCODING, "-c:s", "mov_text"]
    command += ["-metadata:s:s:0", "language=spa", "-metadata:s:s:1", "language=eng", str(films["both"])]
    _pipe(command, reel)
    return films


def _strips(page: Page, captions: Sequence[Caption], scenes: Sequence[Said], reel: Reel, language: str) -> Path:
    """Draw the strip of every caption; the list of them that ffmpeg reads. No language: bulbs alone."""
    entries = ["ffconcat version 1.0"]
    moments = [0, *(round(each.end * RATE) for each in captions[:-1]), round(reel.now * RATE)]
    for place, each in enumerate(captions):
        file = reel.folder / f"strip-{language or 'bare'}-{place:03}.png"
        name, text = (scenes[each.scene].of(language), each.said.of(language)) if language else ("", "")
        page.set_content(look.strip(name, text, each.end / reel.now))
        page.screenshot(path=file)
        entries += [f"file '{file.name}'", f"duration {(moments[place + 1] - moments[place]) / RATE:.2f}"]
    entries.append(entries[-2])  # ffmpeg shows the last picture for no time at all unless it is named again
    written = reel.folder / f"strips-{language or 'bare'}.ffconcat"
    written.write_text("\n".join(entries) + "\n", encoding="utf-8")
    return written


def _pipe(command: list[str], reel: Reel) -> None:
    """Hand every picture of the film to ffmpeg.

    Raises:
        Failed: ffmpeg gave up.
    """
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        try:
            for picture in reel.pictures:
                process.stdin.write(picture.read_bytes())
            process.stdin.close()
        except BrokenPipeError:
            pass  # what ffmpeg has to say comes below
        told = process.stderr.read().decode(errors="replace").strip()
    if process.returncode:
        raise Failed(
            f"ffmpeg ended with {process.returncode}, expected a film: it says: {' / '.join(told.splitlines()[-3:])}"
        )


def probe(film: Path) -> dict[str, object]:
    """What ffprobe says of a film: its length in seconds, width, height, codec, and the languages of its captions.

    Raises:
        Failed: ffprobe cannot read it.
    """
    command = [program("ffprobe"), "-v", "error", "-of", "json", "-show_format", "-show_streams", str(film)]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)
    if asked.returncode:
        raise Failed(f"ffprobe cannot read {film.name}, expected a film: it says: {asked.stderr.strip()}")
    told = json.loads(asked.stdout)
    video = next(each for each in told["streams"] if each["codec_type"] == "video")
    subtitles = [each["tags"]["language"] for each in told["streams"] if each["codec_type"] == "subtitle"]
    seconds = float(told["format"]["duration"])
    return {
        "seconds": seconds,
        **{name: video[name] for name in ("width", "height", "codec_name")},
        "captions": subtitles,
    }


def check_length(film: Path) -> float:
    """The length of a film in seconds, as ffprobe tells it.

    Raises:
        OutOfBounds: it is seven minutes or more.
    """
    seconds = float(str(probe(film)["seconds"]))
    if seconds >= LONGEST:
        raise OutOfBounds(
            f"{film.name} takes {seconds:.1f} s, expected less than {LONGEST}: take a beat out of script.py"
        )
    return seconds


def write_captions(captions: Sequence[Caption], out: Path) -> None:
    """Write the captions of both languages below a folder, for players and for browsers."""
    for language in LANGUAGES:
        (out / f"cartelera.{language}.srt").write_text(srt(captions, language), encoding="utf-8")
        (out / f"cartelera.{language}.vtt").write_text(vtt(captions, language), encoding="utf-8")
