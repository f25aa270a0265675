"""The colours, each named by what it is for and given twice: for a light page and for a dark one.

Charts are drawn in the light ones, which no two roles share; in the page each gives way to a variable of its role's
name. The four platforms differ in lightness as well as in hue, so that they stay apart for the colour-blind, and have
three times the contrast to the page that figures need.
"""

from collections.abc import Sequence

from pipeline.eda.platforms import PLATFORMS, TYPES

LIGHT_DARK = {
    "surface": ("#fffdf8", "#1e1a16"),
    "ink": ("#1d1813", "#f4ede1"),
    "muted": ("#5d5347", "#b9ac9a"),
    "rule": ("#e0d6c4", "#3a3229"),
    "accent": ("#33577f", "#7fb0e6"),
    "series-1": ("#c77700", "#f2bb4e"),
    "series-2": ("#24479e", "#6287ee"),
    "series-3": ("#149480", "#46d1b5"),
    "series-4": ("#b3203f", "#e3506f"),
    "other-1": ("#35567c", "#7eaee3"),
    "other-2": ("#a9652a", "#dd9a5f"),
    "other-3": ("#6b6f76", "#b4b9c0"),
    "other-4": ("#7a4f91", "#c295da"),
    "heat-0": ("#f7f3ea", "#241f1a"),
    "heat-1": ("#e2eaf3", "#1f2b38"),
    "heat-2": ("#c3d4e6", "#27405a"),
    "heat-3": ("#94b3d2", "#31587f"),
    "heat-4": ("#4f7cab", "#79a9da"),
    "heat-5": ("#335d8d", "#9cc2ea"),
    "heat-6": ("#1d3f68", "#c3dcf6"),
    "cold-1": ("#fae9dd", "#38271c"),
    "cold-2": ("#f0c6a8", "#5c3a24"),
    "cold-3": ("#a8552a", "#e29a6c"),
    "low-ink": ("#1c2026", "#e9ebee"),
    "high-ink": ("#fefefe", "#0f1216"),
}
"""Of each role the colour in light and in dark."""

LIGHT = {role: light for role, (light, _) in LIGHT_DARK.items()}

HEAT = tuple(LIGHT[f"heat-{level}"] for level in range(7))
"""From nothing to the most; numbers from the fifth on are written in `high-ink`."""

SIGNED = tuple(LIGHT[role] for role in ("cold-3", "cold-2", "cold-1", "heat-0", "heat-2", "heat-3", "heat-5"))
"""From -1 to 1; numbers in the first and the last are written in `high-ink`."""

_PLATFORM = {name: LIGHT[f"series-{place}"] for place, name in enumerate(PLATFORMS.values(), 1)}
_TYPE = dict(zip(TYPES.values(), (LIGHT["other-1"], LIGHT["other-2"]), strict=True))
_OTHER = [LIGHT[f"other-{place}"] for place in range(1, 5)]


def colours(names: Sequence[str]) -> list[str]:
    """A colour for each series: a platform's or a type's own, else one after another."""
    own = _PLATFORM | _TYPE
    if all(name in own for name in names):
        return [own[name] for name in names]
    return [_OTHER[place % len(_OTHER)] for place in range(len(names))]


def variables() -> str:
    """The colours as CSS variables that follow the reader's choice of light or dark."""
    return " ".join(f"--{role}: light-dark({light}, {dark});" for role, (light, dark) in LIGHT_DARK.items())
