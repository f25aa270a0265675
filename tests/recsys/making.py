"""What the tests of recsys are made with: rows of `titles` and `films` by hand or by hypothesis, and what a fit says
of them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl
from hypothesis import strategies as st

from pipeline.steps.text import key
from pipeline.store.vocabulary import TitleType
from recsys.content import neighbours
from recsys.films import FILM_FIELDS, FILMS, comparable
from recsys.titles import TITLE_FIELDS

PLAIN = {
    "type": "movie",
    "title": "a plain title",
    "directors": [],
    "cast": [],
    "countries": [],
    "release_year": 2020,
    "genres": [],
    "description": None,
}
"""A title that shares its form, decade and name with others and nothing else; tests change what they are about."""

SCHEMA = {
    "title_id": pl.String,
    "type": pl.Enum(TitleType),
    "title": pl.String,
    "directors": pl.List(pl.String),
    "cast": pl.List(pl.String),
    "countries": pl.List(pl.String),
    "release_year": pl.Int32,
    "genres": pl.List(pl.String),
    "description": pl.String,
}


def titles(*rows: Mapping[str, Any]) -> pl.LazyFrame:
    """Rows of `titles`, as far as recsys reads them: plain but for what is given, `hs1`, `hs2`... unless they say."""
    filled = [{"title_id": f"hs{number}", **PLAIN, **row} for number, row in enumerate(rows, 1)]
    return pl.LazyFrame(filled, schema=SCHEMA).with_columns(title_key=key(pl.col("title")))


def fitted(rows: pl.LazyFrame, fields=TITLE_FIELDS, engine=None) -> pl.DataFrame:
    """The neighbours of rows."""
    return neighbours(rows, fields, engine=engine)


def lists(found: pl.DataFrame, id_: str = "title_id") -> dict[Any, list[tuple[Any, float]]]:
    """The neighbours of each title, or of each film by `film_id`, with their scores, in order."""
    told: dict[Any, list[tuple[Any, float]]] = {}
    for row in found.sort(id_, "rank").iter_rows(named=True):
        told.setdefault(row[id_], []).append((row["neighbour_id"], round(row["score"], 6)))
    return told


PLAIN_FILM = {"title": "a plain film", "release_year": 2000, "overview": None, "genres": [], "companies": []}
"""A film that has nothing in common with others; tests change what they are about."""

FILM_SCHEMA = {
    "film_id": pl.Int32,
    "title": pl.String,
    "release_year": pl.Int32,
    "overview": pl.String,
    "genres": pl.List(pl.String),
    "companies": pl.List(pl.String),
}


def films(*rows: Mapping[str, Any]) -> pl.LazyFrame:
    """Rows of `films`, as far as recsys reads them: plain but for what is given, 1, 2... unless they say."""
    filled = [{"film_id": number, **PLAIN_FILM, **row} for number, row in enumerate(rows, 1)]
    return pl.LazyFrame(filled, schema=FILM_SCHEMA).with_columns(title_key=key(pl.col("title")))


def fitted_films(rows: pl.LazyFrame, fields=FILM_FIELDS, engine=None) -> pl.DataFrame:
    """The neighbours of rows of `films`."""
    return neighbours(rows.pipe(comparable), fields, engine=engine, kind=FILMS)


def some(words: Iterable[str], most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(list(words)), max_size=most, unique=True)


NAMES = [
    "toy story",
    "toy story 2",
    "toy story: woody",
    "toy story (dubbed)",
    "rain",
    "raín",
    "the rain",
    "éclair",
    "!",
]
ROW = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["movie", "tv show"]),
        "title": st.sampled_from(NAMES),
        "directors": some(["ada bell", "bo li"], 2),
        "cast": some(["ana ruiz", "cy oh", "dee fox", "ed lo"], 4),
        "countries": some(["peru", "chad"], 2),
        "release_year": st.integers(1998, 2002),
        "genres": some(["drama", "comedy", "horror"], 3),
        "description": st.none() | some(["heist", "paris", "robot", "the", "queen", "war", "x"], 6).map(" ".join),
    }
)
CATALOGUES = st.lists(ROW, max_size=14)
"""Catalogues with many ties, several works under one key, and titles that have nothing."""

FILM_ROW = st.fixed_dictionaries(
    {
        "title": st.sampled_from(NAMES),
        "release_year": st.integers(1967, 1973),
        "overview": st.none() | some(["Heist", "PARIS", "robot", "The", "queen", "war", "x"], 6).map(" ".join),
        "genres": some(["Drama", "Comedy", "Horror"], 3),
        "companies": some(["Plain Pictures", "Toho"], 2),
    }
)
FILM_SETS = st.lists(FILM_ROW, max_size=14)
"""Film sets with many ties, works under one key, films from before 1970, and films that lack one field or all."""
