"""The words that titles and people are found by, one row a word of each."""

import polars as pl

from graphql_api.text import compounds_of, words_of


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


def less_one_letter(words: pl.LazyFrame) -> pl.LazyFrame:
    """Each word, and what is left of it when a letter is taken away: two words one error apart share one of these.

    Args:
        words: With `word`, each once.

    Returns:
        Columns `code`, the number of the word in the order given, and `key`, a hash of what is left, ordered by it.
    """
    coded = words.with_row_index("code").with_columns(length=pl.col("word").str.len_chars())
    shortened = coded.with_columns(at=pl.int_ranges(pl.col("length"))).explode(
        "at", empty_as_null=False, keep_nulls=False
    )
    left = pl.col("word").str.slice(0, pl.col("at")) + pl.col("word").str.slice(pl.col("at") + 1)
    return (
        pl.concat([coded.select("code", key=key(pl.col("word"))), shortened.select("code", key=key(left))])
        .unique()
        .sort("key", "code")
    )


def key(word: pl.Expr) -> pl.Expr:
    """A hash that is the same throughout one process."""
    return word.hash(seed=0)
