"""How good neighbours of films are, by what is known of some: the collection, such as a film and its sequels.

No field holds the collection, so it gives nothing away.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import polars as pl
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from recsys.fields import Field
from recsys.films import FILM_FIELDS, FILMS, SINCE
from recsys.nearest import nearest
from recsys.space import space

DEPTH = 5
Lists = Mapping[int, Sequence[int]]
"""The first neighbours of each row that has any, as rows."""
Kin = Mapping[int, frozenset[int]]
"""Rows by the row that asks for them."""


def not_needed() -> Sequence[Field]:
    """Our fields, but where one is lacking the others take its place."""
    return [replace(field, needed=False) for field in FILM_FIELDS]


def overview_alone() -> Sequence[Field]:
    """The words of the overview and nothing else."""
    return [replace(field, needed=False, weight=float(field.name == "overview")) for field in FILM_FIELDS]


def single_text(films: pl.DataFrame) -> sparse.csr_array:
    """The plain way: overview, genres and companies as one text, by words."""
    texts = films.select(
        pl.concat_str(
            pl.col("overview").fill_null(""),
            pl.col("genres").list.join(" "),
            pl.col("companies").list.join(" "),
            separator=" ",
        )
    )
    return sparse.csr_array(TfidfVectorizer(stop_words="english").fit_transform(texts.to_series().to_list()))


def quality(films: pl.DataFrame) -> dict[str, dict[str, float]]:
    """The figures of each way of comparing films, nothing but the film itself left out.

    `collection@5`: the share of queries with another film of the collection among the first five. `commonest`: how many
    of all lists have the film in them that most have. `lists`: how many there are.
    """
    ways = {
        "the overview alone": space(films, overview_alone()).matrix,
        "one text of overview, genres and companies": single_text(films),
        "fields, others in the place of those lacking": space(films, not_needed()).matrix,
        "fields, as served": space(films, FILM_FIELDS).matrix,
    }
    kin, shown = kin_of(films), shown_of(films)
    return {name: measured(first_of(matrix, shown), kin) for name, matrix in ways.items()}


def measured(first: Lists, kin: Kin) -> dict[str, float]:
    """The figures of one way."""
    often = Counter(row for rows in first.values() for row in rows)
    return {"collection@5": hit_rate(first, kin), "commonest": max(often.values()), "lists": len(first)}


def hit_rate(first: Lists, wanted: Kin) -> float:
    """The share of queries that have any of what they want among their first: hits / queries."""
    return sum(not others.isdisjoint(first.get(row, [])) for row, others in wanted.items()) / len(wanted)


def first_of(matrix: sparse.csr_array, shown: np.ndarray) -> Lists:
    """The first neighbours of every row, out of those that may be shown, without itself."""
    everything = np.arange(matrix.shape[0], dtype=np.uint32)
    pairs = nearest(matrix, everything, 50, shown=shown).pairs.filter(pl.col("query") != pl.col("candidate"))
    return dict(pairs.group_by("query", maintain_order=True).agg(pl.col("candidate").head(DEPTH)).rows())


def shown_of(films: pl.DataFrame) -> np.ndarray:
    """The rows that may be neighbours."""
    return films.with_row_index("row").filter(FILMS.shown)["row"].to_numpy()


def kin_of(films: pl.DataFrame) -> Kin:
    """The other rows of the same collection that may be neighbours."""
    rows = films.with_row_index("row").select("row", "collection", "release_year")
    others = rows.filter(pl.col("release_year") >= SINCE).select("collection", other="row")
    pairs = rows.join(others, on="collection").filter(pl.col("row") != pl.col("other"))
    return {row: frozenset(rows) for row, rows in pairs.group_by("row").agg("other").iter_rows()}


def lacking(films: pl.DataFrame) -> float:
    """The share of films that lack a field."""
    return float(
        films.select(
            (
                pl.col("overview").is_null()
                | (pl.col("genres").list.len() == 0)
                | (pl.col("companies").list.len() == 0)
            ).mean()
        ).item()
    )
