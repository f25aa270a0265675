"""The words of titles, descriptions and genres: clouds, each with its ranked bars."""

from collections.abc import Set
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import polars as pl

from pipeline.eda.section import Figure, Section
from pipeline.eda.shapes import Bars, Cloud
from pipeline.eda.tables import Tables, collect
from pipeline.eda.words import counted, number, several, share

NAME, TITLE = "words", "Words"
TOP = 25
IN_CLOUD = 120
WORD = r"\p{L}[\p{L}’']*\p{L}"
"""A word: two letters or more, of any script, with apostrophes inside."""

SHOWN = {"titles": "Titles", "descriptions": "Descriptions", "genres": "Genres"}


def section(tables: Tables) -> Section:
    """What titles are made of, and what they are about."""
    stop = stop_words()
    tables_of = {
        "titles": words_of(tables.titles, "title", stop),
        "descriptions": words_of(tables.titles, "description", stop),
        "genres": entries_of(tables.titles, "genres"),
    }
    kept = {name: table for name, table in tables_of.items() if not table.is_empty()}
    if not kept:
        return Section.nothing(NAME, TITLE, "The release holds no titles, so there are no words to count.")
    total = collect(tables.titles.select(pl.len())).item()
    left_out = f", without {number(len(stop))} stop words of English" if stop else ""
    return Section(
        NAME,
        TITLE,
        f"Of each word, the number of titles that have it{left_out}. In a cloud, the size of a word says how many; its "
        "place and its colour say nothing.",
        tuple(part for name, table in kept.items() for part in _figures(name, table, total)),
        _found(kept, total),
    )


def words_of(titles: pl.LazyFrame, column: str, stop: Set[str]) -> pl.DataFrame:
    """A row a word of a lower-case column of text: "word", "titles" that have it; the most first."""
    found = pl.col(column).str.extract_all(WORD).list.unique()
    return _counted(titles.select(word=found), stop)


def entries_of(titles: pl.LazyFrame, column: str) -> pl.DataFrame:
    """A row an entry of a column of lists: "word", "titles" that have it; the most first."""
    return _counted(titles.select(word=pl.col(column)), frozenset())


def _counted(lists: pl.LazyFrame, stop: Set[str]) -> pl.DataFrame:
    rows = lists.explode("word", empty_as_null=True).drop_nulls()
    return collect(
        rows.group_by("word")
        .agg(titles=pl.len().cast(pl.Int64))
        .filter(~pl.col("word").str.replace_all("’", "'").is_in(sorted(stop)))
        .sort("titles", "word", descending=[True, False])
        .head(IN_CLOUD)
    )


@cache
def stop_words() -> frozenset[str]:
    """The stop words that the library `wordcloud` brings; none where it is not installed."""
    found = find_spec("wordcloud")
    folders = (found.submodule_search_locations or []) if found else []
    files = [file for file in (Path(folder) / "stopwords" for folder in folders) if file.is_file()]
    return frozenset(word for file in files for word in file.read_text(encoding="utf-8").split())


def _figures(name: str, table: pl.DataFrame, total: int) -> tuple[Figure, Figure]:
    leading = several([f"“{word}”" for word in table["word"].head(5)])
    said = f"The largest {'are' if table.height > 1 else 'is'} {leading}."
    top = table.head(TOP).with_columns((pl.col("titles") / total).alias("share of titles"))
    first, titles = table.row(0)
    return (
        Figure(f"cloud-of-{name}", f"{SHOWN[name]}: cloud", Cloud(table, "word", "titles"), said),
        Figure(
            f"words-of-{name}",
            f"{SHOWN[name]}: the {min(TOP, table.height)} most frequent",
            Bars(top, "word", "titles", "titles"),
            f"“{first}” leads with {counted(titles, 'title')}, {share(titles, total)} of all.",
        ),
    )


def _found(kept: dict[str, pl.DataFrame], total: int) -> str:
    said = [
        f"“{table['word'][0]}” in {name} ({share(table['titles'][0], total)} of titles)" for name, table in kept.items()
    ]
    return f"Most frequent {'are' if len(said) > 1 else 'is'} {several(said)}."
