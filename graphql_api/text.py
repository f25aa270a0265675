"""How text is compared: without regard to case, accents or spaces."""

import unicodedata

import polars as pl


def tidy(text: str) -> str:
    """Lower case with single spaces, accents as written: how names are told apart."""
    return " ".join(text.lower().split())


def fold(text: str) -> str:
    """As `tidy` and without accents: how what someone typed is compared with what there is."""
    if text.isascii():
        return tidy(text)
    decomposed = unicodedata.normalize("NFKD", text)
    return tidy("".join(letter for letter in decomposed if not unicodedata.category(letter).startswith("M")))


def folded(text: pl.Expr) -> pl.Expr:
    """As `fold`, of a column."""
    bare = text.str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    return bare.str.to_lowercase().str.replace_all(r"\s+", " ").str.strip_chars()
