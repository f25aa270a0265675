"""Text as it is compared: without regard to case and accents, by words, and by what makes two titles one work."""

import unicodedata
from functools import cache

from tests.oracle.reading import clean

# Letters that no decomposition turns into the plain ones a reader would type for them.
PLAIN_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "ς": "σ",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
    }
)


def without_marks(text: str) -> str:
    """Compatibility forms taken apart, accents and other marks dropped, lower case."""
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.category(letter).startswith("M")).lower()


@cache
def fold(text: str) -> str:
    """The text without regard to case or accents."""
    return (clean(without_marks(text)) or "").translate(PLAIN_LETTERS)


@cache
def work_key(title: str) -> str:
    """What is left of a title when only letters and numbers count, those of every script; nothing of "???"."""
    return "".join(letter for letter in without_marks(title) if counts(letter))


def words(folded: str) -> list[str]:
    """The runs of letters and numbers."""
    return "".join(letter if counts(letter) else " " for letter in folded).split()


@cache
def words_of_a_name(name: str) -> frozenset[str]:
    """The words that a search may begin with: those of "o'brien" are "o", "brien" and "obrien"."""
    found = set(words(fold(name)))
    found |= {"".join(words(written_together)) for written_together in fold(name).split()}
    return frozenset(found - {""})


def counts(letter: str) -> bool:
    """Whether this is a letter or a number, of any script."""
    return unicodedata.category(letter)[0] in "LN"
