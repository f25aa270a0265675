"""How a field's text becomes tokens: expressions from a column to a list of texts, for any set of fields."""

import polars as pl
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

CONTENT_WORDS = {"bill", "computer", "cry", "fire", "mine", "system"}
"""On scikit-learn's list of stop words, but telling in the description of a story."""

STOP_WORDS = sorted(ENGLISH_STOP_WORDS - CONTENT_WORDS)

GRAMS = (3, 4, 5)
"""Lengths of the pieces of words by which titles are compared; shorter ones tell little, longer ones are words."""

GENRE_FORMS = r"\b(tv shows?|tv|movies?|series|features?)\b"
"""What a platform adds to a genre to say in which form: `TV Dramas`, `Horror Movies`, `Anime Features`."""

GENRE_JOINTS = r" ?(?:&|/|\band\b) ?"
"""What joins two genres in one: `Children & Family Movies`, `Police/Cop`."""

GENRE_SPELLINGS = {
    "children": "kids",
    "classics": "classic",
    "comedies": "comedy",
    "concert film": "concerts",
    "docuseries": "documentary",
    "documentaries": "documentary",
    "dramas": "drama",
    "game shows": "game show",
    "historical": "history",
    "kids'": "kids",
    "lgbtq+": "lgbtq",
    "musicals": "musical",
    "mysteries": "mystery",
    "romantic": "romance",
    "sci-fi": "science fiction",
    "stand up": "stand-up comedy",
    "stand-up": "stand-up comedy",
    "suspense": "thriller",
    "talk shows": "talk show",
    "thrillers": "thriller",
    "unscripted": "reality",
}
"""The spellings of one platform in those of another; `suspense` is where Amazon keeps what Netflix calls thrillers."""


def words(text: pl.Expr) -> pl.Expr:
    """The words of a text of two letters or more, less those that every text has."""
    found = text.str.replace_all(r"['’]s\b", "").str.extract_all(r"[\p{L}\p{N}]+")
    return found.list.eval(pl.element().filter((pl.element().str.len_chars() > 1) & telling()))


def telling() -> pl.Expr:
    """Whether a word of a list tells anything."""
    return ~pl.element().is_in(STOP_WORDS)


def folded_words(text: pl.Expr) -> pl.Expr:
    """The words of a name in lower case, accents and apostrophes gone: `Shippûden` is `Shippuden`."""
    plain = text.str.normalize("NFKD").str.replace_all(r"[\p{M}'’]", "").str.to_lowercase()
    return plain.str.extract_all(r"[\p{L}\p{N}]+")


def pieces(text: pl.Expr) -> pl.Expr:
    """The pieces of a name's words, with their ends marked by a space: forgiving of endings, numbers and spellings.

    Pieces of stop words would be in most names and cost more time than all others.
    """
    word = pl.concat_str(pl.lit(" "), pl.element(), pl.lit(" "))
    # Matches do not overlap, so those of length n are read n times, each time one letter further in.
    runs = [word.str.slice(start).str.extract_all(f".{{{length}}}") for length in GRAMS for start in range(length)]
    told = folded_words(text).list.eval(pl.element().filter(telling()))
    return told.list.eval(pl.concat_list(runs).explode(empty_as_null=False, keep_nulls=False))


def genres(listed: pl.Expr) -> pl.Expr:
    """Genres as all platforms would write them: `TV Dramas`, `Dramas` and `Drama` are one.

    What names only a form (`Movies`) says nothing that the type of the title does not, and goes.
    """
    plain = (
        pl.element()
        .str.replace("action-adventure", "action & adventure", literal=True)
        .str.replace_all(GENRE_FORMS, "")
        .str.replace_all(GENRE_JOINTS, "|")
        .str.split("|")
        .explode(empty_as_null=False, keep_nulls=False)
        .str.strip_chars(" ")
        .replace(GENRE_SPELLINGS)
    )
    return listed.list.eval(plain).list.eval(pl.element().filter(pl.element() != "")).list.unique(maintain_order=True)


def single(text: pl.Expr) -> pl.Expr:
    """A text that is a token as it stands."""
    return pl.concat_list(text)
