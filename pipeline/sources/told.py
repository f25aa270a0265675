"""What a raw file says, as a message may repeat it: on one line, and short."""

from collections.abc import Iterable

LONGEST = 40
"""Characters of one text."""

MOST = 30
"""Texts of a list."""


def told(text: str) -> str:
    """A text without what would break the line, hide or end a quotation (`), and cut where it is long."""
    text = text.replace("`", "'")
    cut = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in cut)


def printable(path: str) -> str:
    """A path of which any bytes that are no UTF-8 are written out."""
    return path.encode("utf-8", "backslashreplace").decode()


def told_list(texts: Iterable[str]) -> str:
    """Texts one after another; a long list is cut."""
    every = list(texts)
    shown = ", ".join(map(told, every[:MOST]))
    return f"{shown} and {len(every) - MOST:,} more" if len(every) > MOST else shown or "nothing"
