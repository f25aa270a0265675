"""What titles are found by: their words, their people's words, and both as a whole."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from graphql_api.catalogue.columns import Rows
from graphql_api.catalogue.word_index import WordIndex
from graphql_api.queries.words import joined, joined_without_article, neighbouring, without_article, words
from graphql_api.text import words_of

WHOLE_BEGINNING = 9
"""Letters of whole titles that errors are looked up by: many begin with the same six."""


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """What titles are found by. All arrays have one number a title."""

    title_words: WordIndex
    people_words: WordIndex
    """Over the same dictionary."""
    joined_words: WordIndex
    """Neighbouring words of titles as one."""
    whole_titles: WordIndex
    """All words of each title as one."""
    bare_titles: WordIndex
    """The same without a leading article, over the same dictionary: what a text begins is looked up once."""
    whole_names: WordIndex
    """All words of each name as one, over the same dictionary."""
    word_counts: Rows
    """How many words each title has besides a leading article."""
    popularity: Rows
    """The place of each title when those with the most votes come first, then by title and id."""
    by_popularity: Rows
    """The titles in that order."""

    @classmethod
    def of(cls, titles: pl.LazyFrame, popularity: Rows) -> "SearchIndex":
        """The index of titles that have their places in `row`."""
        named = titles.select("row", text="title")
        people = titles.select("row", text=pl.concat_list("cast", "directors")).explode(
            "text", empty_as_null=False, keep_nulls=False
        )
        counts = titles.select(without_article(words_of(pl.col("title"))).list.len().cast(pl.Int32)).collect()
        title_words, people_words = WordIndex.together([named.pipe(words), people.pipe(words)], misspelt=True)
        whole_titles, bare_titles, whole_names = WordIndex.together(
            [named.pipe(joined), named.pipe(joined_without_article), people.pipe(joined)],
            misspelt=True,
            letters=WHOLE_BEGINNING,
        )
        return cls(
            title_words=title_words,
            people_words=people_words,
            joined_words=WordIndex.of(named.pipe(neighbouring), misspelt=True),
            whole_titles=whole_titles,
            bare_titles=bare_titles,
            whole_names=whole_names,
            word_counts=counts.to_series().to_numpy(),
            popularity=popularity,
            by_popularity=np.argsort(popularity).astype(np.int32),
        )
