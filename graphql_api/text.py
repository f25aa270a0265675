"""How text is compared: without regard to case, accents or spaces; and the words that it is searched by."""

import re
import unicodedata
from functools import lru_cache

import polars as pl

ALIKE = {
    "ß": "ss", "ς": "σ", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
    "ħ": "h", "ŧ": "t", "ŋ": "n", "\u200b": "", "\ufeff": "",
}  # fmt: skip
"""Lower-case letters that differ from others only by case or by a stroke that is no mark of its own to Unicode, and
two characters without width that come along when text is copied.
"""

_ALIKE = str.maketrans(ALIKE)
_WORDS = re.compile(r"[^\W_]+")

LONGEST = 300
"""Characters of a text that is folded; twice as many when it is taken apart. No name is longer, one character may come
apart into eighteen, and each is looked at.
"""
FOLDED = 1_024
"""Texts whose folding is remembered: many lists are narrowed by the same one."""


def tidy(text: str) -> str:
    """Lower case with single spaces, accents as written: how names are told apart."""
    return " ".join(text.lower().split())


def fold(text: str) -> str:
    """As `tidy` and without accents: how what someone typed is compared with what there is.

    What is longer than any name keeps its accents.
    """
    return tidy(text) if len(text) > LONGEST else _folded(text)  # nor is it remembered: it may be a whole body


@lru_cache(FOLDED)
def _folded(text: str) -> str:
    if text.isascii():
        return tidy(text)
    decomposed = unicodedata.normalize("NFKD", text)
    if len(decomposed) > 2 * LONGEST:
        return tidy(text)
    bare = "".join(letter for letter in decomposed if not unicodedata.category(letter).startswith("M"))
    return tidy(bare).translate(_ALIKE)


def folded(text: pl.Expr) -> pl.Expr:
    """As `fold`, of a column."""
    bare = text.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    return bare.str.replace_many(ALIKE).str.replace_all(r"\s+", " ").str.strip_chars()


def words(text: str) -> list[str]:
    """The runs of letters and numbers in a text, folded: `Spider-Man` is two words."""
    plain = fold(text)
    if plain.isascii():
        return _WORDS.findall(plain)
    kept = (letter if unicodedata.category(letter)[0] in "LN" else " " for letter in plain)
    return "".join(kept).split()


def words_of(text: pl.Expr) -> pl.Expr:
    """As `words`, of a column."""
    return folded(text).str.extract_all(r"[\p{L}\p{N}]+")


def compounds_of(text: pl.Expr) -> pl.Expr:
    """What a column's texts write without a space and `words_of` takes apart, as one word each: `spiderman`."""
    written = folded(text).str.extract_all(r"[\p{L}\p{N}]+(?:[^\s\p{L}\p{N}]+[\p{L}\p{N}]+)+")
    return written.list.eval(pl.element().str.replace_all(r"[^\p{L}\p{N}]+", ""))
