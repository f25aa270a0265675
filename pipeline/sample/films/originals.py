"""Original titles: what a film is called at home, in the letters that are written there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.sample.films.figures import figures

if TYPE_CHECKING:
    from pipeline.sample.draws import Dice
    from pipeline.sample.plots import Words
    from pipeline.sample.vocabulary import Culture

LONGER = 0.4
WITHOUT_SPACES = {"ja", "zh", "th"}
SAME_LETTERS = {"cn": "zh", "ur": "fa", "sr": "bg"}


def original_title(tongue: str, culture: Culture, words: Words, dice: Dice) -> str:
    """A title in this language; none if nobody here can write it.

    Args:
        tongue: the code of the language.
        culture: whose titles to take where the language is written in Latin letters.
        words: the people and the place that a title may name.
        dice: the random source.
    """
    tongue = SAME_LETTERS.get(tongue, tongue)
    if tongue not in figures().originals:
        starts, ends = culture.title_starts, culture.title_ends
        return f"{dice.pick(starts)} {dice.pick(ends)}".format_map(words) if starts else ""
    starts, ends = figures().originals[tongue]
    space = "" if tongue in WITHOUT_SPACES else " "
    return " ".join(f"{dice.pick(starts)}{space}{dice.pick(ends)}" for _ in range(1 + dice.chance(LONGER)))
