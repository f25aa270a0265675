"""Captions: what is said in both languages, from when to when, and the files that players read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from demo.faults import OutOfBounds

LANGUAGES = ("es", "en")
SHORTEST = 2.5
"""Seconds that a caption stands at least."""
FASTEST = 17.0
"""Characters a second that can be read at most."""
CALM = 13.5
"""Characters a second that the recording leaves for."""
LONGEST = 120
"""Characters of a caption: two lines of the strip below the page."""


@dataclass(frozen=True)
class Said:
    """A sentence in both languages; `{names}` in it are filled in from what is being shown."""

    es: str
    en: str

    def filled(self, values: Mapping[str, str]) -> Said:
        """The sentence with the names in it replaced."""
        return Said(self.es.format_map(values), self.en.format_map(values))

    def of(self, language: str) -> str:
        """The sentence in one language: `es` or `en`."""
        return self.es if language == "es" else self.en

    @property
    def seconds(self) -> float:
        """How long it takes to read in the language that takes longer."""
        return max(SHORTEST, len(self.es) / CALM, len(self.en) / CALM)


@dataclass(frozen=True)
class Caption:
    """What is said from when to when, in seconds from the beginning, and the scene that it belongs to, from 0."""

    start: float
    end: float
    said: Said
    scene: int


def srt(captions: Sequence[Caption], language: str) -> str:
    """The captions of one language as SubRip, which most players read."""
    blocks = [
        f"{place}\n{stamp(each.start, ',')} --> {stamp(each.end, ',')}\n{each.said.of(language)}\n"
        for place, each in enumerate(captions, start=1)
    ]
    return "\n".join(blocks)


def vtt(captions: Sequence[Caption], language: str) -> str:
    """The captions of one language as WebVTT, which browsers read."""
    blocks = [
        f"{stamp(each.start, '.')} --> {stamp(each.end, '.')}\n{escaped(each.said.of(language))}\n" for each in captions
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def stamp(seconds: float, point: str) -> str:
    """A moment as captions write it: hours, minutes, seconds, thousandths."""
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}{point}{rest % 1000:03}"


def escaped(text: str) -> str:
    """A text in which WebVTT finds no tags and no arrow."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def check(captions: Sequence[Caption], scenes: int) -> None:
    """Make sure that every scene is captioned in both languages, in order, without overlap, and can be read.

    Raises:
        OutOfBounds: it is not so.
    """
    for language in LANGUAGES:
        told = {each.scene for each in captions if each.said.of(language).strip()}
        if missing := sorted(set(range(scenes)) - told):
            raise OutOfBounds(
                f"scene {missing[0] + 1} of {scenes} has no caption in {language!r}: write one in script.py"
            )
        for each in captions:
            text, stood = each.said.of(language), each.end - each.start
            if stood < SHORTEST - 0.001 or len(text) > FASTEST * stood + 0.5:
                raise OutOfBounds(
                    f"a caption of {len(text)} characters stood {stood:.1f} s, expected {SHORTEST} s and {FASTEST:.0f} "
                    f"characters a second at most: shorten it in script.py: {text!r}"
                )
    for before, after in pairwise(captions):
        if after.start < before.end or after.scene < before.scene:
            raise OutOfBounds(
                f"the caption at {after.start:.2f} s begins before the one ahead of it ends: {after.said.en!r}"
            )
