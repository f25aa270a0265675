"""The oddities of the credits' rows: how many rows of the real file have one, and the function that makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.sample.films.plan import Oddity

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.sample.draws import Dice
    from pipeline.sample.films.credits import CreditsRow

OF_CREW = 0.4  # of the names that are spelled otherwise
# What looks like Python, or like the end of a line, and is a part: none of it needs another quote.
LIKE_PYTHON = ("None", "True", "False", "nan", "[{", "}, {", "Guest, None", "Guard #7", "[]", "{name: None}", "1")


def rename(change: Callable[[str, Dice], str]) -> Callable[[CreditsRow, Dice], None]:
    """Spell somebody's name otherwise."""

    def make(row: CreditsRow, dice: Dice) -> None:
        entry = dice.pick(row.crew if row.crew and dice.chance(OF_CREW) else row.cast)
        entry["name"] = change(entry["name"], dice)

    return make


def _outer_space(name: str, dice: Dice) -> str:
    return f" {name}" if dice.chance(0.1) else f"{name} "


def _other_case(name: str, dice: Dice) -> str:
    return name.upper() if dice.chance(0.3) else name.lower()


def _two_parts(row: CreditsRow, dice: Dice) -> None:
    last = row.cast[-1]
    entry = dice.pick(row.cast) | {
        "cast_id": last["cast_id"] + 1,
        "character": "Narrator",
        "credit_id": f"{dice.getrandbits(96):024x}",
        "order": last["order"] + 1,
    }
    row.cast.append(entry)


def _out_of_order(row: CreditsRow, dice: Dice) -> None:
    dice.shuffle(row.cast)


def _like_python(row: CreditsRow, dice: Dice) -> None:
    dice.pick(row.cast)["character"] = dice.pick(LIKE_PYTHON)


def _no_part(row: CreditsRow, dice: Dice) -> None:
    dice.pick(row.cast)["character"] = " "


def _cut(row: CreditsRow, _: Dice) -> None:
    row.cut = True


def _number(row: CreditsRow, dice: Dice) -> None:
    row.cast.append(1 + int(9_999 * dice.random()))


# A space stands around the name of one director in 450, two follow each other in one in 5,000, and one in 4,000 has
# another name that differs in its case alone. How often the others occur could not be counted.
CREDITS_ODDITIES = (
    Oddity("a space around a name", 900, rename(_outer_space)),
    Oddity("a name in other case", 150, rename(_other_case)),
    Oddity("two spaces in a name", 100, rename(lambda name, _: name.replace(" ", "  ", 1))),
    Oddity("a suffix after a comma", 60, rename(lambda name, _: f"{name}, Jr.")),
    Oddity("a person with two parts", 400, _two_parts),
    Oddity("a cast that is not in its order", 300, _out_of_order),
    Oddity("a part that looks like Python", 200, _like_python),
    Oddity("a part that is a space", 60, _no_part),
    # Not seen in the public file: what a reader that is cut off, or a careless hand, might leave.
    Oddity("a cast cut in the middle", 3, _cut),
    Oddity("a number for a person", 2, _number),
)
