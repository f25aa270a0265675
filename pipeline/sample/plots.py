"""Plots: the words of one work, drawn from its theme, and the sentences they are joined into."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.sample.draws import Dice
    from pipeline.sample.people import People
    from pipeline.sample.vocabulary import Country, Patterns, Theme, Vocabulary

NUMBERS = ("5", "7", "10", "12", "15", "20", "25", "30", "40", "45", "60", "90", "100", "300")
NAMED_HERO = 0.45
UNQUOTED = 0.6  # of the patterns that quote the title are drawn again: one real description in twelve has quotes
TRIES = 4  # sentences that are weighed against a platform's usual length


class Words(dict[str, str]):
    """The words of one work by slot; a slot asked for with a capital answers with a capital."""

    def __missing__(self, slot: str) -> str:
        word = self[slot.lower()] if slot != slot.lower() else _no_such(slot)
        return word[:1].upper() + word[1:]


def _no_such(slot: str) -> str:
    raise KeyError(slot)


def article(word: str) -> str:
    """The indefinite article before this word."""
    sounds_open = word[:1].lower() in "aeiou" and not word.lower().startswith(("one", "uni", "eu", "us"))
    return "an" if sounds_open or word.lower().startswith(("hono", "hone", "hour", "heir")) else "a"


class Plots:
    """Draws the words of works and tells them.

    Args:
        dice: the random source.
        words: themes and patterns.
        people: who gives heroes their names.
    """

    def __init__(self, dice: Dice, words: Vocabulary, people: People) -> None:
        self._dice = dice
        self._vocabulary = words
        self._people = people

    def draw(self, theme: Theme, country: Country, *, film: bool) -> Words:
        """Everything that a title or a description of a work may mention."""
        dice, slots = self._dice, theme.slots
        culture = self._vocabulary.cultures[country.culture]
        woman = dice.chance(0.5)
        words = Words()
        words["first"], words["family"] = self._people.gendered(culture, woman=woman)
        words["families"] = words["family"] + ("es" if words["family"].endswith(("s", "x", "z")) else "s")
        words["first2"], words["family2"] = self._people.gendered(culture, woman=dice.chance(0.5))
        words["they"], words["their"], words["them"] = ("she", "her", "her") if woman else ("he", "his", "him")
        words["place"] = self.place(country)
        words["number"] = dice.pick(NUMBERS)
        words["doc"] = "documentary" if film else "series"
        words["unscripted"] = "special" if film else "series"
        names = slots.get("name", ())
        words["name"] = dice.pick(names) if names else f"{words['first']} {words['family']}"
        words["name2"] = dice.pick(names) if names else words["first2"]
        if "role" in slots:
            words["hero"] = self._hero(words, dice.pick(slots["trait"]), dice.pick(slots["role"]), always=bool(names))
        for slot, phrases in slots.items():
            if slot not in words:
                self._resolve(words, slot, phrases)
        return words

    def redraw(self, words: Words, theme: Theme) -> Words:
        """The same people and place in another story: what a sequel tells."""
        again = Words(words)
        for slot, phrases in theme.slots.items():
            if slot not in {"name", "trait", "role"}:
                self._resolve(again, slot, phrases)
        if "role" in again:
            again["hero"] = self._hero(again, again["trait"], again["role"], always=True)
        return again

    def place(self, country: Country) -> str:
        """A town: a real city of the country, or one made up where English names it."""
        dice, parts = self._dice, self._vocabulary.town_parts
        if country.cities and (country.culture != "anglo" or dice.chance(0.4)):
            return dice.pick(country.cities)
        if country.name in {"United States", "Canada"} and dice.chance(0.5):
            return f"{dice.pick(parts['american_starts'])} {dice.pick(parts['american_ends'])}"
        return dice.pick(parts["anglo_starts"]) + dice.pick(parts["anglo_ends"])

    def tell(self, theme: Theme, words: Words, style: str, longest: int, *, sequel: bool) -> str:
        """A description in the length that a platform likes, cut at nothing: the fittest of a few is taken."""
        patterns = self._vocabulary.patterns[theme.family]
        choices = patterns.sequel if sequel else _of_style(patterns, style)
        if style == "long":
            pattern = self._dice.pick(choices)
            if '"' in pattern and self._dice.chance(UNQUOTED):
                pattern = self._dice.pick(choices)
            return pattern.format_map(words)
        told = [self._dice.pick(choices).format_map(words) for _ in range(TRIES)]
        fitting = [text for text in told if len(text) <= longest]
        return max(fitting, key=len) if fitting else min(told, key=len)

    def add(self, words: Words) -> str:
        """A last sentence that says nothing of the story."""
        return self._dice.pick(self._vocabulary.afterwords).format_map(words)

    def _resolve(self, words: Words, slot: str, phrases: Sequence[str]) -> None:
        phrase = self._dice.pick(phrases)
        words[slot] = phrase.format_map(words) if "{" in phrase else phrase

    def _hero(self, words: Words, trait: str, role: str, *, always: bool) -> str:
        """The hero of a story, by name ("retired forger Ana Vega") or without one ("a retired forger")."""
        words["trait"], words["role"] = trait, role
        known_as = f"{trait} {role} {words['name']}"
        if always or self._dice.chance(NAMED_HERO):
            return known_as
        return f"{article(trait)} {trait} {role}"


def _of_style(patterns: Patterns, style: str) -> Sequence[str]:
    return {"short": patterns.short, "medium": patterns.medium, "long": patterns.long}[style]
