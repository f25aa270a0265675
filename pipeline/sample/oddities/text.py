"""Oddities within one cell: what a text may hold that a reader does not see or a program does not expect."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.sample.vocabulary import vocabulary

if TYPE_CHECKING:
    from pipeline.sample.draws import Dice

ZERO_WIDTH = "\u200b"
NO_BREAK = "\u00a0"
LOST = "\ufffd"
SUFFIXES = ("Jr.", "Jr.", "Jr", "Sr.", "Ph.D.", "M.D.")
NICKNAMES = (
    "Ace",
    "Bear",
    "Buddy",
    "Duke",
    "Fingers",
    "Gabby",
    "Lucky",
    "Mac",
    "Red",
    "Rocket",
    "Slim",
    "Sparks",
    "Tiny",
)
# Turkish titles whose capital İ (U+0130) becomes two characters when lower-cased.
DOTTED = ("İki Yaka", "İncir Ağacı", "Son İskele", "İlkbahar Gelmeden", "Kayıp İnci", "İsimsiz Sokak", "Mavi İklim")


def break_line(cell: str, dice: Dice) -> str:
    """A newline for a space, after a sentence where there are two."""
    ends = [match.start() for match in re.finditer(r"(?<=[.!?]) ", cell)] or _spaces(cell)
    return _replace(cell, dice.pick(ends), "\n")


def start_with_zero_width(cell: str, _: Dice) -> str:
    """A zero-width space that came along with a pasted text."""
    return ZERO_WIDTH + cell


def end_name_with_zero_width(cell: str, dice: Dice) -> str:
    """The same, at the end of a name in a list."""
    names = cell.split(", ")
    place = int(dice.random() * len(names))
    names[place] += ZERO_WIDTH
    return ", ".join(names)


def no_break_space(cell: str, dice: Dice) -> str:
    """A no-break space for a space, if there is one other than those that a list of names is split at."""
    spaces = _spaces(cell)
    return _replace(cell, dice.pick(spaces), NO_BREAK) if spaces else cell


def double_space(cell: str, dice: Dice) -> str:
    """Two spaces for one, if there is one."""
    spaces = _spaces(cell)
    return _replace(cell, dice.pick(spaces), "  ") if spaces else cell


def space_before_comma(cell: str, dice: Dice) -> str:
    """A list of names with a space on the wrong side too."""
    commas = [place for place, letter in enumerate(cell) if letter == ","]
    return _replace(cell, dice.pick(commas), " ,")


def lose_letters(cell: str, dice: Dice) -> str:
    """The last letters of a name, lost in some conversion long ago."""
    names = cell.split(", ")
    place = int(dice.random() * len(names))
    names[place] = names[place][:-1] + LOST * 2
    return ", ".join(names)


def lose_dash(cell: str, _: Dice) -> str:
    """A dash that was lost, in a title that gained a second half by it."""
    return f"{cell} {LOST} The Complete Story"


def loose_comma(cell: str, dice: Dice) -> str:
    """A list of countries that begins or ends with a comma."""
    return f", {cell}" if dice.chance(0.3) else f"{cell},"


def name_twice(cell: str, dice: Dice) -> str:
    """A person who is in the list twice."""
    return f"{cell}, {dice.pick(cell.split(', '))}"


def suffix_after_comma(cell: str, dice: Dice) -> str:
    """A suffix that the comma before it makes look like a person."""
    names = cell.split(", ")
    place = int(dice.random() * len(names))
    names[place] += f", {dice.pick(SUFFIXES)}"
    return ", ".join(names)


def two_doctors(cell: str, _: Dice) -> str:
    """Two people with the same degree, so that the degree is in the list twice."""
    first, second, *others = cell.split(", ")
    return ", ".join([first, "Ph.D.", second, "Ph.D.", *others])


def nickname(cell: str, dice: Dice) -> str:
    """A nickname between quotation marks, which the file has to double."""
    names = cell.split(", ")
    place = int(dice.random() * len(names))
    first, _, last = names[place].partition(" ")
    names[place] = f'{first} "{dice.pick(NICKNAMES)}" {last}'.rstrip()
    return ", ".join(names)


def own_script(cell: str, dice: Dice) -> str:
    """A list of names in kanji, hanzi or hangul."""
    culture = vocabulary().cultures["own_script"]
    return ", ".join(
        dice.pick(culture.families) + dice.pick(culture.women if dice.chance(0.5) else culture.men)
        for _ in cell.split(", ")
    )


def dotted_capital(_: str, dice: Dice) -> str:
    """A Turkish title that changes length when it is lower-cased."""
    return dice.pick(DOTTED)


def typographic(cell: str, dice: Dice) -> str:
    """Curly quotes and long dashes for the straight and short ones, or dots that are one character."""
    dash = " — " if dice.chance(0.4) else " – "
    opened = re.sub(r'(^|[\s(])"', r"\1“", cell)
    changed = opened.replace('"', "”").replace("'", "’").replace(" - ", dash)
    return changed if changed != cell else cell.removesuffix(".") + "…"


def _spaces(cell: str) -> list[int]:
    """Where single spaces stand that follow no comma."""
    return [match.start() for match in re.finditer(r"(?<=[^\s,]) (?=\S)", cell)]


def _replace(cell: str, place: int, text: str) -> str:
    return cell[:place] + text + cell[place + 1 :]
