"""The words that titles and people are found by, one row a word of each."""

import polars as pl

from graphql_api.text import compounds_of, words_of

ARTICLES = ("the", "a", "an", "el", "la", "los", "las")
"""Words that people leave out at the beginning of a title."""


def words(texts: pl.LazyFrame) -> pl.LazyFrame:
    """Each word of each text once, what a hyphen or the like joins also as one word.

    Args:
        texts: With `row` and `text`; a row may have several texts.

    Returns:
        Columns `word` and `row`, in that order.
    """
    found = pl.concat_list(words_of(pl.col("text")), compounds_of(pl.col("text")))
    return (
        texts.select("row", word=found)
        .explode("word", empty_as_null=False, keep_nulls=False)
        .unique()
        .sort("word", "row")
        .select("word", "row")
    )


def neighbouring(texts: pl.LazyFrame) -> pl.LazyFrame:
    """Each two words that stand side by side as one, for who leaves the space out; columns as of `words`."""
    listed = texts.select("row", word=words_of(pl.col("text")))
    return (
        listed.filter(pl.col("word").list.len() > 1)
        .select("row", word=pl.col("word").list.head(pl.col("word").list.len() - 1), next=pl.col("word").list.slice(1))
        .explode("word", "next", empty_as_null=False, keep_nulls=False)
        .select(pl.col("word") + pl.col("next"), "row")
        .unique()
        .sort("word", "row")
    )


def joined(texts: pl.LazyFrame) -> pl.LazyFrame:
    """All words of each text as one, for comparing texts as a whole; columns as of `words`."""
    return _joined(texts, words_of(pl.col("text")))


def joined_without_article(texts: pl.LazyFrame) -> pl.LazyFrame:
    """As `joined`, without a leading article."""
    return _joined(texts, without_article(words_of(pl.col("text"))))


def without_article(listed: pl.Expr) -> pl.Expr:
    """Lists of words less the leading article, unless it is all there is."""
    led = listed.list.first().is_in(ARTICLES) & (listed.list.len() > 1)
    return listed.list.slice(led.cast(pl.Int8))


def less_one_letter(words: pl.LazyFrame, letters: int) -> pl.LazyFrame:
    """How words begin, whole and with a letter taken away: words one error apart share one of these beginnings.

    Args:
        words: With `word`, each once and in order.
        letters: Of how many letters a beginning is.

    Returns:
        Columns `code`, the number of the beginning in the order of the words, and `left`, what is left of it.
    """
    begin = words.select(word=pl.col("word").str.slice(0, letters)).unique(maintain_order=True).with_row_index("code")
    shortened = begin.with_columns(at=pl.int_ranges(pl.col("word").str.len_chars())).explode(
        "at", empty_as_null=False, keep_nulls=False
    )
    left = pl.col("word").str.slice(0, pl.col("at")) + pl.col("word").str.slice(pl.col("at") + 1)
    return pl.concat([begin.select("code", left="word"), shortened.select("code", left=left)]).unique()


def _joined(texts: pl.LazyFrame, listed: pl.Expr) -> pl.LazyFrame:
    return texts.select(word=listed.list.join(""), row="row").filter(pl.col("word") != "").unique().sort("word", "row")
