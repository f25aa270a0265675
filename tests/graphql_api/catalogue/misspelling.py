"""What people type for what they mean, by rules written by hand: misspellings, first letters, and plainer spellings.

Every rule takes a text and a generator of random numbers and gives None where it cannot be broken: a title without
accents has none to leave out.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from random import Random

from graphql_api.text import fold, words

Rule = Callable[[str, Random], str | None]

KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
"""The rows of keys; each row begins half a key further right."""


def _beside() -> dict[str, str]:
    """The letters on the keys that touch each letter's key."""
    keys = {letter: (row, column + row / 2) for row, line in enumerate(KEYBOARD) for column, letter in enumerate(line)}
    return {
        one: "".join(
            other
            for other, (row, column) in keys.items()
            if other != one and abs(row - at[0]) <= 1 and abs(column - at[1]) <= 1
        )
        for one, at in keys.items()
    }


BESIDE = _beside()


def swapped(text: str, chance: Random) -> str | None:
    """Two neighbouring letters change places."""
    return _at(
        text,
        chance,
        lambda at: text[at : at + 2].isalpha() and len(text) > at + 1 and _differ(text[at], text[at + 1]),
        lambda at: text[:at] + text[at + 1] + text[at] + text[at + 2 :],
    )


def dropped(text: str, chance: Random) -> str | None:
    """A letter is left out."""
    return _at(text, chance, lambda at: text[at].isalpha(), lambda at: text[:at] + text[at + 1 :])


def doubled(text: str, chance: Random) -> str | None:
    """A letter is typed twice."""
    return _at(text, chance, lambda at: text[at].isalpha(), lambda at: text[: at + 1] + text[at:])


def beside(text: str, chance: Random) -> str | None:
    """A neighbouring key is hit."""
    return _at(
        text,
        chance,
        lambda at: text[at].lower() in BESIDE,
        lambda at: text[:at] + chance.choice(BESIDE[text[at].lower()]) + text[at + 1 :],
    )


def without_an_accent(text: str, chance: Random) -> str | None:
    """An accent is left out."""
    return _at(
        text,
        chance,
        lambda at: text[at].isalpha() and _bare(text[at]) != text[at],
        lambda at: text[:at] + _bare(text[at]) + text[at + 1 :],
    )


RULES: Sequence[Rule] = (swapped, dropped, doubled, beside, without_an_accent)


def misspelt(text: str, chance: Random) -> str | None:
    """One error by any of the rules; None where there is no letter to get wrong."""
    rules = chance.sample(RULES, len(RULES))
    return next((wrong for rule in rules if (wrong := rule(text, chance)) is not None), None)


def misspelt_at_first(text: str, chance: Random) -> str | None:
    """An error in the first letter of a word, the first word in most cases: another key, none, or the second first."""
    begins = [at for at in range(len(text)) if text[at].isalpha() and not text[at - 1 : at].isalnum()]
    if not begins:
        return None
    at = chance.choice(begins)
    word, wrong = text[at:], []
    if word[0].lower() in BESIDE:
        wrong.append(chance.choice(BESIDE[word[0].lower()]) + word[1:])
    if word[1:2].isalpha():
        wrong.append(word[1:])
        wrong += [word[1] + word[0] + word[2:]] if _differ(word[0], word[1]) else []
    return text[:at] + chance.choice(wrong) if wrong else None


def misspaced(text: str, chance: Random) -> str | None:
    """A space too few, or in titles of one word one too many."""
    spaces = [at for at, letter in enumerate(text) if letter == " "]
    if spaces:
        at = chance.choice(spaces)
        return text[:at] + text[at + 1 :]
    return _at(
        text,
        chance,
        lambda at: text[at].isalpha() and text[at - 1 : at].isalpha(),
        lambda at: f"{text[:at]} {text[at:]}",
    )


def misspelt_twice(text: str, chance: Random) -> str | None:
    """Two errors in one word of eight letters or more."""
    found = [word for word in text.split() if len(word) >= 8 and word.isalpha()]
    if not found:
        return None
    word = chance.choice(found)
    once = misspelt(word, chance) or word
    twice = misspelt(once, chance) or once
    return None if fold(twice) in {fold(word), fold(once)} else text.replace(word, twice, 1)


def begun(text: str, chance: Random) -> str | None:
    """What has been typed so far: from half of the letters, and at least four, to all but the last."""
    fewest = max(4, len(text) // 2)
    if fewest > len(text) - 1:
        return None
    typed = text[: chance.randint(fewest, len(text) - 1)]
    return typed if words(typed) else None


def begun_by_few(titles: Sequence[str], few: int = 10) -> Rule:
    """As `begun`, only where no more than a few displayed titles begin with just the letters typed, but for case."""
    folded = sorted({fold(title) for title in titles})

    def rule(text: str, chance: Random) -> str | None:
        typed = begun(text, chance)
        if typed is None:
            return None
        first, end = (bisect_left(folded, fold(typed) + last) for last in ("", "\U0010ffff"))
        return typed if end - first <= few else None

    return rule


def plain(text: str) -> str:
    """As typed in a hurry: lower case, no accents, no punctuation."""
    bare = "".join(map(_bare, text.lower()))
    kept = "".join(letter if letter.isalnum() or letter.isspace() else " " for letter in bare)
    return " ".join(kept.split())


def drawn(texts: Sequence[str], count: int, seed: int, rule: Rule) -> Iterator[tuple[str, str]]:
    """So many texts and what a rule makes of each, drawn from all that the rule applies to."""
    chance, made = Random(seed), 0
    for text in chance.sample(texts, len(texts)):
        if made < count and (typed := rule(text, chance)) is not None and words(typed):
            made += 1
            yield text, typed


def _at(text: str, chance: Random, where: Callable[[int], bool], what: Callable[[int], str]) -> str | None:
    """The text changed at a random place of those that qualify."""
    places = [at for at in range(len(text)) if where(at)]
    return what(chance.choice(places)) if places else None


def _differ(one: str, other: str) -> bool:
    return _bare(one).lower() != _bare(other).lower()


def _bare(letter: str) -> str:
    kept = [part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part)]
    return unicodedata.normalize("NFC", "".join(kept))
